"""The wall: what young people said, and what came of it."""

from uuid import UUID

from flask import Blueprint, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError

from participation.core.errors import BadInput, NotFound
from participation.domain.responses import Verdict
from participation.models import Outcome
from participation.services import backings, reactions, statements
from participation.services.always_open import GOOD_NEWS, open_door
from participation.services.councils import council_named, pack_of
from participation.services.messages import messages_of
from participation.services.pauses import paused_until
from participation.services.told_cards import told_cards
from participation.services.wall import shelves_of, wall
from participation.web.young.door import door
from participation.web.young.faults import show as show_fault
from participation.web.young.leaving import neutral
from participation.web.young.pages import page
from participation.web.young.speech import said as _
from participation.web.young.visit import has_left

pages = Blueprint("walls", __name__)

TOLD = 6
"""Of how many topics and cards the wall tells what came of them; their pages tell of all."""


@pages.get("/wall/<name>")
def show(name: str) -> Response:
    """Show the council's wall."""
    return _show(name)


@pages.errorhandler(CSRFError)
def show_again(_error: CSRFError) -> ResponseReturnValue:
    """Show the wall once more, when it had been open too long; nothing was counted."""
    if has_left():
        return neutral()
    stale = _("This page had been open for a while. Press the button again.")
    try:
        return _show((request.view_args or {}).get("name", ""), stale)
    except NotFound as error:
        return show_fault(error)


def _show(name: str, stale: str = "") -> Response:
    with door().database.reading() as session:
        council = council_named(session, name)
        cards = wall(session, council, door().today)
        messages = messages_of(session, council, door().today)
        paused = paused_until(session, council.id, door().today)
        said = statements.published(session, council, 1)
        news = open_door(session, council, GOOD_NEWS, door().today)
        topics = backings.topics_of(session, door().keys, council)
        told = told_cards(session, council)
    pack = pack_of(council)
    return page(
        "wall.html",
        council=pack,
        shelves=shelves_of(pack, cards),
        messages=messages,
        paused_until=paused,
        said_together=said,
        news=news,
        been=[topic for topic in reversed(topics) if topic.outcome is not Outcome.WAITING][:TOLD],
        told=told[:TOLD],
        today=door().today,
        named=True,
        verdicts=tuple(Verdict),
        thanked=request.args.get("thanks", ""),
        stale=stale,
        status=400 if stale else 200,
    )


@pages.post("/wall/<name>")
def tap(name: str) -> ResponseReturnValue:
    """Count one tap on an answer and go back to its card."""
    try:
        response_id = UUID(request.form.get("response", ""))
        verdict = Verdict(request.form.get("verdict", ""))
    except ValueError as error:
        raise BadInput(_("Go back to the wall and tap one of the four buttons.")) from error
    with door().database.writing() as session:
        council_named(session, name)
        reactions.tap(session, response_id, verdict)
    place = url_for("walls.show", name=name, thanks=response_id, _anchor=f"a{response_id}")
    return redirect(place, 303)
