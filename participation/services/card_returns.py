"""What comes back on challenge cards: returned, told in plain words, and how each one ends."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.core.clock import day_of
from participation.core.errors import BadInput, NotFound, Refused
from participation.core.types import Week
from participation.domain.policy import Role
from participation.models import Account, Card, CardEnd, CardReturn, Council
from participation.services.audit import note
from participation.services.card_takers import takers_of
from participation.services.cards import NOT_HERE, CardLine, card_lines, card_of
from participation.services.pauses import refuse_words_of_members

LONGEST_RETURN = 5_000


def homework_of(session: Session, council: Council, account: Account) -> tuple[CardLine, ...]:
    """Return the open cards on which this person still has to answer, the first due first."""
    mine = [code for code, taker in takers_of(session, council).items() if taker.id == account.id]
    waiting = session.scalars(
        select(Card.id)
        .join(CardReturn, CardReturn.card_id == Card.id)
        .where(
            Card.council_id == council.id,
            Card.outcome == CardEnd.OPEN,
            CardReturn.addressee.in_(mine),
            CardReturn.words == "",
        )
        .distinct()
    ).all()
    return tuple(reversed(card_lines(session, council, waiting))) if waiting else ()


def return_answer(
    session: Session, council: Council, account: Account, return_id: UUID, words: str, now: datetime
) -> None:
    """Keep what was returned, for an officer to put in plain words.

    A member answers for whom they were named; an officer writes down what anybody said. Raises
    BadInput for no words or too many, Refused for another's card, and once it is told.
    """
    row, card = _return(session, council, return_id)
    words = words.strip()
    if not words or len(words) > LONGEST_RETURN:
        raise BadInput(f"Write the answer in at most {LONGEST_RETURN} characters.")
    taker = takers_of(session, council).get(row.addressee)
    if account.role != Role.OFFICER and (taker is None or taker.id != account.id):
        raise Refused("Somebody else answers this one. Ask the officer to name you for it.")
    if row.plain:
        raise Refused("Young people read that answer already, so it stays.")
    row.words, row.returned_week = words, str(Week.of(day_of(now)))
    session.flush()
    note(session, account, "answered a challenge card", now, card.consultation_id)


def tell_return(
    session: Session, council: Council, account: Account, return_id: UUID, plain: str, now: datetime
) -> None:
    """Put what was returned on the wall in plain words.

    Raises BadInput for no words, Refused while nothing was returned, and for a councillor's
    words in the pause before an election.
    """
    row, card = _return(session, council, return_id)
    taker = takers_of(session, council).get(row.addressee)
    if taker is not None and taker.role == Role.MEMBER:
        refuse_words_of_members(session, council.id, day_of(now))
    if not row.words:
        raise Refused("Nothing was returned yet. Write down what they answered first.")
    if not plain.strip():
        raise BadInput("Write the answer in plain words, as a young person would read it.")
    row.plain = plain.strip()
    row.told_week = row.told_week or str(Week.of(day_of(now)))
    session.flush()
    note(session, account, "published an answer to a challenge card", now, card.consultation_id)


def finish_card(
    session: Session,
    council: Council,
    account: Account,
    card_id: UUID,
    end: CardEnd,
    plain: str,
    now: datetime,
) -> None:
    """Tell everyone what was changed in the service because of the card, or why it cannot be.

    Whoever did not return an answer still stands there as such. Raises BadInput without words.
    """
    card = card_of(session, council, card_id)
    if end is CardEnd.OPEN:
        raise BadInput("Choose whether something was changed or cannot be.")
    if not plain.strip():
        raise BadInput("Write what was changed, or why it cannot be, as a young person reads it.")
    card.outcome, card.plain = end, plain.strip()
    card.ended_week = card.ended_week or str(Week.of(day_of(now)))
    session.flush()
    note(session, account, "finished a challenge card", now, card.consultation_id)


def _return(session: Session, council: Council, return_id: UUID) -> tuple[CardReturn, Card]:
    found = session.execute(
        select(CardReturn, Card)
        .join(Card, Card.id == CardReturn.card_id)
        .where(CardReturn.id == return_id, CardReturn.council_id == council.id)
    ).first()
    if found is None:
        raise NotFound(NOT_HERE)
    return found[0], found[1]
