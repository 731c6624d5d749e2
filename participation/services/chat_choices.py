"""The choices last sent to a chat without buttons: kept sealed, until the next or for two weeks."""

from datetime import date, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from participation.core.chat_keys import ChatKeys
from participation.models import ChatChoices
from participation.models.upsert import insert_unless_there

KEPT = timedelta(days=14)


def offered(session: Session, keys: ChatKeys, chat: str) -> str:
    """Return the choices that were kept as text; empty when none are."""
    name = keys.door.name(chat)
    sealed = session.scalar(select(ChatChoices.sealed).where(ChatChoices.id == name))
    return "" if sealed is None else keys.open_message(sealed)


def offer(session: Session, keys: ChatKeys, chat: str, choices: str, today: date) -> None:
    """Keep these choices in the place of those before."""
    name = keys.door.name(chat)
    values = {"sealed": keys.seal_message(choices), "until": today + KEPT}
    if not insert_unless_there(session, ChatChoices, id=name, **values):
        session.execute(update(ChatChoices).where(ChatChoices.id == name).values(**values))


def forget(session: Session, keys: ChatKeys, chat: str) -> None:
    """Forget those of the chat."""
    session.execute(delete(ChatChoices).where(ChatChoices.id == keys.door.name(chat)))


def forget_choices(session: Session, today: date) -> None:
    """Forget those that nobody picked from for two weeks."""
    session.execute(delete(ChatChoices).where(ChatChoices.until < today))
