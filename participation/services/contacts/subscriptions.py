"""Who is to be told when there is an answer: a chat and a consultation, and nothing else.

No key leads from here to an answer, and everybody is told the same.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from participation.core.chat_keys import ChatKeys
from participation.models import Consultation
from participation.models.upsert import insert_unless_there
from participation.models.vault import Subscription


@dataclass(frozen=True, repr=False)
class Subscriber:
    """A chat that is to be told, and the language it speaks."""

    chat: str
    language: str


def tell_me(
    session: Session, keys: ChatKeys, consultation: Consultation, subscriber: Subscriber
) -> None:
    """Have the chat told when there is an answer; asked twice, it is told once."""
    told = json.dumps({"chat": subscriber.chat, "language": subscriber.language})
    insert_unless_there(
        session,
        Subscription,
        id=uuid4(),
        council_id=consultation.council_id,
        consultation_id=consultation.id,
        mark=keys.mark(consultation.id.bytes, subscriber.chat),
        sealed=keys.seal_subscription(told),
    )


def stop_telling(session: Session, keys: ChatKeys, chat: str) -> bool:
    """Forget that the chat is to be told of anything, and return whether it was to be."""
    asked = session.scalars(select(Subscription.consultation_id).distinct()).all()
    marks = [keys.mark(consultation.bytes, chat) for consultation in asked]
    found = session.scalars(select(Subscription.mark).where(Subscription.mark.in_(marks))).all()
    session.execute(delete(Subscription).where(Subscription.mark.in_(found)))
    return bool(found)


def to_tell(session: Session, keys: ChatKeys, consultation_id: UUID) -> Sequence[Subscriber]:
    """Return every chat that is to be told of the consultation."""
    sealed = session.scalars(
        select(Subscription.sealed).where(Subscription.consultation_id == consultation_id)
    )
    opened = (json.loads(keys.open_subscription(one)) for one in sealed)
    return [Subscriber(one["chat"], one["language"]) for one in opened]


def forget_subscriptions(session: Session, consultation_id: UUID) -> int:
    """Delete who is to be told of the consultation and return how many they were."""
    of_it = Subscription.consultation_id == consultation_id
    count = session.scalar(select(func.count()).select_from(Subscription).where(of_it)) or 0
    session.execute(delete(Subscription).where(of_it))
    return count
