"""Challenge cards in a digest: homework due, homework returned, and how cards ended."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from participation.domain.digest import CardReply, ChallengeCard
from participation.domain.exempt_item import ExemptItem
from participation.models import Card, CardEnd, Council, Digest, DigestCard, Meeting
from participation.services.cards import CardLine, card_lines
from participation.services.meeting_changes import answered_at


def take_cards(session: Session, council: Council, digest: Digest) -> None:
    """Take the board's open cards, and those that were finished since a paper last told of them.

    To be done each time the digest is built, and not once it was sent.
    """
    session.execute(delete(DigestCard).where(DigestCard.digest_id == digest.id))
    told = (
        select(DigestCard.card_id)
        .join(Digest, Digest.id == DigestCard.digest_id)
        .where(DigestCard.done, Digest.sent_on.is_not(None))
    )
    rows = session.execute(
        select(Card, Meeting)
        .join(Meeting, Meeting.id == Card.meeting_id)
        .where(Card.council_id == council.id, Card.id.not_in(told))
    )
    session.add_all(
        DigestCard(
            council_id=council.id,
            digest_id=digest.id,
            card_id=card.id,
            done=card.outcome != CardEnd.OPEN,
        )
        for card, due in rows
        if _is_brought_to(due, digest.meeting)
    )
    session.flush()


def _is_brought_to(due: Meeting, meeting: Meeting) -> bool:
    """Return whether what is due at the one is the other's: of its board, or rolled to it."""
    return due.board_id == meeting.board_id or answered_at(due).meeting is meeting


def cards_in(
    session: Session, council: Council, digest: Digest, exempt: Mapping[UUID, ExemptItem]
) -> tuple[ChallengeCard, ...]:
    """Return the digest's cards as they stand now, the first due first.

    What was returned and not yet told in plain words is told as returned, without its words.
    """
    taken = session.scalars(select(DigestCard.card_id).where(DigestCard.digest_id == digest.id))
    lines = reversed(card_lines(session, council, taken.all()))
    return tuple(replace(_told(line), exempt=exempt.get(line.card_id)) for line in lines)


def _told(line: CardLine) -> ChallengeCard:
    return ChallengeCard(
        words=line.words,
        due_on=line.due.on,
        replies=tuple(CardReply(r.who, bool(r.words), r.plain) for r in line.returns),
        changed=line.plain if line.end is CardEnd.CHANGED else "",
        cannot=line.plain if line.end is CardEnd.CANNOT else "",
    )
