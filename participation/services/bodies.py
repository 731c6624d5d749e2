"""The bodies outside the sign-ins that are written to, and at which address."""

import re
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from participation.core.errors import BadInput, NotFound
from participation.models import Account, BodyAddress, Council
from participation.services.audit import note
from participation.services.councils import pack_of
from surveys.pack_ladder import OWNER

ADDRESS = re.compile(r"[^\s@,;<>\"]+@[^\s@,;<>\"]+\.[^\s@,;<>\".]+")
LONGEST_ADDRESS = 254


def bodies_of(council: Council) -> dict[str, str]:
    """Return every body that can be written to, by code, in the council's words."""
    pack = pack_of(council)
    ladder = {rung.code: rung.who for rung in pack.ladder if rung.code != OWNER}
    return ladder | {body.code: body.name for body in pack.bodies}


def addresses_of(session: Session, council: Council) -> dict[str, str]:
    """Return the addresses that are set, by the code of their body."""
    rows = session.scalars(select(BodyAddress).where(BodyAddress.council_id == council.id))
    return {row.body: row.email for row in rows}


def set_address(
    session: Session, council: Council, account: Account, body: str, typed: str, now: datetime
) -> None:
    """Keep where the body is written to; nothing typed takes the address away.

    Raises NotFound for a body that the council does not have, BadInput for no address.
    """
    if body not in bodies_of(council):
        raise NotFound("That body is not in the council's settings. Look at the list again.")
    email = typed.strip().lower()
    if email and (len(email) > LONGEST_ADDRESS or ADDRESS.fullmatch(email) is None):
        raise BadInput("Write one e-mail address, as in democratic.services@council.example.")
    if addresses_of(session, council).get(body, "") == email:
        return
    session.execute(
        delete(BodyAddress).where(BodyAddress.council_id == council.id, BodyAddress.body == body)
    )
    if email:
        session.add(BodyAddress(council_id=council.id, body=body, email=email))
    note(session, account, "changed the address of a body", now, words=body)
    session.flush()
