"""Cleared words for a digest, whose writers allow them to be shown."""

from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from participation.core.errors import NotFound, Refused
from participation.core.types import ClearedText
from participation.domain.theming.quoting import most_telling
from participation.models import (
    Answer,
    Consultation,
    Council,
    Digest,
    DigestConsultation,
    Quote,
    Submission,
    Theme,
)
from participation.services.clearing import cleared_words
from participation.services.figures import theme_rows
from participation.services.ledger import entry
from participation.services.voices import Voice, voice_of, voices_by_theme

QUOTES_A_THEME = 2
FITTING_LENGTH = range(25, 320)
MOST_OFFERED = 20


def choose_quotes(
    session: Session, council: Council, digest: Digest, consultation: Consultation
) -> None:
    """Choose up to two quotes a theme, never two from one submission in this consultation.

    Only themes whose figure is shown are quoted: words under a theme of "fewer than 8" would
    say that it is not 0. What an officer chose already stays; what one took out comes back
    nowhere by itself, and its place stays empty. Texts of a readable length are chosen for how
    much of what the theme's answers say they cover: the first says what most say, and the
    second something else.
    """
    _hold(session, consultation)
    shown = themes_shown(session, digest, consultation)
    for row in _quotes_in(session, consultation, taken_out=False):
        if row.digest_id == digest.id and row.theme_id not in shown:
            session.delete(row)  # The theme was merged since, or its figure is no longer shown.
    session.flush()
    used = _submissions_quoted(session, consultation)
    out = _quotes_in(session, consultation, taken_out=True)
    voices = voices_by_theme(session, council, consultation, shown)
    for theme_id, answers in voices.items():
        chosen = set(quotes_of(session, digest, theme_id, consultation))
        gaps = sum((digest.id, theme_id) == (row.digest_id, row.theme_id) for row in out)
        wanted = QUOTES_A_THEME - len(chosen) - gaps
        left = [answer for answer in answers if answer.id not in {row.answer_id for row in out}]
        for answer in _best(left, chosen, used, max(0, wanted)):
            _add(session, council, digest, theme_id, answer.id)
            used.add(answer.submission_id)
    session.flush()


def _best(ordered: list[Voice], chosen: set[UUID], used: set[UUID], wanted: int) -> list[Voice]:
    """Return so many of these as are still to be quoted, one of a submission at most.

    The same words of two submissions are quoted once.
    """
    free: dict[UUID, int] = {}
    for place, answer in enumerate(ordered):
        if answer.may_show and answer.submission_id not in used:
            known = free.setdefault(answer.submission_id, place)
            if not _is_fit(ordered[known]) and _is_fit(answer):
                free[answer.submission_id] = place
    said = {answer.words.casefold() for answer in ordered if answer.id in chosen}
    other = {ordered[place].words.casefold(): place for place in free.values()}
    open_places = {place for words, place in other.items() if words not in said}
    fit = {place for place in open_places if _is_fit(ordered[place])}
    before = [place for place, answer in enumerate(ordered) if answer.id in chosen]
    texts = [answer.words for answer in ordered]
    places = most_telling(texts, fit, wanted, before)
    rest = open_places - fit
    places += most_telling(texts, rest, wanted - len(places), [*before, *places])
    return [ordered[place] for place in places]


def candidates(
    session: Session, council: Council, digest: Digest, theme_id: UUID, consultation: Consultation
) -> tuple[tuple[UUID, ClearedText], ...]:
    """Return the words that may stand under the theme in place of a quote, most telling first.

    Those of submissions that are quoted already in this consultation are left out, and so are
    words that stand there or are offered already.
    """
    if theme_id not in themes_shown(session, digest, consultation):
        return ()
    used = _submissions_quoted(session, consultation)
    answers = voices_by_theme(session, council, consultation, {theme_id}).get(theme_id, [])
    standing = set(quotes_of(session, digest, theme_id, consultation))
    said = {answer.words.casefold() for answer in answers if answer.id in standing}
    free = {
        answer.words.casefold(): place
        for place, answer in enumerate(answers)
        if answer.may_show
        and answer.submission_id not in used
        and answer.words.casefold() not in said
    }
    texts = [answer.words for answer in answers]
    places = most_telling(texts, set(free.values()), MOST_OFFERED)
    keys = [answers[place].id for place in places]
    words = cleared_words(session, council, keys)
    return tuple((key, words[key]) for key in keys if key in words)


def put_quote(
    session: Session,
    council: Council,
    digest: Digest,
    theme_id: UUID,
    consultation: Consultation,
    answer_id: UUID,
    instead: UUID | None = None,
) -> None:
    """Quote these words under the theme, chosen by hand, in place of others or beside them.

    Raises Refused once the digest was sent, where two stand already, and for words that may not
    stand there: not cleared, not allowed to be shown, without that theme, or of a submission
    quoted already. Raises NotFound when what they replace is gone.
    """
    _hold(session, consultation)
    if instead is not None:
        remove_quote(session, digest, instead)
    check_open(digest)
    _check_may_stand(session, council, digest, theme_id, consultation, answer_id)
    before = session.scalar(
        select(Quote).where(
            Quote.digest_id == digest.id,
            Quote.answer_id == answer_id,
            Quote.theme_id == theme_id,
        )
    )
    if before is None:
        _add(session, council, digest, theme_id, answer_id)
    else:
        before.taken_out = False
    session.flush()


def _check_may_stand(
    session: Session,
    council: Council,
    digest: Digest,
    theme_id: UUID,
    consultation: Consultation,
    answer_id: UUID,
) -> None:
    answer = voice_of(session, council, consultation, theme_id, answer_id)
    if (
        answer is None
        or not answer.may_show
        or theme_id not in themes_shown(session, digest, consultation)
    ):
        raise Refused("Those words may not stand there. Choose from the list.")
    if answer.submission_id in _submissions_quoted(session, consultation):
        raise Refused(
            "The same young person is quoted already. Two quotes side by side could tell who "
            "they are."
        )
    if len(quotes_of(session, digest, theme_id, consultation)) >= QUOTES_A_THEME:
        raise Refused("Two quotes stand under this theme already. Take one out first.")


def themes_shown(session: Session, digest: Digest, consultation: Consultation) -> set[UUID]:
    """Return the themes whose figure is shown in the digest: those that may be quoted."""
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
                Quote.taken_out.is_(False),
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
    """Take a quote out of a digest that has not been sent; it comes back by hand alone."""
    check_open(digest)
    gone = session.scalars(
        update(Quote)
        .where(
            Quote.digest_id == digest.id,
            Quote.answer_id == answer_id,
            Quote.taken_out.is_(False),
        )
        .values(taken_out=True)
        .returning(Quote.id)
    ).all()
    if not gone:
        raise NotFound("Those words are not in this digest.")


def check_open(digest: Digest) -> None:
    """Raise Refused once the digest has been sent."""
    if digest.sent_on is not None:
        raise Refused("This digest has been sent, so it stands as it is.")


def _hold(session: Session, consultation: Consultation) -> None:
    """Have nobody else choose words of this consultation until these are stored."""
    session.execute(
        select(Consultation.id).where(Consultation.id == consultation.id).with_for_update()
    )


def _add(
    session: Session, council: Council, digest: Digest, theme_id: UUID, answer_id: UUID
) -> None:
    session.add(
        Quote(council_id=council.id, digest_id=digest.id, theme_id=theme_id, answer_id=answer_id)
    )


def _is_fit(answer: Voice) -> bool:
    return len(answer.words) in FITTING_LENGTH


def _submissions_quoted(session: Session, consultation: Consultation) -> set[UUID]:
    rows = session.scalars(
        select(Submission.id)
        .join(Answer, Answer.submission_id == Submission.id)
        .join(Quote, Quote.answer_id == Answer.id)
        .where(Submission.consultation_id == consultation.id, Quote.taken_out.is_(False))
    )
    return set(rows)


def _quotes_in(session: Session, consultation: Consultation, taken_out: bool) -> list[Quote]:
    return list(
        session.scalars(
            select(Quote)
            .join(Answer, Answer.id == Quote.answer_id)
            .join(Submission, Submission.id == Answer.submission_id)
            .where(Submission.consultation_id == consultation.id, Quote.taken_out.is_(taken_out))
        )
    )
