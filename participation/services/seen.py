"""Whether young people saw what was said to be done: marked by young inspectors or their body."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from participation.core.clock import day_of
from participation.core.errors import BadInput, Refused
from participation.domain.responses import ResponseKind
from participation.models import Account, Council, Response, SeenMark
from participation.services.audit import note
from participation.services.exempt_items import exempt_asks
from participation.services.responses import response_of

LONGEST_SIGHT = 300


@dataclass(frozen=True)
class Sight:
    """What young people found when they went to look."""

    seen: bool
    words: str
    looked_on: date


@dataclass(frozen=True)
class ToLookAt:
    """A published "did", and what was found of it last; None before anybody has looked."""

    response: Response
    sight: Sight | None


def sights_of(session: Session, council_id: UUID) -> dict[UUID, Sight]:
    """Return what was found last, by the key of the answer."""
    rows = session.scalars(
        select(SeenMark).where(SeenMark.council_id == council_id).order_by(SeenMark.number)
    )
    return {row.response_id: Sight(row.seen, row.words, row.looked_on) for row in rows}


def to_look_at(session: Session, council: Council) -> list[ToLookAt]:
    """Return every published "did" of an open ask, those nobody has looked at first."""
    sights, exempt = sights_of(session, council.id), exempt_asks(session, council)
    rows = session.scalars(
        select(Response)
        .where(
            Response.council_id == council.id,
            Response.kind == ResponseKind.DID,
            Response.published_on.is_not(None),
        )
        .order_by(Response.published_on.desc())
    )
    found = [ToLookAt(row, sights.get(row.id)) for row in rows if row.ask_id not in exempt]
    return sorted(found, key=lambda one: one.sight is not None)


def mark_seen(
    session: Session,
    council: Council,
    account: Account,
    response_id: UUID,
    seen: bool,
    words: str,
    now: datetime,
) -> None:
    """Keep what young people found, beside what they found before.

    Raises Refused for an answer that is not a published "did" of an open ask, BadInput for words
    that are too many, and for "not seen" without any.
    """
    response = response_of(session, council, response_id)
    exempt = response.ask_id in exempt_asks(session, council)
    told_openly = response.published_on is not None and not exempt
    if response.kind != ResponseKind.DID or not told_openly:
        raise Refused("Only what was told to be done can be looked at.")
    told = " ".join(words.split())
    if len(told) > LONGEST_SIGHT:
        raise BadInput(f"Use at most {LONGEST_SIGHT} characters.")
    if not seen and not told:
        raise BadInput("Say in a sentence what was not there. Name nobody and no home.")
    highest = session.scalar(
        select(func.max(SeenMark.number)).where(SeenMark.response_id == response.id)
    )
    session.add(
        SeenMark(
            council_id=council.id,
            response_id=response.id,
            number=(highest or 0) + 1,
            seen=seen,
            words=told,
            looked_on=day_of(now),
            entered_by=account.id,
        )
    )
    note(session, account, "marked an answer as seen or not", now, response.ask.consultation_id)
    session.flush()
