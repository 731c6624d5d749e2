"""Links with which partners answer: one ask, once, for seven days; what they write is a draft."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from participation.core.clock import day_of
from participation.core.errors import BadInput, NotFound, Refused
from participation.core.pasted import plain_words
from participation.domain.exemption import ground_words
from participation.domain.policy import LINK_DAYS
from participation.domain.responses import Reply, ResponseKind
from participation.models import Account, Ask, Council, Digest, Meeting, PartnerLink
from participation.services.audit import note, note_of_service
from participation.services.exempt_items import exempt_asks
from participation.services.meeting_changes import AnsweredAt, answered_at
from participation.services.responses import ask_of

LONGEST_PARTNER = 80
LONGEST_REPLY = 4000
TOKEN_BYTES = 32
TO_KEPT_BACK = "made a partner's link to an ask that is kept from the public"
GONE = "This link does not work any more. Ask whoever sent it to you for a new one."


@dataclass(frozen=True)
class AskedOfPartner:
    """All that a partner sees: one ask, of which council, and by when; no figure and no quote.

    `ground` says on which ground the ask is kept from the public; empty for an open one.
    """

    council: str
    partner: str
    words: str
    where: AnsweredAt
    board: str
    last_day: date
    ground: str = ""


def make_link(
    session: Session,
    council: Council,
    account: Account,
    ask_id: UUID,
    partner: str,
    now: datetime,
    knowing: bool = False,
) -> str:
    """Return the secret part of a new link to the ask; it cannot be had a second time.

    Whoever is to answer an ask has to read it, so a link opens one that is kept from the public
    too: but only `knowing` that, and the audit says so. Raises BadInput without, and without a
    name for the partner; Refused for an ask that was not sent yet.
    """
    ask = ask_of(session, council, ask_id)
    if session.get_one(Digest, ask.digest_id).sent_on is None:
        raise Refused("This ask has not been sent to the board yet.")
    name = _named(partner)
    kept_back = exempt_asks(session, council).get(ask.id)
    if kept_back is not None and not knowing:
        raise BadInput(
            f"“{kept_back.title}” is kept from the public. Say that {name} may read its own "
            "words, or ask them without a link.",
            "knowing",
        )
    secret = token_urlsafe(TOKEN_BYTES)
    last_day = day_of(now) + timedelta(days=LINK_DAYS)
    link = PartnerLink(council_id=council.id, ask_id=ask.id, hashed=_hashed(secret), partner=name)
    link.made_by_id, link.last_day = account.id, last_day
    session.add(link)
    done = "made a partner's link" if kept_back is None else TO_KEPT_BACK
    note(session, account, done, now, ask.consultation_id, name)
    session.flush()
    return secret


def _named(partner: str) -> str:
    name = " ".join(plain_words(partner).split())
    if not name:
        raise BadInput("Say which partner answers.", "partner")
    if len(name) > LONGEST_PARTNER:
        raise BadInput(f"Use at most {LONGEST_PARTNER} characters.", "partner")
    return name


def asked_by(session: Session, secret: str, today: date) -> AskedOfPartner:
    """Return what the link asks; raises NotFound, in the same words, for any that is not good."""
    link = _good(session, secret, today)
    digest = session.get_one(Digest, link.ask.digest_id)
    council = session.get_one(Council, link.council_id)
    kept_back = exempt_asks(session, council).get(link.ask_id)
    where = answered_at(session.get_one(Meeting, digest.meeting_id))
    return AskedOfPartner(
        council=council.title,
        partner=link.partner,
        words=link.ask.words,
        where=where,
        board=digest.meeting.board.name if where.meeting is None else where.meeting.board.name,
        last_day=link.last_day,
        ground="" if kept_back is None else ground_words(kept_back.paragraph),
    )


def answer_by(session: Session, secret: str, reply: Reply, now: datetime) -> None:
    """Keep what the partner wrote as a draft, and spend the link.

    Of two who send at once one is kept. Raises BadInput for what the reply lacks, NotFound
    for a link that is not good.
    """
    link = _good(session, secret, day_of(now))
    words = plain_words(reply.words)
    if max(len(words), len(reply.shown_by), len(reply.challenge)) > LONGEST_REPLY:
        raise BadInput(f"Use at most {LONGEST_REPLY:,} characters.", "words")
    reply = Reply(
        reply.kind, words, reply.due, plain_words(reply.shown_by), plain_words(reply.decider),
        plain_words(reply.challenge),
    ).checked(day_of(now))  # fmt: skip
    spent = session.execute(
        update(PartnerLink)
        .where(PartnerLink.id == link.id, PartnerLink.used_on.is_(None))
        .values(
            used_on=day_of(now),
            kind=reply.kind,
            words=reply.words,
            due_on=reply.due,
            shown_by=reply.shown_by,
            decider=reply.decider,
            challenge=reply.challenge,
        )
        .returning(PartnerLink.id)
    )
    if spent.first() is None:
        raise NotFound(GONE)
    council = session.get_one(Council, link.council_id)
    note_of_service(session, council, "took in a partner's answer", now, link.partner)
    session.flush()


def links_of(session: Session, ask: Ask) -> list[PartnerLink]:
    """Return the links to the ask that are still of use, drafts that wait first."""
    rows = session.scalars(
        select(PartnerLink)
        .where(PartnerLink.ask_id == ask.id, PartnerLink.settled_on.is_(None))
        .order_by(PartnerLink.used_on.desc().nulls_last(), PartnerLink.last_day, PartnerLink.id)
    )
    return list(rows)


def drafts_waiting(session: Session, council: Council) -> set[UUID]:
    """Return the asks for which a partner's draft waits to be taken up."""
    rows = session.scalars(
        select(PartnerLink.ask_id).where(
            PartnerLink.council_id == council.id,
            PartnerLink.used_on.is_not(None),
            PartnerLink.settled_on.is_(None),
        )
    )
    return set(rows)


def link_of(session: Session, council: Council, link_id: UUID) -> PartnerLink:
    """Return the council's link; raises NotFound."""
    link = session.scalar(
        select(PartnerLink).where(PartnerLink.council_id == council.id, PartnerLink.id == link_id)
    )
    if link is None:
        raise NotFound("That link is not here.")
    return link


def reply_of(link: PartnerLink) -> Reply:
    """Return what the partner wrote; raises Refused while they have not."""
    if link.used_on is None:
        raise Refused("The partner has not answered yet.")
    return Reply(
        ResponseKind(link.kind),
        link.words,
        link.due_on,
        link.shown_by,
        link.decider,
        link.challenge,
    )


def taken_up(
    session: Session, council: Council, account: Account, key: str, ask_id: UUID, now: datetime
) -> PartnerLink:
    """Return the link whose draft an officer takes up as the answer to the ask; it waits no more.

    Raises NotFound for a key that is none, or of another ask.
    """
    try:
        link = link_of(session, council, UUID(key))
    except ValueError as error:
        raise NotFound("That link is not here.") from error
    if link.ask_id != ask_id or link.used_on is None:
        raise NotFound("That link is not here.")
    return settle(session, council, account, link.id, now)


def settle(
    session: Session, council: Council, account: Account, link_id: UUID, now: datetime
) -> PartnerLink:
    """Return the link, ended: unused it opens nothing more, used its draft waits no more."""
    link = link_of(session, council, link_id)
    if link.settled_on is None:
        link.settled_on = day_of(now)
        note(session, account, "settled a partner's link", now, link.ask.consultation_id)
        session.flush()
    return link


def _good(session: Session, secret: str, today: date) -> PartnerLink:
    link = session.scalar(select(PartnerLink).where(PartnerLink.hashed == _hashed(secret)))
    if link is None or link.used_on or link.settled_on or link.last_day < today:
        raise NotFound(GONE)
    return link


def _hashed(secret: str) -> bytes:
    return sha256(secret.encode()).digest()
