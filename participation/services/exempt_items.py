"""What papers keep from the public, as it stands: looked up by whatever is to be shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from participation.domain.digest import ExemptItem
from participation.domain.exemption import ground_words
from participation.models import (
    Ask,
    Consultation,
    Council,
    Digest,
    DigestConsultation,
    DigestReturn,
    Exemption,
    ItemKind,
    Response,
    Theme,
)

KEPT_BACK = Exemption.signed.is_not(False)
"""What is only proposed is kept back too, until somebody has decided it."""


@dataclass(frozen=True)
class DigestItem:
    """One item of a digest that could be kept from the public, with what is known of that.

    `contents` is all that its neutral title must not tell.
    """

    kind: ItemKind
    subject_id: UUID
    words: str
    contents: tuple[str, ...]
    exemption: Exemption | None


def items_of(session: Session, council: Council, digest: Digest) -> list[DigestItem]:
    """Return the digest's consultations, asks and returning answers, in the paper's order."""
    rows = session.scalars(select(Exemption).where(Exemption.digest_id == digest.id))
    known = {row.subject_id: row for row in rows}
    return [
        DigestItem(kind, subject_id, words, contents, known.get(subject_id))
        for kind, subject_id, words, contents in (
            *_consultations(session, digest),
            *_asks(session, digest),
            *_answers(session, digest),
        )
    ]


Found = list[tuple[ItemKind, UUID, str, tuple[str, ...]]]


def _consultations(session: Session, digest: Digest) -> Found:
    rows = session.execute(
        select(Consultation, DigestConsultation.statement)
        .join(DigestConsultation, DigestConsultation.consultation_id == Consultation.id)
        .where(DigestConsultation.digest_id == digest.id)
        .order_by(Consultation.opens_on, Consultation.name)
    )
    return [
        (ItemKind.CONSULTATION, row.id, row.title, (row.title, statement))
        for row, statement in rows
    ]


def _asks(session: Session, digest: Digest) -> Found:
    rows = session.execute(
        select(Ask, Theme)
        .outerjoin(Theme, Theme.id == Ask.theme_id)
        .where(Ask.digest_id == digest.id)
        .order_by(Ask.number)
    )
    return [
        (
            ItemKind.ASK,
            ask.id,
            f"Ask {ask.number}: {ask.words}",
            (ask.words, *(() if theme is None else (theme.name, theme.own_name))),
        )
        for ask, theme in rows
    ]


def _answers(session: Session, digest: Digest) -> Found:
    rows = session.scalars(
        select(Response)
        .join(DigestReturn, DigestReturn.response_id == Response.id)
        .where(DigestReturn.digest_id == digest.id)
        .order_by(Response.published_on, Response.id)
    )
    return [
        (ItemKind.ANSWER, row.id, f"The answer to: {row.ask.words}", (row.ask.words, row.plain))
        for row in rows
    ]


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


def exempt_in(session: Session, council: Council, digest: Digest) -> dict[UUID, ExemptItem]:
    """Return the digest's exempt items by the key of what is exempt, in the order of the list.

    An ask keeps its number. Other items are numbered among themselves, in the order in which
    they were proposed, so that no number tells where they stood. An answer to an ask that was
    exempt is exempt when it comes back.
    """
    asks = _exempt_asks(session, Ask.digest_id == digest.id)
    lines = session.execute(select(Ask.id, Ask.number).where(Ask.digest_id == digest.id))
    numbers = dict(lines.all())
    found = {ask_id: _item(f"Ask {numbers[ask_id]}", row) for ask_id, row in asks.items()}
    for place, (subject_id, row) in enumerate(_others(session, council, digest), start=1):
        found[subject_id] = _item(f"E{place}", row)
    return found


def _others(session: Session, council: Council, digest: Digest) -> list[tuple[UUID, Exemption]]:
    own = session.scalars(
        select(Exemption)
        .where(Exemption.digest_id == digest.id, Exemption.kind != ItemKind.ASK, KEPT_BACK)
        .order_by(Exemption.number)
    )
    others = [(row.subject_id, row) for row in own]
    known = {subject_id for subject_id, _ in others}
    returning = session.execute(
        select(Response.id, Response.ask_id)
        .join(DigestReturn, DigestReturn.response_id == Response.id)
        .where(DigestReturn.digest_id == digest.id)
    ).all()
    earlier = exempt_asks(session, council) if returning else {}
    come_back = [
        (response_id, earlier[ask_id])
        for response_id, ask_id in returning
        if ask_id in earlier and response_id not in known
    ]
    return others + sorted(come_back, key=lambda one: (one[1].title, one[1].id))


def _item(label: str, row: Exemption) -> ExemptItem:
    return ExemptItem(label, row.title, ground_words(row.paragraph), row.reason)
