"""A word back at a receipt: the lead's one message as the young person reads it, and answers.

What the leads see and do stands with the flags; the young people's app has no part in that.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session, load_only

from participation.core.errors import BadInput, NotFound, Refused
from participation.core.keys import YoungKeys
from participation.core.sealed import open_original, seal_original
from participation.core.speech import said
from participation.domain.receipts import Unlocked
from participation.models import Answer, Flag, FlagWord, Submission
from participation.models.sight import bring_into_sight
from participation.services.alerts import WATCH
from participation.services.jobs import ask_for
from participation.services.submissions import submission_of_receipt

LONGEST_WORD = 4000
MOST_ANSWERS = 20


@dataclass(frozen=True)
class WordBack:
    """The lead's message as it waits at a receipt, and how many answers it has."""

    flag_id: UUID
    words: str
    answers: int


def words_back(session: Session, unlocked: Unlocked) -> list[WordBack]:
    """Return the messages that wait at the receipt that was unlocked, opened with it."""
    bring_into_sight(session, unlocked.stored)
    rows = session.execute(
        select(Flag.id, FlagWord.for_young)
        .join(FlagWord, FlagWord.flag_id == Flag.id)
        .join(Answer, Answer.id == Flag.answer_id)
        .join(Submission, Submission.id == Answer.submission_id)
        .where(
            Submission.receipt_hash == unlocked.stored,
        )
        .order_by(Flag.id)
    )
    return [
        WordBack(flag_id, open_original(unlocked.secret, sealed), words_at(session, flag_id) - 1)
        for flag_id, sealed in rows
        if sealed is not None
    ]


def answer_word(
    session: Session, keys: YoungKeys, typed: str, flag_id: UUID, words: str, now: datetime
) -> None:
    """Keep the young person's answer for the leads alone, and have them told.

    Raises NotFound for another receipt's flag, BadInput for no words, Refused after twenty.
    """
    submission = submission_of_receipt(session, keys, typed)
    flag = None if submission is None else _flag_at(session, submission, flag_id)
    if submission is None or flag is None:
        raise NotFound(said("We can't find that message. Type your five words again."))
    many = words_at(session, flag.id)
    if many > MOST_ANSWERS:
        raise Refused(
            said("You have written many times here. Please talk to someone now, by phone.")
        )
    add_word(session, flag, many + 1, seal_original(keys.reading_public, checked_word(words)))
    ask_for(session, flag.council_id, WATCH, str(flag.council_id), now)


def add_word(
    session: Session,
    flag: Flag,
    number: int,
    for_lead: bytes,
    word_key: bytes | None = None,
    words: str = "",
) -> None:
    """Keep one message on the flag, sealed for the leads and, by a key, for its receipt."""
    session.add(
        FlagWord(
            council_id=flag.council_id,
            flag_id=flag.id,
            number=number,
            for_lead=for_lead,
            for_young=None if word_key is None else seal_original(word_key, words),
            noticed=word_key is not None,
        )
    )
    session.flush()


def checked_word(words: str) -> str:
    """Return the words tidied; raises BadInput for none, or for too many."""
    if not words.strip():
        raise BadInput(said("There are no words yet. Write something first."))
    if len(words) > LONGEST_WORD:
        raise BadInput(said("That is too long. Shorten it to 4,000 letters."))
    return words.strip()


def words_at(session: Session, flag_id: UUID) -> int:
    """Return how many messages stand on the flag, the lead's included."""
    return session.scalar(select(func.count(FlagWord.id)).where(FlagWord.flag_id == flag_id)) or 0


def _flag_at(session: Session, submission: Submission, flag_id: UUID) -> Flag | None:
    # The young app's role may read no more of a flag, and lock no row but its own submission.
    return session.scalar(
        select(Flag)
        .options(load_only(Flag.id, Flag.council_id, raiseload=True))
        .join(Answer, Answer.id == Flag.answer_id)
        .join(Submission, Submission.id == Answer.submission_id)
        .join(FlagWord, FlagWord.flag_id == Flag.id)
        .where(Flag.id == flag_id, Submission.id == submission.id)
        .where(FlagWord.for_young.is_not(None))
        .with_for_update(of=Submission)
    )
