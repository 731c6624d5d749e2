"""A paper as a fragment of HTML for the staff pages."""

from participation.domain.digest import ReleasedDigest
from participation.papers.blocks import Paper
from participation.papers.outline import paper_of
from participation.papers.templates import templates


def render_html(digest: ReleasedDigest) -> str:
    """Return the paper from its h1 on, in GOV.UK Frontend's classes, with charts as SVG."""
    return draw_html(paper_of(digest))


def draw_html(paper: Paper) -> str:
    """Return any paper from its h1 on."""
    return templates().get_template("papers/paper.html").render(paper=paper)
