"""The items of a digest, one by one: which could be kept from the public, and which no more."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.models import (
    Ask,
    Consultation,
    Council,
    Digest,
    DigestCard,
    DigestConsultation,
    DigestReturn,
    Exemption,
    ItemKind,
    MeetingTotals,
    Response,
    Theme,
)
from participation.services.cards import CardLine, card_lines
from participation.services.exempt_items import exempt_asks, exempt_cards
from participation.services.plans import plan_of
from participation.services.statements import said_for

SAID_ALREADY = (
    "Young people have published this as theirs, so everybody may read it. What is published is "
    "never kept from the public."
)
ANSWERED_ALREADY = "It is published beside its ask, so everybody may read it."
TOLD_ALREADY = "An answer to it is published, so everybody may read the card."
SENT_ALREADY = "It stood in a paper that went out, so everybody may read it."


@dataclass(frozen=True)
class DigestItem:
    """One item of a digest that could be kept from the public, with what is known of that.

    `contents` is all that its neutral title must not tell. `open_because` says why it is the
    public's already, and can no more be kept back; empty for any other.
    """

    kind: ItemKind
    subject_id: UUID
    words: str
    contents: tuple[str, ...]
    exemption: Exemption | None = None
    open_because: str = ""


def items_of(session: Session, council: Council, digest: Digest) -> list[DigestItem]:
    """Return all that stands in the digest and could be kept back, or was, in a fixed order."""
    rows = session.scalars(select(Exemption).where(Exemption.digest_id == digest.id))
    known = {row.subject_id: row for row in rows}
    return [
        replace(item, exemption=known.get(item.subject_id))
        for item in (
            *_consultations(session, digest),
            *_asks(session, digest),
            *_answers(session, council, digest),
            *_cards(session, council, digest),
            *_actions(session, council),
            *_totals(session, digest),
            *_statements(session, council, digest),
        )
    ]


def _consultations(session: Session, digest: Digest) -> Iterator[DigestItem]:
    rows = session.execute(
        select(Consultation, DigestConsultation.statement)
        .join(DigestConsultation, DigestConsultation.consultation_id == Consultation.id)
        .where(DigestConsultation.digest_id == digest.id)
        .order_by(Consultation.opens_on, Consultation.name)
    )
    for row, statement in rows:
        contents = (row.title, statement)
        yield DigestItem(ItemKind.CONSULTATION, row.id, row.title, contents)


def _asks(session: Session, digest: Digest) -> Iterator[DigestItem]:
    rows = session.execute(
        select(Ask, Theme)
        .outerjoin(Theme, Theme.id == Ask.theme_id)
        .where(Ask.digest_id == digest.id)
        .order_by(Ask.number)
    )
    for ask, theme in rows:
        names = () if theme is None else (theme.name, theme.own_name)
        words = f"Ask {ask.number}: {ask.words}"
        yield DigestItem(ItemKind.ASK, ask.id, words, (ask.words, *names))


def _answers(session: Session, council: Council, digest: Digest) -> Iterator[DigestItem]:
    """Yield the answers that come back, published already unless their ask is exempt."""
    kept_back = exempt_asks(session, council)
    rows = session.scalars(
        select(Response)
        .join(DigestReturn, DigestReturn.response_id == Response.id)
        .where(DigestReturn.digest_id == digest.id)
        .order_by(Response.published_on, Response.id)
    )
    for row in rows:
        words = f"The answer to: {row.ask.words}"
        open_because = "" if row.ask_id in kept_back else ANSWERED_ALREADY
        yield DigestItem(
            ItemKind.ANSWER, row.id, words, (row.ask.words, row.plain), open_because=open_because
        )


def _cards(session: Session, council: Council, digest: Digest) -> Iterator[DigestItem]:
    taken = session.scalars(select(DigestCard.card_id).where(DigestCard.digest_id == digest.id))
    sent = set(
        session.scalars(
            select(DigestCard.card_id)
            .join(Digest, Digest.id == DigestCard.digest_id)
            .where(
                DigestCard.council_id == council.id,
                Digest.sent_on.is_not(None),
                Digest.id != digest.id,
            )
        )
    )
    kept_back = exempt_cards(session, council)
    for line in reversed(card_lines(session, council, taken.all())):
        returned = (part for one in line.returns for part in (one.who, one.words, one.plain))
        open_because = "" if line.card_id in kept_back else _card_is_open(line, sent)
        yield DigestItem(
            ItemKind.CARD, line.card_id, f"Card: {line.words}", (line.words, line.plain, *returned),
            open_because=open_because,
        )  # fmt: skip


def _card_is_open(line: CardLine, sent: set[UUID]) -> str:
    if line.plain or any(one.plain for one in line.returns):
        return TOLD_ALREADY
    return SENT_ALREADY if line.card_id in sent else ""


def _actions(session: Session, council: Council) -> Iterator[DigestItem]:
    for one in plan_of(session, council):
        line = one.line
        contents = (line.words, line.owner, line.partner, line.evidence, line.ask)
        steps = tuple(step.words for step in line.milestones)
        words = f"Action: {line.words}"
        yield DigestItem(ItemKind.ACTION, one.action_id, words, (*contents, *steps))


def _totals(session: Session, digest: Digest) -> Iterator[DigestItem]:
    """Yield the totals as one item: beside open ones a single band kept back would be known."""
    row = session.scalar(select(MeetingTotals).where(MeetingTotals.meeting_id == digest.meeting_id))
    if row is not None and any((row.complaints, row.compliments, row.lessons, row.learnt)):
        contents = ("complaints compliments lessons", row.learnt)
        yield DigestItem(ItemKind.TOTALS, row.id, "Complaints, compliments and lessons", contents)


def _statements(session: Session, council: Council, digest: Digest) -> Iterator[DigestItem]:
    said = said_for(session, council, digest.meeting)
    if said is not None:
        yield DigestItem(
            ItemKind.STATEMENT, digest.meeting_id, f"From {said.body}: {said.words}", (said.words,),
            open_because=SAID_ALREADY,
        )  # fmt: skip
