"""How somebody likes a page: its letters, its colours, its calm. Kept in the one cookie."""

from dataclasses import dataclass
from enum import StrEnum

from flask import Blueprint, Flask, Response, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from participation.core.colours import by_day, by_night
from participation.web.young.pages import page
from participation.web.young.parts import carry, sheets
from surveys.pack_council import CouncilPack

pages = Blueprint("comforting", __name__)

KEPT = "c"


class Wish(StrEnum):
    """One thing that makes a page easier, by the name of its piece of style."""

    LARGE = "large"
    CALM = "calm"
    EASY = "easy"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True)
class Comfort:
    """All that somebody wished for; nothing of it says who they are."""

    wishes: frozenset[Wish] = frozenset()

    @property
    def classes(self) -> str:
        """Return the wishes as a page carries them."""
        return " ".join(wish for wish in Wish if wish in self.wishes)

    def sheets(self) -> Markup:
        """Return the style for these wishes, which comes after all other."""
        return sheets(*(wish for wish in Wish if wish in self.wishes)) if self.wishes else Markup()

    def has(self, wish: str) -> bool:
        """Return whether this was wished for."""
        return wish in self.wishes


def worn() -> Comfort:
    """Return what this browser's holder wished for."""
    return comfort_of(str(session.get(KEPT, "")).split())


def comfort_of(names: list[str]) -> Comfort:
    """Return the wishes of these names; what is none is left out, and dark goes before light."""
    wishes = frozenset(Wish(name) for name in names if name in set(Wish))
    return Comfort(wishes - {Wish.LIGHT} if Wish.DARK in wishes else wishes)


def wear(app: Flask) -> None:
    """Have every page of the app look as its reader wished."""
    app.context_processor(lambda: {"comfort": worn()})
    app.jinja_env.globals["colours_of"] = colours_of


def colours_of(council: CouncilPack | None) -> Markup:
    """Return the style of the council's own colour, for light, for dark or for what is chosen."""
    if council is None or not council.look.brand:
        return Markup()
    day, night = by_day(council.look.brand).css, by_night(council.look.brand).css
    comfort = worn()
    if comfort.has(Wish.DARK):
        return carry(night)
    if comfort.has(Wish.LIGHT):
        return carry(day)
    return carry(f"{day}@media (prefers-color-scheme:dark){{{night}}}")


@pages.get("/comfort")
def choose() -> Response:
    """Show what can be wished for."""
    return page("comfort.html", to=_way_back())


@pages.post("/comfort")
def keep() -> ResponseReturnValue:
    """Keep the wishes and go back to where they were made."""
    chosen = comfort_of(request.form.getlist("wish"))
    if chosen.wishes:
        session[KEPT] = chosen.classes
    else:
        session.pop(KEPT, None)
    return redirect(_own(request.form.get("to", "")), 303)


def _way_back() -> str:
    asked = request.args.get("to", "")
    if not asked and (request.referrer or "").startswith(request.host_url):
        asked = "/" + (request.referrer or "").removeprefix(request.host_url)
    return _own(asked)


def _own(place: str) -> str:
    """Return the place if it is a plain path of our own, else the first page."""
    plain = place.startswith("/") and not place.startswith("//") and place.isprintable()
    here = place.startswith(url_for("comforting.choose"))
    return place if plain and "\\" not in place and not here else url_for("start.home")
