"""Young people's verdicts on a published answer."""

from uuid import UUID, uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from participation.core.errors import NotFound
from participation.core.speech import marked, said
from participation.domain.receipts import Unlocked
from participation.domain.responses import Verdict
from participation.models import Ask, OpenTap, Reaction, Response
from participation.models.upsert import insert_or_add_one, insert_unless_there
from participation.services.submissions import submission_with

NOT_YOURS = marked("We can't match that answer with these words. Look for it on the wall instead.")


def react(session: Session, unlocked: Unlocked, response_id: UUID, verdict: Verdict) -> None:
    """Store the unlocked receipt's verdict on the answer, in the place of one it gave before.

    Raises NotFound for a receipt that is not known or an answer of another consultation.
    """
    submission = submission_with(session, unlocked.stored)
    response = _published(session, response_id)
    if submission is None or response is None:
        raise NotFound(said(NOT_YOURS))
    ask = session.get_one(Ask, response.ask_id)
    if ask.consultation_id != submission.consultation_id:
        raise NotFound(said(NOT_YOURS))
    react_as(session, response, submission.id, verdict)


def react_as(session: Session, response: Response, submission_id: UUID, verdict: Verdict) -> None:
    """Store the verdict of a submission that is known to belong to the answer."""
    insert_unless_there(
        session,
        Reaction,
        id=uuid4(),
        council_id=response.council_id,
        response_id=response.id,
        submission_id=submission_id,
        verdict=verdict,
    )
    row = session.scalar(
        select(Reaction).where(
            Reaction.response_id == response.id, Reaction.submission_id == submission_id
        )
    )
    if row is not None:
        row.verdict = verdict


def tap(session: Session, response_id: UUID, verdict: Verdict) -> None:
    """Count one tap on the wall; anyone can tap, so these are never mixed with receipts'."""
    response = _published(session, response_id)
    if response is None:
        raise NotFound(said("That answer is not on the wall."))
    insert_or_add_one(
        session,
        OpenTap,
        ("response_id", "verdict"),
        "taps",
        id=uuid4(),
        council_id=response.council_id,
        response_id=response.id,
        verdict=verdict,
    )


def verdict_counts(session: Session, response: Response) -> dict[Verdict, int]:
    """Return how many receipts gave each verdict: raw counts, for the gate alone."""
    rows = session.execute(
        select(Reaction.verdict, func.count())
        .where(Reaction.response_id == response.id)
        .group_by(Reaction.verdict)
    )
    counts = {Verdict(verdict): count for verdict, count in rows}
    return {verdict: counts.get(verdict, 0) for verdict in Verdict}


def _published(session: Session, response_id: UUID) -> Response | None:
    return session.scalar(
        select(Response).where(Response.id == response_id, Response.published_on.is_not(None))
    )
