"""A word back: one message from the lead that waits at a receipt, and the answers to it.

The lead's is sealed to a key that only the receipt's words open; whoever holds the database
and every key of ours cannot read it there. Nothing of it leads anywhere once the answer is
taken back: what was written stays on the safeguarding record alone.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.core.errors import Refused
from participation.core.keys import ReadingKeys
from participation.core.sealed import open_original, seal_original
from participation.models import Account, Answer, Council, Flag, FlagWord, Submission
from participation.services.audit import note
from participation.services.flags import flag_of
from participation.services.words_back import add_word, checked_word, words_at


@dataclass(frozen=True)
class Word:
    """One message; `from_lead` tells which way it went."""

    words: str
    from_lead: bool


def may_leave_word(session: Session, council: Council, flag_id: UUID) -> bool:
    """Return whether the answer still stands, has a receipt, and no message waits there yet."""
    flag = flag_of(session, council, flag_id)
    return _word_key(session, flag) is not None and words_at(session, flag.id) == 0


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
    words = checked_word(words)
    word_key = _word_key(session, flag)
    if word_key is None:
        raise Refused("This answer was taken back or has no receipt, so nobody could read it.")
    if words_at(session, flag.id):
        raise Refused("A message waits at this receipt already. There is only one.")
    add_word(session, flag, 1, seal_original(keys.reading_public, words), word_key, words)
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
