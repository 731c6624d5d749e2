"""Cleared words that are taken up for a meeting: as a topic on its list, or as a challenge card."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import Session

from participation.core.errors import BadInput, Changed, NotFound, Refused
from participation.core.types import ClearedText
from participation.models import (
    Answer,
    Card,
    Consultation,
    Council,
    Digest,
    Meeting,
    Reading,
    Submission,
    SurveyVersion,
    Topic,
)
from participation.services.clearing import cleared_words
from participation.services.meetings import meeting_of


@dataclass(frozen=True)
class Free:
    """Cleared words that nothing was made of yet."""

    answer_id: UUID
    words: ClearedText


def free_words(
    session: Session,
    council: Council,
    survey: str,
    taken: type[Topic] | type[Card],
    start: int = 0,
    most: int | None = None,
) -> tuple[Free, ...]:
    """Return what was cleared of this survey and not taken up, in the order of random keys.

    At most `most` of them, or all, after the first `start`.
    """
    part = _free(council, survey, taken).order_by(Answer.id).offset(start).limit(most)
    words = cleared_words(session, council, part)
    return tuple(Free(key, words[key]) for key in sorted(words))


def count_free(
    session: Session, council: Council, survey: str, taken: type[Topic] | type[Card]
) -> int:
    """Return how many answers were cleared of this survey and not taken up."""
    free = _free(council, survey, taken).subquery()
    return session.scalar(select(func.count()).select_from(free)) or 0


def _free(council: Council, survey: str, taken: type[Topic] | type[Card]) -> Select[UUID]:
    # From the few submissions of this survey to their answers, not through all that were cleared.
    asked = (
        select(Consultation.id)
        .join(SurveyVersion, SurveyVersion.id == Consultation.survey_version_id)
        .where(Consultation.council_id == council.id, SurveyVersion.survey == survey)
    )
    sent = select(Submission.id).where(
        Submission.consultation_id.in_(asked), Submission.taken_back.is_(False)
    )
    return select(Answer.id).where(
        Answer.reading == Reading.CLEARED,
        Answer.submission_id.in_(sent),
        ~exists().where(taken.answer_id == Answer.id),
    )


def check_may_take(
    session: Session,
    council: Council,
    answer_id: UUID,
    survey: str,
    taken: type[Topic] | type[Card],
    words: str,
) -> None:
    """Raise what speaks against taking the answer up in these words, for everyone to read.

    NotFound for an answer that is not the council's, Changed when it is taken up already, and
    BadInput for the young person's own words where they did not allow it.
    """
    here = _free(council, survey, taken).where(Answer.id == answer_id)
    held = cleared_words(session, council, here).get(answer_id)
    if held is None:
        theirs = select(Answer.id).where(Answer.id == answer_id, Answer.council_id == council.id)
        if session.scalar(theirs) is None:
            raise NotFound("That is not here. Look at the list again.")
        raise Changed("That is on a list already, or was taken back. Look at the list again.")
    if not held.may_show and " ".join(words.split()) == " ".join(held.text.split()):
        raise BadInput("These are their own words, not to be shown. Write it in yours.")


def meeting_to_come(session: Session, council: Council, meeting_id: UUID, today: date) -> Meeting:
    """Return the meeting; raises Refused once it has been or its papers have gone out."""
    meeting = meeting_of(session, council, meeting_id)
    sent = session.scalar(select(Digest.sent_on).where(Digest.meeting_id == meeting.id))
    if meeting.meets_on < today or sent is not None:
        raise Refused("That meeting's papers have gone out. Choose the next one.")
    return meeting


def consultation_id_of(session: Session, answer_id: UUID) -> UUID:
    """Return the key of the answer's consultation; raises NotFound."""
    found = session.scalar(
        select(Submission.consultation_id)
        .join(Answer, Answer.submission_id == Submission.id)
        .where(Answer.id == answer_id)
    )
    if found is None:
        raise NotFound("That answer is gone. Its writer may have taken it back.")
    return found
