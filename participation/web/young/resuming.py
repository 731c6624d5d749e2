"""Stopping, and carrying on later with eight words, on any device."""

from flask import Blueprint, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError

from participation.domain.receipts import secret_to_words, words_to_secret
from participation.services import conversations
from participation.services.councils import pack_of
from participation.web.young.door import door
from participation.web.young.leaving import neutral
from participation.web.young.pages import page
from participation.web.young.questions import held_secret, turn_now
from participation.web.young.speech import choose
from participation.web.young.speech import said as _
from participation.web.young.together import asks_for_time, is_shared
from participation.web.young.visit import has_left, keep_secret

pages = Blueprint("resuming", __name__)


@pages.get("/later")
def later() -> ResponseReturnValue:
    """Show the eight words with which somebody comes back, unless others could use them too."""
    if is_shared():
        return redirect(url_for("questions.now"), 303)
    turn = turn_now()
    return page(
        "later.html",
        council=pack_of(turn.council),
        turn=turn,
        words=secret_to_words(held_secret()).split(),
    )


@pages.get("/carry-on")
def ask_words() -> Response:
    """Ask for the eight words."""
    return page("carry_on.html", error="", typed="")


@pages.post("/carry-on")
def carry_on() -> ResponseReturnValue:
    """Hold the conversation of these words in this browser, and go where it stands."""
    typed = request.form.get("words", "")
    if asks_for_time():
        return page("carry_on.html", error="", typed=typed)
    secret = words_to_secret(typed)
    with door().database.reading() as session:
        if secret is None or not conversations.exists(session, secret, door().today):
            error = _(
                "We can't find anything under those words. There should be eight. "
                "Check each one and try again."
            )
            return page("carry_on.html", status=404, error=error, typed=typed)
        language = conversations.current(session, secret, door().today).state.language
    keep_secret(secret)
    choose(language)
    return redirect(url_for("questions.now"), 303)


@pages.errorhandler(CSRFError)
def ask_again(_error: CSRFError) -> ResponseReturnValue:
    """Show the form once more with what was typed."""
    if has_left():
        return neutral()
    error = _("This page had been open for a while. Press the button again.")
    typed = request.form.get("words", "")
    return page("carry_on.html", status=400, error=error, typed=typed)
