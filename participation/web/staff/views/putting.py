"""Putting a challenge card for young people: what they said, or a photo of what they drew."""

from hashlib import sha256
from re import fullmatch
from secrets import token_bytes

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge

from participation.core.errors import BadInput, Refused
from participation.core.pictures import MOST_BYTES, TOO_BIG, Picture, picture_of
from participation.domain.policy import Permission
from participation.domain.receipts import Receipt, make_receipt, unlock
from participation.services import cards
from participation.services.always_open import open_door
from participation.services.heard import Heard, hear
from participation.web.staff.access import needs
from participation.web.staff.office import now, office, reading, today, writing
from participation.web.uploads import drain
from surveys.pack_cards import PAPER, QUESTION, SURVEY, TO

pages = Blueprint("putting", __name__, url_prefix="/cards/new")

NOT_OPEN = "Nobody can put a card now. An officer opens the survey for everybody."
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

    keys, card = office().keys, _card(photo)
    # The same form sent twice gives the same words, and is kept once; with other words in it,
    # after a step back, it is another card.
    receipt = make_receipt(keys.pepper, b"card", _once() + _print_of(card))
    unlocked = unlock(keys.pepper, receipt)
    try:
        with writing() as desk:
            door = open_door(desk.session, desk.council, SURVEY, today())
            if door is None:
                raise Refused(NOT_OPEN)
            hear(desk.session, desk.council, desk.account, door, keys, card, now(), unlocked)
    except BadInput as error:
        return _page(error.message), 400
    office().database.forget_log()
    # In the page and nowhere else: an address or a cookie would keep them.
    return _handed_in(receipt)


def _handed_in(receipt: Receipt) -> str:
    with reading() as desk:
        return render_template(
            "staff/card-kept.html",
            cards=cards.cards_set(desk.council),
            receipt=receipt,
            journey=f"{office().settings.young_address}/journey",
        )


@pages.errorhandler(RequestEntityTooLarge)
def too_big(_error: RequestEntityTooLarge) -> ResponseReturnValue:
    """Show the form again; nothing of what was sent is looked at."""
    drain()
    return _page(TOO_BIG, sent=False), 413


def _once() -> bytes:
    """Return what tells this form from every other; a fresh one where it is missing."""
    sent = request.form.get("once", "")
    return bytes.fromhex(sent) if fullmatch(r"[0-9a-f]{32}", sent) else token_bytes(16)


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


def _print_of(card: Heard) -> bytes:
    photos = sorted((name, photo.mark) for name, photo in card.pictures.items())
    told = (sorted(card.given.items()), sorted(card.may_show), photos)
    return sha256(repr(told).encode()).digest()


def _page(problem: str = "", sent: bool = True) -> str:
    typed = request.form if sent else None
    with reading() as desk:
        return render_template(
            "staff/card-new.html",
            cards=cards.cards_set(desk.council),
            problem=problem,
            words="" if typed is None else typed.get("words", ""),
            to=() if typed is None else typed.getlist("to"),
            once=_once().hex() if sent else token_bytes(16).hex(),
            may_show=typed is not None and "show" in typed,
        )
