"""Published answers that come back to the board with young people's verdicts on them."""

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from participation.domain.responses import ResponseKind, days_late
from participation.models import (
    Ask,
    Consultation,
    Council,
    Digest,
    DigestReturn,
    Meeting,
    Response,
)
from participation.services.figures import release_verdicts_of, verdict_table
from participation.services.ledger import Entry, entry
from participation.services.reactions import verdict_counts

MOST_RETURNS = 2
"""After two returns the chair closes an answer in writing."""


def responses_to_return(session: Session, council: Council, digest: Digest) -> list[Response]:
    """Return the published responses that this digest must bring back, oldest first.

    Each comes back on the next digest after it was published, once more while young people
    do not say that it helped, and for as long as it is past its date. An answer that a later
    one has replaced does not.
    """
    rows = session.scalars(
        select(Response)
        .join(Ask, Ask.id == Response.ask_id)
        .join(Digest, Digest.id == Ask.digest_id)
        .join(Meeting, Meeting.id == Digest.meeting_id)
        .where(
            Response.council_id == council.id,
            Response.published_on.is_not(None),
            Ask.digest_id != digest.id,
            Meeting.meets_on < digest.meeting.meets_on,
        )
        .order_by(Response.published_on, Response.number)
    )
    newest = {response.ask_id: response for response in rows}
    return [response for response in newest.values() if _still_open(session, response, digest)]


def release_verdict_figures(session: Session, response: Response) -> Entry:
    """Return the ledger's line for the verdicts on a response, through the gate."""
    consultation = session.get_one(Consultation, response.ask.consultation_id)
    return release_verdicts_of(session, consultation, response, verdict_counts(session, response))


def is_resolved(session: Session, response: Response) -> bool:
    """Return whether the verdicts last released say that it helped."""
    row = session.scalar(
        select(DigestReturn.release_id)
        .join(Digest, Digest.id == DigestReturn.digest_id)
        .where(DigestReturn.response_id == response.id, Digest.sent_on.is_not(None))
        .order_by(Digest.sent_on.desc())
        .limit(1)
    )
    return row is not None and verdict_table(entry(session, row).frozen)[1]


def _still_open(session: Session, response: Response, digest: Digest) -> bool:
    kind = ResponseKind(response.kind)
    if days_late(kind, response.due_on, digest.meeting.papers_due_on):
        return True
    if response.closed_on is not None:
        return False
    times = times_returned(session, response.id, digest)
    if times == 0:
        return True
    return times < MOST_RETURNS and not is_resolved(session, response)


def times_returned(session: Session, response_id: UUID, apart: Digest | None = None) -> int:
    """Return on how many sent digests the answer came back, without one that is left apart."""
    many = (
        select(func.count())
        .select_from(DigestReturn)
        .join(Digest, Digest.id == DigestReturn.digest_id)
        .where(DigestReturn.response_id == response_id, Digest.sent_on.is_not(None))
    )
    if apart is not None:
        many = many.where(DigestReturn.digest_id != apart.id)
    return session.scalar(many) or 0
