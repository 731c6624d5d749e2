"""A text cut into words, each with what its writing shows."""

import re
import unicodedata
from dataclasses import dataclass

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f])*(?:['’ʼ`´][^\W\d_][^\W_]*)*")
_ENDS_SENTENCE = re.compile(r"(?:[.!?:;\n\r\"“”>•*|/(\[]|\s[-–—])\s*[\"“”'‘(\[>•*-]*\s*\Z")
# A full stop after these ends no sentence: "Dr. Wells", "J. Wells".
_SHORT_FORM = re.compile(r"(?:mr|mrs|ms|mx|dr|prof|rev|st|sgt|cllr|\w)\Z", re.I)
_APOSTROPHES = str.maketrans(dict.fromkeys("’ʼ`´", "'"))
# After these the rest of a word in -'s, -'ll and so on says nothing of the name before it.
_TAILS = frozenset({"s", "ll", "d", "ve", "re", "m", "t"})


@dataclass(frozen=True, slots=True)
class Word:
    """One word: its place, its folded form and whether its capital means anything."""

    start: int
    end: int  # of the word without a tail such as 's
    plain: str  # folded, without a tail
    whole: str  # folded, with the tail: "don't", "i'm"
    written: str  # as it stands, in lower case, accents kept
    capital: bool  # begins with a capital
    telling: bool  # the capital is no matter of course: inside a sentence of mixed writing
    apart: bool  # something other than spaces stands between it and the word before

    @property
    def accented(self) -> bool:
        """Tell whether it has letters beyond a to z."""
        return not self.written.translate(_APOSTROPHES).isascii()


def fold(written: str) -> str:
    """Return the word as lists hold it: lower case, straight apostrophes, no accents."""
    if written.isascii():
        return written.lower().replace("`", "'")
    split = unicodedata.normalize("NFKD", written.translate(_APOSTROPHES))
    return "".join(mark for mark in split if not unicodedata.combining(mark)).casefold()


def words_of(text: str) -> list[Word]:
    """Return the words of the text in order; digits and marks stand between words."""
    matches = list(_WORD.finditer(text))
    mixed = _is_mixed([match.group() for match in matches])
    words: list[Word] = []
    last_start = last_end = 0
    for match in matches:
        written, start = match.group(), match.start()
        between = text[last_end:start]
        whole = fold(written)
        plain = _without_tail(whole)
        capital = written[0].isupper()
        short = between.strip(" ") == "." and _SHORT_FORM.match(text, last_start, last_end)
        first = not words or (not short and _ENDS_SENTENCE.search(between) is not None)
        words.append(
            Word(
                start=start,
                end=match.end() - (len(whole) - len(plain) if plain != whole else 0),
                plain=plain,
                whole=whole,
                written=unicodedata.normalize("NFC", written).lower(),
                capital=capital,
                telling=capital and mixed and not first and not _is_shouted(written),
                apart=not short and (not words or bool(between.strip(" \t\u00a0-"))),
            )
        )
        last_start, last_end = match.span()
    return words


def _is_shouted(written: str) -> bool:
    return len(written) > 1 and written.isupper()


def _is_mixed(written: list[str]) -> bool:
    # In a text all in capitals, or with a Capital On Every Word, capitals say nothing.
    capitals = sum(word[0].isupper() for word in written)
    return capitals < 0.75 * len(written) or len(written) < 4


def _without_tail(whole: str) -> str:
    head, apostrophe, tail = whole.rpartition("'")
    return head if apostrophe and head and tail in _TAILS else whole
