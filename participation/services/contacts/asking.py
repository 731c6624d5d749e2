"""What a young person does: asks to be reached, and looks whether somebody has opened it."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.core.errors import BadInput, NotFound, Refused
from participation.core.keys import YoungKeys
from participation.core.sealed import keyed, seal_original
from participation.domain.receipts import Receipt, hash_receipt, hash_typed, make_receipt
from participation.domain.safeguarding import HOURS_TO_SEE
from participation.models import Council
from participation.models.upsert import insert_unless_there
from participation.models.vault import ContactRequest
from participation.services.alerts import WATCH
from participation.services.contacts.custodians import public_key
from participation.services.hours import hours_of
from participation.services.jobs import ask_for
from participation.services.submissions import submission_of_receipt

LONGEST = 2000


@dataclass(frozen=True)
class Asked:
    """What somebody says of themselves; a receipt only if its words are to go along."""

    name: str
    how: str
    words: str = ""
    receipt: str = ""


def ask(
    session: Session, keys: YoungKeys, council: Council, asked: Asked, nonce: bytes, now: datetime
) -> Receipt:
    """Seal and store the request once for this nonce, and return its come-back code.

    Raises Refused without a safeguarding key, BadInput for what is missing or too long, or for
    a receipt that leads to no words.
    """
    public = public_key(session, council)
    if public is None:
        raise Refused("This form is closed just now. Please call one of the people below.")
    if not asked.name.strip() or not asked.how.strip():
        raise BadInput("We need what to call you, and how to reach you.")
    if max(len(part) for part in (asked.name, asked.how, asked.words)) > LONGEST:
        raise BadInput("That is too long. Shorten it to 2,000 letters.")
    submission = None
    if asked.receipt.strip():
        submission = submission_of_receipt(session, keys, asked.receipt)
        if submission is None:
            raise BadInput("We can't find those five words. Check them, or leave them out.")
    body = {
        "name": asked.name.strip(),
        "how": asked.how.strip(),
        "words": asked.words.strip(),
        "submission": None if submission is None else submission.id.hex,
    }
    code = make_receipt(keys.pepper, b"contact", nonce)
    insert_unless_there(
        session,
        ContactRequest,
        id=uuid4(),
        council_id=council.id,
        code_hash=_code_hash(hash_receipt(keys.pepper, code)),
        sealed=seal_original(public, json.dumps(body)),
        due_hour=hours_of(council).after(now, HOURS_TO_SEE),
        told=False,
    )
    ask_for(session, council.id, WATCH, str(council.id), now)
    return code


def opened_on(session: Session, keys: YoungKeys, typed: str) -> date | None:
    """Return the day on which the request of this code was opened, or None while it waits.

    Raises NotFound for a code that leads to nothing, after the same time as any other.
    """
    code_hash = _code_hash(hash_typed(keys.pepper, typed))
    found = session.execute(
        select(ContactRequest.opened_on).where(ContactRequest.code_hash == code_hash)
    ).first()
    if found is None:
        raise NotFound("We can't find anything under those words. Check each one and try again.")
    day: date | None = found[0]
    return day


def _code_hash(stored: bytes) -> bytes:
    return keyed(stored, "contact code")
