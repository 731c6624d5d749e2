"""The council's allow-list: words that are never a personal detail in its answers.

Officers meet them in answers, so what is kept is one word and nothing of where it stood: no
answer, no person, no day. The audit tells that somebody changed the list, never the word.
"""

from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from participation.core.errors import Refused
from participation.domain.redaction import allowable
from participation.models import Account, AllowedWord, Council
from participation.models.upsert import insert_unless_there
from participation.services.audit import note
from participation.services.councils import pack_of

MOST_WORDS = 500


def words_of_nobody(session: Session, council: Council) -> frozenset[str]:
    """Return the council's own words and its allow-list: what `redaction.find` leaves standing."""
    pack = pack_of(council)
    words = pack.words
    bodies = (words.young_body, words.young_body_short, words.board, words.board_short)
    return frozenset((pack.title, pack.short, *bodies, words.pledge, *allowed(session, council)))


def allowed(session: Session, council: Council) -> list[str]:
    """Return the words on the council's list, by alphabet."""
    return list(
        session.scalars(
            select(AllowedWord.word)
            .where(AllowedWord.council_id == council.id)
            .order_by(AllowedWord.word)
        )
    )


def allow(session: Session, council: Council, account: Account, written: str, now: datetime) -> str:
    """Put the word on the list and return it as it stands there.

    Raises BadInput for what must stay masked (see `redaction.allowable`), Refused when the
    list is full.
    """
    word = allowable(written)
    statement = select(func.count()).where(AllowedWord.council_id == council.id)
    if (session.scalar(statement) or 0) >= MOST_WORDS:
        raise Refused(f"The list holds {MOST_WORDS} words, which is all it may. Take some off.")
    insert_unless_there(session, AllowedWord, council_id=council.id, word=word)
    note(session, account, "put a word on the allow-list", now)
    return word


def take_off(
    session: Session, council: Council, account: Account, word: str, now: datetime
) -> None:
    """Take the word off the list, so that it is masked again from now on."""
    session.execute(
        delete(AllowedWord).where(AllowedWord.council_id == council.id, AllowedWord.word == word)
    )
    note(session, account, "took a word off the allow-list", now)
