"""Challenge cards: cleared first, then put to those who are to answer at a later meeting."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from participation.core.clock import day_of
from participation.core.errors import BadInput, NotFound, Refused
from participation.core.types import ClearedText
from participation.models import (
    Account,
    Answer,
    Card,
    CardEnd,
    CardReturn,
    Council,
    Digest,
    DigestCard,
    Meeting,
)
from participation.services.audit import note
from participation.services.card_takers import takers_of
from participation.services.councils import pack_of
from participation.services.exempt_items import exempt_cards
from participation.services.meeting_changes import AnsweredAt, answered_at, deadlines_of
from participation.services.taken_up import (
    check_may_take,
    consultation_id_of,
    free_words,
    meeting_to_come,
)
from surveys.pack_cards import SURVEY, TO, ChallengeCards

LONGEST_CARD = 500
NOT_HERE = "That card is gone. Its writer may have taken it back."


@dataclass(frozen=True)
class CardToPut:
    """Cleared words of which no card was made yet, and whom their writer wants to ask."""

    answer_id: UUID
    words: ClearedText
    to: frozenset[str]


@dataclass(frozen=True)
class NewCard:
    """A card as the officer lets it go out: in these words, to these codes, for this meeting."""

    words: str
    to: Sequence[str]
    meeting_id: UUID


@dataclass(frozen=True)
class ReturnLine:
    """One of those whom a card asks; `taker` is who answers for them, if somebody does.

    `words` is what they returned, `plain` what young people read of it.
    """

    return_id: UUID
    addressee: str
    who: str
    taker: Account | None
    words: str
    plain: str

    @property
    def left(self) -> bool:
        """Return whether the one who was to answer has left, and the card is back with us."""
        return self.taker is not None and not self.taker.active

    @property
    def lies_open(self) -> bool:
        """Return whether an answer is due that nobody here is to give."""
        return not self.words and (self.taker is None or self.left)


@dataclass(frozen=True)
class CardLine:
    """A card as staff see it, with where and when its answers are due.

    `answer_by` is the day on which the paper of that meeting is first looked over, so that
    what is returned until then stands in it. `neutral` is the title of one that is kept from
    the public.
    """

    card_id: UUID
    words: str
    meeting: Meeting
    due: AnsweredAt
    answer_by: date
    end: CardEnd
    plain: str
    returns: tuple[ReturnLine, ...]
    neutral: str = ""

    @property
    def is_open(self) -> bool:
        """Return whether it is not finished yet."""
        return self.end is CardEnd.OPEN

    def is_late(self, today: date) -> bool:
        """Return whether its day has gone by and somebody has not answered."""
        return self.is_open and self.due.on < today and not all(r.words for r in self.returns)

    def as_public(self) -> "CardLine":
        """Return it as whoever may not read what is kept from the public sees it."""
        if not self.neutral:
            return self
        return replace(self, words=self.neutral, returns=())


def cards_set(council: Council) -> ChallengeCards:
    """Return what the council set of its cards; raises NotFound where it has none."""
    cards = pack_of(council).cards
    if cards is None:
        raise NotFound("Your council has no challenge cards. They are set in its pack.")
    return cards


def cards_to_put(
    session: Session, council: Council, start: int = 0, most: int = 100
) -> tuple[CardToPut, ...]:
    """Return what was cleared and is no card yet, in the order of random keys, part by part."""
    free = free_words(session, council, SURVEY, Card, start, most)
    wanted = _wanted(session, [each.answer_id for each in free])
    return tuple(
        CardToPut(each.answer_id, each.words, wanted.get(each.answer_id, frozenset()))
        for each in free
    )


def _wanted(session: Session, answer_ids: Sequence[UUID]) -> dict[UUID, frozenset[str]]:
    own = select(Answer.id, Answer.submission_id).where(Answer.id.in_(answer_ids)).subquery()
    rows = session.execute(
        select(own.c.id, Answer.codes)
        .join(Answer, Answer.submission_id == own.c.submission_id)
        .where(Answer.question == TO)
    )
    return {key: frozenset(codes.split()) for key, codes in rows}


def put_card(
    session: Session,
    council: Council,
    account: Account,
    answer_id: UUID,
    new: NewCard,
    now: datetime,
) -> Card:
    """Return the card, which the board and everyone may read from now on.

    Raises BadInput for no words or too many, for nobody to ask, and for the young person's own
    words where they did not allow it; Refused for a meeting whose papers have gone out.
    """
    words = new.words.strip()
    check_may_take(session, council, answer_id, SURVEY, Card, words)
    if not words or len(words) > LONGEST_CARD:
        raise BadInput(f"Write the question in at most {LONGEST_CARD} characters.", "words")
    known = {each.code for each in cards_set(council).to}
    if not new.to or not set(new.to) <= known:
        raise BadInput("Choose from the list who is to answer.", "to")
    meeting = meeting_to_come(session, council, new.meeting_id, day_of(now))
    card = Card(
        council_id=council.id,
        answer_id=answer_id,
        consultation_id=consultation_id_of(session, answer_id),
        meeting_id=meeting.id,
        words=words,
    )
    session.add(card)
    session.flush()
    session.add_all(
        CardReturn(council_id=council.id, card_id=card.id, addressee=code)
        for code in sorted(set(new.to))
    )
    session.flush()
    note(session, account, "put a challenge card", now, card.consultation_id)
    return card


def take_in_again(
    session: Session, council: Council, account: Account, card_id: UUID, now: datetime
) -> None:
    """Take the card in again; its words wait to be put anew.

    Raises Refused once somebody has returned an answer or a paper with it has gone out.
    """
    card = card_of(session, council, card_id)
    returned = select(CardReturn.id).where(CardReturn.card_id == card.id, CardReturn.words != "")
    sent = (
        select(DigestCard.id)
        .join(Digest, Digest.id == DigestCard.digest_id)
        .where(DigestCard.card_id == card.id, Digest.sent_on.is_not(None))
    )
    if session.scalar(returned.limit(1)) or session.scalar(sent.limit(1)):
        raise Refused("The board has this card already, so it stays.")
    session.execute(delete(Card).where(Card.id == card.id))
    note(session, account, "took a challenge card in again", now, card.consultation_id)


def card_of(session: Session, council: Council, card_id: UUID) -> Card:
    """Return the council's card; raises NotFound."""
    card = session.scalar(select(Card).where(Card.id == card_id, Card.council_id == council.id))
    if card is None:
        raise NotFound(NOT_HERE)
    return card


def card_lines(
    session: Session, council: Council, only: Sequence[UUID] | None = None
) -> tuple[CardLine, ...]:
    """Return the council's cards, or those of these keys, by when they are due, the last first."""
    pack = pack_of(council).cards
    if pack is None:
        return ()
    statement = (
        select(Card, Meeting)
        .join(Meeting, Meeting.id == Card.meeting_id)
        .where(Card.council_id == council.id)
        .order_by(Meeting.meets_on.desc(), Card.id)
    )
    if only is not None:
        statement = statement.where(Card.id.in_(only))
    rows = session.execute(statement).all()
    returns = _returns(session, council, pack, only)
    exempt = exempt_cards(session, council)
    return tuple(
        CardLine(
            card_id=card.id,
            words=card.words,
            meeting=meeting,
            due=answered_at(meeting),
            answer_by=_answer_by(council, answered_at(meeting)),
            end=CardEnd(card.outcome),
            plain=card.plain,
            returns=tuple(returns.get(card.id, ())),
            neutral=exempt[card.id].title if card.id in exempt else "",
        )
        for card, meeting in rows
    )


def _answer_by(council: Council, due: AnsweredAt) -> date:
    if due.meeting is None:
        return due.on
    deadlines = (deadline.due_on for deadline in deadlines_of(council, due.meeting))
    return min((due.meeting.papers_due_on, *deadlines))


def _returns(
    session: Session, council: Council, pack: ChallengeCards, only: Sequence[UUID] | None
) -> dict[UUID, list[ReturnLine]]:
    takers = takers_of(session, council)
    order = {each.code: place for place, each in enumerate(pack.to)}
    statement = select(CardReturn).where(CardReturn.council_id == council.id)
    if only is not None:
        statement = statement.where(CardReturn.card_id.in_(only))
    rows = session.scalars(statement).all()
    found: dict[UUID, list[ReturnLine]] = {}
    for row in sorted(rows, key=lambda row: order.get(row.addressee, len(order))):
        line = ReturnLine(
            return_id=row.id,
            addressee=row.addressee,
            who=pack.name_of(row.addressee),
            taker=takers.get(row.addressee),
            words=row.words,
            plain=row.plain,
        )
        found.setdefault(row.card_id, []).append(line)
    return found
