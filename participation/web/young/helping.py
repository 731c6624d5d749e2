"""Who can help, on every page and on a page of its own."""

from flask import Blueprint, Flask, Response, g, redirect, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from participation.models import Council
from participation.services.contacts import public_key
from participation.services.councils import all_councils, council_named, pack_of
from participation.web.young.door import door
from participation.web.young.pages import page
from surveys.pack_council import CouncilPack

pages = Blueprint("helping", __name__)


@pages.get("/help/<name>")
def show(name: str) -> Response:
    """Show whom to talk to now, and who can put something right."""
    with door().database.reading() as session:
        pack = pack_of(council_named(session, name))
    return page("help.html", council=pack)


@pages.get("/help")
def find() -> ResponseReturnValue:
    """Go to the help of the only council, or ask which one it is."""
    with door().database.reading() as session:
        councils = all_councils(session)
    if len(councils) == 1:
        return redirect(url_for("helping.show", name=councils[0].name), 303)
    return page("help_where.html", councils=councils)


def can_be_reached(council: CouncilPack | None) -> bool:
    """Return whether somebody can ask this council's safeguarding leads to reach them.

    Not while the council has no key to seal the request to: nothing is then left unread.
    """
    if council is None:
        return False
    if council.name not in _reached():
        with door().database.reading() as session:
            learn_reach(session, council_named(session, council.name))
    return _reached()[council.name]


def learn_reach(session: Session, council: Council) -> None:
    """Ask whether the council can be reached in a transaction that is open anyway."""
    _reached()[council.name] = public_key(session, council) is not None


def _reached() -> dict[str, bool]:
    found: dict[str, bool] = g.setdefault("reached", {})
    return found


def offer_help(app: Flask) -> None:
    """Let every page say whether the contact form is open."""
    app.jinja_env.globals["can_be_reached"] = can_be_reached


@pages.get("/robots.txt")
def robots() -> Response:
    """Ask search engines to stay away."""
    return Response("User-agent: *\nDisallow: /\n", mimetype="text/plain")
