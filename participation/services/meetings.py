"""The forward plan: when each board meets and when its papers are due."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.core.clock import Nation
from participation.core.errors import BadInput, NotFound
from participation.domain.forward_plan import papers_due
from participation.models import Board, Council, Digest, Meeting
from participation.services.councils import pack_of


@dataclass(frozen=True)
class PlanLine:
    """One meeting of the forward plan, with its digest if there is one."""

    meeting: Meeting
    digest: Digest | None


def plan_meeting(
    session: Session, council: Council, board_code: str, meets_on: date, focus: str
) -> Meeting:
    """Return the meeting, put on the forward plan; raises BadInput if it is there already."""
    board = session.scalar(
        select(Board).where(Board.council_id == council.id, Board.code == board_code)
    )
    if board is None:
        raise NotFound(f"There is no board called {board_code}. Check the council's settings.")
    taken = session.scalar(
        select(Meeting.id).where(Meeting.board_id == board.id, Meeting.meets_on == meets_on)
    )
    if taken is not None:
        raise BadInput("That board already meets on that day. Choose another day.")
    pack = pack_of(council)
    clear_days = next(b.papers_due_days for b in pack.boards if b.code == board_code)
    nation = Nation(pack.safeguarding.clock.nation)
    meeting = Meeting(
        council_id=council.id,
        board_id=board.id,
        board=board,
        meets_on=meets_on,
        papers_due_on=papers_due(meets_on, clear_days, nation),
        focus=focus,
    )
    session.add(meeting)
    session.flush()
    return meeting


def forward_plan(session: Session, council: Council) -> list[PlanLine]:
    """Return every meeting in order of date."""
    rows = session.execute(
        select(Meeting, Digest)
        .outerjoin(Digest, Digest.meeting_id == Meeting.id)
        .where(Meeting.council_id == council.id)
        .order_by(Meeting.meets_on)
    )
    return [PlanLine(meeting, digest) for meeting, digest in rows]


def meeting_of(session: Session, council: Council, meeting_id: UUID) -> Meeting:
    """Return the council's meeting; raises NotFound."""
    meeting = session.scalar(
        select(Meeting).where(Meeting.council_id == council.id, Meeting.id == meeting_id)
    )
    if meeting is None:
        raise NotFound("That meeting is not on the forward plan.")
    return meeting


def boards_of(session: Session, council: Council) -> list[Board]:
    """Return the council's boards, by name."""
    return list(
        session.scalars(select(Board).where(Board.council_id == council.id).order_by(Board.name))
    )
