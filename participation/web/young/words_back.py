"""The answer to a message that waits at a receipt; it reaches the safeguarding leads alone."""

from uuid import UUID

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError

from participation.core.errors import BadInput, NotFound, Refused
from participation.services.words_back import answer_word
from participation.web.young.door import door
from participation.web.young.journeys import Wrote, shown
from participation.web.young.leaving import neutral
from participation.web.young.speech import said as _
from participation.web.young.together import asks_for_time
from participation.web.young.visit import has_left

pages = Blueprint("words_back", __name__)


@pages.post("/journey/answer")
def answer() -> Response:
    """Keep the answer and show the journey again."""
    typed, words = request.form.get("receipt", ""), request.form.get("words", "")
    try:
        flag_id = UUID(request.form.get("message", ""))
        if asks_for_time():
            here = _("Here is what you wrote. Go on where you were.")
            return shown(typed, wrote=Wrote(flag_id, words, here))
        with door().database.writing() as session:
            now = door().clock.now()
            answer_word(session, door().keys, typed, flag_id, words, now)
    except (ValueError, NotFound):
        return shown(typed, status=404)
    except (BadInput, Refused) as error:
        return shown(typed, wrote=Wrote(flag_id, words, error.message), status=400)
    door().database.forget_log()
    return shown(typed, wrote=Wrote(flag_id))


@pages.errorhandler(CSRFError)
def ask_again(_error: CSRFError) -> ResponseReturnValue:
    """Show the form once more with what was written."""
    if has_left():
        return neutral()
    error = _("This page had been open for a while. Press the button again.")
    words = request.form.get("words", "")
    return shown(request.form.get("receipt", ""), wrote=Wrote(None, words, error), status=400)
