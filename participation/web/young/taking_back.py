"""Taking words back by their receipt: what goes, what cannot, and until when."""

from dataclasses import dataclass

from flask import Blueprint, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.orm import Session

from participation.core.errors import NotFound, Refused
from participation.core.speech import said
from participation.models import Consultation, Council, Submission
from participation.services import withdrawals
from participation.services.consultations import WhenRead, when_read
from participation.services.councils import pack_of
from participation.services.submissions import submission_of_receipt
from participation.web.young import journeys
from participation.web.young.door import door
from participation.web.young.pages import page
from surveys.pack_council import CouncilPack

pages = Blueprint("taking_back", __name__)


@dataclass(frozen=True)
class Held:
    """What the page needs to know of the submission whose receipt was typed."""

    council: CouncilPack
    consultation: str
    when_read: WhenRead
    until: str


@pages.get("/take-back")
@pages.get("/taken-back")
def ask_receipt() -> ResponseReturnValue:
    """Ask for the five words: the receipt comes in a form alone."""
    return redirect(url_for("journeys.ask_receipt"), 303)


@pages.post("/take-back")
def look() -> Response:
    """Show what would go and what would not; nothing is taken back yet."""
    typed = request.form.get("receipt", "")
    with door().database.reading() as session:
        held = _held(session, typed)
    if held is None:
        return journeys.not_found(typed)
    return page("take_back.html", council=held.council, held=held, receipt=typed)


@pages.post("/taken-back")
def take() -> Response:
    """Take the words back and say what still has to be read."""
    typed = request.form.get("receipt", "")
    try:
        with door().database.writing() as session:
            held = _held(session, typed)
            if held is None:
                return journeys.not_found(typed)
            done = withdrawals.take_back(session, door().keys, typed, door().clock.now())
    except NotFound:
        return journeys.not_found(typed)
    door().database.forget_log()
    return page("taken_back.html", council=held.council, held=held, done=done)


@pages.errorhandler(CSRFError)
def ask_again(error: CSRFError) -> ResponseReturnValue:
    """Ask for the five words once more; nothing was taken back."""
    return journeys.ask_again(error)


def _held(session: Session, typed: str) -> Held | None:
    """Return None for an unknown receipt; raises Refused once a paper has gone out."""
    submission = submission_of_receipt(session, door().keys, typed)
    if submission is None:
        return None
    if not withdrawals.may_take_back(session, submission):
        raise Refused(said(withdrawals.TOO_LATE))
    return _of(session, submission)


def _of(session: Session, submission: Submission) -> Held:
    council = session.get_one(Council, submission.council_id)
    title = session.get_one(Consultation, submission.consultation_id).title
    today = door().today
    until = withdrawals.until_in_words(withdrawals.take_back_until(session, council.id, today))
    return Held(pack_of(council), title, when_read(session, council, today), until)
