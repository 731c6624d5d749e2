"""A question that is answered with a picture: taken in, made anew, and never kept as it came."""

from dataclasses import dataclass, replace

from flask import Blueprint, Flask, Response, abort, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import RequestEntityTooLarge

from participation.core.errors import BadInput, NotFound
from participation.core.pictures import MOST_BYTES, TOO_BIG, picture_of
from participation.services import conversations
from participation.services.conversations import Turn
from participation.services.drawings import add_drawing, leave_out_drawing
from participation.web.uploads import drain
from participation.web.young.asked import asked_at
from participation.web.young.door import door
from participation.web.young.faults import TOO_OLD, show
from participation.web.young.leaving import neutral
from participation.web.young.questions import (
    aside_of,
    held_secret,
    onward,
    place_of,
    show_question,
    turn_now,
)
from participation.web.young.speech import said as _
from participation.web.young.visit import has_left
from surveys import engine
from surveys.sentences import A_DRAWING

pages = Blueprint("drawing", __name__)

UPLOADS = {"drawing.add": MOST_BYTES + 64 * 1024}
"""Bytes of the form, with room for what stands around the picture."""
ASIDE = frozenset({"back", "ease", "still"})


@dataclass(frozen=True)
class Upload:
    """What a page says of a picture before it is sent."""

    most: int = MOST_BYTES
    too_big: str = TOO_BIG


@pages.post("/q/<int:number>/drawing")
def add(number: int) -> ResponseReturnValue:
    """Keep the picture as the answer, take it out, or leave the question out; then go on."""
    name, pressed = request.form.get("question", ""), request.form.keys()
    asked = turn_now().survey.by_name.get(name)
    if asked is None or not asked.way.draws:
        abort(404)
    if "remove" in pressed:
        _left_out(name)
        return onward(url_for("questions.ask", number=number, _anchor="now"))
    sent = request.files.get("picture")
    content = b"" if sent is None else sent.read()
    if ASIDE & pressed:
        return onward(aside_of(_added(name, content) if content else turn_now(), name))
    return onward(place_of((_added(name, content) if content else _as_before(name)).step))


@pages.errorhandler(RequestEntityTooLarge)
def too_big(error: RequestEntityTooLarge) -> ResponseReturnValue:
    """Show the question again; nothing of what was sent is looked at."""
    drain()
    return _again(error, _(TOO_BIG), 413)


@pages.errorhandler(CSRFError)
def ask_again(error: CSRFError) -> ResponseReturnValue:
    """Show the question again when its page had been open too long."""
    return _again(error, f"{_(TOO_OLD.title)}. {_(A_DRAWING)}", 400)


def tell_limit(app: Flask) -> None:
    """Give the templates how large a picture may be."""
    app.jinja_env.globals["upload"] = Upload()


def _added(name: str, content: bytes) -> Turn:
    # Before the transaction: while a picture is opened, SQLite would let nobody else write.
    try:
        picture = picture_of(content)
    except BadInput as error:
        return _reply(engine.NotTaken(name, error.message))
    with door().database.writing() as session:
        return add_drawing(session, held_secret(), name, picture, door().today)


def _as_before(name: str) -> Turn:
    """Return the turn after a form without a picture: what stood there stays."""
    before = turn_now().state.answers.get(name)
    values = () if before is None else before.values
    return _reply(engine.Given(name, values or (engine.SKIP,)))


def _left_out(name: str) -> Turn:
    with door().database.writing() as session:
        return leave_out_drawing(session, held_secret(), name, door().today)


def _reply(given: engine.Reply) -> Turn:
    with door().database.writing() as session:
        return conversations.reply(session, held_secret(), given, door().today)


def _again(error: Exception, why: str, status: int) -> Response:
    if has_left():
        return neutral()
    try:
        turn = turn_now()
    except NotFound as gone:
        return show(gone)
    asked = asked_at(turn, int((request.view_args or {}).get("number", 0)))
    if asked is None or not asked.step.question.way.draws:
        return show(error)
    return show_question(turn, replace(asked, step=replace(asked.step, error=why)), status)
