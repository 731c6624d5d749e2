"""Cleared words for a digest, whose writers allow them to be shown."""

from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from participation.core.errors import NotFound, Refused
from participation.core.types import ClearedText
from participation.models import (
    Answer,
    Coding,
    Consultation,
    Council,
    Digest,
    DigestConsultation,
    Quote,
    Reading,
    Submission,
    Theme,
)
from participation.services.clearing import cleared_words
from participation.services.figures import OWN_VOICE, theme_rows
from participation.services.ledger import entry

QUOTES_A_THEME = 2
FITTING_LENGTH = range(25, 320)


def choose_quotes(
    session: Session, council: Council, digest: Digest, consultation: Consultation
) -> None:
    """Choose up to two quotes a theme, never two from one submission in this consultation.

    Only themes whose figure is shown are quoted: words under a theme of "fewer than 8" would
    say that it is not 0. What an officer chose already stays. Texts of a readable length go
    first; among them the order is that of their random keys, which says nothing of who wrote
    them.
    """
    used = _submissions_quoted(session, consultation)
    voices = _by_theme(session, council, consultation)
    shown = _themes_shown(session, digest, consultation)
    for theme_id, answers in sorted(voices.items(), key=lambda item: len(item[1])):
        if theme_id not in shown:
            continue
        chosen = quotes_of(session, digest, theme_id, consultation)
        for answer in sorted(answers, key=_fit):
            if len(chosen) >= QUOTES_A_THEME:
                break
            if answer.submission_id in used or not answer.may_show:
                continue
            _add(session, council, digest, theme_id, answer.id)
            used.add(answer.submission_id)
            chosen.append(answer.id)
    session.flush()


def _themes_shown(session: Session, digest: Digest, consultation: Consultation) -> set[UUID]:
    taken = session.scalar(
        select(DigestConsultation).where(
            DigestConsultation.digest_id == digest.id,
            DigestConsultation.consultation_id == consultation.id,
        )
    )
    if taken is None:
        return set()
    rows = theme_rows(entry(session, taken.release_id).frozen)
    codes = [row.code for row in rows if row.count.rounded is not None]
    return set(
        session.scalars(
            select(Theme.id).where(
                Theme.council_id == consultation.council_id, Theme.code.in_(codes)
            )
        )
    )


def quotes_of(
    session: Session, digest: Digest, theme_id: UUID, consultation: Consultation
) -> list[UUID]:
    """Return the answers quoted under the theme in this digest."""
    return list(
        session.scalars(
            select(Quote.answer_id)
            .join(Answer, Answer.id == Quote.answer_id)
            .join(Submission, Submission.id == Answer.submission_id)
            .where(
                Quote.digest_id == digest.id,
                Quote.theme_id == theme_id,
                Submission.consultation_id == consultation.id,
            )
            .order_by(Quote.answer_id)
        )
    )


def quoted_words(
    session: Session, council: Council, digest: Digest, theme_id: UUID, consultation: Consultation
) -> tuple[tuple[UUID, ClearedText], ...]:
    """Return the quotes under the theme that may be shown now, each with its answer's key."""
    keys = quotes_of(session, digest, theme_id, consultation)
    words = cleared_words(session, council, keys)
    return tuple((key, words[key]) for key in keys if key in words and words[key].may_show)


def remove_quote(session: Session, digest: Digest, answer_id: UUID) -> None:
    """Take a quote out of a digest that has not been sent."""
    if digest.sent_on is not None:
        raise Refused("This digest has been sent, so it stands as it is.")
    gone = session.scalars(
        delete(Quote)
        .where(Quote.digest_id == digest.id, Quote.answer_id == answer_id)
        .returning(Quote.id)
    ).all()
    if not gone:
        raise NotFound("Those words are not in this digest.")


def _add(
    session: Session, council: Council, digest: Digest, theme_id: UUID, answer_id: UUID
) -> None:
    session.add(
        Quote(council_id=council.id, digest_id=digest.id, theme_id=theme_id, answer_id=answer_id)
    )


def _fit(answer: Answer) -> tuple[bool, UUID]:
    return (len(answer.cleared or "") not in FITTING_LENGTH, answer.id)


def _by_theme(
    session: Session, council: Council, consultation: Consultation
) -> dict[UUID, list[Answer]]:
    rows = session.execute(
        select(Coding.theme_id, Answer)
        .join(Answer, Answer.id == Coding.answer_id)
        .join(Submission, Submission.id == Answer.submission_id)
        .join(Theme, Theme.id == Coding.theme_id)
        .where(
            Submission.consultation_id == consultation.id,
            Submission.council_id == council.id,
            Answer.reading == Reading.CLEARED,
            OWN_VOICE,
        )
    )
    found: dict[UUID, list[Answer]] = {}
    for theme_id, answer in rows:
        found.setdefault(theme_id, []).append(answer)
    return found


def _submissions_quoted(session: Session, consultation: Consultation) -> set[UUID]:
    rows = session.scalars(
        select(Submission.id)
        .join(Answer, Answer.submission_id == Submission.id)
        .join(Quote, Quote.answer_id == Answer.id)
        .where(Submission.consultation_id == consultation.id)
    )
    return set(rows)
