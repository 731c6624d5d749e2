"""Papers: a sent digest to read, and to take away as PDF or Word, made when asked for."""

from uuid import UUID

from flask import Blueprint, Response, render_template, url_for
from markupsafe import Markup

from participation.core.errors import NotFound
from participation.domain.digest import ReleasedDigest
from participation.domain.one_page import OnePage
from participation.domain.policy import Permission, Role, may
from participation.models import Digest
from participation.papers.html import render_html
from participation.papers.one_page import (
    HEADINGS,
    draw_one_page,
    since_words,
    waiting,
    why_wanted,
)
from participation.papers.pdf import render_pdf
from participation.papers.word import render_word
from participation.services.digests import asks_on, digest_of
from participation.services.one_page import one_page
from participation.services.papers import released_digest
from participation.web.staff.access import needs
from participation.web.staff.office import Desk, office, reading, today

pages = Blueprint("papers", __name__)

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pages.get("/digests/<uuid:digest_id>")
@needs(Permission.READ_DIGEST)
def show(digest_id: UUID) -> str:
    """Show a sent digest as a page."""
    with reading() as desk:
        digest = _sent(desk, digest_id)
        released = _released(desk, digest)
        asks = asks_on(desk.session, digest)
        answers = may(Role(desk.account.role), Permission.ANSWER_ASK)
    paper = Markup(render_html(released))
    return render_template(
        "staff/digest.html", digest=digest, paper=paper, asks=asks, answers=answers
    )


@pages.get("/digests/<uuid:digest_id>/paper.pdf")
@needs(Permission.READ_DIGEST)
def send_pdf(digest_id: UUID) -> Response:
    """Send the paper as a tagged PDF."""
    released = _read(digest_id)
    return _file(render_pdf(released), "application/pdf", released, "pdf")


@pages.get("/digests/<uuid:digest_id>/paper.docx")
@needs(Permission.READ_DIGEST)
def send_word(digest_id: UUID) -> Response:
    """Send the paper as a Word file."""
    released = _read(digest_id)
    return _file(render_word(released), WORD, released, "docx")


@pages.get("/one-page")
@needs(Permission.READ_DIGEST)
def show_chair_page() -> str:
    """Show the chair's one page: what is new, late, unanswered, promised and kept."""
    page = _one_page()
    return render_template(
        "staff/one-page.html",
        page=page,
        headings=HEADINGS,
        since=since_words(page),
        why_wanted=why_wanted(page.wanted) if page.wanted else "",
        waiting=waiting,
    )


@pages.get("/one-page/one-page.pdf")
@needs(Permission.READ_DIGEST)
def send_one_page() -> Response:
    """Send the chair's one page as one side of A4."""
    page = _one_page()
    response = Response(draw_one_page(page), mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="one-page-{page.on}.pdf"'
    return response


def _one_page() -> OnePage:
    with reading() as desk:
        return one_page(desk.session, desk.council, today())


def _sent(desk: Desk, digest_id: UUID) -> Digest:
    digest = digest_of(desk.session, desk.council, digest_id)
    builds = may(Role(desk.account.role), Permission.BUILD_DIGEST)
    if digest.sent_on is None and not builds:
        raise NotFound("That paper has not been sent yet. Look at the forward plan for its day.")
    return digest


def _read(digest_id: UUID) -> ReleasedDigest:
    with reading() as desk:
        return _released(desk, _sent(desk, digest_id))


def _released(desk: Desk, digest: Digest) -> ReleasedDigest:
    address = f"{office().settings.staff_address}{url_for('papers.show', digest_id=digest.id)}"
    return released_digest(desk.session, desk.council, digest, address, today())


def _file(content: bytes, kind: str, released: ReleasedDigest, ending: str) -> Response:
    name = f"paper-{released.occasion.meeting_on}.{ending}"
    response = Response(content, mimetype=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
