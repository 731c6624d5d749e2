"""Finished, anonymised conversations, each stored exactly once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from uuid import UUID, uuid4

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from participation.core.catalogues import ENGLISH
from participation.core.clock import HERE, day_of
from participation.core.errors import BadInput, NotFound
from participation.core.keys import YoungKeys
from participation.core.sealed import (
    conversation_id,
    public_half,
    seal_original,
    seal_picture,
)
from participation.core.speech import marked, said
from participation.core.types import Week
from participation.domain.receipts import (
    Receipt,
    Unlocked,
    hash_typed,
    make_receipt,
    unlock,
)
from participation.domain.safeguarding import HOURS_TO_SEE
from participation.domain.worry import worry_words_in
from participation.models import (
    Answer,
    Consultation,
    Conversation,
    Council,
    Drawing,
    Origin,
    Reading,
    Submission,
    Waiting,
)
from participation.models.sight import bring_into_sight
from participation.services.consultations import WhenRead, when_read
from participation.services.conversations import NOTHING_KEPT, Support, Turn, current
from participation.services.councils import pack_of
from participation.services.drawings import drawings_of
from participation.services.hours import hours_of
from participation.services.invites import spend
from participation.services.jobs import ask_for
from surveys import engine
from surveys.worry_words import with_shared

NOT_HANDED_OVER = marked(
    "Take the phone back first. The five words are only for you, and not for who helps you."
)
ORIGINS = {
    Support.NOBODY: Origin.SAID,
    Support.HANDED: Origin.HELPED,
    Support.FOR: Origin.SPOKEN_FOR,
}
END_OF_WORKING_DAY = time(17, tzinfo=HERE)


@dataclass(frozen=True)
class Sent:
    """What a young person is shown once their words are stored."""

    receipt: Receipt
    council: Council
    consultation: Consultation
    when_read: WhenRead
    worry: bool


def send(
    session: Session,
    keys: YoungKeys,
    secret: bytes,
    nonce: bytes,
    now: datetime,
    unlocked: Unlocked | None = None,
) -> Sent:
    """Store the conversation's answers as one submission and return its receipt.

    `unlocked` is what that receipt gives, where it has been made already.

    The conversation's own deletion decides between two sends at once: the second finds it
    gone, and its receipt, made anew from the same secret and nonce, already stored. Raises
    NotFound when nothing is kept under the secret, BadInput when nothing was answered.
    """
    receipt = make_receipt(keys.pepper, secret, nonce)
    unlocked = unlocked or unlock(keys.pepper, receipt)
    receipt_hash = unlocked.stored
    stored = submission_with(session, receipt_hash)
    if stored is not None:
        return _sent_before(session, stored, receipt, now)
    try:
        turn = current(session, secret, day_of(now))
    except NotFound:
        turn = None
    # What is kept of it goes when it is taken.
    pictures = {} if turn is None else drawings_of(session, secret, turn)
    if turn is None or not _take(session, secret):
        stored = submission_with(session, receipt_hash)
        if stored is None:
            raise NotFound(said(NOTHING_KEPT))
        return _sent_before(session, stored, receipt, now)
    return _store(session, keys, turn, pictures, receipt, unlocked, now)


def _take(session: Session, secret: bytes) -> bool:
    taken = session.scalar(
        delete(Conversation)
        .where(Conversation.id == conversation_id(secret))
        .returning(Conversation.id)
    )
    return taken is not None


def _sent_before(session: Session, stored: Submission, receipt: Receipt, now: datetime) -> Sent:
    council = session.get_one(Council, stored.council_id)
    consultation = session.get_one(Consultation, stored.consultation_id)
    when = when_read(session, council, day_of(now))
    return Sent(receipt, council, consultation, when, _worries(session, stored.id))


def _worries(session: Session, submission_id: UUID) -> bool:
    worry = select(Answer.id).where(Answer.submission_id == submission_id, Answer.worry)
    return session.scalar(worry.limit(1)) is not None


def _store(
    session: Session,
    keys: YoungKeys,
    turn: Turn,
    pictures: Mapping[str, bytes],
    receipt: Receipt,
    unlocked: Unlocked,
    now: datetime,
) -> Sent:
    answered = _to_send(turn, pictures)
    if not answered:
        raise BadInput(said("There is nothing to send yet. Answer one question first."))
    if turn.support is Support.WITH:
        raise BadInput(said(NOT_HANDED_OVER))
    if turn.invite is not None:
        spend(session, turn.invite)
    council, consultation = turn.council, turn.consultation
    when = when_read(session, council, day_of(now))
    submission_id = store_answers(
        session,
        keys.reading_public,
        council,
        consultation.id,
        answered,
        Arrival(
            week=Week.of(day_of(now)),
            origin=ORIGINS[turn.support],
            receipt_hash=unlocked.stored,
            due=time_to_read(when),
            worry_due=hours_of(council).after(now, HOURS_TO_SEE),
            word_key=public_half(unlocked.secret),
            language=None if turn.state.language == ENGLISH else turn.state.language,
            pictures=pictures,
        ),
    )
    ask_for(session, council.id, "suggest", str(consultation.id), now)
    return Sent(receipt, council, consultation, when, _worries(session, submission_id))


def _to_send(turn: Turn, pictures: Mapping[str, bytes]) -> tuple[engine.Answered, ...]:
    return tuple(
        answer
        for answer in engine.answers_to_send(turn.survey, turn.state)
        if not answer.drawn or answer.question in pictures
    )


def time_to_read(when: WhenRead) -> datetime:
    """Return by when what is sent now should be read."""
    return datetime.combine(when.read_by, END_OF_WORKING_DAY)


@dataclass(frozen=True)
class Arrival:
    """How and in which week a submission came in.

    `due` is when an answer should be read, and `worry_due` when one with a worry word should;
    `word_key` is what a message to this receipt is sealed to. `language` is that of its words
    when they are not in English. `pictures` are those of the answers that were drawn, as JPEG,
    by the name of their question.
    """

    week: Week
    origin: Origin
    receipt_hash: bytes | None
    due: datetime
    worry_due: datetime | None = None
    word_key: bytes | None = None
    language: str | None = None
    pictures: Mapping[str, bytes] = field(default_factory=dict)


def store_answers(
    session: Session,
    reading_public: bytes,
    council: Council,
    consultation_id: UUID,
    answered: tuple[engine.Answered, ...],
    arrival: Arrival,
) -> UUID:
    """Store one submission with its answers and return its key.

    Words and pictures are sealed to the reading key and wait for a person.
    """
    submission_id = uuid4()
    words_wait = any(answer.text or answer.drawn for answer in answered)
    session.add(
        Submission(
            id=submission_id,
            council_id=council.id,
            consultation_id=consultation_id,
            week=str(arrival.week),
            heard_week=None if words_wait else str(arrival.week),
            origin=arrival.origin,
            receipt_hash=arrival.receipt_hash,
            word_key=arrival.word_key,
        )
    )
    session.flush()
    for answer in answered:
        _store_answer(session, reading_public, council, submission_id, answer, arrival)
    session.flush()
    return submission_id


def _store_answer(
    session: Session,
    reading_public: bytes,
    council: Council,
    submission_id: UUID,
    answer: engine.Answered,
    arrival: Arrival,
) -> None:
    text = answer.text or ""
    is_read = bool(text) or answer.drawn
    worry_words = with_shared(pack_of(council).safeguarding.worry_words)
    row = Answer(
        id=uuid4(),
        council_id=council.id,
        submission_id=submission_id,
        question=answer.question,
        codes=" ".join(answer.values),
        original=seal_original(reading_public, text) if is_read else None,
        language=arrival.language if is_read else None,
        cleared=None,
        may_show=answer.may_show,
        worry=bool(text and worry_words_in(text, worry_words)),
        reading=Reading.UNREAD if is_read else Reading.NO_WORDS,
    )
    session.add(row)
    if is_read:
        session.flush()
        due = (arrival.worry_due or arrival.due) if row.worry else arrival.due
        session.add(Waiting(answer_id=row.id, council_id=council.id, due_hour=due))
    if answer.drawn:
        sealed = seal_picture(reading_public, arrival.pictures[answer.question])
        session.add(Drawing(council_id=council.id, answer_id=row.id, sealed=sealed))


def submission_of_receipt(session: Session, keys: YoungKeys, typed: str) -> Submission | None:
    """Return the submission whose receipt was typed, or None.

    One scrypt evaluation and one look-up for any input, so that unknown, withdrawn and
    malformed receipts take the same time.
    """
    return submission_with(session, hash_typed(keys.pepper, typed))


def submission_with(session: Session, receipt_hash: bytes) -> Submission | None:
    """Return the submission of the receipt with this hash, or None; the transaction sees it."""
    bring_into_sight(session, receipt_hash)
    return session.scalar(select(Submission).where(Submission.receipt_hash == receipt_hash))
