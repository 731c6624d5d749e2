"""Answering with help: a helper begins, hands over, and never sees the five words."""

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from participation.services import conversations
from participation.services.conversations import Support
from participation.services.councils import pack_of
from participation.web.young.door import door
from participation.web.young.pages import page
from participation.web.young.questions import held_secret, place_of, turn_now

pages = Blueprint("handing", __name__)


@pages.get("/your-turn")
def ask() -> ResponseReturnValue:
    """Ask the helper to hand the phone over."""
    turn = turn_now()
    if turn.support is not Support.WITH:
        return redirect(place_of(turn.step), 303)
    return page("your_turn.html", council=pack_of(turn.council))


@pages.post("/your-turn")
def take() -> ResponseReturnValue:
    """Go on with the one whose answers they are, alone."""
    secret = held_secret()
    if turn_now().support is Support.WITH:
        with door().database.writing() as session:
            conversations.note_support(session, secret, Support.HANDED, door().today)
    return redirect(url_for("questions.now"), 303)
