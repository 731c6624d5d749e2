"""What a young person does: asks to be reached, looks whether it was opened, takes it back."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from participation.core.clock import day_of
from participation.core.errors import BadInput, NotFound, Refused
from participation.core.keys import YoungKeys
from participation.core.sealed import keyed, seal_original
from participation.core.speech import said
from participation.domain.receipts import (
    Receipt,
    Unlocked,
    hash_receipt,
    make_receipt,
    unlock_typed,
)
from participation.domain.safeguarding import HOURS_TO_SEE
from participation.models import Council
from participation.models.sight import bring_contact_into_sight
from participation.models.upsert import insert_unless_there
from participation.models.vault import ContactRequest
from participation.services.alerts import WATCH
from participation.services.contacts.safeguarding_keys import current_key
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
    key = current_key(session, council.id)
    if key is None:
        raise Refused(said("This form is closed just now. Please call one of the people below."))
    _check(asked)
    submission = None
    if asked.receipt.strip():
        submission = submission_of_receipt(session, keys, asked.receipt)
        if submission is None:
            raise BadInput(said("We can't find those five words. Check them, or leave them out."))
    body = {
        "name": asked.name.strip(),
        "how": asked.how.strip(),
        "words": asked.words.strip(),
        "submission": None if submission is None else submission.id.hex,
    }
    code = make_receipt(keys.pepper, b"contact", nonce)
    code_hash = _code_hash(hash_receipt(keys.pepper, code))
    bring_contact_into_sight(session, code_hash)
    insert_unless_there(
        session,
        ContactRequest,
        id=uuid4(),
        council_id=council.id,
        key_id=key.id,
        code_hash=code_hash,
        sealed=seal_original(key.public, json.dumps(body)),
        due_hour=hours_of(council).after(now, HOURS_TO_SEE),
        told=False,
        late=False,
    )
    ask_for(session, council.id, WATCH, str(council.id), now)
    return code


def code_again(session: Session, keys: YoungKeys, nonce: bytes) -> Receipt | None:
    """Return the come-back code of what was asked with this nonce, None when nothing was."""
    code = make_receipt(keys.pepper, b"contact", nonce)
    try:
        opened_on(session, keys, str(code))
    except NotFound:
        return None
    return code


def opened_on(session: Session, keys: YoungKeys, typed: str) -> date | None:
    """Return the day on which the request of this code was opened, or None while it waits.

    Raises NotFound for a code that leads to nothing, after the same time as any other.
    """
    return opened_with(session, unlock_typed(keys.pepper, typed))


def opened_with(session: Session, unlocked: Unlocked) -> date | None:
    """Return the same for a code that was unlocked; raises as `opened_on` does."""
    return _opened_on(session, _in_sight(session, unlocked))


def take_back(session: Session, keys: YoungKeys, typed: str, now: datetime) -> date | None:
    """Delete the request of this code, and return None; nothing goes once it was opened.

    Then the day of its opening is returned. Raises NotFound for a code that leads to nothing.
    """
    code_hash = _in_sight(session, unlock_typed(keys.pepper, typed))
    # One statement decides between its writer and a lead who opens it in the same moment.
    council_id = session.scalar(
        delete(ContactRequest)
        .where(ContactRequest.code_hash == code_hash, ContactRequest.opened_on.is_(None))
        .returning(ContactRequest.council_id)
    )
    if council_id is None:
        return _opened_on(session, code_hash)
    ask_for(session, council_id, "mix", str(day_of(now)), now)
    return None


def _check(asked: Asked) -> None:
    if not asked.name.strip() or not asked.how.strip():
        raise BadInput(said("We need what to call you, and how to reach you."))
    if max(len(part) for part in (asked.name, asked.how, asked.words)) > LONGEST:
        raise BadInput(said("That is too long. Shorten it to 2,000 letters."))


def _in_sight(session: Session, unlocked: Unlocked) -> bytes:
    code_hash = _code_hash(unlocked.stored)
    bring_contact_into_sight(session, code_hash)
    return code_hash


def _opened_on(session: Session, code_hash: bytes) -> date | None:
    found = session.execute(
        select(ContactRequest.opened_on).where(ContactRequest.code_hash == code_hash)
    ).first()
    if found is None:
        raise NotFound(
            said("We can't find anything under those words. Check each one and try again.")
        )
    day: date | None = found[0]
    return day


def _code_hash(stored: bytes) -> bytes:
    return keyed(stored, "contact code")
