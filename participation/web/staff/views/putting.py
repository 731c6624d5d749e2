"""Putting a challenge card for young people: what they said, or a photo of what they drew."""

from flask import Blueprint, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge

from participation.core.errors import BadInput, Refused
from participation.core.pictures import MOST_BYTES, TOO_BIG, Picture, picture_of
from participation.domain.policy import Permission
from participation.services import cards
from participation.services.always_open import open_door
from participation.services.heard import Heard, hear
from participation.web.staff.access import needs
from participation.web.staff.deeds import kept
from participation.web.staff.office import Desk, now, office, reading, today
from participation.web.uploads import drain
from surveys.pack_cards import PAPER, QUESTION, SURVEY, TO

pages = Blueprint("putting", __name__, url_prefix="/cards/new")

UPLOADS = {"putting.put": MOST_BYTES + 64 * 1024}
"""Bytes of the form, with room for what stands around the photo."""


@pages.get("")
@needs(Permission.PUT_CARD)
def show() -> str:
    """Show the form: the question, whom it asks, a photo of a card on paper."""
    return _page()


@pages.post("")
@needs(Permission.PUT_CARD)
def put() -> ResponseReturnValue:
    """Keep the card for an officer to read, as any young person's words."""
    try:
        photo = _photo()
    except BadInput as error:
        return _page(error.message), 400

    def heard(desk: Desk) -> None:
        door = open_door(desk.session, desk.council, SURVEY, today())
        if door is None:
            raise Refused("Nobody can put a card now. An officer opens the survey for everybody.")
        hear(desk.session, desk.council, desk.account, door, office().keys, _card(photo), now())

    said = "Kept. An officer reads it first, like everything that young people write."
    return kept(heard, said, url_for("cards.show"), _page)


@pages.errorhandler(RequestEntityTooLarge)
def too_big(_error: RequestEntityTooLarge) -> ResponseReturnValue:
    """Show the form again; nothing of what was sent is looked at."""
    drain()
    return _page(TOO_BIG, sent=False), 413


def _photo() -> Picture | None:
    """Return the photo made anew from its pixels; before any transaction, as it takes a while."""
    sent = request.files.get("photo")
    content = b"" if sent is None else sent.read()
    return picture_of(content) if content else None


def _card(photo: Picture | None) -> Heard:
    words = request.form.get("words", "").strip()
    shown = (QUESTION, PAPER) if "show" in request.form else ()
    return Heard(
        given={TO: tuple(request.form.getlist("to")), QUESTION: (words,) if words else ()},
        may_show=frozenset(shown),
        pictures={} if photo is None else {PAPER: photo},
    )


def _page(problem: str = "", sent: bool = True) -> str:
    typed = request.form if sent else None
    with reading() as desk:
        return render_template(
            "staff/card-new.html",
            cards=cards.cards_set(desk.council),
            problem=problem,
            words="" if typed is None else typed.get("words", ""),
            to=() if typed is None else typed.getlist("to"),
            may_show=typed is not None and "show" in typed,
            said=session.pop("said", ""),
        )
