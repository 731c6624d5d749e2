"""Receipts, the come-back words of a submission, and resume codes, those of a conversation.

Neither is ever in an address, a log or an error message.
"""

import hashlib
import hmac
from dataclasses import dataclass

from participation.core.words import WORD_COUNT, all_words, read_words, spell, unspell

RECEIPT_WORDS = 5
RESUME_WORDS = 8
SECRET_BYTES = 10
_DIGITS_A_WORD = 4
_LONGEST_TYPED = 400
# 1296**8 holds 80 bits six times over: the spare room carries a check, which also keeps
# every resume code from beginning with a word of the same few letters.
_CHECKS = 6
_SCRYPT_N, _SCRYPT_R, _SCRYPT_P = 2**14, 8, 1
_SCRYPT_MEMORY = 64 * 2**20


@dataclass(frozen=True, repr=False)
class Receipt:
    """Five words of the list, worth 51.7 bits."""

    words: tuple[str, ...]

    @property
    def digits(self) -> str:
        """Return the same receipt as five groups of four digits from 1 to 6."""
        listed = all_words()
        return " ".join(_digits_of(listed.index(word)) for word in self.words)

    def __str__(self) -> str:
        """Return the words with spaces between."""
        return " ".join(self.words)

    def __repr__(self) -> str:
        """Return no word of it: a receipt must not reach a log by accident."""
        return "Receipt(...)"


@dataclass(frozen=True, repr=False)
class Unlocked:
    """What one scrypt of a receipt gives: the hash it is stored under, and a secret that is not.

    The secret opens what was sealed to this receipt; nothing that is stored gives it.
    """

    stored: bytes
    secret: bytes

    def __repr__(self) -> str:
        """Return nothing of either."""
        return "Unlocked(...)"


def make_receipt(pepper: bytes, secret: bytes, nonce: bytes) -> Receipt:
    """Return the one receipt of this conversation secret and check-page nonce.

    The same three always give the same receipt, so a retried send finds what it stored. A
    256-bit number is reduced to 51.7 bits: no word is likelier than another by more than
    2**-204.
    """
    message = b"receipt" + len(secret).to_bytes(4, "big") + secret + nonce
    number = int.from_bytes(hmac.digest(pepper, message, "sha256"), "big")
    return Receipt(spell(number % WORD_COUNT**RECEIPT_WORDS, RECEIPT_WORDS))


def read_receipt(typed: str) -> Receipt | None:
    """Return the receipt that was meant, in words or in digits of any script, or None.

    Never raises. One slip in each word is mended; digits are not.
    """
    if len(typed) > _LONGEST_TYPED:
        return None
    words = _words_of_digits(typed) or read_words(typed, RECEIPT_WORDS)
    return Receipt(words) if words else None


def hash_receipt(pepper: bytes, receipt: Receipt) -> bytes:
    """Return the 32 bytes under which a receipt is stored (scrypt, n=2**14, r=8, p=1)."""
    return unlock(pepper, receipt).stored


def hash_typed(pepper: bytes, typed: str) -> bytes:
    """Return the hash to look for, after exactly one scrypt whatever was typed.

    What cannot be read gives a hash that no receipt has.
    """
    return unlock_typed(pepper, typed).stored


def unlock(pepper: bytes, receipt: Receipt) -> Unlocked:
    """Return what the receipt is stored under, and the secret that it alone gives."""
    return _unlocked(pepper, b"receipt " + str(receipt).encode())


def unlock_typed(pepper: bytes, typed: str) -> Unlocked:
    """Return the same of what was typed; what cannot be read gives what no receipt does."""
    receipt = read_receipt(typed)
    if receipt is not None:
        return unlock(pepper, receipt)
    unread = hashlib.sha256(typed.encode(errors="replace")).digest()
    return _unlocked(pepper, b"unread " + unread)


def secret_to_words(secret: bytes) -> str:
    """Return the resume code of a conversation secret, eight words with spaces between.

    Raises ValueError when the secret is not 10 bytes.
    """
    if len(secret) != SECRET_BYTES:
        raise ValueError(f"a conversation secret has {SECRET_BYTES} bytes")
    number = int.from_bytes(secret, "big") * _CHECKS + _check(secret)
    return " ".join(spell(number, RESUME_WORDS))


def words_to_secret(typed: str) -> bytes | None:
    """Return the conversation secret that a resume code spells, or None; never raises."""
    words = read_words(typed, RESUME_WORDS)
    if words is None:
        return None
    number, check = divmod(unspell(words), _CHECKS)
    if number >= 2 ** (8 * SECRET_BYTES):
        return None
    secret = number.to_bytes(SECRET_BYTES, "big")
    return secret if check == _check(secret) else None


def _check(secret: bytes) -> int:
    return int.from_bytes(hashlib.sha256(b"resume" + secret).digest(), "big") % _CHECKS


def _unlocked(pepper: bytes, password: bytes) -> Unlocked:
    both = _scrypt(pepper, password)
    return Unlocked(both[:32], both[32:])


def _scrypt(pepper: bytes, password: bytes) -> bytes:
    # One salt for all, or a receipt could not be looked up; it is secret, as the pepper is.
    salt = hmac.digest(pepper, b"receipt hash", "sha256")
    return hashlib.scrypt(
        password,
        salt=salt,
        n=_SCRYPT_N,
        r=_SCRYPT_R,
        p=_SCRYPT_P,
        maxmem=_SCRYPT_MEMORY,
        dklen=64,
    )


def _digits_of(place: int) -> str:
    return "".join(str(place // 6**power % 6 + 1) for power in reversed(range(_DIGITS_A_WORD)))


def _words_of_digits(typed: str) -> tuple[str, ...] | None:
    if any(letter.isalpha() for letter in typed):
        return None
    digits = [int(letter) - 1 for letter in typed if letter.isdecimal()]
    if len(digits) != RECEIPT_WORDS * _DIGITS_A_WORD or not all(0 <= d < 6 for d in digits):
        return None
    number = 0
    for digit in digits:
        number = number * 6 + digit
    return spell(number, RECEIPT_WORDS)
