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
from surveys.pack_board import Board as Arrangement


@dataclass(frozen=True)
class PlanLine:
    """One meeting of the forward plan, with its digest if there is one."""

    meeting: Meeting
    digest: Digest | None


def plan_meeting(
    session: Session,
    council: Council,
    board_code: str,
    meets_on: date,
    focus: str,
    begins_at: str = "",
) -> Meeting:
    """Return the meeting, put on the forward plan; raises BadInput if it is there already."""
    board = board_named(session, council, board_code)
    refuse_taken(session, board, meets_on)
    meeting = Meeting(
        council_id=council.id,
        board_id=board.id,
        board=board,
        meets_on=meets_on,
        papers_due_on=papers_due_for(council, board_code, meets_on),
        focus=focus,
        begins_at=begins_at,
    )
    session.add(meeting)
    session.flush()
    return meeting


def board_named(session: Session, council: Council, code: str) -> Board:
    """Return the council's board; raises NotFound."""
    board = session.scalar(select(Board).where(Board.council_id == council.id, Board.code == code))
    if board is None:
        raise NotFound(f"There is no board called {code}. Check the council's settings.")
    return board


def refuse_taken(session: Session, board: Board, day: date) -> None:
    """Raise BadInput if the board has a meeting on that day."""
    taken = select(Meeting.id).where(Meeting.board_id == board.id, Meeting.meets_on == day)
    if session.scalar(taken) is not None:
        raise BadInput("That board already meets on that day. Choose another day.")


def arrangement_of(council: Council, board_code: str) -> Arrangement:
    """Return what the council set of its board; raises NotFound for a board set nowhere."""
    for board in pack_of(council).boards:
        if board.code == board_code:
            return board
    raise NotFound(f"There is no board called {board_code}. Check the council's settings.")


def nation_of(council: Council) -> Nation:
    """Return the nation whose bank holidays the council keeps."""
    return Nation(pack_of(council).safeguarding.clock.nation)


def papers_due_for(council: Council, board_code: str, meets_on: date) -> date:
    """Return the day by which papers of a meeting on that day go out."""
    clear_days = arrangement_of(council, board_code).papers_due_days
    return papers_due(meets_on, clear_days, nation_of(council))


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


def digest_for(session: Session, meeting: Meeting) -> Digest | None:
    """Return what is taken to the meeting, or None while nothing is."""
    return session.scalar(select(Digest).where(Digest.meeting_id == meeting.id))


def boards_of(session: Session, council: Council) -> list[Board]:
    """Return the council's boards, by name."""
    return list(
        session.scalars(select(Board).where(Board.council_id == council.id).order_by(Board.name))
    )
