"""Invites: one answer each, handed out blind."""

import secrets
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from participation.core.errors import BadInput, NotFound, Refused
from participation.core.sealed import keyed
from participation.core.speech import marked, said
from participation.models import Consultation, Council, Invite
from participation.services.consultations import LINK_LETTERS
from participation.services.councils import pack_of

CODE_LENGTH = 10
MOST_AT_ONCE = 2_000
SPENT = marked("This code has been used already. If that wasn't you, ask for a new one.")
UNKNOWN = marked("We don't know that code. Check the letters on your card, or ask for a new one.")


class Route(StrEnum):
    """Who passes the sealed slips on."""

    REVIEWING_OFFICER = "reviewing-officer"
    CARER = "carer"
    SCHOOL = "school"
    POST = "post"


ROUTE_WORDS = {
    Route.REVIEWING_OFFICER: "Reviewing officer",
    Route.CARER: "Carer",
    Route.SCHOOL: "School",
    Route.POST: "Post",
}


@dataclass(frozen=True)
class Batch:
    """Fresh codes for one group by one route; they can be printed once and never again."""

    consultation: Consultation
    group: str
    route: Route
    codes: tuple[str, ...]


def make_invites(
    session: Session,
    council: Council,
    key: bytes,
    consultation: Consultation,
    group: str,
    route: Route,
    count: int,
) -> Batch:
    """Return that many fresh codes; only their keyed hashes are stored, and in another order.

    Raises BadInput for an unknown group or a count that is not from 1 to 2,000, and Refused
    for a consultation by open link: whoever has the link needs no code.
    """
    names = {known.code: known.name for known in pack_of(council).groups}
    if group not in names:
        raise BadInput(f"There is no group called {group}. Use one of {', '.join(names)}.")
    if group not in consultation.groups.split():
        raise BadInput(f"This consultation is not offered to {names[group]}.")
    if not 1 <= count <= MOST_AT_ONCE:
        raise BadInput(f"Make from 1 to {MOST_AT_ONCE:,} invites at once.")
    if not consultation.by_invite:
        raise Refused("This consultation is open to anyone with its link, so it needs no invites.")
    codes = tuple(_new_code() for _ in range(count))
    # By their hashes, or the place of a row would be that of its slip in the pile.
    session.add_all(
        Invite(
            id=hashed,
            council_id=council.id,
            consultation_id=consultation.id,
            group=group,
            route=route,
            spent=False,
        )
        for hashed in sorted(invite_id(key, code) for code in codes)
    )
    session.flush()
    return Batch(consultation, group, route, codes)


def invite_id(key: bytes, typed: str) -> bytes:
    """Return the keyed hash of a code as typed, whatever its case, spaces and hyphens."""
    letters = "".join(letter for letter in typed.lower() if letter.isalnum())
    return keyed(key, "invite", letters.encode())


def consultation_of_invite(session: Session, key: bytes, typed: str) -> tuple[Consultation, bytes]:
    """Return the consultation that the code opens, and the code's hash.

    Raises NotFound for an unknown code and Refused for one that is spent.
    """
    hashed = invite_id(key, typed)
    # Its group and route are none of the young app's business.
    found = session.execute(
        select(Invite.consultation_id, Invite.spent).where(Invite.id == hashed)
    ).one_or_none()
    if found is None:
        raise NotFound(said(UNKNOWN))
    if found.spent:
        raise Refused(said(SPENT))
    return session.get_one(Consultation, found.consultation_id), hashed


def spend(session: Session, kept: bytes) -> None:
    """Spend the invite within the sender's transaction; raises Refused if it was spent before.

    One statement decides between any number of senders at once.
    """
    spent = session.scalar(
        update(Invite)
        .where(Invite.id == kept, Invite.spent.is_(False))
        .values(spent=True)
        .returning(Invite.id)
    )
    if spent is None:
        raise Refused(said(SPENT))


def _new_code() -> str:
    letters = "".join(secrets.choice(LINK_LETTERS) for _ in range(CODE_LENGTH))
    return f"{letters[:5]}-{letters[5:]}"
