"""The hourly look at what waits for the safeguarding leads."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from participation.core.errors import NotFound
from participation.core.keys import ReadingKeys
from participation.domain.safeguarding import OPEN_STATES, FlagState
from participation.models import Account, Council, Flag, FlagWord
from participation.services.alerts import (
    first_told,
    late_worries,
    tell_of_flag,
    tell_of_worry,
    then_told,
    told_of_flags,
)
from participation.services.contacts import tell_waiting
from participation.services.flags import flag, open_again, see


def look_round(session: Session, council: Council, now: datetime) -> None:
    """Have everyone told whom an item waits for, each once a state.

    Run each hour, as hours are all that is kept, and whenever an answer to a word has come.
    """
    _take_in_answers(session, council, now)
    tell_waiting(session, council, now)
    waits = Flag.state.in_(OPEN_STATES) | Flag.due_hour.is_not(None)
    flags = session.scalars(select(Flag).where(Flag.council_id == council.id, waits)).all()
    # A lead who came after the flag, or in the place of one who left, is told as well.
    first, then = first_told(session, council.id), then_told(session, council.id)
    told = told_of_flags(session, flags)
    for row in flags:
        people = set(first if row.state == FlagState.NEW else ())
        people |= set(then if row.due_hour is not None and row.due_hour <= now else ())
        untold = [one for one in people if (row.id, row.state, one) not in told]
        tell_of_flag(session, row, untold, now)
    for answer_id in late_worries(session, council, now):
        tell_of_worry(session, council, answer_id, now)


def take_on(
    session: Session,
    council: Council,
    account: Account,
    keys: ReadingKeys,
    answer_id: UUID,
    now: datetime,
) -> UUID:
    """Have a lead take on an answer that nobody read in time; return the key of its flag.

    Raises NotFound unless the answer holds a worry word and is late.
    """
    if answer_id not in late_worries(session, council, now):
        raise NotFound("That answer is no longer waiting. Somebody may have read it already.")
    flag_id = flag(session, council, account, keys, answer_id, now)
    see(session, council, account, flag_id, now)
    return flag_id


def _take_in_answers(session: Session, council: Council, now: datetime) -> None:
    """Put flags back as new whose young person has answered; their own app may only write."""
    answered = session.scalars(
        select(Flag)
        .join(FlagWord, FlagWord.flag_id == Flag.id)
        .where(Flag.council_id == council.id, FlagWord.noticed.is_(False))
        .distinct()
    ).all()
    for row in answered:
        session.execute(update(FlagWord).where(FlagWord.flag_id == row.id).values(noticed=True))
        open_again(session, council, row, now)
