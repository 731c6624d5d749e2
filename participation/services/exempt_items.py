"""What papers keep from the public, as it stands: looked up by whatever is to be shown."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import Session

from participation.domain.exempt_item import ExemptItem
from participation.domain.exemption import ground_words
from participation.models import (
    Action,
    Ask,
    Card,
    Council,
    Digest,
    DigestCard,
    DigestConsultation,
    DigestReturn,
    Exemption,
    ItemKind,
    Response,
)

KEPT_BACK = Exemption.signed.is_not(False)
"""What is only proposed is kept back too, until somebody has decided it."""


def taken_openly() -> ColumnElement[bool]:
    """Return, for a query of `DigestConsultation`, that its digest tells of it to everybody."""
    return ~exists().where(
        Exemption.digest_id == DigestConsultation.digest_id,
        Exemption.subject_id == DigestConsultation.consultation_id,
        KEPT_BACK,
    )


def exempt_asks(session: Session, council: Council) -> Mapping[UUID, Exemption]:
    """Return the exempt asks of every digest, each with why; an ask goes with its consultation."""
    return _exempt_asks(session, Ask.council_id == council.id)


def open_words(session: Session, ask: Ask) -> str:
    """Return the ask as anybody may read it: by its neutral title if it is exempt."""
    exempt = _exempt_asks(session, Ask.id == ask.id).get(ask.id)
    return ask.words if exempt is None else exempt.title


def _exempt_asks(session: Session, these: ColumnElement[bool]) -> dict[UUID, Exemption]:
    rows = session.execute(
        select(Ask.id, Exemption)
        .join(
            Exemption,
            (Exemption.digest_id == Ask.digest_id)
            & or_(
                Exemption.subject_id == Ask.id,
                Exemption.subject_id == Ask.consultation_id,
            ),
        )
        .where(these, KEPT_BACK)
        # An ask's own words for it come after its consultation's, and take their place.
        .order_by(Ask.number, Exemption.kind.desc())
    )
    return dict(rows.all())


def exempt_cards(session: Session, council: Council) -> Mapping[UUID, Exemption]:
    """Return the exempt cards of every digest; a card goes with its consultation.

    Reads only what the young people's app may see.
    """
    own = select(Exemption.subject_id, Exemption).where(
        Exemption.council_id == council.id, Exemption.kind == ItemKind.CARD, KEPT_BACK
    )
    with_it = (
        select(DigestCard.card_id, Exemption)
        .join(Card, Card.id == DigestCard.card_id)
        .join(
            Exemption,
            (Exemption.digest_id == DigestCard.digest_id)
            & (Exemption.subject_id == Card.consultation_id),
        )
        .where(Card.council_id == council.id, KEPT_BACK)
    )
    of_consultations = dict(session.execute(with_it.order_by(Exemption.id)).all())
    return of_consultations | dict(session.execute(own.order_by(Exemption.id)).all())


def exempt_actions(session: Session, council: Council) -> Mapping[UUID, Exemption]:
    """Return the exempt actions of the plan, each with why; an action goes with its ask."""
    asks = exempt_asks(session, council)
    follow = select(Action.id, Action.ask_id).where(
        Action.council_id == council.id, Action.ask_id.is_not(None)
    )
    own = select(Action.id, Exemption).join(Exemption, Exemption.subject_id == Action.id)
    mine = own.where(Action.council_id == council.id, KEPT_BACK).order_by(Exemption.id)
    with_ask = {key: asks[ask] for key, ask in session.execute(follow) if ask and ask in asks}
    return with_ask | dict(session.execute(mine).all())


def exempt_in(session: Session, council: Council, digest: Digest) -> dict[UUID, ExemptItem]:
    """Return the digest's exempt items by the key of what is exempt, in the order of the list.

    An ask keeps its number. Other items are numbered among themselves, in the order in which
    they were proposed, so that no number tells where they stood; what an earlier paper kept
    back and this one holds again comes after them, as one item. What hangs on an exempt ask or
    consultation is part of its item.
    """
    asks = _exempt_asks(session, Ask.digest_id == digest.id)
    lines = session.execute(select(Ask.id, Ask.number).where(Ask.digest_id == digest.id))
    numbers = dict(lines.all())
    found = {ask_id: _item(f"Ask {numbers[ask_id]}", row) for ask_id, row in asks.items()}
    own = session.scalars(
        select(Exemption)
        .where(Exemption.digest_id == digest.id, Exemption.kind != ItemKind.ASK, KEPT_BACK)
        .order_by(Exemption.number)
    ).all()
    # A card that was taken back leaves its number behind, so that no other item takes it.
    labelled = {row.id: _item(f"E{place}", row) for place, row in enumerate(own, start=1)}
    gone = _cards_gone(session, digest, own)
    found |= {row.subject_id: labelled[row.id] for row in own if row.subject_id not in gone}
    hanging = [one for one in _hanging(session, council, digest) if one.subject_id not in found]
    for one in sorted(hanging, key=_first_kept):
        item = found.get(one.ask_id) if one.ask_id in asks else labelled.get(one.row.id)
        new = _item(f"E{len(labelled) + 1}", one.row)
        found[one.subject_id] = item or labelled.setdefault(one.row.id, new)
    return found


@dataclass(frozen=True)
class _Hanging:
    """What a digest holds that is exempt by what was decided of something else, or before."""

    subject_id: UUID
    ask_id: UUID | None
    row: Exemption


def _hanging(session: Session, council: Council, digest: Digest) -> Iterator[_Hanging]:
    asks = exempt_asks(session, council)
    returning = session.execute(
        select(Response.id, Response.ask_id)
        .join(DigestReturn, DigestReturn.response_id == Response.id)
        .where(DigestReturn.digest_id == digest.id)
    )
    yield from (_Hanging(key, ask, asks[ask]) for key, ask in returning if ask in asks)
    cards = exempt_cards(session, council)
    taken = session.scalars(select(DigestCard.card_id).where(DigestCard.digest_id == digest.id))
    yield from (_Hanging(key, None, cards[key]) for key in taken if key in cards)
    actions = exempt_actions(session, council)
    rows = session.execute(select(Action.id, Action.ask_id).where(Action.id.in_(actions)))
    yield from (_Hanging(key, ask, actions[key]) for key, ask in rows)


def _first_kept(one: _Hanging) -> tuple[date, int, UUID]:
    return one.row.digest.meeting.meets_on, one.row.number, one.row.id


def _cards_gone(session: Session, digest: Digest, own: Sequence[Exemption]) -> set[UUID]:
    cards = {row.subject_id for row in own if row.kind == ItemKind.CARD}
    there = session.scalars(select(DigestCard.card_id).where(DigestCard.digest_id == digest.id))
    return cards - set(there)


def _item(label: str, row: Exemption) -> ExemptItem:
    return ExemptItem(label, row.title, ground_words(row.paragraph), row.reason)
