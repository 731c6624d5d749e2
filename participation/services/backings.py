"""Topics as young people see them, and who wants them too: one backing a receipt or an invite.

A backing is known by a hash of the topic and of what the receipt or invite is stored as, under
a key that stands outside the database: no join leads from it to an answer, and two backings of
one person do not know each other.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Row, delete, select
from sqlalchemy.orm import Session

from participation.core.errors import NotFound
from participation.core.keys import YoungKeys
from participation.core.sealed import keyed
from participation.core.speech import marked, said
from participation.models import (
    Backing,
    Consultation,
    Council,
    Invite,
    Meeting,
    OpenBacking,
    Outcome,
    Topic,
)
from participation.models.sight import bring_backings_into_sight
from participation.models.upsert import insert_or_add_one, insert_unless_there
from participation.services.invites import invite_id
from participation.services.submissions import submission_of_receipt

UNKNOWN_PASS = marked("We can't find anything under that. Check each word or letter and try again.")
GONE = marked("That is not on the list any more. Look at the list again.")


@dataclass(frozen=True)
class ListedTopic:
    """A topic as young people read it; `backed` by whoever's receipt or invite was typed.

    `on_agenda` is the day of the meeting on whose agenda it was put.
    """

    topic_id: UUID
    words: str
    board: str
    meets_on: date
    outcome: Outcome
    reason: str
    on_agenda: date | None
    backed: bool = False

    def is_open(self, today: date) -> bool:
        """Return whether it may still be backed."""
        return self.outcome is Outcome.WAITING and self.meets_on >= today


def topics_of(
    session: Session, keys: YoungKeys, council: Council, kept: bytes | None = None
) -> tuple[ListedTopic, ...]:
    """Return the council's topics, those of the next meeting first.

    Within a meeting they stand in the order of their random keys: not how many back them.
    """
    rows = session.execute(
        select(
            Topic.id, Topic.words, Topic.outcome, Topic.reason, Topic.meeting_id, Topic.agenda_id
        )
        .join(Meeting, Meeting.id == Topic.meeting_id)
        .where(Topic.council_id == council.id)
        .order_by(Meeting.meets_on, Topic.id)
    ).all()
    backed = _backed(session, keys, kept, [row.id for row in rows])
    return tuple(_listed(session, row, row.id in backed) for row in rows)


def _listed(
    session: Session, row: Row[UUID, str, str, str, UUID, UUID | None], backed: bool
) -> ListedTopic:
    meeting = session.get_one(Meeting, row.meeting_id)
    agenda = None if row.agenda_id is None else session.get_one(Meeting, row.agenda_id)
    return ListedTopic(
        topic_id=row.id,
        words=row.words,
        board=meeting.board.name,
        meets_on=meeting.meets_on,
        outcome=Outcome(row.outcome),
        reason=row.reason,
        on_agenda=None if agenda is None else agenda.meets_on,
        backed=backed,
    )


def pass_of(session: Session, keys: YoungKeys, council: Council, typed: str) -> bytes:
    """Return what the receipt, or the invite that is not spent, is stored as in this council.

    A spent invite has a receipt in its place. Raises NotFound, after the same work for any
    words that are none of the two.
    """
    submission = submission_of_receipt(session, keys, typed)
    if submission is not None and submission.council_id == council.id:
        return submission.receipt_hash or b""
    hashed = invite_id(keys.invites, typed)
    invite = session.scalar(
        select(Invite.id)
        .join(Consultation, Consultation.id == Invite.consultation_id)
        .where(Invite.id == hashed, Invite.spent.is_(False), Consultation.council_id == council.id)
    )
    if invite is None:
        raise NotFound(said(UNKNOWN_PASS))
    return invite


def back(
    session: Session,
    keys: YoungKeys,
    council: Council,
    kept: bytes,
    topic_id: UUID,
    wants: bool,
    today: date,
) -> None:
    """Store that this pass wants the topic, or that it does not any more; once, however often.

    Raises NotFound for a topic that cannot be backed any more.
    """
    _check_open(session, council, topic_id, today)
    key = backing_key(keys, topic_id, kept)
    bring_backings_into_sight(session, [key])
    if wants:
        insert_unless_there(session, Backing, id=key, council_id=council.id, topic_id=topic_id)
    else:
        session.execute(delete(Backing).where(Backing.id == key))


def tap(session: Session, council: Council, topic_id: UUID, today: date) -> None:
    """Count one tap; anyone can tap, so these are never mixed with those of receipts."""
    _check_open(session, council, topic_id, today)
    insert_or_add_one(
        session, OpenBacking, ("topic_id",), "taps", council_id=council.id, topic_id=topic_id
    )


def forget_backings(
    session: Session, keys: YoungKeys, council_id: UUID, kept: bytes | None
) -> None:
    """Delete every backing that this pass gave, as its words are taken back."""
    if kept is None:
        return
    topics = session.scalars(select(Topic.id).where(Topic.council_id == council_id))
    given = [backing_key(keys, topic_id, kept) for topic_id in topics]
    bring_backings_into_sight(session, given)
    session.execute(delete(Backing).where(Backing.id.in_(given)))


def backing_key(keys: YoungKeys, topic_id: UUID, kept: bytes) -> bytes:
    """Return what a backing is known by."""
    return keyed(keys.pepper, "backing", topic_id.bytes + kept)


def _backed(
    session: Session, keys: YoungKeys, kept: bytes | None, topics: Iterable[UUID]
) -> set[UUID]:
    if kept is None:
        return set()
    given = {backing_key(keys, topic_id, kept): topic_id for topic_id in topics}
    bring_backings_into_sight(session, given)
    found = session.scalars(select(Backing.id).where(Backing.id.in_(list(given))))
    return {given[key] for key in found}


def _check_open(session: Session, council: Council, topic_id: UUID, today: date) -> None:
    found = session.scalar(
        select(Topic.id)
        .join(Meeting, Meeting.id == Topic.meeting_id)
        .where(
            Topic.id == topic_id,
            Topic.council_id == council.id,
            Topic.outcome == Outcome.WAITING,
            Meeting.meets_on >= today,
        )
    )
    if found is None:
        raise NotFound(said(GONE))
