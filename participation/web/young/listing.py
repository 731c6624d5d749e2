"""The list for the next meeting: what others want talked about, and wanting it too."""

from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError

from participation.core.errors import BadInput, NotFound
from participation.services import backings
from participation.services.always_open import NEXT_MEETING, open_door
from participation.services.consultations import when_read
from participation.services.councils import council_named, pack_of
from participation.web.young.door import door
from participation.web.young.faults import show as show_fault
from participation.web.young.leaving import neutral
from participation.web.young.pages import page
from participation.web.young.speech import said as _
from participation.web.young.together import asks_for_time
from participation.web.young.visit import has_left

pages = Blueprint("listing", __name__)


@dataclass(frozen=True)
class Typed:
    """What somebody typed to be counted once: the pass it is, if it is one, or what is wrong."""

    words: str = ""
    kept: bytes | None = None
    error: str = ""


@pages.get("/list/<name>")
def show(name: str) -> Response:
    """Show the council's list."""
    return _show(name, Typed())


@pages.post("/list/<name>")
def back(name: str) -> ResponseReturnValue:
    """Take somebody's pass, or store that they want a topic or not any more."""
    words, topic = request.form.get("receipt", "").strip(), request.form.get("topic", "")
    if asks_for_time():
        return _show(name, Typed(words))
    if not words and topic:
        return _tap(name, _topic(topic))
    try:
        typed = _back(name, words, topic)
    except NotFound as error:
        if not words:
            return redirect(url_for("listing.show", name=name), 303)
        return _show(name, Typed(words, error=error.message), status=404)
    return _show(name, typed, topic)


@pages.errorhandler(CSRFError)
def show_again(_error: CSRFError) -> ResponseReturnValue:
    """Show the list once more with what was typed; nothing was counted."""
    if has_left():
        return neutral()
    stale = _("This page had been open for a while. Press the button again.")
    typed = Typed(request.form.get("receipt", "").strip(), error=stale)
    try:
        return _show((request.view_args or {}).get("name", ""), typed, status=400)
    except NotFound as error:
        return show_fault(error)


def _back(name: str, words: str, topic: str) -> Typed:
    door_ = door()
    with door_.database.writing() as session:
        council = council_named(session, name)
        kept = backings.pass_of(session, door_.keys, council, words)
        if topic:
            wants = request.form.get("wants") != "no"
            backings.back(session, door_.keys, council, kept, _topic(topic), wants, door_.today)
    door_.database.forget_log()
    return Typed(words, kept)


def _tap(name: str, topic: UUID) -> ResponseReturnValue:
    with door().database.writing() as session:
        backings.tap(session, council_named(session, name), topic, door().today)
    door().database.forget_log()
    return redirect(url_for("listing.show", name=name, thanks=topic, _anchor=f"t{topic}"), 303)


def _topic(typed: str) -> UUID:
    try:
        return UUID(typed)
    except ValueError as error:
        raise BadInput(_(backings.GONE)) from error


def _show(name: str, typed: Typed, thanked: str = "", status: int = 200) -> Response:
    door_ = door()
    with door_.database.reading() as session:
        council = council_named(session, name)
        topics = backings.topics_of(session, door_.keys, council, typed.kept)
        asking = open_door(session, council, NEXT_MEETING, door_.today)
        when = when_read(session, council, door_.today)
    return page(
        "list.html",
        council=pack_of(council),
        when=when,
        listed=[topic for topic in topics if topic.is_open(door_.today)],
        been=[topic for topic in reversed(topics) if not topic.is_open(door_.today)],
        asking=asking,
        typed=typed,
        thanked=thanked or request.args.get("thanks", ""),
        status=status,
    )
