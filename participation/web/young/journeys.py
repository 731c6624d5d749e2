"""What became of somebody's words, by their receipt; it stands in no address and no log."""

from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.orm import Session

from participation.core.errors import NotFound
from participation.domain.receipts import Unlocked, unlock_typed
from participation.domain.responses import Verdict
from participation.services import reactions
from participation.services.councils import pack_of
from participation.services.journeys import Journey, journey_with
from participation.services.withdrawals import take_back_until, until_in_words
from participation.services.words_back import words_back
from participation.web.young.door import door
from participation.web.young.leaving import neutral
from participation.web.young.pages import page
from participation.web.young.speech import said as _
from participation.web.young.together import asks_for_time
from participation.web.young.visit import has_left

pages = Blueprint("journeys", __name__)


@dataclass(frozen=True)
class Wrote:
    """What somebody wrote in answer to a message: sent, or kept beside what to put right."""

    flag_id: UUID | None
    words: str = ""
    error: str = ""


@pages.get("/journey")
def ask_receipt() -> Response:
    """Ask for the five words."""
    return page("ask_receipt.html", error="", typed="")


@pages.post("/journey")
def look() -> Response:
    """Show the journey of the receipt that was typed, after storing a verdict if one is given."""
    typed = request.form.get("receipt", "")
    if asks_for_time():
        return page("ask_receipt.html", error="", typed=typed)
    # Once for all, so that words that lead somewhere take no longer than any others.
    unlocked = unlock_typed(door().keys.pepper, typed)
    thanked = _react(unlocked) if "verdict" in request.form else None
    return _shown(typed, unlocked, thanked=thanked)


def shown(typed: str, wrote: Wrote | None = None, status: int = 200) -> Response:
    """Return the journey of this receipt, or the one page for words that lead to none."""
    return _shown(typed, unlock_typed(door().keys.pepper, typed), wrote=wrote, status=status)


def _shown(
    typed: str,
    unlocked: Unlocked,
    thanked: UUID | None = None,
    wrote: Wrote | None = None,
    status: int = 200,
) -> Response:
    with door().database.reading() as session:
        found = journey_with(session, unlocked, door().today)
        words = [] if found is None else words_back(session, unlocked)
        until = "" if found is None else _until(session, found)
    if found is None:
        return not_found(typed)
    return page(
        "journey.html",
        council=pack_of(found.council),
        journey=found,
        until=until,
        receipt=typed,
        today=door().today,
        verdicts=tuple(Verdict),
        thanked=thanked,
        words=words,
        wrote=wrote,
        status=status,
    )


@pages.errorhandler(CSRFError)
def ask_again(_error: CSRFError) -> ResponseReturnValue:
    """Show the form once more with what was typed."""
    if has_left():
        return neutral()
    error = _("This page had been open for a while. Press the button again.")
    typed = request.form.get("receipt", "")
    return page("ask_receipt.html", status=400, error=error, typed=typed)


def _until(session: Session, found: Journey) -> str:
    """Return until when these words can be taken back, or nothing once they cannot."""
    if not found.may_take_back:
        return ""
    return until_in_words(take_back_until(session, found.council.id, door().today))


def _react(unlocked: Unlocked) -> UUID | None:
    """Return the answer that was judged; None when the receipt or the answer is not known."""
    try:
        response_id = UUID(request.form.get("response", ""))
        verdict = Verdict(request.form["verdict"])
        with door().database.writing() as session:
            reactions.react(session, unlocked, response_id, verdict)
    except (ValueError, NotFound):
        return None
    door().database.forget_log()
    return response_id


def not_found(typed: str) -> Response:
    """Return one page for unknown, taken-back and unreadable words: it tells nothing."""
    error = _(
        "We can't find anything under those words. There should be five short words. "
        "Check each one and try again."
    )
    return page("ask_receipt.html", status=404, error=error, typed=typed)
