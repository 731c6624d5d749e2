"""How far each consultation has come on the way from said to checked, by what was told of it.

Every figure of young people here was released before; what is counted anew is the council's
own doing: consultations, asks and answers.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from participation.domain.disclosure.ledger import FrozenRelease
from participation.domain.disclosure.released import ReleasedBase
from participation.domain.journey import Step
from participation.models import (
    Ask,
    Card,
    CardReturn,
    Consultation,
    Council,
    Digest,
    DigestCard,
    DigestConsultation,
    DigestReturn,
    Release,
    Response,
    Submission,
)
from participation.services.exempt_items import taken_openly
from participation.services.figures import theme_rows
from participation.services.ledger import FIGURES
from participation.services.reading import queue_lines

LOOKS_BACK = timedelta(days=365)
_TOLD = frozenset({Step.ANSWERED, Step.TOLD})


@dataclass(frozen=True)
class Way:
    """One consultation: its figures as last told, or None, and the steps that it has passed."""

    consultation: Consultation
    told: FrozenRelease | None
    passed: frozenset[Step]
    unread: int

    @property
    def base(self) -> ReleasedBase | None:
        """Return how many answered, as last told."""
        return None if self.told is None else self.told.base


@dataclass(frozen=True)
class Stage:
    """How many consultations have come so far, and how many young people, as told, they heard.

    `untold` is how many of these consultations have told no number.
    """

    step: Step
    consultations: int
    least: int
    most: int
    untold: int


def ways(session: Session, council: Council, today: date, *, sent_only: bool) -> list[Way]:
    """Return every consultation that was open in the last year, the newest first.

    `sent_only` keeps to figures that went to a meeting, as for those who read its papers, and
    that were not kept from the public there.
    """
    rows = session.scalars(
        select(Consultation)
        .where(
            Consultation.council_id == council.id,
            Consultation.opens_on <= today,
            Consultation.closes_on >= today - LOOKS_BACK,
        )
        .order_by(Consultation.opens_on.desc(), Consultation.title, Consultation.id)
    ).all()
    told = told_figures(session, council, sent_only=sent_only)
    unread = {line.consultation.id: line.unread for line in queue_lines(session, council)}
    answered = set(
        session.scalars(
            select(Consultation.id).where(
                Consultation.council_id == council.id,
                exists().where(Submission.consultation_id == Consultation.id),
            )
        )
    )
    later = _steps_of_boards(session, council)
    return [
        Way(
            row,
            told.get(row.id),
            _passed(
                told.get(row.id), row.id in answered, unread.get(row.id, 0), later.get(row.id, ())
            ),
            unread.get(row.id, 0),
        )
        for row in rows
    ]


def funnel(found: Sequence[Way]) -> list[Stage]:
    """Return the seven steps with how many consultations have come to each."""
    stages = []
    for step in Step:
        there = [way for way in found if step in way.passed]
        bases = [way.base for way in there if way.base is not None]
        stages.append(
            Stage(
                step,
                len(there),
                sum(base.low for base in bases),
                sum(base.high for base in bases),
                len(there) - len(bases),
            )
        )
    return stages


def told_figures(
    session: Session, council: Council, *, sent_only: bool
) -> dict[UUID, FrozenRelease]:
    """Return what each consultation last told; `sent_only` keeps to what papers told everybody."""
    return _sent(session, council) if sent_only else _told(session, council)


def _told(session: Session, council: Council) -> dict[UUID, FrozenRelease]:
    """Return what each consultation last told."""
    rows = session.execute(
        select(Release.consultation_id, Release.frozen)
        .where(Release.council_id == council.id, Release.subject == FIGURES)
        .order_by(Release.number)
    )
    return {key: FrozenRelease.from_json(frozen) for key, frozen in dict(rows.all()).items()}


def _sent(session: Session, council: Council) -> dict[UUID, FrozenRelease]:
    """Return what each consultation told in the last digest that was sent with it, openly."""
    rows = session.execute(
        select(DigestConsultation.consultation_id, Release.frozen)
        .join(Release, Release.id == DigestConsultation.release_id)
        .join(Digest, Digest.id == DigestConsultation.digest_id)
        .where(Digest.council_id == council.id, Digest.sent_on.is_not(None), taken_openly())
        .order_by(Digest.sent_on, Release.number)
    )
    return {key: FrozenRelease.from_json(frozen) for key, frozen in dict(rows.all()).items()}


def _steps_of_boards(session: Session, council: Council) -> dict[UUID, set[Step]]:
    """Return by consultation the steps that boards have made with it."""
    steps: dict[UUID, set[Step]] = {}
    sent = (Digest.council_id == council.id, Digest.sent_on.is_not(None))
    taken = session.scalars(
        select(DigestConsultation.consultation_id)
        .join(Digest, Digest.id == DigestConsultation.digest_id)
        .where(*sent)
    )
    for key in taken:
        steps.setdefault(key, set()).add(Step.TAKEN)
    answers = session.execute(
        select(Ask.consultation_id, Response.published_on)
        .join(Response, Response.ask_id == Ask.id)
        .where(Ask.council_id == council.id)
    )
    for key, published in answers:
        steps.setdefault(key, set()).update({Step.ANSWERED} if published is None else _TOLD)
    returned = session.scalars(
        select(Ask.consultation_id)
        .join(Response, Response.ask_id == Ask.id)
        .join(DigestReturn, DigestReturn.response_id == Response.id)
        .join(Digest, Digest.id == DigestReturn.digest_id)
        .where(*sent)
    )
    for key in returned:
        steps.setdefault(key, set()).add(Step.CHECKED)
    _add_steps_of_cards(session, council, steps)
    return steps


def _add_steps_of_cards(session: Session, council: Council, steps: dict[UUID, set[Step]]) -> None:
    rows = session.execute(
        select(
            Card.consultation_id,
            (CardReturn.words != "").label("answered"),
            or_(CardReturn.told_week.is_not(None), Card.ended_week.is_not(None)).label("told"),
        )
        .join(CardReturn, CardReturn.card_id == Card.id)
        .where(Card.council_id == council.id)
        .distinct()
    )
    for key, answered, told in rows:
        if told:
            steps.setdefault(key, set()).update(_TOLD)
        elif answered:
            steps.setdefault(key, set()).add(Step.ANSWERED)
    taken = session.scalars(
        select(Card.consultation_id)
        .join(DigestCard, DigestCard.card_id == Card.id)
        .join(Digest, Digest.id == DigestCard.digest_id)
        .where(Digest.council_id == council.id, Digest.sent_on.is_not(None))
        .distinct()
    )
    for key in taken:
        steps.setdefault(key, set()).add(Step.TAKEN)


def _passed(
    told: FrozenRelease | None, answered: bool, unread: int, by_boards: Collection[Step]
) -> frozenset[Step]:
    """Return the steps that have been passed; whatever came later has passed those before."""
    passed = set(by_boards)
    if answered:
        passed |= {Step.SAID} if unread else {Step.SAID, Step.HEARD}
    if told is not None and theme_rows(told):
        passed.add(Step.THEMED)
    order = list(Step)
    furthest = max((order.index(step) for step in passed), default=-1)
    return frozenset(order[: furthest + 1])
