"""Pictures of what was drawn or written on paper, until they are sent.

Sealed like written words under the secret that the young person's side holds, each to the same
length, and gone with their conversation. The walk knows a picture by its mark alone.
"""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import delete
from sqlalchemy.orm import Session

from participation.core.pictures import Picture
from participation.core.sealed import (
    conversation_id,
    keyed,
    open_kept_picture,
    seal_kept_picture,
)
from participation.models import KeptDrawing
from participation.services import conversations
from participation.services.conversations import Turn
from surveys import engine


def add_drawing(
    session: Session, secret: bytes, question: str, picture: Picture, today: date
) -> Turn:
    """Keep the picture as the answer, in place of one from before, and return the turn after it.

    Raises NotFound when nothing is kept of the conversation and Refused when it has closed.
    """
    turn = conversations.reply(session, secret, engine.Given(question, (picture.mark,)), today)
    asked = turn.survey.by_name.get(question)
    answer = turn.state.answers.get(question)
    if asked is None or not asked.way.draws or answer is None or answer.values != (picture.mark,):
        return turn
    _forget(session, secret, question)
    session.add(
        KeptDrawing(
            id=_place(secret, question),
            council_id=turn.council.id,
            conversation_id=conversation_id(secret),
            sealed=seal_kept_picture(secret, picture.jpeg),
        )
    )
    session.flush()
    return turn


def leave_out_drawing(session: Session, secret: bytes, question: str, today: date) -> Turn:
    """Forget the picture, leave the question out, and return the turn after it."""
    turn = conversations.reply(session, secret, engine.Given(question, (engine.SKIP,)), today)
    _forget(session, secret, question)
    return turn


def drawing_at(session: Session, secret: bytes, turn: Turn, question: str) -> Picture | None:
    """Return the picture that answers the question now, or None."""
    answer = turn.state.answers.get(question)
    asked = turn.survey.by_name[question]
    if not asked.way.draws or answer is None or not answer.values:
        return None
    row = session.get(KeptDrawing, _place(secret, question))
    if row is None:
        return None
    picture = Picture(open_kept_picture(secret, row.sealed))
    return picture if (picture.mark,) == answer.values else None


def drawings_of(session: Session, secret: bytes, turn: Turn) -> Mapping[str, bytes]:
    """Return every picture that would be sent now, by the name of its question."""
    sent = engine.answers_to_send(turn.survey, turn.state)
    found = {
        answer.question: drawing_at(session, secret, turn, answer.question)
        for answer in sent
        if answer.drawn
    }
    return {name: picture.jpeg for name, picture in found.items() if picture is not None}


def _forget(session: Session, secret: bytes, question: str) -> None:
    session.execute(delete(KeptDrawing).where(KeptDrawing.id == _place(secret, question)))


def _place(secret: bytes, question: str) -> bytes:
    """Return the name under which a picture is stored; it tells neither secret nor question."""
    return keyed(secret, "drawing id", question.encode())
