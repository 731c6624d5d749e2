"""A digest as the officer who builds it sees it: what is taken, whose words, what is missing."""

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


@dataclass(frozen=True)
class DraftQuote:
    """Words chosen for the digest, with the key by which they can be taken out."""

    answer_id: UUID
    theme: str
    words: ClearedText


@dataclass(frozen=True)
class Taken:
    """A consultation in the digest; without figures it needs a statement in their place."""

    consultation: Consultation
    has_figures: bool
    statement: str
    quotes: tuple[DraftQuote, ...]


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
        tuple(
            Taken(
                consultation,
                entry(session, row.release_id).frozen.base is not None,
                row.statement,
                _quotes(session, council, digest, consultation),
            )
            for row, consultation in taken
        ),
        tuple(asks_on(session, digest)),
        tuple(returning),
    )


def _quotes(
    session: Session, council: Council, digest: Digest, consultation: Consultation
) -> tuple[DraftQuote, ...]:
    rows = session.execute(
        select(Quote.answer_id, Theme.name)
        .join(Theme, Theme.id == Quote.theme_id)
        .join(AnswerRow, AnswerRow.id == Quote.answer_id)
        .join(Submission, Submission.id == AnswerRow.submission_id)
        .where(
            Quote.digest_id == digest.id,
            Quote.council_id == council.id,
            Submission.consultation_id == consultation.id,
        )
        .order_by(Theme.name, Quote.answer_id)
    ).all()
    words = cleared_words(session, council, [answer_id for answer_id, _ in rows])
    return tuple(
        DraftQuote(answer_id, theme, words[answer_id])
        for answer_id, theme in rows
        if answer_id in words and words[answer_id].may_show
    )
