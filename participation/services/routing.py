"""Where an ask goes beside its board, by the council's table, and who receives a paper next."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.core.clock import day_of
from participation.core.errors import BadInput, NotFound
from participation.models import Account, Ask, AskRoute, Council, Digest, PaperPassed, Theme
from participation.services.audit import note
from participation.services.bodies import addresses_of
from participation.services.councils import pack_of
from participation.services.exempt_items import exempt_asks
from participation.services.jobs import ask_for
from participation.services.meetings import arrangement_of
from surveys.pack_routing import Body

TELL_BODY = "tell-body"


@dataclass(frozen=True)
class Routed:
    """A body that an ask goes to: whether it has an address, and when it was written to."""

    body: Body
    has_address: bool
    told_on: date | None


@dataclass(frozen=True)
class NextReader:
    """A body that receives a board's paper next, and when it did."""

    body: str
    passed_on: date | None


def bodies_by_theme(council: Council) -> dict[str, tuple[Body, ...]]:
    """Return the bodies that each theme goes to, in the council's order."""
    pack = pack_of(council)
    codes: dict[str, set[str]] = {}
    for route in pack.routes:
        for theme in route.themes:
            codes.setdefault(theme, set()).update(route.to)
    return {
        theme: tuple(body for body in pack.bodies if body.code in found)
        for theme, found in codes.items()
    }


def routes_of(session: Session, council: Council, ask: Ask) -> list[Routed]:
    """Return where the ask goes, or went, beside its board; nowhere while it is exempt."""
    if ask.id in exempt_asks(session, council):
        return []
    rows = session.scalars(select(AskRoute).where(AskRoute.ask_id == ask.id))
    told = {row.body: row.told_on for row in rows}
    addresses = addresses_of(session, council)
    theme = None if ask.theme_id is None else session.get_one(Theme, ask.theme_id)
    by_table = bodies_by_theme(council).get(theme.code, ()) if theme is not None else ()
    meant = {body.code for body in by_table} | set(told)
    return [
        Routed(body, body.code in addresses, told.get(body.code))
        for body in pack_of(council).bodies
        if body.code in meant
    ]


def others_for(session: Session, council: Council, ask: Ask) -> list[Body]:
    """Return the bodies with an address to which the ask has not gone."""
    gone = {one.body.code for one in routes_of(session, council, ask) if one.told_on}
    addresses = addresses_of(session, council)
    return [
        body for body in pack_of(council).bodies if body.code in addresses and body.code not in gone
    ]


def route_asks(session: Session, council: Council, asks: list[Ask], now: datetime) -> int:
    """Have each body with an address written to about its asks, once each; return how many.

    Called when a digest is sent, and each hour: an address that is set later is used then.
    """
    written = 0
    for ask in asks:
        for routed in routes_of(session, council, ask):
            if routed.told_on is None and routed.has_address:
                _tell(session, council, ask, routed.body.code, now)
                written += 1
    session.flush()
    return written


def route_sent(session: Session, council: Council, now: datetime) -> int:
    """Have whatever was sent and has not reached its bodies reach them; return how many."""
    if not pack_of(council).routes or not addresses_of(session, council):
        return 0
    asks = session.scalars(
        select(Ask)
        .join(Digest, Digest.id == Ask.digest_id)
        .where(Ask.council_id == council.id, Digest.sent_on.is_not(None))
    )
    return route_asks(session, council, list(asks), now)


def send_on(
    session: Session, council: Council, account: Account, ask: Ask, body: str, now: datetime
) -> None:
    """Send an ask of a sent digest to a body that the table does not name, between meetings.

    Raises NotFound for a body that is not there, BadInput for one without an address, and for
    an ask that is kept from the public.
    """
    if body not in {one.code for one in pack_of(council).bodies}:
        raise NotFound("That body is not in the council's settings. Choose one from the list.")
    if ask.id in exempt_asks(session, council):
        raise BadInput("This ask is kept from the public, so it goes to nobody outside.")
    if session.get_one(Digest, ask.digest_id).sent_on is None:
        raise BadInput("Send the digest first. Its asks go on with it.")
    if body not in addresses_of(session, council):
        raise BadInput("That body has no address yet. Set one on the page of who is written to.")
    if any(one.body.code == body and one.told_on for one in routes_of(session, council, ask)):
        raise BadInput("It has been sent there already.")
    _tell(session, council, ask, body, now)
    note(session, account, "sent an ask on to a body", now, ask.consultation_id, body)
    session.flush()


def _tell(session: Session, council: Council, ask: Ask, body: str, now: datetime) -> None:
    session.add(AskRoute(council_id=council.id, ask_id=ask.id, body=body, told_on=day_of(now)))
    ask_for(session, council.id, TELL_BODY, f"{ask.id}:{body}", now)


def next_readers(session: Session, council: Council, digest: Digest) -> list[NextReader]:
    """Return who receives the digest's paper next, and when each did."""
    rows = session.scalars(select(PaperPassed).where(PaperPassed.digest_id == digest.id))
    passed = {row.body: row.passed_on for row in rows}
    board = arrangement_of(council, digest.meeting.board.code)
    return [NextReader(body, passed.get(body)) for body in board.reports_to]


def pass_on(
    session: Session,
    council: Council,
    account: Account,
    digest: Digest,
    body: str,
    on: date,
    now: datetime,
) -> None:
    """Record that a body received the paper on a day; raises NotFound or BadInput."""
    if body not in {reader.body for reader in next_readers(session, council, digest)}:
        raise NotFound("That body does not receive this board's papers.")
    if digest.sent_on is None or not digest.sent_on <= on <= day_of(now):
        raise BadInput("Write a day between the day the paper was sent and today.")
    row = session.scalar(
        select(PaperPassed).where(PaperPassed.digest_id == digest.id, PaperPassed.body == body)
    )
    if row is None:
        row = PaperPassed(council_id=council.id, digest_id=digest.id, body=body)
        session.add(row)
    row.passed_on = on
    note(session, account, "recorded who received a paper", now, words=body)
    session.flush()


def ask_going_to(session: Session, ask_id: UUID, body: str) -> tuple[Ask, str] | None:
    """Return the ask and the address that it goes to, or None when either is gone."""
    ask = session.get(Ask, ask_id)
    if ask is None:
        return None
    council = session.get_one(Council, ask.council_id)
    email = addresses_of(session, council).get(body)
    is_exempt = ask.id in exempt_asks(session, council)
    return None if email is None or is_exempt else (ask, email)
