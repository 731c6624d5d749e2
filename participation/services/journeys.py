"""What became of one submission, as its receipt shows it; never its own words."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.core.keys import YoungKeys
from participation.core.types import Week
from participation.domain.journey import Passed, Stone, path
from participation.domain.receipts import Unlocked, unlock_typed
from participation.domain.responses import Verdict
from participation.models import (
    Answer,
    Ask,
    Coding,
    Consultation,
    Council,
    Digest,
    DigestConsultation,
    DigestReturn,
    Reaction,
    Response,
    Submission,
    Theme,
)
from participation.services.consultations import WhenRead, when_read
from participation.services.messages import ToAll, messages_for
from participation.services.pauses import paused_until
from participation.services.submissions import submission_with
from participation.services.told_cards import (
    ToldCard,
    first_in_a_paper,
    steps_of_card,
    told_cards,
)
from participation.services.wall import WallCard, cards_of
from participation.services.withdrawals import may_take_back
from surveys.pack_cards import SURVEY


@dataclass(frozen=True)
class Journey:
    """The seven stones, the themes, the published answers, and this receipt's verdicts."""

    council: Council
    consultation: str
    stones: tuple[Stone, ...]
    themes: tuple[str, ...]
    cards: tuple[WallCard, ...]
    verdicts: dict[UUID, Verdict]
    when_read: WhenRead
    may_take_back: bool
    may_be_complaint: bool
    messages: tuple[ToAll, ...]
    paused_until: date | None = None
    told: tuple[ToldCard, ...] = ()


def journey(session: Session, keys: YoungKeys, typed: str, today: date) -> Journey | None:
    """Return the journey of the submission whose receipt was typed, or None."""
    return journey_with(session, unlock_typed(keys.pepper, typed), today)


def journey_with(session: Session, unlocked: Unlocked, today: date) -> Journey | None:
    """Return the journey of the submission whose receipt was unlocked, or None."""
    submission = submission_with(session, unlocked.stored)
    if submission is None:
        return None
    council = session.get_one(Council, submission.council_id)
    consultation = session.get_one(Consultation, submission.consultation_id)
    themes = _themes(session, submission)
    return Journey(
        council=council,
        consultation=consultation.title,
        stones=path(_passed(session, council, submission, bool(themes))),
        themes=themes,
        cards=cards_of(session, council, consultation, today),
        verdicts=_verdicts(session, submission),
        may_be_complaint=submission.may_be_complaint,
        when_read=when_read(session, council, today),
        may_take_back=may_take_back(session, submission),
        messages=messages_for(session, consultation, today),
        paused_until=paused_until(session, council.id, today),
        # All of them: which is this receipt's own, whoever else holds the phone need not know.
        told=told_cards(session, council) if consultation.version.survey == SURVEY else (),
    )


def _themes(session: Session, submission: Submission) -> tuple[str, ...]:
    return tuple(
        session.scalars(
            select(Theme.own_name)
            .join(Coding, Coding.theme_id == Theme.id)
            .join(Answer, Answer.id == Coding.answer_id)
            .where(Answer.submission_id == submission.id)
            .distinct()
            .order_by(Theme.own_name)
        )
    )


def _verdicts(session: Session, submission: Submission) -> dict[UUID, Verdict]:
    rows = session.execute(
        select(Reaction.response_id, Reaction.verdict).where(
            Reaction.submission_id == submission.id
        )
    )
    return {response_id: Verdict(verdict) for response_id, verdict in rows}


def _passed(session: Session, council: Council, submission: Submission, themed: bool) -> Passed:
    heard = None if submission.heard_week is None else Week.parse(submission.heard_week)
    consultation_id = submission.consultation_id
    taken = session.scalar(
        select(Digest.sent_on)
        .join(DigestConsultation, DigestConsultation.digest_id == Digest.id)
        .where(DigestConsultation.consultation_id == consultation_id, Digest.sent_on.is_not(None))
        .order_by(Digest.sent_on)
        .limit(1)
    )
    taken = taken or first_in_a_paper(session, submission.id)
    answered, told = _answered(session, consultation_id)
    of_card = steps_of_card(session, council, submission.id)
    checked = session.scalar(
        select(Digest.sent_on)
        .join(DigestReturn, DigestReturn.digest_id == Digest.id)
        .join(Response, Response.id == DigestReturn.response_id)
        .join(Ask, Ask.id == Response.ask_id)
        .where(Ask.consultation_id == consultation_id, Digest.sent_on.is_not(None))
        .order_by(Digest.sent_on)
        .limit(1)
    )
    return Passed(
        said=Week.parse(submission.week),
        heard=heard,
        themed=heard if themed else None,
        taken=_week(taken),
        answered=_week(answered) or of_card.answered,
        told=_week(told) or of_card.told,
        checked=_week(checked),
    )


def _answered(session: Session, consultation_id: UUID) -> tuple[date | None, date | None]:
    row = session.execute(
        select(Response.answered_on, Response.published_on)
        .join(Ask, Ask.id == Response.ask_id)
        .where(Ask.consultation_id == consultation_id, Response.published_on.is_not(None))
        .order_by(Response.published_on)
        .limit(1)
    ).first()
    return (None, None) if row is None else (row[0], row[1])


def _week(day: date | None) -> Week | None:
    return None if day is None else Week.of(day)
