"""A digest as the officer who builds it sees it: what is taken, whose words, what is missing."""

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.core.types import ClearedText
from participation.models import Answer as AnswerRow
from participation.models import (
    Ask,
    Consultation,
    Council,
    Digest,
    DigestConsultation,
    DigestReturn,
    Quote,
    Response,
    Submission,
    Theme,
)
from participation.services.clearing import cleared_words
from participation.services.digests import asks_on
from participation.services.ledger import entry
from participation.services.quotes import QUOTES_A_THEME, themes_shown


@dataclass(frozen=True)
class DraftQuote:
    """Words chosen for the digest, with the key by which they can be taken out.

    `code` is that of the theme under which they stand.
    """

    answer_id: UUID
    code: str
    theme: str
    words: ClearedText


@dataclass(frozen=True)
class Taken:
    """A consultation in the digest; without figures it needs a statement in their place.

    `room` are themes under which more words may stand, as code and name.
    """

    consultation: Consultation
    has_figures: bool
    statement: str
    quotes: tuple[DraftQuote, ...]
    room: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Draft:
    """Everything in a digest that an officer may still change, and what comes back by itself."""

    taken: tuple[Taken, ...]
    asks: tuple[Ask, ...]
    returning: tuple[Response, ...]


def draft_of(session: Session, council: Council, digest: Digest) -> Draft:
    """Return the digest's consultations by when they opened, its asks and returning answers."""
    taken = session.execute(
        select(DigestConsultation, Consultation)
        .join(Consultation, Consultation.id == DigestConsultation.consultation_id)
        .where(DigestConsultation.digest_id == digest.id)
        .order_by(Consultation.opens_on, Consultation.name)
    ).all()
    returning = session.scalars(
        select(Response)
        .join(DigestReturn, DigestReturn.response_id == Response.id)
        .where(DigestReturn.digest_id == digest.id)
        .order_by(Response.published_on, Response.id)
    )
    return Draft(
        tuple(_taken(session, council, digest, row, consultation) for row, consultation in taken),
        tuple(asks_on(session, digest)),
        tuple(returning),
    )


def _taken(
    session: Session,
    council: Council,
    digest: Digest,
    row: DigestConsultation,
    consultation: Consultation,
) -> Taken:
    quotes = _quotes(session, council, digest, consultation)
    shown = themes_shown(session, digest, consultation)
    many = Counter(quote.code for quote in quotes)
    themes = session.scalars(select(Theme).where(Theme.id.in_(shown)).order_by(Theme.name))
    return Taken(
        consultation,
        entry(session, row.release_id).frozen.base is not None,
        row.statement,
        quotes,
        tuple((one.code, one.name) for one in themes if many[one.code] < QUOTES_A_THEME),
    )


def _quotes(
    session: Session, council: Council, digest: Digest, consultation: Consultation
) -> tuple[DraftQuote, ...]:
    rows = session.execute(
        select(Quote.answer_id, Theme.code, Theme.name)
        .join(Theme, Theme.id == Quote.theme_id)
        .join(AnswerRow, AnswerRow.id == Quote.answer_id)
        .join(Submission, Submission.id == AnswerRow.submission_id)
        .where(
            Quote.digest_id == digest.id,
            Quote.council_id == council.id,
            Quote.taken_out.is_(False),
            Submission.consultation_id == consultation.id,
        )
        .order_by(Theme.name, Quote.answer_id)
    ).all()
    words = cleared_words(session, council, [row.answer_id for row in rows])
    return tuple(
        DraftQuote(answer_id, code, theme, words[answer_id])
        for answer_id, code, theme in rows
        if answer_id in words and words[answer_id].may_show
    )
