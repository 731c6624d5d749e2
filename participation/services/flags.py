"""What suggests that a child is at risk: for the safeguarding leads alone, and nowhere else.

A flag is new, then seen, decided with a reason, under way if the decision asks for it, and
closed. Who took each step, and in which hour, stands on the flag alone.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from participation.core.clock import hour_of
from participation.core.errors import BadInput, Changed, NotFound, Refused
from participation.core.keys import ReadingKeys
from participation.core.sealed import open_original, seal_original
from participation.domain.safeguarding import (
    DAYS_TO_DECIDE,
    FOLLOWED_UP,
    HOURS_TO_SEE,
    OPEN_STATES,
    FlagDecision,
    FlagState,
)
from participation.models import Account, Consultation, Council, Flag, FlagStep, Submission
from participation.services.alerts import first_told, forget_told, tell_of_flag
from participation.services.audit import note
from participation.services.clearing import take_for_flag
from participation.services.councils import pack_of
from participation.services.hours import hours_of
from participation.services.reading import all_words_of
from participation.services.typing_up import drawing_of_flag, sealed_copy
from participation.services.withdrawals import finish_if_read

UNSEEN = "Something new has come in here. Open it from the list of flags."


@dataclass(frozen=True)
class FlagLine:
    """One flagged item in the list; its words are shown once somebody opens it."""

    flag_id: UUID
    consultation: str
    state: FlagState
    due: datetime | None
    decision: FlagDecision | None


@dataclass(frozen=True)
class Step:
    """Who took a step on a flag, in which hour, and why."""

    name: str
    hour: datetime
    state: FlagState
    decision: FlagDecision | None
    reason: str


@dataclass(frozen=True)
class Decided:
    """What a lead decides, and why."""

    decision: FlagDecision
    reason: str


def flag(
    session: Session,
    council: Council,
    account: Account,
    keys: ReadingKeys,
    answer_id: UUID,
    now: datetime,
) -> UUID:
    """Hand the answer to the safeguarding lead, copied and sealed first; return the flag's key."""
    answer = take_for_flag(session, council, answer_id, now)
    consultation_id = session.get_one(Submission, answer.submission_id).consultation_id
    row = Flag(
        council_id=council.id,
        answer_id=answer.id,
        consultation_id=consultation_id,
        copy=seal_original(keys.reading_public, all_words_of(keys, answer)),
        picture=sealed_copy(session, keys, answer),
        state=FlagState.NEW,
        due_hour=hours_of(council).after(now, HOURS_TO_SEE),
    )
    session.add(row)
    session.flush()
    tell_of_flag(session, row, first_told(session, council.id), now)
    note(session, account, "flagged an answer", now, consultation_id)
    finish_if_read(session, answer.submission_id, now)
    return row.id


def flags(session: Session, council: Council) -> list[FlagLine]:
    """Return every flagged item, the ones to see and to decide first."""
    rows = session.execute(
        select(Flag, Consultation.title)
        .join(Consultation, Consultation.id == Flag.consultation_id)
        .where(Flag.council_id == council.id)
        .order_by(Flag.id)
    ).all()
    lines = [
        FlagLine(row.id, title, FlagState(row.state), row.due_hour, last_decision(session, row))
        for row, title in rows
    ]
    return sorted(lines, key=lambda line: list(FlagState).index(line.state))


def words_of_flag(session: Session, council: Council, keys: ReadingKeys, flag_id: UUID) -> str:
    """Return the flagged words; raises Refused until somebody has opened the flag as seen."""
    row = flag_of(session, council, flag_id)
    if row.state == FlagState.NEW:
        raise Changed(UNSEEN)
    return open_original(keys.reading_private, row.copy)


def picture_of_flag(session: Session, council: Council, keys: ReadingKeys, flag_id: UUID) -> bytes:
    """Return the flagged picture as a JPEG; raises like `words_of_flag`, NotFound without one."""
    row = flag_of(session, council, flag_id)
    if row.state == FlagState.NEW:
        raise Changed(UNSEEN)
    return drawing_of_flag(keys, row)


def steps_of(session: Session, council: Council, keys: ReadingKeys, flag_id: UUID) -> list[Step]:
    """Return the steps taken on the flag, first to last."""
    rows = session.execute(
        select(FlagStep, Account.name)
        .join(Account, Account.id == FlagStep.lead_id)
        .where(FlagStep.flag_id == flag_of(session, council, flag_id).id)
    ).all()
    steps = [
        Step(
            name,
            row.hour,
            FlagState(row.state),
            FlagDecision(row.decision) if row.decision else None,
            "" if row.reason is None else open_original(keys.reading_private, row.reason),
        )
        for row, name in rows
    ]
    return sorted(steps, key=lambda step: (step.hour, list(FlagState).index(step.state)))


def undecided(session: Session, council: Council, now: datetime) -> int:
    """Return how many flagged items nobody has decided, or whose check or message is due."""
    waits = Flag.state.in_(OPEN_STATES) | (Flag.due_hour <= now)
    return (
        session.scalar(select(func.count(Flag.id)).where(Flag.council_id == council.id, waits)) or 0
    )


def see(session: Session, council: Council, account: Account, flag_id: UUID, now: datetime) -> None:
    """Record that this lead has opened the flag; nothing changes if somebody had."""
    row = held(session, council, flag_id)
    if row.state == FlagState.NEW:
        take_step(session, account, row, FlagState.SEEN, now)
        row.due_hour = hours_of(council).after_days(now, DAYS_TO_DECIDE)


def decide(
    session: Session,
    council: Council,
    account: Account,
    keys: ReadingKeys,
    flag_id: UUID,
    decided: Decided,
    now: datetime,
) -> None:
    """Record what the lead decided; raises BadInput without a reason, Changed when decided."""
    if not decided.reason.strip():
        raise BadInput("Write what you decided and why. It is kept with the flagged answer.")
    row = held(session, council, flag_id)
    if row.state not in OPEN_STATES:
        raise Changed("Somebody else has just decided this one. Read their decision below.")
    see(session, council, account, flag_id, now)
    take_step(
        session,
        account,
        row,
        FlagState.DECIDED,
        now,
        decided.decision,
        seal_original(keys.reading_public, decided.reason.strip()),
    )
    if decided.decision in FOLLOWED_UP:
        row.due_hour = hours_of(council).after_days(now, DAYS_TO_DECIDE)
    note(session, account, "decided a flagged answer", now, row.consultation_id)


def close(
    session: Session, council: Council, account: Account, flag_id: UUID, now: datetime
) -> None:
    """Record that what was decided is done; raises Changed unless it is decided.

    Raises Refused while a check has nobody who does it, or a message to all is not written.
    """
    row = held(session, council, flag_id)
    if row.state not in (FlagState.DECIDED, FlagState.UNDER_WAY):
        raise Changed("Only a decided item can be closed. Look at it again.")
    if row.state == FlagState.DECIDED and last_decision(session, row) in FOLLOWED_UP:
        raise Refused("This is not under way yet. Say who checks by when, or write the message.")
    take_step(session, account, row, FlagState.CLOSED, now)
    note(session, account, "closed a flagged answer", now, row.consultation_id)


def open_again(session: Session, council: Council, row: Flag, now: datetime) -> None:
    """Put the flag back as new, since its young person has written something more."""
    if row.state == FlagState.NEW:
        return
    row.state = FlagState.NEW
    row.due_hour = hours_of(council).after(now, HOURS_TO_SEE)
    forget_told(session, row)
    tell_of_flag(session, row, first_told(session, council.id), now)


def flag_of(session: Session, council: Council, flag_id: UUID) -> Flag:
    """Return the council's flag; raises NotFound."""
    row = session.scalar(select(Flag).where(Flag.id == flag_id, Flag.council_id == council.id))
    if row is None:
        raise NotFound("That flagged answer is not here.")
    return row


def asked_of(session: Session, council: Council, row: Flag) -> tuple[str, ...]:
    """Return the groups that were asked, as people say them; nobody knows which one it was."""
    consultation = session.get_one(Consultation, row.consultation_id)
    names = {group.code: group.name for group in pack_of(council).groups}
    return tuple(names.get(code, code) for code in consultation.groups.split())


def held(session: Session, council: Council, flag_id: UUID) -> Flag:
    """Return the council's flag, held for this transaction; raises NotFound."""
    statement = select(Flag).where(Flag.id == flag_id, Flag.council_id == council.id)
    row = session.scalar(statement.with_for_update())
    if row is None:
        raise NotFound("That flagged answer is not here.")
    return row


def take_step(
    session: Session,
    account: Account,
    row: Flag,
    state: FlagState,
    now: datetime,
    decision: FlagDecision | None = None,
    reason: bytes | None = None,
) -> None:
    """Record a step with whoever takes it; nothing is due any more until it is set anew."""
    row.state = state
    row.due_hour = None
    session.add(
        FlagStep(
            council_id=row.council_id,
            flag_id=row.id,
            lead_id=account.id,
            hour=hour_of(now),
            state=state,
            decision=decision or "",
            reason=reason,
        )
    )
    session.flush()


def last_decision(session: Session, row: Flag) -> FlagDecision | None:
    """Return what was decided last about the flag, or None."""
    found = session.scalar(
        select(FlagStep.decision)
        .where(FlagStep.flag_id == row.id, FlagStep.decision != "")
        .order_by(FlagStep.hour.desc())
        .limit(1)
    )
    return FlagDecision(found) if found else None
