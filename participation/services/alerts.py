"""Who is told that an item needs them: the lead at once, the deputy when nobody has looked.

Told once a person and state. Nobody in the role means the next in line, so that no item waits
for somebody who has left.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from participation.domain.policy import Role
from participation.domain.safeguarding import FlagState
from participation.models import Alert, Answer, Council, Flag, Reading, Waiting
from participation.models.upsert import insert_unless_there
from participation.services.councils import pack_of
from participation.services.hours import hours_of
from participation.services.jobs import ask_for
from participation.services.staff import active_in_role

WORRY = "worry"
TELL, WATCH = "tell-safeguarding", "watch"


def first_told(session: Session, council_id: UUID) -> list[UUID]:
    """Return who is told at once: the leads, or else deputies, or else administrators."""
    for role in (Role.SAFEGUARDING, Role.DEPUTY, Role.ADMINISTRATOR):
        if found := active_in_role(session, council_id, role):
            return found
    return []


def then_told(session: Session, council_id: UUID) -> list[UUID]:
    """Return who is told when nobody has looked in time: leads and deputies, or the next."""
    both = (Role.SAFEGUARDING, Role.DEPUTY)
    found = [key for role in both for key in active_in_role(session, council_id, role)]
    return found or active_in_role(session, council_id, Role.ADMINISTRATOR)


def tell_of_flag(session: Session, flag: Flag, people: Iterable[UUID], now: datetime) -> None:
    """Have these people told of the flag in its state, whoever has not been."""
    for account_id in people:
        _tell(session, flag.council_id, account_id, flag.state, now, flag_id=flag.id)


def told_of_flags(session: Session, flags: Iterable[Flag]) -> set[tuple[UUID | None, str, UUID]]:
    """Return who has been told of these flags: each flag, its state then, and the person."""
    chosen = select(Alert.flag_id, Alert.state, Alert.told_id)
    rows = session.execute(chosen.where(Alert.flag_id.in_([flag.id for flag in flags])))
    return {(flag_id, state, told_id) for flag_id, state, told_id in rows}


def forget_told(session: Session, flag: Flag) -> None:
    """Let everyone be told of the flag anew: something has come in after they had looked."""
    session.execute(delete(Alert).where(Alert.flag_id == flag.id))


def tell_of_worry(session: Session, council: Council, answer_id: UUID, now: datetime) -> None:
    """Have officers and safeguarding leads told of an unread answer with a worry word."""
    officers = active_in_role(session, council.id, Role.OFFICER)
    for account_id in (*officers, *then_told(session, council.id)):
        _tell(session, council.id, account_id, WORRY, now, answer_id=answer_id)


def late_worries(session: Session, council: Council, now: datetime) -> list[UUID]:
    """Return the answers with a worry word that nobody has read within a working hour."""
    return list(
        session.scalars(
            select(Answer.id)
            .join(Waiting, Waiting.answer_id == Answer.id)
            .where(
                Answer.council_id == council.id,
                Answer.worry,
                Answer.reading == Reading.UNREAD,
                Waiting.due_hour <= now,
            )
        )
    )


def route_now(session: Session, council: Council, now: datetime) -> str:
    """Return the council's out-of-hours route while a flag waits that nobody looks at.

    Nothing once somebody in safeguarding has opened it, or while they still may in time.
    """
    unseen = session.scalars(
        select(Flag.due_hour).where(Flag.council_id == council.id, Flag.state == FlagState.NEW)
    ).all()
    closed = not hours_of(council).is_open(now)
    if any(closed or (due is not None and due <= now) for due in unseen):
        return pack_of(council).safeguarding.out_of_hours
    return ""


def _tell(
    session: Session,
    council_id: UUID,
    account_id: UUID,
    state: str,
    now: datetime,
    flag_id: UUID | None = None,
    answer_id: UUID | None = None,
) -> None:
    alert_id = uuid4()
    insert_unless_there(
        session,
        Alert,
        id=alert_id,
        council_id=council_id,
        told_id=account_id,
        flag_id=flag_id,
        answer_id=answer_id,
        state=state,
    )
    if session.get(Alert, alert_id) is not None:
        # The alert's own key would tie an answer to the hour of this work.
        ask_for(session, council_id, TELL, f"{account_id}:{uuid4().hex}", now)
