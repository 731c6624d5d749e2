"""The logo of the young people's body, kept by the browser for good under a name of its own."""

from flask import Blueprint, Response, abort

from participation.core.errors import NotFound
from participation.services.councils import council_named, pack_of
from participation.web.young.door import door
from participation.web.young.parts import FOR_GOOD

pages = Blueprint("logos", __name__)


@pages.get("/logo/<council>/<mark>.png")
def send(council: str, mark: str) -> Response:
    """Send the council's logo of this name."""
    try:
        with door().database.reading() as session:
            logo = pack_of(council_named(session, council)).look.logo
    except NotFound:
        logo = None
    if logo is None or logo.mark != mark:
        abort(404)
    response = Response(logo.content, content_type="image/png")
    response.headers["Cache-Control"] = FOR_GOOD
    return response
