"""Who chairs each board: the one person who may close in writing what came back to it twice."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from participation.core.errors import BadInput
from participation.domain.policy import Role
from participation.models import Account, Board, BoardChair, Council
from participation.services.audit import note
from participation.services.meetings import board_named
from participation.services.staff import accounts_of


def may_chair(session: Session, council: Council) -> list[Account]:
    """Return who could chair a board: board members who sign in, by name."""
    people = accounts_of(session, council)
    return [account for account in people if account.active and account.role == Role.MEMBER]


def chairs_of(session: Session, council: Council) -> dict[UUID, Account]:
    """Return who chairs each board that has somebody, by the board's key.

    Whoever has left, or sits on no board any more, chairs nothing.
    """
    rows = session.execute(
        select(BoardChair.board_id, Account)
        .join(Account, Account.id == BoardChair.account_id)
        .where(
            BoardChair.council_id == council.id, Account.active, Account.role == Role.MEMBER.value
        )
    )
    return {row.board_id: row.Account for row in rows}


def chair_of(session: Session, board: Board) -> Account | None:
    """Return who chairs the board, or None while nobody is named who signs in."""
    return chairs_of(session, session.get_one(Council, board.council_id)).get(board.id)


def name_chair(
    session: Session,
    council: Council,
    by: Account,
    board_code: str,
    account_id: UUID | None,
    now: datetime,
) -> None:
    """Have this member chair the board from now on, or nobody.

    Raises NotFound for a board that is not there, BadInput for somebody who is no member.
    """
    # Of two officers who name somebody at one moment the second waits, and has the last word.
    session.execute(select(Council.id).where(Council.id == council.id).with_for_update())
    board = board_named(session, council, board_code)
    if account_id not in {None, *(account.id for account in may_chair(session, council))}:
        raise BadInput("Choose a board member who signs in.")
    before = session.scalar(select(BoardChair.account_id).where(BoardChair.board_id == board.id))
    if before == account_id:
        return
    session.execute(delete(BoardChair).where(BoardChair.board_id == board.id))
    if account_id is not None:
        session.add(BoardChair(council_id=council.id, board_id=board.id, account_id=account_id))
    session.flush()
    note(session, by, "named who chairs a board", now, words=board.name)
