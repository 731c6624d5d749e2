"""The look of the young people's pages: the council's own colour, and its young people's logo."""

from flask import Blueprint, Response, abort, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge

from participation.core.colours import by_day, by_night
from participation.core.errors import BadInput
from participation.core.logos import NO_LOGO
from participation.core.pictures import MOST_BYTES
from participation.domain.policy import Permission
from participation.services.councils import pack_of
from participation.services.looks import remove_logo, set_colour, set_logo
from participation.web.staff.access import needs
from participation.web.staff.office import now, reading, writing
from participation.web.uploads import drain
from surveys.pack_council import CouncilPack

pages = Blueprint("looks", __name__, url_prefix="/look")

UPLOADS = {"looks.change_logo": MOST_BYTES + 64 * 1024}
"""Bytes of the form, with room for what stands around the logo."""
OURS = "#4a2c8f"
CARDS = {
    "": "It can be seen on light and on dark pages.",
    "white": "On a light or a dark page most of its edge would be hard to see. "
    "It stands on a white card there.",
    "ink": "It is pale: on a light page most of its edge would be hard to see. "
    "It stands on a dark card there.",
}
"""What is said of a logo, by the card that it needs."""


@pages.get("")
@needs(Permission.CHANGE_LOOK)
def show() -> ResponseReturnValue:
    """Show the colour and the logo that young people's pages wear."""
    pack = _pack()
    return _page(pack, pack.look.brand)


@pages.post("")
@needs(Permission.CHANGE_LOOK)
def change() -> ResponseReturnValue:
    """Wear another colour, or ours again."""
    typed = request.form.get("colour", "")
    try:
        with writing() as desk:
            set_colour(desk.session, desk.council, desk.account, typed, now())
    except BadInput as error:
        return _page(_pack(), typed, error.message), 400
    return _changed("Young people’s pages wear it now.")


@pages.post("/logo")
@needs(Permission.CHANGE_LOOK)
def change_logo() -> ResponseReturnValue:
    """Show another logo."""
    sent = request.files.get("logo")
    try:
        with writing() as desk:
            upload = b"" if sent is None else sent.read()
            set_logo(desk.session, desk.council, desk.account, upload, now())
    except BadInput as error:
        return _refused(error.message, 400)
    return _changed("Young people’s pages show it now.")


@pages.post("/logo/remove")
@needs(Permission.CHANGE_LOOK)
def take_off() -> ResponseReturnValue:
    """Show no logo any more."""
    with writing() as desk:
        remove_logo(desk.session, desk.council, desk.account, now())
    return _changed("Young people’s pages show no logo now.")


@pages.get("/logo.png")
@needs(Permission.CHANGE_LOOK)
def show_logo() -> Response:
    """Send the logo."""
    logo = _pack().look.logo
    if logo is None:
        abort(404)
    return Response(logo.content, content_type="image/png")


@pages.errorhandler(RequestEntityTooLarge)
def too_big(_error: RequestEntityTooLarge) -> ResponseReturnValue:
    """Show the page again; nothing of what was sent is looked at."""
    drain()
    return _refused(NO_LOGO, 413)


def _pack() -> CouncilPack:
    with reading() as desk:
        return pack_of(desk.council)


def _changed(said: str) -> ResponseReturnValue:
    session["said"] = said
    return redirect(url_for("looks.show"), 303)


def _refused(why: str, status: int) -> ResponseReturnValue:
    pack = _pack()
    return _page(pack, pack.look.brand, logo_error=why), status


def _page(pack: CouncilPack, typed: str, error: str = "", logo_error: str = "") -> str:
    worn = pack.look.brand or OURS
    return render_template(
        "staff/look.html",
        typed=typed,
        error=error,
        logo_error=logo_error,
        said=session.pop("said", ""),
        day=by_day(worn),
        night=by_night(worn),
        logo=pack.look.logo,
        cards=CARDS,
        words=pack.words,
    )
