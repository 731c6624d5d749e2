"""Answers in another language: a named interpreter writes the English beside the original.

No text goes to an outside machine. The original stays sealed while it may, and the translation
is what an officer clears.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from participation.core.errors import BadInput, NotFound
from participation.core.keys import ReadingKeys
from participation.core.sealed import open_original, seal_original
from participation.models import (
    Account,
    Answer,
    Consultation,
    Council,
    Language,
    Reading,
    Submission,
    Waiting,
)
from participation.services.audit import note
from participation.services.consultations import survey_of
from participation.services.jobs import ask_for
from participation.services.typing_up import drawing_of, has_drawing, note_typed_up

LONGEST_TRANSLATION = 20_000


@dataclass(frozen=True)
class ToInterpret:
    """An answer as its interpreter sees it: the question in both languages, and the words."""

    answer_id: UUID
    language: str
    question: str
    question_asked: str
    original: str
    drawn: bool
    worry: bool
    left: int


def languages_of(session: Session, council: Council, account: Account) -> tuple[str, ...]:
    """Return the codes of the languages that the account is named for."""
    named = select(Language.code).where(
        Language.council_id == council.id, Language.interpreter_id == account.id
    )
    return tuple(sorted(session.scalars(named)))


def interpreter_of(session: Session, council: Council, language: str) -> str:
    """Return the name of who interprets the language, or nothing while nobody is named."""
    found = session.scalar(
        select(Account.name)
        .join(Language, Language.interpreter_id == Account.id)
        .where(Language.council_id == council.id, Language.code == language)
    )
    return found or ""


def waiting_for_interpreter(session: Session, council: Council, codes: Sequence[str]) -> int:
    """Return how many answers in these languages still wait for their English."""
    counted = _waiting(council, codes).with_only_columns(func.count(Answer.id))
    return session.scalar(counted) or 0


def next_to_interpret(
    session: Session, council: Council, account: Account, keys: ReadingKeys
) -> ToInterpret | None:
    """Return the next answer in a language that the account is named for, or None.

    Those with a worry word come first, then by when they should be read.
    """
    codes = languages_of(session, council, account)
    statement = (
        _waiting(council, codes)
        .outerjoin(Waiting, Waiting.answer_id == Answer.id)
        .order_by(Answer.worry.desc(), Waiting.due_hour, Answer.id)
    )
    answer = session.scalar(statement.limit(1))
    if answer is None or answer.original is None or answer.language is None:
        return None
    submission = session.get_one(Submission, answer.submission_id)
    survey = survey_of(session.get_one(Consultation, submission.consultation_id))
    asks = survey.by_name[answer.question].asks
    return ToInterpret(
        answer.id,
        answer.language,
        asks.to("en"),
        asks.to(answer.language),
        open_original(keys.reading_private, answer.original),
        has_drawing(session, answer),
        answer.worry,
        waiting_for_interpreter(session, council, codes),
    )


def translate(
    session: Session,
    council: Council,
    account: Account,
    keys: ReadingKeys,
    answer_id: UUID,
    words: str,
    now: datetime,
) -> None:
    """Seal the English beside the original, for an officer to clear.

    Raises BadInput for no words or too many, and NotFound when the answer waits no longer or
    is in a language that the account is not named for.
    """
    if not words.strip():
        raise BadInput("Write what it says in English. If it says nothing, write that.")
    if len(words) > LONGEST_TRANSLATION:
        raise BadInput("That is too long to keep. Shorten it to 20,000 characters.")
    codes = languages_of(session, council, account)
    answer = session.scalar(_waiting(council, codes).where(Answer.id == answer_id))
    if answer is None:
        raise NotFound("That answer no longer waits for you. Somebody may have seen to it.")
    answer.translation = seal_original(keys.reading_public, words.strip())
    # The machine looked at words that it cannot read; it looks again at the English.
    note_typed_up(session, answer)
    consultation_id = session.get_one(Submission, answer.submission_id).consultation_id
    note(session, account, "put an answer into English", now, consultation_id)
    ask_for(session, council.id, "suggest", str(consultation_id), now)


def drawing_to_interpret(
    session: Session, council: Council, account: Account, keys: ReadingKeys, answer_id: UUID
) -> bytes:
    """Return the JPEG of an answer that waits for this interpreter; raises NotFound."""
    codes = languages_of(session, council, account)
    if session.scalar(_waiting(council, codes).where(Answer.id == answer_id)) is None:
        raise NotFound("That answer no longer waits for you. Somebody may have seen to it.")
    return drawing_of(session, council, keys, answer_id)


def _waiting(council: Council, codes: Sequence[str]) -> Select[Answer]:
    return select(Answer).where(
        Answer.council_id == council.id,
        Answer.reading == Reading.UNREAD,
        Answer.language.in_(codes),
        Answer.translation.is_(None),
    )
