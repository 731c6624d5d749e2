"""What the doctor sees of each council: who reads, who answers for safety, what was noted."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from participation.core.clock import day_of
from participation.domain.policy import Role
from participation.models import Council
from participation.services import contacts
from participation.services.audit import broken_lines
from participation.services.councils import pack_of
from participation.services.doctor.finding import Finding, Setup, found, is_loopback
from participation.services.reading import overdue
from participation.services.retention import unread_too_long
from participation.services.staff import accounts_of, active_in_role

AT_LEAST = 2
LEADS = (Role.SAFEGUARDING, Role.DEPUTY)


def council(session: Session, row: Council, setup: Setup) -> Iterator[Finding]:
    """Yield what is to be said of one council."""
    yield from _people(session, row)
    yield from _sealed_contact(session, row)
    yield from _left(session, row)
    late = overdue(session, row, setup.now)
    yield found(
        late == 0,
        f"{row.title}: every answer was read in time.",
        f"{row.title}: {late} answers should have been read by now. Ask the readers.",
    )
    yield from _waiting(session, row, setup)
    broken = broken_lines(session, row)
    yield found(
        not broken,
        f"{row.title}: the audit log is whole.",
        f"{row.title}: the audit log was changed at line {broken[0] if broken else ''}. "
        "Tell your data protection officer, and compare it with a backup.",
    )
    addresses = (setup.settings.young_address, setup.settings.staff_address)
    if pack_of(row).made_up:
        yield found(
            all(is_loopback(address) for address in addresses),
            f"{row.title} is made up, and reached from this machine alone.",
            f"{row.title} is made up and its passwords are known to everyone. Serve it on this "
            "machine alone, or start afresh without it.",
        )


def _sealed_contact(session: Session, row: Council) -> Iterator[Finding]:
    made = contacts.public_key(session, row) is not None
    yield found(
        made,
        f"{row.title} has a safeguarding key, to which requests to be contacted are sealed.",
        f"{row.title} has no safeguarding key, so nobody can ask to be contacted. Make it with "
        "its leads, on their own page.",
    )
    leads = [one for one in accounts_of(session, row) if one.active and one.role in LEADS]
    if made and not all(contacts.may_open(session, lead) for lead in leads):
        yield Finding(
            False,
            f"{row.title} has leads or deputies without a passphrase of their own for requests "
            "to be contacted. Another lead lets them in.",
        )


def _waiting(session: Session, row: Council, setup: Setup) -> Iterator[Finding]:
    """Yield what stands past its time, since nobody has seen to it."""
    kept = unread_too_long(session, row, day_of(setup.now))
    yield found(
        not kept,
        f"{row.title}: no words are kept longer than its pack allows.",
        f"{row.title}: {kept} answers are kept longer than its pack allows, because nobody has "
        "read them. Nothing is deleted unread: ask the readers today.",
    )
    unreviewed = contacts.late_reviews(session, row, setup.now)
    yield found(
        not unreviewed,
        f"{row.title}: every opened contact request was reviewed in time.",
        f"{row.title}: {unreviewed} opened contact requests were not reviewed by a second person "
        "in time. Ask the safeguarding lead and the deputy.",
    )


def _left(session: Session, row: Council) -> Iterator[Finding]:
    held, waiting = contacts.held_by_left(session, row), contacts.to_reseal(session, row)
    yield found(
        not held,
        f"{row.title}: nobody who left holds the safeguarding key.",
        f"{row.title}: the safeguarding key is to be replaced, for {held} who left can still "
        "use a passphrase. The worker does it each night: is it running?",
    )
    if waiting:
        yield Finding(
            False,
            f"{row.title}: {waiting} requests to be contacted are sealed to a key that somebody "
            "who left may have kept. A lead seals them anew on the page of contact requests.",
        )


def _people(session: Session, row: Council) -> Iterator[Finding]:
    pack = pack_of(row)
    officers = len(active_in_role(session, row.id, Role.OFFICER))
    leads = sum(len(active_in_role(session, row.id, role)) for role in LEADS)
    counts = (
        (len(pack.reading.readers), "readers named in its pack"),
        (len(pack.safeguarding.contacts), "safeguarding contacts named in its pack"),
        (officers, "participation officers who sign in"),
        (leads, "safeguarding leads and deputies who sign in"),
    )
    for count, who in counts:
        yield found(
            count >= AT_LEAST,
            f"{row.title} has {count} {who}.",
            f"{row.title} has {count} {who}. It takes {AT_LEAST}, so that one can be away.",
        )
