"""Conversations held in a chat: found again from the chat alone, with nothing in memory.

A chat's secret is made from its name and the chat key, so its name is never stored. Whoever
has the chat key can try names one by one: the threat model says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from nacl.bindings import (
    crypto_aead_chacha20poly1305_ietf_decrypt,
    crypto_aead_chacha20poly1305_ietf_encrypt,
    crypto_aead_chacha20poly1305_ietf_NPUBBYTES,
)
from nacl.exceptions import CryptoError
from nacl.utils import random as random_bytes
from sqlalchemy.orm import Session

from participation.core.clock import day_of
from participation.core.errors import Changed, NotFound, Refused
from participation.core.keys import YoungKeys
from participation.core.sealed import NONCE_BYTES, SECRET_BYTES, keyed
from participation.core.speech import marked, said
from participation.core.words import spell, unspell
from participation.domain.receipts import RECEIPT_WORDS, Receipt, Unlocked, make_receipt
from participation.models import Consultation, Council
from participation.services.consultations import (
    WhenRead,
    check_may_begin,
    consultation_at,
    open_consultations,
    survey_of,
    when_read,
)
from participation.services.conversations import current
from participation.services.councils import council_named
from participation.services.submissions import Sent, send, submission_of_receipt
from surveys.definition import Survey
from surveys.engine import State

_RANDOM_BYTES = 8
_RECEIPT_BYTES = 7
_NOT_IN_CHAT = marked("This one isn't asked in chat. You can answer it on its web page instead.")
_NEEDS_CODE = marked("This one needs the code from your card. Use it on the web page instead.")
_CHANGED = marked("You said more after that button. Look at all of it once more, then send it.")


@dataclass(frozen=True)
class Offered:
    """A consultation as it is offered before the first question."""

    council: Council
    consultation: Consultation
    survey: Survey
    when_read: WhenRead


def chat_secret(chat_key: bytes, chat: str) -> bytes:
    """Return the conversation secret of the chat of this name."""
    return keyed(chat_key, "chat", chat.encode())[:SECRET_BYTES]


def offered_at(session: Session, councils: Sequence[str], link: str, today: date) -> Offered:
    """Return what is asked behind the link.

    Raises NotFound for a wrong link; Refused when it is not open, when it is open to invites
    only, or when its council is none of those that turned chat on.
    """
    consultation = consultation_at(session, link)
    council = session.get_one(Council, consultation.council_id)
    if council.name not in councils:
        raise Refused(said(_NOT_IN_CHAT))
    if consultation.by_invite:
        raise Refused(said(_NEEDS_CODE))
    check_may_begin(consultation, today)
    return _offered(session, council, consultation, today)


def offered_now(session: Session, councils: Sequence[str], today: date) -> list[Offered]:
    """Return everything that these councils ask today by open link."""
    return [
        _offered(session, council, consultation, today)
        for council in (council_named(session, name) for name in councils)
        for consultation in open_consultations(session, council, today)
        if not consultation.by_invite
    ]


def _offered(
    session: Session, council: Council, consultation: Consultation, today: date
) -> Offered:
    when = when_read(session, council, today)
    return Offered(council, consultation, survey_of(consultation), when)


def nonce_showing(secret: bytes, state: State) -> bytes:
    """Return a fresh nonce for a message that shows these very answers.

    A chat has one secret for every conversation, so the nonce itself tells what was shown:
    a button of an older message can never send what came after it.
    """
    fresh = random_bytes(_RANDOM_BYTES)
    return fresh + _mark(secret, state, fresh)


def _mark(secret: bytes, state: State, fresh: bytes) -> bytes:
    shown = fresh + state.to_json().encode()
    return keyed(secret, "answers shown", shown)[: NONCE_BYTES - _RANDOM_BYTES]


def send_shown(
    session: Session,
    keys: YoungKeys,
    secret: bytes,
    nonce: bytes,
    now: datetime,
    unlocked: Unlocked | None = None,
) -> Sent:
    """Send the answers that the message with this nonce showed, and return their receipt.

    A second tap finds the same receipt, even once something else has begun. Raises Changed
    when other answers stand now, NotFound when nothing is kept, BadInput when nothing was
    answered.
    """
    try:
        state = current(session, secret, day_of(now)).state
    except NotFound:
        return send(session, keys, secret, nonce, now, unlocked)
    fresh = nonce[:_RANDOM_BYTES]
    if nonce != fresh + _mark(secret, state, fresh):
        receipt = make_receipt(keys.pepper, secret, nonce)
        if submission_of_receipt(session, keys, str(receipt)) is None:
            raise Changed(said(_CHANGED))
    return send(session, keys, secret, nonce, now, unlocked)


def seal_receipt(secret: bytes, receipt: Receipt) -> bytes:
    """Return the receipt sealed for buttons of this one chat, in 35 bytes.

    Whoever keeps the chat's messages keeps its buttons too, and shall not read it there.
    """
    nonce = random_bytes(crypto_aead_chacha20poly1305_ietf_NPUBBYTES)
    number = unspell(receipt.words).to_bytes(_RECEIPT_BYTES, "big")
    key = keyed(secret, "receipt in a button")
    return nonce + crypto_aead_chacha20poly1305_ietf_encrypt(number, None, nonce, key)


def open_receipt(secret: bytes, sealed: bytes) -> Receipt | None:
    """Return the receipt that was sealed for this chat, or None when it was not."""
    length = crypto_aead_chacha20poly1305_ietf_NPUBBYTES
    nonce, box = sealed[:length], sealed[length:]
    key = keyed(secret, "receipt in a button")
    try:
        number = crypto_aead_chacha20poly1305_ietf_decrypt(box, None, nonce, key)
    except (CryptoError, ValueError):
        return None
    return Receipt(spell(int.from_bytes(number, "big"), RECEIPT_WORDS))
