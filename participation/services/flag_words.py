"""A word back: one message from the lead that waits at a receipt, and the answers to it.

The lead's is sealed to a key that only the receipt's words open; whoever holds the database
and every key of ours cannot read it there. Nothing of it leads anywhere once the answer is
taken back: what was written stays on the safeguarding record alone.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session, load_only

from participation.core.errors import BadInput, NotFound, Refused
from participation.core.keys import ReadingKeys, YoungKeys
from participation.core.sealed import open_original, seal_original
from participation.core.speech import said
from participation.domain.receipts import Unlocked
from participation.models import Account, Answer, Council, Flag, FlagWord, Submission
from participation.models.sight import bring_into_sight
from participation.services.alerts import WATCH
from participation.services.audit import note
from participation.services.flags import flag_of
from participation.services.jobs import ask_for
from participation.services.submissions import submission_of_receipt

LONGEST_WORD = 4000
MOST_ANSWERS = 20


@dataclass(frozen=True)
class Word:
    """One message; `from_lead` tells which way it went."""

    words: str
    from_lead: bool


@dataclass(frozen=True)
class WordBack:
    """The lead's message as it waits at a receipt, and how many answers it has."""

    flag_id: UUID
    words: str
    answers: int


def may_leave_word(session: Session, council: Council, flag_id: UUID) -> bool:
    """Return whether the answer still stands, has a receipt, and no message waits there yet."""
    flag = flag_of(session, council, flag_id)
    return _word_key(session, flag) is not None and _count(session, flag.id) == 0


def leave_word(
    session: Session,
    council: Council,
    account: Account,
    keys: ReadingKeys,
    flag_id: UUID,
    words: str,
    now: datetime,
) -> None:
    """Leave the one message at the receipt; raises Refused when it cannot be read there."""
    flag = flag_of(session, council, flag_id)
    words = _checked(words)
    word_key = _word_key(session, flag)
    if word_key is None:
        raise Refused("This answer was taken back or has no receipt, so nobody could read it.")
    if _count(session, flag.id):
        raise Refused("A message waits at this receipt already. There is only one.")
    _add(session, flag, 1, seal_original(keys.reading_public, words), word_key, words)
    note(session, account, "left a word back", now, flag.consultation_id)


def words_on(session: Session, council: Council, keys: ReadingKeys, flag_id: UUID) -> list[Word]:
    """Return the messages on the flag as the lead reads them, first to last."""
    flag = flag_of(session, council, flag_id)
    rows = session.scalars(
        select(FlagWord).where(FlagWord.flag_id == flag.id).order_by(FlagWord.number)
    )
    return [
        Word(open_original(keys.reading_private, row.for_lead), row.for_young is not None)
        for row in rows
    ]


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
        WordBack(flag_id, open_original(unlocked.secret, sealed), _count(session, flag_id) - 1)
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
    many = _count(session, flag.id)
    if many > MOST_ANSWERS:
        raise Refused(
            said("You have written many times here. Please talk to someone now, by phone.")
        )
    _add(session, flag, many + 1, seal_original(keys.reading_public, _checked(words)))
    ask_for(session, flag.council_id, WATCH, str(flag.council_id), now)


def _add(
    session: Session,
    flag: Flag,
    number: int,
    for_lead: bytes,
    word_key: bytes | None = None,
    words: str = "",
) -> None:
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


def _checked(words: str) -> str:
    if not words.strip():
        raise BadInput(said("There are no words yet. Write something first."))
    if len(words) > LONGEST_WORD:
        raise BadInput(said("That is too long. Shorten it to 4,000 letters."))
    return words.strip()


def _word_key(session: Session, flag: Flag) -> bytes | None:
    return session.scalar(
        select(Submission.word_key)
        .join(Answer, Answer.submission_id == Submission.id)
        .where(
            Answer.id == flag.answer_id,
            Submission.receipt_hash.is_not(None),
            Submission.taken_back.is_(False),
        )
    )


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


def _count(session: Session, flag_id: UUID) -> int:
    return session.scalar(select(func.count(FlagWord.id)).where(FlagWord.flag_id == flag_id)) or 0
