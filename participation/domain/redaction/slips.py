"""Telling a misspelt English word from a name that no list holds."""

import re
from functools import lru_cache

from participation.domain.redaction.lexicon import Lexicon, Standing
from participation.domain.redaction.tokens import Word

_WORDS = frozenset({Standing.ORDINARY, Standing.SURNAME, Standing.RARELY})
_NAMES = frozenset({Standing.MOSTLY, Standing.NAME})
_SHORTEST, _LONGEST = 5, 24
_SHORTEST_BY_SOUND = 7
_SHORTEST_UNDOUBLED = 4
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
# What a finger or an ear takes for another: neighbours on the keyboard, vowels, like sounds.
_ALIKE_GROUPS = (
    *("qwa", "was", "esd", "rdf", "tfg", "ygh", "uhj", "ijk", "okl", "pol", "azs", "sxd", "dcf"),
    *("fvg", "gbh", "hnj", "jmk", "zx", "xc", "cv", "vb", "bn", "nm"),
    *("aeiouy", "ckqs", "szx", "fv", "bp", "dt", "mn", "gj", "wv"),
)
_ALIKE = {
    letter: {other for group in _ALIKE_GROUPS if letter in group for other in group} - {letter}
    for letter in _LETTERS
}
_DRAWN_OUT = re.compile(r"(.)\1{2,}")
_DOUBLED = re.compile(r"(.)\1+")
# Consonants that sound alike are one, and so are vowels together or apart.
_SOUNDS = str.maketrans("kqszvxeiouy", "ccccfcaaaaa", "hw")


def is_slip(word: Word, known: Lexicon) -> bool:
    """Tell whether the word reads as a common English word misspelt or drawn out.

    Never for a listed name, and never for fewer than five letters, where nearly any name is
    one slip from some word.
    """
    plain = word.plain
    if word.accented or plain in known.names:
        return False
    if _DRAWN_OUT.search(plain):
        shorter = {_DRAWN_OUT.sub(r"\1", plain), _DRAWN_OUT.sub(r"\1\1", plain)}
        return any(known.standing(form) in _WORDS for form in shorter)
    if plain.endswith("s") and known.standing(plain[:-1]) in _NAMES:
        return False  # "karens house"
    if plain.endswith("s") and plain[:-1] in known.everyday:
        return True  # "childrens", "boxs"
    if any(plain[:at] + plain[at - 1 :] in known.everyday for at in range(2, len(plain) + 1)):
        return len(plain) >= _SHORTEST_UNDOUBLED  # "tels", "realy"
    if not _SHORTEST <= len(plain) <= _LONGEST:
        return False
    if is_slip_of_name(plain, known):
        return False
    near = _one_slip_away(plain)
    if not known.everyday.isdisjoint(near):
        return True
    if not known.first_names.isdisjoint(near):
        return False
    return len(plain) >= _SHORTEST_BY_SOUND and _sounds_everyday(plain, known)


def is_slip_of_name(plain: str, known: Lexicon) -> bool:
    """Tell whether the word is a first name with a letter doubled, drawn out or misplaced.

    "simonee", "nataile", "karens".
    """
    forms = {_DRAWN_OUT.sub(r"\1", plain), plain.removesuffix("s"), *_two_letters_amiss(plain)}
    return not known.first_names.isdisjoint(forms)


def _two_letters_amiss(word: str) -> set[str]:
    # Two that changed places, or one written twice.
    pairs = range(1, len(word))
    swapped = {word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :] for at in pairs}
    return swapped | {word[:at] + word[at + 1 :] for at in pairs if word[at] == word[at - 1]}


def _one_slip_away(word: str) -> set[str]:
    # The first letter is kept: children seldom miss it, and names would pass for words.
    cuts = [(word[:at], word[at:]) for at in range(1, len(word) + 1)]
    # A letter too many at the end is no slip unless it doubles: "Valida" is not "valid".
    without = {head + tail[1:] for head, tail in cuts if len(tail) > 1 or head[-1:] == tail}
    swapped = {head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1}
    changed = {
        head + letter + tail[1:] for head, tail in cuts for letter in _ALIKE.get(tail[:1], ())
    }
    added = {head + letter + tail for head, tail in cuts for letter in _LETTERS}
    if len(word) >= _SHORTEST_BY_SOUND and word[0] in "aeiou":
        changed |= {vowel + word[1:] for vowel in "aeiou"}
    return without | swapped | changed | added


def _sounds_everyday(word: str, known: Lexicon) -> bool:
    # "definatly" has a vowel too few; two and more amiss are some other word, often a name.
    consonants, ends_open, vowels = _sound(word)
    return any(
        (consonants, ends_open, each) in _everyday_sounds(known)
        for each in (vowels - 1, vowels, vowels + 1)
    )


def _sound(word: str) -> tuple[str, bool, int]:
    """Return the first letter with the consonants, whether a vowel ends it, and how many it has.

    Letters that sound alike are one, and vowels side by side too: "proffecional".
    """
    heard = _DOUBLED.sub(r"\1", word[1:].translate(_SOUNDS))
    return word[0] + heard.replace("a", ""), heard.endswith("a"), heard.count("a")


@lru_cache(maxsize=1)
def _everyday_sounds(known: Lexicon) -> frozenset[tuple[str, bool, int]]:
    long = (word for word in known.everyday if len(word) >= _SHORTEST_BY_SOUND)
    return frozenset(sound for word in long if len((sound := _sound(word))[0]) >= 4)
