"""How many challenge cards wait for an officer, counted where they stand."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from participation.models import Account, Card, CardEnd, CardReturn, CardTaker, Council
from participation.services.councils import pack_of
from participation.services.taken_up import count_free
from surveys.pack_cards import SURVEY


@dataclass(frozen=True)
class CardsWaiting:
    """What waits: to be put, returned and to be told, and given to people who have left."""

    to_put: int
    to_tell: int
    adrift: int

    @property
    def many(self) -> int:
        """Return how many wait in all."""
        return self.to_put + self.to_tell + self.adrift


def cards_waiting(session: Session, council: Council) -> CardsWaiting:
    """Return how many cards wait, none for a council that has no cards."""
    if pack_of(council).cards is None:
        return CardsWaiting(0, 0, 0)
    left = (
        select(CardTaker.addressee)
        .join(Account, Account.id == CardTaker.account_id)
        .where(CardTaker.council_id == council.id, Account.active.is_(False))
    )
    return CardsWaiting(
        to_put=count_free(session, council, SURVEY, Card),
        to_tell=_open_returns(session, council, CardReturn.words != "", CardReturn.plain == ""),
        adrift=_open_returns(
            session, council, CardReturn.words == "", CardReturn.addressee.in_(left)
        ),
    )


def _open_returns(session: Session, council: Council, *these: ColumnElement[bool]) -> int:
    many = session.scalar(
        select(func.count())
        .select_from(CardReturn)
        .join(Card, Card.id == CardReturn.card_id)
        .where(Card.council_id == council.id, Card.outcome == CardEnd.OPEN, *these)
    )
    return many or 0
