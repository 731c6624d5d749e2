"""What the safeguarding leads do: see that somebody asked, open it with a reason, review that."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from participation.core.clock import day_of, hour_of
from participation.core.errors import BadInput, Changed, NotFound, Refused
from participation.core.keys import ReadingKeys
from participation.core.sealed import open_original
from participation.domain.policy import Permission, Role, require
from participation.models import Account, Answer, Council, Submission
from participation.models.vault import ContactOpening, ContactRequest
from participation.services.audit import note
from participation.services.contacts.custodians import shares_of, unlock
from participation.services.contacts.reminders import review_due, second_people, tell
from participation.services.contacts.safeguarding_keys import reseal


@dataclass(frozen=True)
class Opened:
    """A request as the lead who opened it reads it; `said` are the words sent along."""

    name: str
    how: str
    words: str
    said: tuple[str, ...]
    said_is_gone: bool


@dataclass(frozen=True)
class Opening:
    """Who opened a request, in which hour and why, and whether somebody has reviewed that."""

    id: UUID
    name: str
    by_me: bool
    hour: datetime
    reason: str
    reviewer: str


@dataclass(frozen=True)
class RequestLine:
    """One request in the list, with its openings."""

    id: UUID
    late: bool
    openings: tuple[Opening, ...]


def requests_of(
    session: Session, council: Council, account: Account, now: datetime
) -> list[RequestLine]:
    """Return the council's requests, those that nobody has opened first."""
    rows = session.scalars(
        select(ContactRequest)
        .where(ContactRequest.council_id == council.id)
        .order_by(ContactRequest.opened_on.desc().nulls_first(), ContactRequest.id)
    )
    return [
        RequestLine(
            row.id,
            row.late or (row.due_hour is not None and row.due_hour <= now),
            _openings(session, row, account),
        )
        for row in rows.all()
    ]


def open_request(
    session: Session,
    council: Council,
    account: Account,
    keys: ReadingKeys,
    request_id: UUID,
    passphrase: str,
    reason: str,
    now: datetime,
) -> Opened:
    """Open the request alone and at once, have a second person told, and return what it holds.

    Raises BadInput without a reason or with a wrong passphrase, Refused for somebody who has
    none.
    """
    require(Role(account.role), Permission.OPEN_CONTACTS)
    row = request_of(session, council, request_id)
    if not reason.strip():
        raise BadInput("Write why you open it now. A second person reads your reason.")
    private = shares_of(session, unlock(session, account, passphrase))
    body = json.loads(open_original(private[row.key_id], row.sealed))
    reseal(session, council, private, now)
    session.add(
        ContactOpening(
            council_id=council.id,
            request_id=row.id,
            account_id=account.id,
            hour=hour_of(now),
            reason=reason.strip(),
            due_hour=review_due(council, now),
        )
    )
    row.opened_on = row.opened_on or day_of(now)
    row.due_hour, row.late = None, False
    note(session, account, "opened a contact request", now)
    tell(session, council, second_people(session, council.id, account.id), now)
    said = _said(session, keys, body["submission"])
    gone = body["submission"] is not None and not said
    return Opened(body["name"], body["how"], body["words"], said, gone)


def seal_anew(
    session: Session, council: Council, account: Account, passphrase: str, now: datetime
) -> int:
    """Seal every request of an older key to the present one; return how many that were.

    Raises BadInput for a wrong passphrase, Refused for somebody who has none.
    """
    require(Role(account.role), Permission.OPEN_CONTACTS)
    sealed = reseal(session, council, shares_of(session, unlock(session, account, passphrase)), now)
    note(session, account, "sealed contact requests anew", now)
    return sealed


def review(
    session: Session, council: Council, account: Account, opening_id: UUID, now: datetime
) -> None:
    """Record that a second person has read why it was opened; raises Refused for the first."""
    row = session.scalar(
        select(ContactOpening).where(
            ContactOpening.id == opening_id, ContactOpening.council_id == council.id
        )
    )
    if row is None:
        raise NotFound("That opening is not here.")
    if row.account_id == account.id:
        raise Refused("You opened this one yourself. Somebody else reviews it.")
    if row.reviewer_id is not None:
        raise Changed("Somebody else has just reviewed this one.")
    row.reviewer_id, row.reviewed_hour, row.due_hour = account.id, hour_of(now), None
    note(session, account, "reviewed the opening of a contact request", now)


def forget_old(session: Session, council: Council, before: date, _now: datetime) -> int:
    """Delete what was opened before the day, once every opening of it is reviewed."""
    unreviewed = select(ContactOpening.request_id).where(ContactOpening.reviewer_id.is_(None))
    old = session.scalars(
        select(ContactRequest.id).where(
            ContactRequest.council_id == council.id,
            ContactRequest.opened_on < before,
            ContactRequest.id.not_in(unreviewed),
        )
    ).all()
    session.execute(delete(ContactRequest).where(ContactRequest.id.in_(old)))
    session.expire_all()
    return len(old)


def request_of(session: Session, council: Council, request_id: UUID) -> ContactRequest:
    """Return the council's request; raises NotFound."""
    row = session.scalar(
        select(ContactRequest).where(
            ContactRequest.id == request_id, ContactRequest.council_id == council.id
        )
    )
    if row is None:
        raise NotFound("That request is not here.")
    return row


def _openings(session: Session, row: ContactRequest, me: Account) -> tuple[Opening, ...]:
    found = session.scalars(
        select(ContactOpening)
        .where(ContactOpening.request_id == row.id)
        .order_by(ContactOpening.hour)
    )
    return tuple(
        Opening(
            one.id,
            session.get_one(Account, one.account_id).name,
            one.account_id == me.id,
            one.hour,
            one.reason,
            "" if one.reviewer_id is None else session.get_one(Account, one.reviewer_id).name,
        )
        for one in found.all()
    )


def _said(session: Session, keys: ReadingKeys, submission: str | None) -> tuple[str, ...]:
    if submission is None:
        return ()
    rows = session.scalars(
        select(Answer)
        .join(Submission, Submission.id == Answer.submission_id)
        .where(Answer.submission_id == UUID(hex=submission), Submission.taken_back.is_(False))
    )
    texts = (
        open_original(keys.reading_private, row.original) if row.original else row.cleared
        for row in rows.all()
    )
    return tuple(text for text in texts if text)
