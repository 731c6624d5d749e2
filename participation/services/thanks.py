"""A thank-you code for whoever answered by an invite, tied to nothing that is stored.

It is made of the conversation's secret and the check page's nonce, neither of which is kept, so
a retry shows the same one and no row is written when it is given. It carries a keyed check, by
which the officer's page knows it for one of ours. Codes are cashed only once nobody can answer
any more: an officer who saw a code the same day as a new answer could put two and two together.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from participation.core.clock import day_of
from participation.core.errors import Refused
from participation.core.keys import YoungKeys
from participation.core.sealed import keyed
from participation.domain.responses import long_date
from participation.models import Account, CashedCode, Consultation
from participation.services.audit import note
from participation.services.consultations import GRACE_DAYS, LINK_LETTERS

SERIAL_LETTERS = 7
"""27 thousand million serials: of 2,000 codes, two are alike in 1 of 14,000 consultations."""
CHECK_LETTERS = 5
"""A made-up code passes once in 28 million tries, each typed by somebody who is signed in."""
PART = 4


class CodeState(StrEnum):
    """What a code that was shown to an officer is worth."""

    GOOD = "good"
    USED = "used"
    EARLY = "early"
    UNKNOWN = "unknown"


CODE_WORDS = {
    CodeState.GOOD: "This code is good and has not been used.",
    CodeState.USED: "This code has been used already.",
    CodeState.EARLY: "This code is good, but nobody can use one yet.",
    CodeState.UNKNOWN: "This is no code of this consultation. Check each letter.",
}


@dataclass(frozen=True)
class Thanks:
    """What somebody gets for answering: in words, by which code, and from which day."""

    words: str
    code: str
    from_day: date


def thanks_for(
    keys: YoungKeys, consultation: Consultation, secret: bytes, nonce: bytes
) -> Thanks | None:
    """Return the thanks for this very sending, the same each time; None if there are none."""
    if not (consultation.by_invite and consultation.thanks):
        return None
    serial = _letters(keyed(keys.pepper, "thank-you serial", secret + nonce), SERIAL_LETTERS)
    code = serial + _check(keys.invites, consultation, serial)
    parts = [code[start : start + PART] for start in range(0, len(code), PART)]
    return Thanks(consultation.thanks, "-".join(parts).upper(), cashed_from(consultation))


def cashed_from(consultation: Consultation) -> date:
    """Return the first day on which no answer can come in any more."""
    return consultation.closes_on + timedelta(days=GRACE_DAYS + 1)


def code_state(
    session: Session, key: bytes, consultation: Consultation, typed: str, today: date
) -> CodeState:
    """Return what the code is worth, however its letters are typed."""
    code = _plain(typed)
    serial = code[:SERIAL_LETTERS]
    if code != serial + _check(key, consultation, serial):
        return CodeState.UNKNOWN
    if session.get(CashedCode, cashed_id(key, consultation, code)) is not None:
        return CodeState.USED
    return CodeState.GOOD if today >= cashed_from(consultation) else CodeState.EARLY


def cash(
    session: Session,
    account: Account,
    key: bytes,
    consultation: Consultation,
    typed: str,
    now: datetime,
) -> None:
    """Mark the code as used, for good; raises Refused unless it is good and unused."""
    state = code_state(session, key, consultation, typed, day_of(now))
    if state is CodeState.EARLY:
        day = long_date(cashed_from(consultation))
        raise Refused(f"Codes can be used from {day}, when nobody can answer any more.")
    if state is not CodeState.GOOD:
        raise Refused(CODE_WORDS[state])
    hashed = cashed_id(key, consultation, _plain(typed))
    council_id, consultation_id = consultation.council_id, consultation.id
    session.add(CashedCode(id=hashed, council_id=council_id, consultation_id=consultation_id))
    try:
        session.flush()
    except IntegrityError as error:
        raise Refused(CODE_WORDS[CodeState.USED]) from error
    note(session, account, "took in a thank-you code", now, consultation_id)


def _plain(typed: str) -> str:
    return "".join(letter for letter in typed.lower() if letter.isalnum())


def _check(key: bytes, consultation: Consultation, serial: str) -> str:
    said = consultation.id.bytes + serial.encode()
    return _letters(keyed(key, "thank-you check", said), CHECK_LETTERS)


def cashed_id(key: bytes, consultation: Consultation, code: str) -> bytes:
    """Return what a code that was handed in is known by."""
    return keyed(key, "thank-you cashed", consultation.id.bytes + code.encode())


def _letters(random: bytes, many: int) -> str:
    number, letters = int.from_bytes(random, "big"), []
    for _ in range(many):
        number, place = divmod(number, len(LINK_LETTERS))
        letters.append(LINK_LETTERS[place])
    return "".join(letters)
