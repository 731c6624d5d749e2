"""Slips to print, cut, fold and seal: one batch, for one group by one route."""

from dataclasses import dataclass

from markupsafe import Markup

from participation.core.markup import unbroken
from participation.papers.templates import templates


@dataclass(frozen=True)
class Slip:
    """One code as it is typed, and drawn for a phone's camera."""

    code: str
    drawn: Markup


@dataclass(frozen=True)
class SlipSheet:
    """A batch with all that its slips and their cover say; the slips say not whom they are for."""

    title: str
    minutes: int
    until: str
    address: str
    thanks: str
    group: str
    route: str
    slips: tuple[Slip, ...]


def draw_slips(sheet: SlipSheet, style: str) -> str:
    """Return the batch as a page of its own, to be kept in a file and printed."""
    page = templates().get_template("papers/slips-page.html")
    return page.render(sheet=sheet, style=Markup(unbroken(style)))
