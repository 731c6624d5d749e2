"""Keeping an item from the public: an officer proposes it, the proper officer decides it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from participation.core.clock import day_of
from participation.core.errors import BadInput, Changed, NotFound, Refused
from participation.domain.exemption import CONFIDENTIAL, paragraphs_of, telling_word
from participation.domain.policy import Role
from participation.models import Account, Council, Digest, Exemption
from participation.services.audit import note
from participation.services.councils import pack_of
from participation.services.digest_items import DigestItem, items_of
from participation.services.jobs import ask_for
from participation.services.meetings import arrangement_of, nation_of
from participation.services.reports import check_draft
from participation.services.staff import active_in_role

TELL_EXEMPT = "tell-exempt"
LONGEST_TITLE, LONGEST_REASON = 120, 600


@dataclass(frozen=True)
class Proposal:
    """What the public may learn of an item, as an officer proposes it."""

    subject_id: UUID
    title: str
    paragraph: int
    reason: str


@dataclass(frozen=True)
class ToDecide:
    """A proposal that waits for the proper officer, with the item as it stands in the paper."""

    exemption: Exemption
    item: DigestItem
    proposer: str


def grounds_of(council: Council, digest: Digest) -> tuple[int, ...]:
    """Return on which paragraphs the digest's board may keep something back; 0 is its own word."""
    board = arrangement_of(council, digest.meeting.board.code)
    return (CONFIDENTIAL,) if board.withheld == "members" else paragraphs_of(nation_of(council))


def propose(
    session: Session,
    council: Council,
    account: Account,
    digest: Digest,
    proposal: Proposal,
    now: datetime,
) -> Exemption:
    """Return the proposal, which waits to be decided; a second one takes the first one's place.

    It is a new one even then, so that nobody decides in the words of one what they read in
    another's. Raises BadInput for a title or reason that tells of the item, NotFound for an
    item that is not in the digest, Refused for what is published already, once it was sent and
    while nobody could decide.
    """
    check_draft(_locked(session, digest))
    _check_somebody_decides(session, council)
    items = items_of(session, council, digest)
    item = next((item for item in items if item.subject_id == proposal.subject_id), None)
    if item is None:
        raise NotFound("That item is not in this digest.")
    if item.open_because:
        raise Refused(item.open_because)
    title, reason = _checked(council, digest, item, proposal)
    row = _new_row(session, council, digest, item)
    row.title, row.paragraph, row.reason = title, proposal.paragraph, reason
    row.proposed_by, row.told_on = account.id, day_of(now)
    session.add(row)
    for decider_id in active_in_role(session, council.id, Role.PROPER_OFFICER):
        ask_for(session, council.id, TELL_EXEMPT, str(decider_id), now)
    note(session, account, "proposed to keep an item from the public", now)
    session.flush()
    return row


def _locked(session: Session, digest: Digest) -> Digest:
    """Return the digest as it stands now: whoever else proposes at this moment waits."""
    these = select(Digest).where(Digest.id == digest.id).with_for_update(of=Digest)
    return session.scalars(these.execution_options(populate_existing=True)).one()


def _new_row(session: Session, council: Council, digest: Digest, item: DigestItem) -> Exemption:
    before = item.exemption
    if before is None:
        highest = session.scalar(
            select(func.max(Exemption.number)).where(Exemption.digest_id == digest.id)
        )
        number = (highest or 0) + 1
    else:
        number = before.number
        session.delete(before)
        session.flush()
    return Exemption(
        council_id=council.id,
        digest_id=digest.id,
        digest=digest,
        kind=item.kind,
        subject_id=item.subject_id,
        number=number,
    )


def withdraw(
    session: Session,
    council: Council,
    account: Account,
    digest: Digest,
    exemption_id: UUID,
    now: datetime,
) -> None:
    """Take a proposal back, decided or not: the item is public again."""
    check_draft(digest)
    row = _exemption_of(session, council, exemption_id)
    if row.digest_id != digest.id:
        raise NotFound("That item is not in this digest.")
    session.delete(row)
    note(session, account, "took back that an item is kept from the public", now)
    session.flush()


def forget(session: Session, digest: Digest, subject_id: UUID) -> None:
    """Delete what was proposed for an item that is taken off the digest."""
    session.execute(
        delete(Exemption).where(
            Exemption.digest_id == digest.id, Exemption.subject_id == subject_id
        )
    )


def to_decide(session: Session, council: Council) -> list[ToDecide]:
    """Return the proposals that wait to be decided, the next meeting's first."""
    rows = session.scalars(
        select(Exemption)
        .join(Digest, Digest.id == Exemption.digest_id)
        .where(
            Exemption.council_id == council.id,
            Exemption.signed.is_(None),
            Digest.sent_on.is_(None),
        )
        .order_by(Exemption.number)
    )
    found = []
    for row in sorted(rows, key=lambda row: row.digest.meeting.meets_on):
        items = items_of(session, council, row.digest)
        item = next((item for item in items if item.subject_id == row.subject_id), None)
        if item is not None:
            proposer = session.get_one(Account, row.proposed_by).name
            found.append(ToDecide(row, item, proposer))
    return found


def decide(
    session: Session,
    council: Council,
    account: Account,
    exemption_id: UUID,
    signs: bool,
    why_not: str,
    now: datetime,
) -> Exemption:
    """Return the proposal as decided: signed, or sent back with why the item is public.

    Raises BadInput when it is sent back without a reason, Refused for whoever proposed it,
    Changed when somebody decided it before.
    """
    row = _exemption_of(session, council, exemption_id)
    check_draft(row.digest)
    if row.signed is not None:
        raise Changed("Somebody has decided this already. Look at the paper.")
    if row.proposed_by == account.id:
        raise Refused("You proposed this yourself. Somebody else has to decide it.")
    if not signs and not why_not.strip():
        raise BadInput("Say why the item is public.", "why_not")
    row.signed, row.decided_by, row.decided_on = signs, account.id, day_of(now)
    row.why_not = "" if signs else why_not.strip()
    done = "kept an item from the public" if signs else "left an item public"
    note(session, account, done, now)
    session.flush()
    return row


def check_decided(session: Session, council: Council, digest: Digest) -> None:
    """Raise Refused while something is proposed to be kept from the public and not decided."""
    rows = (item.exemption for item in items_of(session, council, digest))
    many = sum(row is not None and row.signed is None for row in rows)
    if many:
        what = "1 item waits" if many == 1 else f"{many} items wait"
        raise Refused(
            f"{what} for the {proper_officer(council)}, who decides whether the public may read "
            "it. Ask them to sign in, or take the proposal back."
        )


def proper_officer(council: Council) -> str:
    """Return what the council calls its proper officer."""
    return pack_of(council).proper_officer.title


def _exemption_of(session: Session, council: Council, exemption_id: UUID) -> Exemption:
    row = session.scalar(
        select(Exemption)
        .where(Exemption.council_id == council.id, Exemption.id == exemption_id)
        .with_for_update(of=Exemption)
    )
    if row is None:
        raise NotFound("That proposal is not here. It was taken back, or put in other words.")
    return row


def _check_somebody_decides(session: Session, council: Council) -> None:
    if not active_in_role(session, council.id, Role.PROPER_OFFICER):
        raise Refused(
            f"Nobody signs in as proper officer, so nobody could decide it. Ask your "
            f"administrator to add an account for the {proper_officer(council)}."
        )


def _checked(
    council: Council, digest: Digest, item: DigestItem, proposal: Proposal
) -> tuple[str, str]:
    if proposal.paragraph not in grounds_of(council, digest):
        raise BadInput("Choose one of this board’s own grounds.", "paragraph")
    written = {"title": " ".join(proposal.title.split()), "reason": proposal.reason.strip()}
    longest = {"title": LONGEST_TITLE, "reason": LONGEST_REASON}
    asked = {"title": "Write a neutral title.", "reason": "Write why the public may not read it."}
    for name, words in written.items():
        if not words:
            raise BadInput(asked[name], name)
        if len(words) > longest[name]:
            raise BadInput(f"Use at most {longest[name]} characters.", name)
        told = telling_word(words, item.contents)
        if told:
            raise BadInput(
                f"“{told}” stands in the item itself, so it tells what the item is about. "
                "Use another word.",
                name,
            )
    return written["title"], written["reason"]
