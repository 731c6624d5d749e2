"""The questions, one a page: each answer is kept as it is given."""

from dataclasses import replace

from flask import Blueprint, Response, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError

from participation.core.errors import NotFound
from participation.services import conversations
from participation.services.conversations import NOTHING_KEPT, Turn
from participation.services.councils import pack_of
from participation.services.drawings import drawing_at
from participation.web.young.asked import Asked, asked_at
from participation.web.young.door import door
from participation.web.young.faults import show
from participation.web.young.helping import learn_reach
from participation.web.young.leaving import neutral
from participation.web.young.pages import page
from participation.web.young.speech import learn_tongues
from participation.web.young.speech import said as _
from participation.web.young.together import asks_for_time, is_shared
from participation.web.young.visit import has_left, kept_secret
from surveys import engine
from surveys.pictures import TYPES, picture
from surveys.reading import is_blank
from surveys.route import Route

pages = Blueprint("questions", __name__)


def turn_now() -> Turn:
    """Return where this browser's conversation stands; raises NotFound without one."""
    secret = held_secret()
    with door().database.reading() as session:
        turn = conversations.current(session, secret, door().today)
        # Its page asks for both: in one transaction here, or in one of their own each there.
        learn_tongues(session)
        learn_reach(session, turn.council)
    return turn


def held_secret() -> bytes:
    """Return the secret of this browser's conversation; raises NotFound without one."""
    secret = kept_secret()
    if secret is None:
        raise NotFound(_(NOTHING_KEPT))
    return secret


def place_of(step: engine.Step) -> str:
    """Return the address of the step, at the question itself or at what is wrong with it."""
    if isinstance(step, engine.Check):
        return url_for("checking.check")
    anchor = "fix" if step.error else "now"
    return url_for("questions.ask", number=step.number, _anchor=anchor)


@pages.get("/q")
def now() -> ResponseReturnValue:
    """Go to the step that the conversation has come to."""
    return redirect(place_of(turn_now().step), 303)


@pages.get("/q/<int:number>")
def ask(number: int) -> ResponseReturnValue:
    """Show a question that has been reached."""
    turn = turn_now()
    asked = asked_at(turn, number)
    if asked is None:
        return redirect(place_of(turn.step), 303)
    return show_question(turn, asked)


@pages.post("/q")
def answer() -> ResponseReturnValue:
    """Keep what was given, and go on, or back."""
    given = _given()
    aside = any(name in request.form for name in ("back", "ease", "still"))
    if aside and is_blank(given.values):
        return onward(aside_of(turn_now(), given.question))
    with door().database.writing() as session:
        turn = conversations.reply(session, held_secret(), given, door().today)
    return onward(aside_of(turn, given.question) if aside else place_of(turn.step))


@pages.get("/line")
def line() -> Response:
    """Say that the line holds, to a page that is about to send."""
    return Response(status=204)


@pages.get("/picture/<name>")
def show_picture(name: str) -> ResponseReturnValue:
    """Send a picture that stands beside its words."""
    held = picture(name)
    if held is None:
        abort(404)
    return Response(held, content_type=TYPES[name.rpartition(".")[2]])


@pages.errorhandler(CSRFError)
def ask_again(_error: CSRFError) -> ResponseReturnValue:
    """Show the question with what was typed, when its page had been open too long."""
    if has_left():
        return neutral()
    given = _given()
    try:
        turn = turn_now()
    except NotFound as error:
        return show(error)
    names = Route.of(turn.survey, turn.state).names
    asked = asked_at(turn, names.index(given.question) + 1) if given.question in names else None
    if asked is None:
        return redirect(place_of(turn.step), 303)
    stale = _("This page had been open for a while. What you said is still here. Press Next again.")
    step = replace(asked.step, raw=given.values, error=stale, raw_words=given.words)
    return show_question(turn, replace(asked, step=step), status=400)


def _given() -> engine.Given:
    values = (engine.SKIP,) if "skip" in request.form else tuple(request.form.getlist("value"))
    name, words = request.form.get("question", ""), request.form.get("words", "")
    return engine.Given(name, values, words)


def aside_of(turn: Turn, name: str) -> str:
    """Return where a button beside "Next" leads from this question."""
    if "back" in request.form:
        return _place_before(turn, name)
    names = Route.of(turn.survey, turn.state).names
    number = names.index(name) + 1 if name in names else 1
    if asks_for_time():
        return url_for("questions.ask", number=number, _anchor="now")
    return url_for("comforting.choose", to=url_for("questions.ask", number=number))


def onward(place: str) -> Response:
    """Return the way to the place; a script that waits for a broken line goes there itself."""
    if "X-Stay" in request.headers:
        return Response(status=204, headers={"X-Next": place})
    return Response(status=303, headers={"Location": place})


def _place_before(turn: Turn, name: str) -> str:
    names = Route.of(turn.survey, turn.state).names
    number = names.index(name) if name in names else 0
    if number < 1 and is_shared():
        return url_for("questions.ask", number=1, _anchor="now")
    if number < 1:
        return url_for("start.first", link=turn.consultation.link)
    return url_for("questions.ask", number=number, _anchor="now")


def show_question(turn: Turn, asked: Asked, status: int = 200) -> Response:
    """Return the page of the question."""
    pack, drawn = pack_of(turn.council), None
    if asked.step.question.way.draws:
        drawn = thumb_of(turn, asked.step.question.name)
    return page(
        "question.html",
        council=pack,
        status=status,
        turn=turn,
        asked=asked,
        drawn=drawn,
        at_once=status >= 400,
    )


def thumb_of(turn: Turn, name: str) -> str | None:
    """Return a small copy of the picture that answers the question, or None."""
    with door().database.reading() as session:
        found = drawing_at(session, held_secret(), turn, name)
    return None if found is None else found.thumb
