"""Challenge cards as young people read them: asked, answered or not, and how each ended."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select, union_all
from sqlalchemy.orm import Session

from participation.core.types import Week
from participation.models import (
    Answer,
    Card,
    CardEnd,
    CardReturn,
    Council,
    Digest,
    DigestCard,
    Meeting,
)
from participation.services.councils import pack_of
from participation.services.exempt_items import exempt_cards
from participation.services.meeting_changes import answered_at


@dataclass(frozen=True)
class ToldReturn:
    """Whom a card asks, and what they answered; nothing while they have not."""

    who: str
    answer: str


@dataclass(frozen=True)
class ToldCard:
    """A card on the wall; its answers are due on `due_on`, at a meeting or in writing.

    Of one that is kept from the public there is its neutral title, when it is due, and how it
    ended, which an officer writes for everybody.
    """

    words: str
    board: str
    due_on: date
    end: CardEnd
    plain: str
    returns: tuple[ToldReturn, ...]

    def is_late(self, today: date) -> bool:
        """Return whether it is open, its day has gone by, and somebody has not answered."""
        if self.end is not CardEnd.OPEN:
            return False
        return self.due_on < today and any(not each.answer for each in self.returns)


def told_cards(session: Session, council: Council) -> tuple[ToldCard, ...]:
    """Return the council's cards, those due last first, in the order of random keys.

    Reads only what the young people's app may see: never what was returned and not yet told.
    """
    pack = pack_of(council).cards
    if pack is None:
        return ()
    rows = session.execute(
        select(Card.id, Card.words, Card.outcome, Card.plain, Card.meeting_id)
        .join(Meeting, Meeting.id == Card.meeting_id)
        .where(Card.council_id == council.id)
        .order_by(Meeting.meets_on.desc(), Card.id)
    ).all()
    returns = _returns(session, council)
    order = {each.code: place for place, each in enumerate(pack.to)}
    exempt = exempt_cards(session, council)
    told = []
    for key, words, outcome, plain, meeting_id in rows:
        meeting = session.get_one(Meeting, meeting_id)
        neutral = exempt[key].title if key in exempt else ""
        told_of = () if neutral else returns.get(key, ())
        asked = sorted(told_of, key=lambda row: order.get(row[0], len(order)))
        told.append(
            ToldCard(
                words=neutral or words,
                board=meeting.board.name,
                due_on=answered_at(meeting).on,
                end=CardEnd(outcome),
                plain=plain,
                returns=tuple(ToldReturn(pack.plain_of(code), answer) for code, answer in asked),
            )
        )
    return tuple(told)


def first_in_a_paper(session: Session, submission_id: UUID) -> date | None:
    """Return the day on which a paper first told of a card of this submission, or None."""
    answers = select(Answer.id).where(Answer.submission_id == submission_id)
    return session.scalar(
        select(func.min(Digest.sent_on))
        .join(DigestCard, DigestCard.digest_id == Digest.id)
        .join(Card, Card.id == DigestCard.card_id)
        .where(Card.answer_id.in_(answers), Digest.sent_on.is_not(None))
    )


@dataclass(frozen=True)
class CardSteps:
    """In which weeks the first answer to a card was given and told; None where none was."""

    answered: Week | None
    told: Week | None


def steps_of_card(session: Session, council: Council, submission_id: UUID) -> CardSteps:
    """Return how far the card of this submission has come, by what was told of it.

    How a card was finished is an answer too, where nobody's own came before; of one that is
    kept from the public nothing else was told.
    """
    own = Card.answer_id.in_(select(Answer.id).where(Answer.submission_id == submission_id))
    told_of = Card.id.not_in(exempt_cards(session, council))
    returned = (
        select(CardReturn.told_week, CardReturn.returned_week)
        .join(Card, Card.id == CardReturn.card_id)
        .where(own, told_of, CardReturn.told_week.is_not(None))
    )
    ended = select(Card.ended_week, Card.ended_week).where(own, Card.ended_week.is_not(None))
    rows = session.execute(union_all(returned, ended))
    weeks = [(told, answered) for told, answered in rows if told and answered]
    if not weeks:
        return CardSteps(None, None)
    told, answered = min(weeks)
    return CardSteps(Week.parse(answered), Week.parse(told))


def _returns(session: Session, council: Council) -> dict[UUID, list[tuple[str, str]]]:
    rows = session.execute(
        select(CardReturn.card_id, CardReturn.addressee, CardReturn.plain).where(
            CardReturn.council_id == council.id
        )
    )
    found: dict[UUID, list[tuple[str, str]]] = {}
    for card_id, addressee, plain in rows:
        found.setdefault(card_id, []).append((addressee, plain))
    return found
