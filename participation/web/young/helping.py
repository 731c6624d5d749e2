"""Who can help, on every page and on a page of its own."""

from flask import Blueprint, Response

from participation.services.councils import council_named, pack_of
from participation.web.young.door import door
from participation.web.young.pages import page

pages = Blueprint("helping", __name__)


@pages.get("/help/<name>")
def show(name: str) -> Response:
    """Show whom to talk to now, and who can put something right."""
    with door().database.reading() as session:
        pack = pack_of(council_named(session, name))
    return page("help.html", council=pack)


@pages.get("/robots.txt")
def robots() -> Response:
    """Ask search engines to stay away."""
    return Response("User-agent: *\nDisallow: /\n", mimetype="text/plain")
