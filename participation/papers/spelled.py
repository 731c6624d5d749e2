"""Signs that no shipped font holds, written as words, so that every PDF can be made.

PDF/UA refuses a page with a sign that has no shape.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby

from participation.papers.alphabet import alphabets
from participation.papers.letters import tidy

EVERYDAY = re.compile("[\n\x20-\x7e\u00a1-\u00ac\u00ae-\u00ff‘’“”–—…•]*")
# Joiners, variation selectors and emoji tags change their neighbours and have no shape of
# their own (Unicode, Default_Ignorable_Code_Point).
SKIN_TONES = re.compile("[\U0001f3fb-\U0001f3ff]")
SHAPELESS = re.compile(
    "[\u00ad\u034f\u061c\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\U000e0020-\U000e007f]"
)
LONGEST_WORD = 40
LONGEST_ROW = 4
BREAK_HERE = "\u200b"


def spelled(text: str) -> str:
    """Return the text in signs that the shipped fonts hold, all others written as words."""
    text = tidy(text)
    if EVERYDAY.fullmatch(text):
        return _breakable(list(text))
    pieces = [piece for cluster in _clusters(text) for piece in _pieces(cluster)]
    signs: list[str] = []
    for held, row in groupby(pieces, key=lambda piece: piece[1]):
        unknown = [sign for sign, _ in row]
        signs.extend(unknown if held else in_words(unknown))
    return _breakable(signs)


def spelled_title(text: str) -> str:
    """Return a title in signs that the fonts hold; one that nobody could see gets a word."""
    return spelled(text) if SHAPELESS.sub("", tidy(text)).strip() else "Untitled"


def in_words(signs: list[str]) -> str:
    """Return signs by name, such as "[sign U+1F9FF nazar amulet]"; a long row as one."""
    if len(signs) > LONGEST_ROW:
        return f"[{len(signs)} signs that this paper cannot show, first {_name(signs[0])}]"
    return "".join(f"[sign {_name(sign)}]" for sign in signs)


def _name(sign: str) -> str:
    return f"U+{ord(sign):04X} {unicodedata.name(sign, '').lower()}".strip()


def _clusters(text: str) -> Iterator[str]:
    """Yield each letter with the marks that sit on it."""
    cluster = ""
    for sign in unicodedata.normalize("NFC", text):
        if cluster and not (_sits_on(sign) and cluster != "\n"):
            yield cluster
            cluster = ""
        cluster += sign
    if cluster:
        yield cluster


def _sits_on(sign: str) -> bool:
    is_mark = unicodedata.category(sign)[0] == "M"
    return is_mark or bool(SHAPELESS.match(sign) or SKIN_TONES.match(sign))


def _pieces(cluster: str) -> list[tuple[str, bool]]:
    """Return the cluster whole if one font holds it, else its letter and marks apart.

    Marks with no letter to sit on would settle on whatever the page puts before them.
    """
    if _sits_on(cluster[0]):
        return [(mark, False) for mark in cluster if not SHAPELESS.match(mark)]
    if _one_font_holds(cluster):
        return [(cluster, True)]
    if len(cluster) == 1 and unicodedata.category(cluster) == "Zs":
        return [(" ", True)]
    letter = cluster[0]
    shaped = [mark for mark in cluster[1:] if not SHAPELESS.match(mark)]
    return [(letter, _one_font_holds(letter)), *((mark, False) for mark in shaped)]


def _one_font_holds(cluster: str) -> bool:
    if cluster == "\n":
        return True
    signs = {ord(sign) for sign in cluster if not SHAPELESS.match(sign)}
    private = any(unicodedata.category(sign) == "Co" for sign in cluster)
    return not private and any(signs <= alphabet for alphabet in alphabets())


def _breakable(signs: list[str]) -> str:
    """Return the signs joined, with places to break a word that no line could hold."""
    length, parts = 0, []
    for sign in signs:
        length = 0 if sign in " \n" else length + 1
        if length > LONGEST_WORD:
            parts.append(BREAK_HERE)
            length = 1
        parts.append(sign)
    return "".join(parts)
