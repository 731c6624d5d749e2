"""Turns what was posted or typed into a clean answer, one reader for each way of answering.

A door that posts sends codes; a door where people type sends numbers and words. Each reader
takes both. Every refusal is a sentence for the young person who reads it.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence

from participation.core.errors import BadInput
from participation.core.speech import said as _
from participation.core.speech import spoken
from surveys.answers import Answer
from surveys.limits import LONGEST_LINE, LONGEST_TEXT, Terms
from surveys.near import nearest_way
from surveys.options import OTHER, SKIP, SKIP_ALSO, SKIP_WORDS, Option
from surveys.sentences import NOT_FOUND, ONLY_ONE, TOO_LONG, TOO_MANY
from surveys.words import FixedWords

LONGEST_PICK = 1000

# Apostrophes, and what follows an emoji to colour it.
_UNHEARD = str.maketrans("", "", "'’‘ʼ`´\ufe0f\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff")
_NOT_A_WORD = re.compile(r"[\s.,;:!?()\[\]\"“”…_/،؛؟።-]+")
_BETWEEN = (
    re.compile(r"[;؛\n]"),
    re.compile(r"[,،፣]"),
    re.compile(r"&|\band\b", re.IGNORECASE),
    re.compile(r"(?<=\d)\s+(?=\d)"),
)
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"(?:number |no )?0*([1-9][0-9]?)")
_LINES = str.maketrans({"\r": "\n", "\u2028": "\n", "\u2029": "\n", "\t": " "})
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"})
# Marks that could turn round or hide what an officer reads: overrides and isolates.
_TURNS_TEXT = frozenset(map(chr, [*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF]))


def pick_one(terms: Terms, raw: Sequence[str]) -> Answer:
    """Return the one option that was picked; raises BadInput."""
    picked = picked_in_order(terms, raw)
    if len(set(picked)) > 1:
        raise BadInput(_(ONLY_ONE))
    return Answer(values=picked[:1])


def pick_several(terms: Terms, raw: Sequence[str]) -> Answer:
    """Return the options that were picked, in the question's order; raises BadInput."""
    picked = set(picked_in_order(terms, raw))
    most = terms.limits.most
    if most is not None and len(picked) > most:
        raise BadInput(_(TOO_MANY, most=most, many=len(picked)))
    return Answer(values=tuple(option.code for option in terms.options if option.code in picked))


def write(terms: Terms, raw: Sequence[str]) -> Answer:
    """Return the text in clean letters, as it was written otherwise; raises BadInput."""
    return Answer(text=_within(clean_text("\n".join(raw)), terms.limits.longest or LONGEST_TEXT))


def write_line(terms: Terms, raw: Sequence[str]) -> Answer:
    """Return a short text on one line; raises BadInput."""
    return Answer(text=other_words(" ".join(raw), terms.limits.longest))


def other_words(typed: str, longest: int | None = None) -> str:
    """Return a few words on one line in clean letters; raises BadInput when they are many."""
    return _within(" ".join(clean_text(typed).split()), longest or LONGEST_LINE)


def _within(text: str, longest: int) -> str:
    if len(text) > longest:
        raise BadInput(_(TOO_LONG, longest=f"{longest:,}", many=f"{len(text):,}"))
    return text


def is_blank(raw: Sequence[str]) -> bool:
    """Return whether nothing that can be seen was posted or typed."""
    return not any(clean_text(value) for value in raw)


def is_skip(raw: Sequence[str]) -> bool:
    """Return whether the reply leaves the question out."""
    return tuple(raw) == (SKIP,)


def says_skip(text: str) -> bool:
    """Return whether somebody typed that they do not want to say."""
    said = folded(text)
    ways = (*SKIP_ALSO, *SKIP_WORDS.ways(spoken()))
    return said in {folded(way) for way in ways}


def clean_text(text: str) -> str:
    """Return the text in composed letters, without what cannot be seen or turns text round."""
    lines = text.replace("\r\n", "\n").translate(_LINES)
    kept = "".join(letter for letter in lines if letter == "\n" or _is_kept(letter))
    composed = unicodedata.normalize("NFC", kept).strip()
    return composed if any(_is_seen(letter) for letter in composed) else ""


def _is_kept(letter: str) -> bool:
    return unicodedata.category(letter) not in {"Cc", "Cs"} and letter not in _TURNS_TEXT


def _is_seen(letter: str) -> bool:
    return unicodedata.category(letter) not in _UNSEEN


def folded(text: str) -> str:
    """Return the text as it is compared: small letters, no apostrophes, digits from 0 to 9."""
    plain = unicodedata.normalize("NFKC", text).translate(_UNHEARD).casefold()
    if not plain.isascii():
        plain = _DIGIT.sub(lambda digit: str(unicodedata.decimal(digit.group())), plain)
    return _NOT_A_WORD.sub(" ", plain).strip()


def picked_in_order(terms: Terms, raw: Sequence[str]) -> tuple[str, ...]:
    """Return the code of each option that was named, as often as it was; raises BadInput."""
    known = _known_ways(terms.options)
    if any(len(value) > LONGEST_PICK for value in raw):
        raise BadInput(_(NOT_FOUND))
    found = tuple(code for value in raw for code in _codes_of(known, value))
    if not found:
        raise BadInput(_(NOT_FOUND))
    return found


def understood(terms: Terms, typed: str) -> tuple[tuple[str, ...], str]:
    """Return the options that a typed line names between its commas, and the rest of it."""
    known = _known_ways(terms.options)
    codes: list[str] = []
    rest: list[str] = []
    for part in re.split(r"[;؛,،፣\n]", typed):
        try:
            codes += _codes_of(known, part)
        except BadInput:
            rest.append(part.strip())
    return tuple(dict.fromkeys(codes)), ", ".join(part for part in rest if part)


def _codes_of(
    known: Mapping[str, str], value: str, between: Sequence[re.Pattern[str]] = _BETWEEN
) -> list[str]:
    """Return the codes meant by one posted code, or by one line that somebody typed.

    The whole is tried first, so words that hold a comma or an "and" are found as they stand.
    """
    whole = known.get(_without_number_word(folded(value)))
    if whole is not None:
        return [whole]
    if not between:
        return [_nearly(known, value)]
    parts = [part for part in between[0].split(value) if part.strip()]
    return [code for part in parts for code in _codes_of(known, part, between[1:])]


def _nearly(known: Mapping[str, str], value: str) -> str:
    """Return the code that was nearly typed; where own words are asked for, they stand as typed."""
    meant = None if OTHER in known.values() else nearest_way(known, folded(value))
    if meant is None:
        raise BadInput(_(NOT_FOUND))
    return meant


def _without_number_word(said: str) -> str:
    number = _NUMBER.fullmatch(said)
    return number.group(1) if number else said


def _known_ways(options: Sequence[Option]) -> dict[str, str]:
    """Return each way of naming an option, folded, with its code; codes win over words."""
    known: dict[str, str] = {}
    for option in options:
        own = isinstance(option.words, FixedWords)
        also = (part for way in option.also for part in (_(way).split(",") if own else ()))
        for way in (*option.also, *also, *option.words.ways(spoken())):
            known.setdefault(folded(way), option.code)
    for number, option in enumerate(options, 1):
        known[str(number)] = option.code
        known[folded(option.code)] = option.code
    known.pop("", None)
    return known
