"""What a chat holds beside a survey: its language, and a request to be reached half written.

All of it is sealed under the chat's own secret, apart from its conversation.
"""

import json
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from participation.core.sealed import (
    conversation_id,
    keyed,
    open_conversation,
    seal_conversation,
)
from participation.models import Chat, Council
from participation.models.upsert import insert_unless_there
from participation.services.councils import pack_of


@dataclass(frozen=True, repr=False)
class Writing:
    """A request to be reached as far as it is written, for one council.

    What is None has not been asked yet; an empty text was left empty. `nonce` is in hexadecimal
    digits. It has no repr: none of this may reach a log.
    """

    council: str
    nonce: str
    name: str | None = None
    how: str | None = None
    words: str | None = None
    receipt: str | None = None


@dataclass(frozen=True, repr=False)
class Aside:
    """All that a chat holds beside a survey; nothing until something was chosen or begun."""

    language: str = ""
    writing: Writing | None = None


NOTHING = Aside()


def kept(session: Session, secret: bytes, today: date) -> Aside:
    """Return what the chat of this secret holds beside a survey."""
    own = _own(secret)
    sealed = session.scalar(
        select(Chat.sealed).where(Chat.id == conversation_id(own), Chat.expires_on >= today)
    )
    if sealed is None:
        return NOTHING
    held = json.loads(open_conversation(own, sealed))
    writing = held["writing"]
    return Aside(held["language"], None if writing is None else Writing(**writing))


def keep(session: Session, secret: bytes, council: Council, aside: Aside, today: date) -> None:
    """Hold this and nothing else, for as long as the council keeps what is unfinished."""
    own = _own(secret)
    if aside == NOTHING:
        forget(session, secret)
        return
    sealed = seal_conversation(own, json.dumps(asdict(aside)))
    expires_on = today + timedelta(days=pack_of(council).retention.unfinished_days)
    insert_unless_there(
        session,
        Chat,
        id=conversation_id(own),
        council_id=council.id,
        sealed=sealed,
        expires_on=expires_on,
    )
    row = session.scalars(
        select(Chat).where(Chat.id == conversation_id(own)).with_for_update()
    ).one()
    row.council_id, row.sealed, row.expires_on = council.id, sealed, expires_on
    session.flush()


def forget(session: Session, secret: bytes) -> None:
    """Delete what the chat holds beside a survey."""
    session.execute(delete(Chat).where(Chat.id == conversation_id(_own(secret))))


def forget_expired(session: Session, today: date, council_id: UUID) -> int:
    """Delete what has expired at the council and return how many chats that was."""
    expired = session.scalars(
        select(Chat.id).where(Chat.council_id == council_id, Chat.expires_on < today)
    ).all()
    session.execute(delete(Chat).where(Chat.id.in_(expired)))
    return len(expired)


def _own(secret: bytes) -> bytes:
    return keyed(secret, "beside the survey")
