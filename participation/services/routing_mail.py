"""The mail to a body outside the board: one ask, how many spoke of it, and by when; no quote."""

from html import escape
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.core.ports import Mail
from participation.domain.disclosure.released import Released
from participation.domain.responses import long_date
from participation.models import Ask, Council, Digest, DigestConsultation, Theme
from participation.services.exempt_items import open_words
from participation.services.figures import theme_count
from participation.services.ledger import entry
from participation.services.meeting_changes import answered_at
from participation.services.routing import ask_going_to


def body_mail(session: Session, ask_id: UUID, body: str) -> Mail | None:
    """Return the mail that brings an ask to a body, or None when there is none to bring."""
    found = ask_going_to(session, ask_id, body)
    if found is None:
        return None
    ask, email = found
    council = session.get_one(Council, ask.council_id)
    meeting = session.get_one(Digest, ask.digest_id).meeting
    where = answered_at(meeting)
    board = (where.meeting or meeting).board.name
    words = open_words(session, ask)
    many = how_many(session, ask) if words == ask.words else None
    lines = [
        f"{council.title}: young people ask: {words}",
        "" if many is None else f"{many.words.capitalize()} of them spoke of this.",
        f"{board} answers by {long_date(where.on)}. It comes to you as well, by the council's own "
        "table, because you can help with it.",
        "Reply to the participation officer, who takes your answer to the board. Young people are "
        "told what came of it.",
    ]
    said = [line for line in lines if line]
    html = "".join(f"<p>{escape(line)}</p>" for line in said)
    subject = "Something young people ask for, which you can help with"
    return Mail(email, subject, "\n\n".join(said) + "\n", html, f"{ask_id}:{body}")


def how_many(session: Session, ask: Ask) -> Released | None:
    """Return how many spoke of the ask's theme, as its digest released it, or None."""
    if ask.theme_id is None:
        return None
    taken = session.scalar(
        select(DigestConsultation).where(
            DigestConsultation.digest_id == ask.digest_id,
            DigestConsultation.consultation_id == ask.consultation_id,
        )
    )
    if taken is None:
        return None
    theme = session.get_one(Theme, ask.theme_id)
    return theme_count(entry(session, taken.release_id).frozen, theme.code)
