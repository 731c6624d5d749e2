"""Words taken back by their writer: gone from everywhere, once nobody can be in danger.

Withdrawal is possible until the paper that uses the words goes out (UK GDPR, article 17, meets
what is already published). An unread text is read for safety first, and a flagged one was
copied, sealed, to the safeguarding record: somebody else who holds the phone must not be able
to delete a child's disclosure.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from participation.core.clock import day_of
from participation.core.errors import NotFound, Refused
from participation.core.keys import YoungKeys
from participation.core.speech import date_in_words, marked, said
from participation.models import (
    Answer,
    Digest,
    DigestConsultation,
    Meeting,
    Reaction,
    Reading,
    Submission,
)
from participation.services.backings import forget_backings
from participation.services.jobs import ask_for
from participation.services.submissions import submission_of_receipt
from participation.services.told_cards import first_in_a_paper

UNKNOWN = marked("We can't find those words. Check the spelling, or talk to us: we can help.")
TOO_LATE = marked(
    "Your words have gone to the meeting with everyone else's, so they can't be "
    "taken out any more. If something in them worries you, talk to us."
)
REFIT_HOUR_UTC = 2


@dataclass(frozen=True)
class TakenBack:
    """What was taken back; `to_read` texts go once a person has read them for safety."""

    to_read: int


def take_back(session: Session, keys: YoungKeys, typed: str, now: datetime) -> TakenBack:
    """Withdraw the submission of this receipt, which is unknown from then on.

    Raises NotFound for an unknown receipt, and Refused once a paper that uses the
    consultation has gone out.
    """
    submission = submission_of_receipt(session, keys, typed)
    if submission is None:
        raise NotFound(said(UNKNOWN))
    if not may_take_back(session, submission):
        raise Refused(said(TOO_LATE))
    council_id, receipt_hash = submission.council_id, submission.receipt_hash
    forget_backings(session, keys, council_id, receipt_hash)
    to_read = withdraw(session, submission.id)
    ask_for(session, council_id, "mix", str(day_of(now)), now)
    ask_for(session, council_id, "refit", str(council_id), _tonight(now))
    if receipt_hash is not None:
        keys.withdrawn.add(receipt_hash)
    return TakenBack(to_read)


def withdraw(session: Session, submission_id: UUID) -> int:
    """Delete all of a submission but the texts that nobody has read; return how many those are."""
    session.execute(delete(Reaction).where(Reaction.submission_id == submission_id))
    to_read = _delete_read(session, submission_id)
    if to_read:
        # Last: without its hash the young app's own role cannot see the row any more.
        session.execute(
            update(Submission)
            .where(Submission.id == submission_id)
            .values(receipt_hash=None, taken_back=True)
        )
    session.expire_all()
    return to_read


def may_take_back(session: Session, submission: Submission) -> bool:
    """Return whether no paper has gone out yet that uses its consultation, or a card of its."""
    sent = session.scalar(
        select(Digest.id)
        .join(DigestConsultation, DigestConsultation.digest_id == Digest.id)
        .where(
            DigestConsultation.consultation_id == submission.consultation_id,
            Digest.sent_on.is_not(None),
        )
        .limit(1)
    )
    return sent is None and first_in_a_paper(session, submission.id) is None


def take_back_until(session: Session, council_id: UUID, today: date) -> date | None:
    """Return the day on which the next paper can go out, or None while no meeting is planned."""
    return session.scalar(
        select(func.min(Meeting.papers_due_on))
        .outerjoin(Digest, Digest.meeting_id == Meeting.id)
        .where(
            Meeting.council_id == council_id,
            Meeting.papers_due_on >= today,
            Digest.sent_on.is_(None),
        )
    )


def until_in_words(until: date | None) -> str:
    """Return until when words can be taken back; None while no meeting is planned."""
    if until is None:
        return said("You can take your words back until they go to a meeting.")
    return said("You can take your words back until %(day)s.", day=date_in_words(until))


def finish_if_read(session: Session, submission_id: UUID, now: datetime) -> None:
    """Delete a withdrawn submission for good once none of its words is left to read.

    Copies of deleted rows stay in the files until the tables are mixed, so that is asked for
    at once.
    """
    submission = session.get(Submission, submission_id)
    if submission is None or not submission.taken_back:
        return
    _delete_read(session, submission_id)
    ask_for(session, submission.council_id, "mix", str(day_of(now)), now)
    session.expire_all()


def finish_all(session: Session) -> None:
    """Delete what is left of every withdrawn submission but the texts that nobody has read.

    An officer who decides in the very moment of a withdrawal sees it too late, and it sees
    the decision too late; this comes after both.
    """
    for submission_id in session.scalars(select(Submission.id).where(Submission.taken_back)).all():
        _delete_read(session, submission_id)
    session.expire_all()


def _delete_read(session: Session, submission_id: UUID) -> int:
    session.execute(
        delete(Answer).where(
            Answer.submission_id == submission_id, Answer.reading != Reading.UNREAD
        )
    )
    to_read = unread_count(session, submission_id)
    if to_read == 0:
        session.execute(delete(Submission).where(Submission.id == submission_id))
    return to_read


def unread_count(session: Session, submission_id: UUID) -> int:
    """Return how many of the submission's texts nobody has read."""
    return (
        session.scalar(
            select(func.count(Answer.id)).where(
                Answer.submission_id == submission_id, Answer.reading == Reading.UNREAD
            )
        )
        or 0
    )


def _tonight(now: datetime) -> datetime:
    tonight = now.replace(hour=REFIT_HOUR_UTC, minute=0, second=0, microsecond=0)
    return tonight if tonight > now else tonight + timedelta(days=1)
