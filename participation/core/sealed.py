"""Sealing at rest: unfinished conversations under their holder's secret, originals to the reader.

Two kinds. A *conversation* is sealed under a key made from the secret that only the young
person's browser or chat holds. An *original* is sealed to the reading key pair: the young
people's process holds the public half and cannot open what it has stored.
"""

import hashlib
import hmac

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.secret import SecretBox
from nacl.utils import random as random_bytes

from participation.core.errors import NotSetUp

SECRET_BYTES = 10
NONCE_BYTES = 16
SHORTEST_PADDED = 256
"""Sealed lengths are powers of two from here on, so that a length tells little of a text."""
PICTURE_PADDED = 256 * 1024
"""Every sealed picture has this length, so that a length tells nothing of a picture."""


def new_secret() -> bytes:
    """Return a fresh conversation secret."""
    return random_bytes(SECRET_BYTES)


def new_nonce() -> bytes:
    """Return a fresh nonce for one check page."""
    return random_bytes(NONCE_BYTES)


def keyed(key: bytes, purpose: str, message: bytes = b"") -> bytes:
    """Return 32 bytes that only the key's holder can make, apart for each purpose."""
    return hmac.new(key, purpose.encode() + b"\x00" + message, hashlib.sha256).digest()


def conversation_id(secret: bytes) -> bytes:
    """Return the name under which a conversation is stored; it does not give the secret."""
    return keyed(secret, "conversation id")


def seal_conversation(secret: bytes, text: str) -> bytes:
    """Return the text sealed under the conversation's secret."""
    return _sealed_by(secret, _padded(text.encode()))


def open_conversation(secret: bytes, sealed: bytes) -> str:
    """Return the text of a sealed conversation; raises NotSetUp if it cannot be opened."""
    return _opened_by(secret, sealed).decode()


def seal_kept_picture(secret: bytes, picture: bytes) -> bytes:
    """Return the picture sealed under the secret of the conversation that it belongs to."""
    return _sealed_by(secret, _padded(picture, PICTURE_PADDED))


def open_kept_picture(secret: bytes, sealed: bytes) -> bytes:
    """Return a picture of a conversation; raises NotSetUp if it cannot be opened."""
    return _opened_by(secret, sealed)


def _sealed_by(secret: bytes, padded: bytes) -> bytes:
    return bytes(SecretBox(keyed(secret, "conversation key")).encrypt(padded))


def _opened_by(secret: bytes, sealed: bytes) -> bytes:
    box = SecretBox(keyed(secret, "conversation key"))
    try:
        return _unpadded(box.decrypt(sealed))
    except CryptoError as error:
        raise NotSetUp("What was kept of this conversation cannot be opened.") from error


def new_reading_key() -> bytes:
    """Return a fresh private reading key."""
    return bytes(PrivateKey.generate())


def public_half(private_key: bytes) -> bytes:
    """Return the public half of a reading key."""
    return bytes(PrivateKey(private_key).public_key)


def seal_original(public_key: bytes, text: str) -> bytes:
    """Return the text sealed so that only the holder of the private reading key can read it."""
    return _sealed_to(public_key, _padded(text.encode()))


def open_original(private_key: bytes, sealed: bytes) -> str:
    """Return the text of a sealed original; raises NotSetUp if the key does not fit."""
    return _opened_with(private_key, sealed).decode()


def seal_picture(public_key: bytes, picture: bytes) -> bytes:
    """Return the picture sealed so that only the holder of the private reading key can see it."""
    return _sealed_to(public_key, _padded(picture, PICTURE_PADDED))


def open_picture(private_key: bytes, sealed: bytes) -> bytes:
    """Return a sealed picture; raises NotSetUp if the key does not fit."""
    return _opened_with(private_key, sealed)


def _sealed_to(public_key: bytes, padded: bytes) -> bytes:
    return bytes(SealedBox(PublicKey(public_key)).encrypt(padded))


def _opened_with(private_key: bytes, sealed: bytes) -> bytes:
    try:
        return _unpadded(SealedBox(PrivateKey(private_key)).decrypt(sealed))
    except CryptoError as error:
        raise NotSetUp(
            "An answer cannot be opened with the reading key that is set up here. "
            "Put back the key that was in use when it was sent."
        ) from error


def _padded(body: bytes, size: int = SHORTEST_PADDED) -> bytes:
    while size < len(body) + 4:
        size *= 2
    return len(body).to_bytes(4, "big") + body + bytes(size - len(body) - 4)


def _unpadded(padded: bytes) -> bytes:
    length = int.from_bytes(padded[:4], "big")
    return padded[4 : 4 + length]
