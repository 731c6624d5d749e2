"""The way in by a one-time code: looking spends nothing, sending spends it."""

from flask import Blueprint, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError

from participation.core.errors import NotFound, Refused
from participation.services import conversations
from participation.services.invites import consultation_of_invite
from participation.web.young.door import door
from participation.web.young.leaving import neutral
from participation.web.young.speech import choose
from participation.web.young.start import beginning_at, show_first, show_home
from participation.web.young.supporting import note_support
from participation.web.young.together import begin_visit
from participation.web.young.visit import has_left, keep_secret

pages = Blueprint("invited", __name__)


@pages.get("/i")
def ask_code() -> Response:
    """Ask for the code: this is the short address on a slip."""
    return show_home()


@pages.get("/i/<code>")
def first(code: str) -> Response:
    """Show the first page of what the code opens."""
    return _first(code)


@pages.errorhandler(CSRFError)
def begin_again(_error: CSRFError) -> ResponseReturnValue:
    """Show the first page once more, when it had been open too long."""
    return neutral() if has_left() else _first((request.view_args or {}).get("code", ""), True)


@pages.post("/i/<code>")
def begin(code: str) -> ResponseReturnValue:
    """Begin a conversation that the code opens and go to its first question."""
    with door().database.writing() as session:
        consultation, _hash = consultation_of_invite(session, door().keys.invites, code)
        language = beginning_at(session, consultation).language
        begun = conversations.begin_by_invite(session, door().keys, code, door().today, language)
    begin_visit(url_for("invited.ask_code"))
    note_support(begun.secret)
    keep_secret(begun.secret)
    choose(language)
    return redirect(url_for("questions.ask", number=1), 303)


def _first(code: str, stale: bool = False) -> Response:
    try:
        with door().database.reading() as session:
            consultation, _hash = consultation_of_invite(session, door().keys.invites, code)
            beginning = beginning_at(session, consultation)
    except NotFound as error:
        return show_home(error.message, code, status=404)
    except Refused as error:
        return show_home(error.message, status=403)
    return show_first(beginning, by_code=True, stale=stale)
