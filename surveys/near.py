"""What somebody meant who typed an option nearly as it is spelt."""

import unicodedata
from collections.abc import Mapping

from participation.core.words import one_slip_apart

SHORTEST = 4
"""Letters of a word in which a slip is forgiven: in a shorter one it may be another word."""

# Letters that people type for one another, where taking off the marks does not tell.
_SAME = str.maketrans(
    {"đ": "d", "ł": "l", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ە": "ه", "ھ": "ه"}
    | dict.fromkeys("\u200c\u200d\u0640")
)


def nearest_way(known: Mapping[str, str], said: str) -> str | None:
    """Return the one code whose ways of naming it hold these words, each with a slip or none.

    `known` holds folded ways and their codes, and `said` is folded too. None when no code or
    more than one comes as near.
    """
    plain = _plain(said)
    for alike in (_equal, _with_slips):
        codes = {code for way, code in known.items() if alike(_plain(way), plain)}
        if codes:
            return codes.pop() if len(codes) == 1 else None
    return None


def _plain(text: str) -> str:
    """Return the text without its marks, in the letters that stand for others like them."""
    split = unicodedata.normalize("NFKD", text)
    bare = "".join(letter for letter in split if not unicodedata.combining(letter))
    return bare.translate(_SAME)


def _equal(way: str, said: str) -> bool:
    return way == said


def _with_slips(way: str, said: str) -> bool:
    meant, typed = way.split(), said.split()
    return len(meant) == len(typed) and all(map(_one_slip, meant, typed))


def _one_slip(meant: str, typed: str) -> bool:
    long_enough = min(len(meant), len(typed)) >= SHORTEST and not meant.isdecimal()
    return meant == typed or (long_enough and one_slip_apart(meant, typed))
