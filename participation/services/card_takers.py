"""Who answers for those whom challenge cards ask: a member or an officer who signs in.

Whoever leaves is still named here until somebody takes their place, and their cards are shown
as lying open: with an officer and the whole board, never lost.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from participation.core.errors import BadInput
from participation.domain.policy import Permission, Role, may
from participation.models import Account, CardTaker, Council
from participation.services.audit import note
from participation.services.councils import pack_of
from participation.services.staff import accounts_of


def may_take_cards(session: Session, council: Council) -> list[Account]:
    """Return who could answer for somebody: members and officers who sign in, by name."""
    return [
        account
        for account in accounts_of(session, council)
        if account.active and may(Role(account.role), Permission.ANSWER_ASK)
    ]


def takers_of(session: Session, council: Council) -> dict[str, Account]:
    """Return who answers for each code of the pack, those who have left included."""
    rows = session.execute(
        select(CardTaker.addressee, Account)
        .join(Account, Account.id == CardTaker.account_id)
        .where(CardTaker.council_id == council.id)
    )
    return {row.addressee: row.Account for row in rows}


def name_taker(
    session: Session,
    council: Council,
    by: Account,
    addressee: str,
    account_id: UUID | None,
    now: datetime,
) -> None:
    """Have this account answer for them from now on, or nobody; raises BadInput for others."""
    cards = pack_of(council).cards
    if cards is None or addressee not in {each.code for each in cards.to}:
        raise BadInput("Choose from the list who is asked.")
    if account_id not in {None, *(each.id for each in may_take_cards(session, council))}:
        raise BadInput("Choose a member or an officer who signs in.")
    session.execute(
        delete(CardTaker).where(
            CardTaker.council_id == council.id, CardTaker.addressee == addressee
        )
    )
    if account_id is not None:
        session.add(CardTaker(council_id=council.id, addressee=addressee, account_id=account_id))
    session.flush()
    note(session, by, "named who answers challenge cards", now)
