"""The pause before an election: no new words of councillors, and every promise still counts."""

from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from participation.core.clock import day_of
from participation.core.errors import BadInput, NotFound, Refused
from participation.domain.policy import Role
from participation.domain.responses import long_date
from participation.models import Account, Council, ElectionPause, Response
from participation.services.audit import note

LONGEST_PAUSE = 56
"""Days: the notice of an election comes some six weeks before it, and no pause may be endless."""


def pauses_of(session: Session, council: Council, today: date) -> list[ElectionPause]:
    """Return the pauses that are on or to come, the next first."""
    return list(
        session.scalars(
            select(ElectionPause)
            .where(ElectionPause.council_id == council.id, ElectionPause.ends_on >= today)
            .order_by(ElectionPause.begins_on)
        )
    )


def pause_on(session: Session, council_id: UUID, day: date) -> ElectionPause | None:
    """Return the pause that the day falls in, its last day counted, or None."""
    return session.scalar(
        select(ElectionPause).where(
            ElectionPause.council_id == council_id,
            ElectionPause.begins_on <= day,
            ElectionPause.ends_on >= day,
        )
    )


def paused_until(session: Session, council_id: UUID, day: date) -> date | None:
    """Return the last day of the pause that is on, or None."""
    pause = pause_on(session, council_id, day)
    return None if pause is None else pause.ends_on


def set_pause(
    session: Session, council: Council, account: Account, begins: date, ends: date, now: datetime
) -> ElectionPause:
    """Return the pause, put on the plan; everybody is told its last day while it is on.

    Raises BadInput for days that are past, the wrong way round, too long, or taken.
    """
    if begins < day_of(now):
        raise BadInput("Choose a first day from today on. What was said before stays said.")
    if ends < begins:
        raise BadInput("The last day comes before the first. Swap them.")
    if (ends - begins).days >= LONGEST_PAUSE:
        raise BadInput(f"A pause lasts at most {LONGEST_PAUSE} days. Choose an earlier last day.")
    if any(one.begins_on <= ends for one in pauses_of(session, council, begins)):
        raise BadInput("There is a pause in those days already. Look at the list.")
    pause = ElectionPause(council_id=council.id, begins_on=begins, ends_on=ends)
    session.add(pause)
    note(session, account, "planned a pause before an election", now)
    session.flush()
    return pause


def end_pause(
    session: Session, council: Council, account: Account, pause_id: UUID, now: datetime
) -> None:
    """Take a pause to come off the plan, or end one that is on: what waits may be told again.

    The days for which one has lasted stay: whoever answered then is not late for them.
    """
    pause = session.scalar(
        select(ElectionPause).where(
            ElectionPause.council_id == council.id, ElectionPause.id == pause_id
        )
    )
    if pause is None:
        raise NotFound("That pause is not on the plan any more.")
    if pause.begins_on < day_of(now):
        pause.ends_on = day_of(now) - timedelta(days=1)
    else:
        session.delete(pause)
    note(session, account, "ended a pause before an election", now)
    session.flush()


def held_until(session: Session, response: Response | None, today: date) -> date | None:
    """Return the last day of the newest pause that keeps, or kept, a signed answer from being told.

    None for an answer that is published or not signed, and for one that no councillor gave: it
    can be told in a pause.
    """
    if response is None or response.published_on is not None or response.signed_on is None:
        return None
    if session.get_one(Account, response.author_id).role != Role.MEMBER:
        return None
    return session.scalar(
        select(func.max(ElectionPause.ends_on)).where(
            ElectionPause.council_id == response.council_id,
            ElectionPause.begins_on <= today,
            ElectionPause.ends_on >= response.signed_on,
        )
    )


def refuse_in_pause(session: Session, response: Response, today: date) -> None:
    """Raise Refused if the words are a councillor's and there is a pause today."""
    author = session.get_one(Account, response.author_id)
    if author.role == Role.MEMBER:
        refuse_words_of_members(session, response.council_id, today)


def refuse_words_of_members(session: Session, council_id: UUID, today: date) -> None:
    """Raise Refused if there is a pause today."""
    pause = pause_on(session, council_id, today)
    if pause is not None:
        raise Refused(
            f"Until {long_date(pause.ends_on)} there is a pause before an election, so new words "
            "of councillors wait. An officer's answer can be told now. What was promised counts on."
        )
