"""Choosing a language, on the first page and at any moment after."""

from flask import Blueprint, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from participation.services import conversations
from participation.web.young.door import door
from participation.web.young.pages import page
from participation.web.young.speech import choose, tongues
from participation.web.young.visit import kept_secret

pages = Blueprint("choosing", __name__)


@pages.get("/language")
def show() -> Response:
    """Show the languages that are offered, each by its own name."""
    return page("language.html", back=_back())


@pages.post("/language")
def take() -> ResponseReturnValue:
    """Speak the chosen language in this browser, and in the conversation that it holds."""
    chosen = request.form.get("language", "")
    if chosen in tongues():
        choose(chosen)
        secret = kept_secret()
        if secret is not None:
            with door().database.writing() as session:
                conversations.speak(session, secret, chosen, door().today)
    return redirect(_back(), 303)


def _back() -> str:
    return url_for("start.home" if kept_secret() is None else "questions.now")
