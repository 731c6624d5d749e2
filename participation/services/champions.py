"""Member champions: who speaks up for a topic among members, by the council's own table."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from participation.models import Ask, Council, Theme
from participation.papers.phrases import listed
from participation.services.councils import pack_of, themes_of
from participation.services.routing import bodies_by_theme
from surveys.pack_routing import Body


def champions_by_theme(council: Council) -> dict[str, str]:
    """Return the champion of each theme that has one, by its code, in the council's words."""
    found = bodies_by_theme(council)
    return {theme: _named(bodies) for theme, bodies in found.items() if _named(bodies)}


def champions_by_promise(session: Session, council: Council) -> dict[str, str]:
    """Return the champions of each promise's themes, by the promise's code, where it has any."""
    by_theme = bodies_by_theme(council)
    of_promise: dict[str, set[str]] = {}
    for theme in themes_of(session, council):
        codes = {body.code for body in by_theme.get(theme.code, ())}
        of_promise.setdefault(theme.promise, set()).update(codes)
    bodies = pack_of(council).bodies
    told = {
        promise: _named(body for body in bodies if body.code in codes)
        for promise, codes in of_promise.items()
    }
    return {promise: named for promise, named in told.items() if promise and named}


def champion_of(session: Session, council: Council, ask: Ask) -> str:
    """Return the champion of what the ask is about; empty where there is none."""
    theme = None if ask.theme_id is None else session.get_one(Theme, ask.theme_id)
    return "" if theme is None else champions_by_theme(council).get(theme.code, "")


def _named(bodies: Iterable[Body]) -> str:
    return listed(body.name for body in bodies if body.champion)
