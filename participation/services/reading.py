"""The officer's queue: every written answer is read by a person first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from participation.core.catalogues import english_name
from participation.core.clock import day_of
from participation.core.errors import NotFound
from participation.core.keys import ReadingKeys
from participation.core.sealed import open_original
from participation.domain.redaction import Spot, find, mask
from participation.domain.worry import worry_words_in
from participation.models import (
    Answer,
    Consultation,
    Council,
    Origin,
    Reading,
    Submission,
    Waiting,
)
from participation.services.allow_list import words_of_nobody
from participation.services.consultations import survey_of
from participation.services.councils import pack_of
from participation.services.interpreting import interpreter_of
from participation.services.proposals import Proposal, proposals_for, without_masked
from participation.services.queue_order import next_key
from participation.services.typing_up import has_drawing, waits_for_typing
from surveys.worry_words import with_shared

NOTHING_LATE = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Unread:
    """One written answer as the officer reads it, with personal details masked.

    `taken_back` says that its writer withdrew it: it is read for safety only, and then gone.
    `drawn` says that a picture came with it, and `waits_for_typing` that nobody has typed up
    what that says. `language` is empty for words in English. Words in another language wait
    for their interpreter's English, which is then what is masked and cleared. No phrase of a
    proposal shows what is masked.
    """

    answer_id: UUID
    consultation: str
    question_name: str
    question: str
    masked: str
    original: str
    spots: tuple[Spot, ...]
    worry_words: tuple[str, ...]
    may_show: bool
    taken_back: bool
    may_be_complaint: bool
    origin: Origin
    due: datetime | None
    drawn: bool
    waits_for_typing: bool
    language: str
    interpreter: str
    waits_for_english: bool
    proposals: tuple[Proposal, ...]


@dataclass(frozen=True)
class QueueLine:
    """How much of one consultation is yet to be read."""

    consultation: Consultation
    unread: int


def next_unread(
    session: Session,
    council: Council,
    keys: ReadingKeys,
    skipped: Sequence[UUID] = (),
    turn: int = 0,
    now: datetime | None = None,
) -> Unread | None:
    """Return the next answer to read, or None when the queue is empty.

    `services.queue_order` says which; `turn` counts what this reader has decided or skipped,
    and without `now` nothing is taken to be late. What was skipped comes round again when
    nothing else is left.
    """
    moment = now or NOTHING_LATE
    key = next_key(session, council, turn, moment, skipped)
    if key is None and skipped:
        key = next_key(session, council, turn, moment)
    return None if key is None else _opened(session, council, keys, session.get_one(Answer, key))


def unread_of(session: Session, council: Council, keys: ReadingKeys, answer_id: UUID) -> Unread:
    """Return this unread answer; raises NotFound if it is gone or somebody has read it."""
    return _opened(session, council, keys, waiting_answer(session, council, answer_id))


def waiting_answer(session: Session, council: Council, answer_id: UUID) -> Answer:
    """Return the row of this unread answer; raises NotFound if it is gone or has been read."""
    answer = session.scalar(_queue(council).where(Answer.id == answer_id))
    if answer is None:
        raise NotFound("That answer is no longer waiting. Somebody may have read it already.")
    return answer


def queue_lines(session: Session, council: Council) -> list[QueueLine]:
    """Return how many answers wait in each consultation that has any."""
    rows = session.execute(
        select(Consultation, func.count(Answer.id))
        .join(Submission, Submission.consultation_id == Consultation.id)
        .join(Answer, Answer.submission_id == Submission.id)
        .where(Consultation.council_id == council.id, Answer.reading == Reading.UNREAD)
        .group_by(Consultation.id)
        .order_by(Consultation.opens_on)
    ).unique()
    return [QueueLine(consultation, unread) for consultation, unread in rows]


def overdue(session: Session, council: Council, now: datetime) -> int:
    """Return how many answers should have been read by now."""
    return (
        session.scalar(
            select(func.count())
            .select_from(Waiting)
            .where(Waiting.council_id == council.id, Waiting.due_hour < now)
        )
        or 0
    )


def words_of(keys: ReadingKeys, answer: Answer) -> str:
    """Return the words as they were sent, in English once an interpreter put them into it.

    Raises NotFound once the original is gone.
    """
    if answer.original is None:
        raise NotFound("The words as they were sent have been deleted. The cleared ones remain.")
    return open_original(keys.reading_private, answer.translation or answer.original)


def all_words_of(keys: ReadingKeys, answer: Answer) -> str:
    """Return the words as they were sent, with their English below once there is one."""
    english = words_of(keys, answer)
    if answer.translation is None or answer.original is None:
        return english
    return f"{open_original(keys.reading_private, answer.original)}\n\n{english}".strip()


def waits_for_english(answer: Answer) -> bool:
    """Return whether the answer is in a language that its interpreter has yet to put down."""
    return answer.language is not None and answer.translation is None


def sent_in(session: Session, council: Council, keys: ReadingKeys, answer_id: UUID) -> str:
    """Return the words in the language they were sent in, while the answer is unread."""
    answer = waiting_answer(session, council, answer_id)
    return "" if answer.original is None else open_original(keys.reading_private, answer.original)


def _queue(council: Council) -> Select[Answer]:
    return (
        select(Answer)
        .outerjoin(Waiting, Waiting.answer_id == Answer.id)
        .where(Answer.council_id == council.id, Answer.reading == Reading.UNREAD)
    )


def _opened(session: Session, council: Council, keys: ReadingKeys, answer: Answer) -> Unread:
    submission = session.get_one(Submission, answer.submission_id)
    consultation = session.get_one(Consultation, submission.consultation_id)
    waiting = session.get(Waiting, answer.id)
    original = words_of(keys, answer)
    language = answer.language or ""
    spots = find(original, words_of_nobody(session, council))
    masked = mask(original, spots)
    return Unread(
        answer_id=answer.id,
        consultation=consultation.title,
        question_name=answer.question,
        question=survey_of(consultation).by_name[answer.question].asks.to("en"),
        masked=masked,
        original=original,
        spots=spots,
        worry_words=worry_words_in(
            original, with_shared(pack_of(council).safeguarding.worry_words)
        ),
        may_show=answer.may_show,
        taken_back=submission.taken_back,
        may_be_complaint=submission.may_be_complaint,
        origin=Origin(submission.origin),
        due=None if waiting is None else waiting.due_hour,
        drawn=has_drawing(session, answer),
        waits_for_typing=waits_for_typing(session, answer),
        language=language and english_name(language),
        interpreter=language and interpreter_of(session, council, language),
        waits_for_english=waits_for_english(answer),
        proposals=without_masked(proposals_for(session, keys, answer), masked),
    )


def is_on_time(due: datetime | None, today: date) -> bool:
    """Return whether an answer is still to be read by its day."""
    return due is None or day_of(due) >= today
