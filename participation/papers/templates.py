"""The Jinja templates of papers and mail; every word they show is escaped and fit to show."""

from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from participation.core.files import templates_dir
from participation.domain.disclosure.released import ReleasedTable
from participation.papers.chart import bar_chart
from participation.papers.letters import tidy


@cache
def templates() -> Environment:
    """Return the environment that all templates of papers and mail are read in."""
    environment = Environment(
        loader=FileSystemLoader(templates_dir()),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        finalize=_fit,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["breaks"] = breaks
    environment.filters["bar_chart"] = _drawn
    environment.filters["one_line"] = one_line
    return environment


def breaks(words: str) -> Markup:
    """Return the words as HTML, each line ending as a line break."""
    return Markup("<br>").join(tidy(words).split("\n"))


def one_line(words: str) -> str:
    """Return the words on one line, so that nothing typed can pass for a line of a mail."""
    return " ".join(tidy(words).split())


def _drawn(table: ReleasedTable, name: str) -> Markup:
    return Markup(bar_chart(table, name))


def _fit(value: object) -> object:
    return tidy(value) if isinstance(value, str) and not hasattr(value, "__html__") else value
