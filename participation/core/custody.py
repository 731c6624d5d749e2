"""A private key in the custody of several people, each with a passphrase of their own.

Each has a key pair whose private half stands under their passphrase; the key is sealed to each
public half. So a new key is handed to all who stay without anybody's passphrase.

Argon2id (RFC 9106) makes a passphrase slow to guess for whoever has the database; the recovery
words, 124 bits, need no slowness but pass the same way.
"""

from nacl import pwhash
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.secret import SecretBox
from nacl.utils import random as random_bytes

from participation.core.errors import BadInput
from participation.core.words import WORD_COUNT, read_words, spell

SHORTEST_PASSPHRASE = 16
RECOVERY_WORDS = 12
_MEMORY = 64 * 2**20
_ROUNDS = 4


def new_recovery() -> str:
    """Return fresh recovery words, to be kept on paper away from the server."""
    number = int.from_bytes(random_bytes(32), "big") % WORD_COUNT**RECOVERY_WORDS
    return " ".join(spell(number, RECOVERY_WORDS))


def check_passphrase(passphrase: str) -> None:
    """Raise BadInput for a passphrase that is too short."""
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise BadInput(
            f"Use a passphrase of at least {SHORTEST_PASSPHRASE} letters, such as five words.",
            "passphrase",
        )


def new_holder(passphrase: str) -> tuple[bytes, bytes]:
    """Return the public half of a fresh key pair, and its private half under the passphrase."""
    private = bytes(PrivateKey.generate())
    return bytes(PrivateKey(private).public_key), wrap(private, passphrase)


def share(private_key: bytes, holder_public: bytes) -> bytes:
    """Return the key sealed so that this holder alone can open it."""
    return bytes(SealedBox(PublicKey(holder_public)).encrypt(private_key))


def open_share(shared: bytes, holder_private: bytes) -> bytes:
    """Return the key that was sealed to this holder."""
    return SealedBox(PrivateKey(holder_private)).decrypt(shared)


def wrap(private_key: bytes, passphrase: str) -> bytes:
    """Return the key sealed under the passphrase."""
    salt = random_bytes(pwhash.argon2id.SALTBYTES)
    return salt + bytes(_box(passphrase, salt).encrypt(private_key))


def unwrap(wrapped: bytes, passphrase: str) -> bytes | None:
    """Return the key, or None for a wrong passphrase."""
    salt = wrapped[: pwhash.argon2id.SALTBYTES]
    try:
        return _box(passphrase, salt).decrypt(wrapped[len(salt) :])
    except CryptoError:
        return None


def _box(passphrase: str, salt: bytes) -> SecretBox:
    # Recovery words are read as receipts are: capitals, commas and slips make no difference.
    words = read_words(passphrase, RECOVERY_WORDS)
    secret = " ".join(words) if words else passphrase
    key = pwhash.argon2id.kdf(
        SecretBox.KEY_SIZE, secret.encode(), salt, opslimit=_ROUNDS, memlimit=_MEMORY
    )
    return SecretBox(key)
