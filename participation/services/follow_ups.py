"""What a decision about a flag sets going: a check on everyone of a group, a message to all."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from participation.core.clock import HERE, day_of
from participation.core.errors import BadInput, Changed
from participation.core.keys import ReadingKeys
from participation.core.sealed import open_original, seal_original
from participation.domain.redaction import Kind, find
from participation.domain.responses import long_date
from participation.domain.safeguarding import (
    LONGEST_FOLLOW_UP_DAYS,
    FlagDecision,
    FlagState,
    repeats,
)
from participation.models import Account, Council, Flag, MessageToAll
from participation.services.audit import note
from participation.services.flags import held, last_decision, take_step
from participation.services.hours import hours_of

LONGEST_MESSAGE = 1000
NOON = time(12, tzinfo=HERE)
WAYS_TO_HELP = (Kind.PHONE, Kind.LINK, Kind.EMAIL)
"""Details that a message may hold, since they are those of people who help."""


@dataclass(frozen=True)
class Check:
    """Who checks on everyone in the group, and until which day."""

    who: str
    until: date


@dataclass(frozen=True)
class Message:
    """What everybody of the consultation is told, up to and on the last day."""

    words: str
    last_day: date


def begin_check(
    session: Session,
    council: Council,
    account: Account,
    keys: ReadingKeys,
    flag_id: UUID,
    check: Check,
    now: datetime,
) -> None:
    """Record who checks and until when; the leads are reminded if it is not closed by then.

    Raises BadInput for what is missing, Changed unless such a check was just decided.
    """
    row = _decided(session, council, flag_id, FlagDecision.CHECK_ON_GROUP)
    if not check.who.strip():
        raise BadInput("Write who checks.", "who")
    _check_day(check.until, now, "until")
    reason = f"{check.who.strip()}, until {long_date(check.until)}"
    _set_going(session, account, row, keys, reason, now)
    row.due_hour = hours_of(council).after_days(datetime.combine(check.until, NOON), 0)
    note(session, account, "began a check on everyone of a group", now, row.consultation_id)


def put_message(
    session: Session,
    council: Council,
    account: Account,
    keys: ReadingKeys,
    flag_id: UUID,
    message: Message,
    now: datetime,
) -> None:
    """Show the message to everybody of the consultation; nothing tells what it was put for.

    Raises BadInput for no words, for a person's details, or for words of the flagged answer
    itself; Changed unless such a message was just decided.
    """
    row = _decided(session, council, flag_id, FlagDecision.MESSAGE_TO_ALL)
    words = message.words.strip()
    _check_words(words, open_original(keys.reading_private, row.copy))
    _check_day(message.last_day, now, "last_day")
    session.add(
        MessageToAll(
            council_id=council.id,
            consultation_id=row.consultation_id,
            words=words,
            last_day=message.last_day,
        )
    )
    shown = f"Shown until {long_date(message.last_day)}: {words}"
    _set_going(session, account, row, keys, shown, now)
    note(session, account, "put a message to all", now, row.consultation_id)


def _decided(session: Session, council: Council, flag_id: UUID, decision: FlagDecision) -> Flag:
    row = held(session, council, flag_id)
    if row.state != FlagState.DECIDED or last_decision(session, row) is not decision:
        raise Changed("Somebody else has just seen to this one. Read what they did below.")
    return row


def _set_going(
    session: Session, account: Account, row: Flag, keys: ReadingKeys, reason: str, now: datetime
) -> None:
    sealed = seal_original(keys.reading_public, reason)
    take_step(session, account, row, FlagState.UNDER_WAY, now, reason=sealed)


def _check_day(day: date, now: datetime, field: str) -> None:
    today = day_of(now)
    if not today <= day <= today + timedelta(days=LONGEST_FOLLOW_UP_DAYS):
        raise BadInput(f"Choose a day from today to {LONGEST_FOLLOW_UP_DAYS} days from now.", field)


def _check_words(words: str, flagged: str) -> None:
    if not words:
        raise BadInput("Write the message first.")
    if len(words) > LONGEST_MESSAGE:
        raise BadInput("That is too long. Shorten it to 1,000 letters.")
    if repeats(words, flagged):
        raise BadInput(
            "This repeats words of the flagged answer, so its writer could be recognised. "
            "Use words of your own."
        )
    spot = next((spot for spot in find(words) if spot.kind not in WAYS_TO_HELP), None)
    if spot is not None:
        raise BadInput(
            f'Leave out "{words[spot.start : spot.end]}": it may point at somebody. '
            "Everybody who was asked reads this."
        )
