"""Challenge cards a page at a time: those to be put, those that are homework, those finished."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, SQLColumnExpression, func, select
from sqlalchemy.orm import Session

from participation.models import Card, CardEnd, Council, Meeting
from participation.services.cards import CardLine, CardToPut, card_lines, cards_to_put
from participation.services.taken_up import count_free
from surveys.pack_cards import SURVEY

MOST_ON_A_PAGE = 20
Order = tuple[SQLColumnExpression[Any], ...]


@dataclass(frozen=True)
class Turned:
    """Where a list is open: its page, how many pages it has, and how many cards in all."""

    page: int
    pages: int
    many: int

    @property
    def start(self) -> int:
        """Return how many cards stand on the pages before."""
        return (self.page - 1) * MOST_ON_A_PAGE


def turned(many: int, page: int) -> Turned:
    """Return the list opened at the page, or at its last one when it has fewer."""
    pages = max(1, -(-many // MOST_ON_A_PAGE))
    return Turned(min(max(1, page), pages), pages, many)


def page_to_put(
    session: Session, council: Council, page: int
) -> tuple[Turned, tuple[CardToPut, ...]]:
    """Return one page of what was cleared and is no card yet."""
    at = turned(count_free(session, council, SURVEY, Card), page)
    return at, cards_to_put(session, council, at.start, MOST_ON_A_PAGE)


def page_of_open(
    session: Session, council: Council, page: int
) -> tuple[Turned, tuple[CardLine, ...]]:
    """Return one page of the open cards, the first due first."""
    order = (Meeting.meets_on, Card.id.desc())
    at, lines = _page(session, council, Card.outcome == CardEnd.OPEN, order, page)
    return at, lines[::-1]


def page_of_finished(
    session: Session, council: Council, page: int
) -> tuple[Turned, tuple[CardLine, ...]]:
    """Return one page of the finished cards, the last due first."""
    order = (Meeting.meets_on.desc(), Card.id)
    return _page(session, council, Card.outcome != CardEnd.OPEN, order, page)


def _page(
    session: Session, council: Council, these: ColumnElement[bool], order: Order, page: int
) -> tuple[Turned, tuple[CardLine, ...]]:
    mine = (Card.council_id == council.id, these)
    many = session.scalar(select(func.count()).select_from(Card).where(*mine)) or 0
    at = turned(many, page)
    keys = select(Card.id).join(Meeting, Meeting.id == Card.meeting_id).where(*mine)
    part = keys.order_by(*order).offset(at.start).limit(MOST_ON_A_PAGE)
    return at, card_lines(session, council, session.scalars(part).all())
