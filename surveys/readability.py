"""How old a reader has to be for a sentence, as a rough measure in years.

The Flesch-Kincaid grade (Kincaid, Fishburne, Rogers and Chissom, "Derivation of new
readability formulas for Navy enlisted personnel", 1975), plus five for the age at which a
grade is begun. The formula is made for long texts: in a short question one long word would
decide, so each sentence is read as if it stood among a few plain words, which is our own
addition. Words that every child in care knows count as plain. English only.
"""

import re
from functools import lru_cache

GRADE_TO_AGE = 5
PLAIN_WORDS = 6
"""How many plain words a sentence is read among, each of this many syllables."""
PLAIN_SYLLABLES = 1.25
YOUNGEST = 5.0

KNOWN = frozenset(
    "adviser advisers animal animals another answer answers anybody anyone anything anywhere area "
    "because birthday brother brothers carer carers college colleges council councils different "
    "everybody everyone everything family families favourite idea ideas important independent "
    "internet January February mummy daddy meeting meetings nobody money people person personal "
    "placement placements promise promises question questions review reviews reviewing sister "
    "sisters social somebody someone something sometimes somewhere student teacher teachers "
    "together tomorrow understand university usually visit visits weekend weekends worker workers "
    "yesterday".casefold().split()
)
"""Longer words that are heard every day, counted as plain ones."""

_SENTENCE = re.compile(r"[^.!?;:\n]+[.!?;:]*")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_VOWELS = re.compile(r"[aeiouy]+")


def sentences_of(text: str) -> tuple[str, ...]:
    """Return the sentences of a text that hold a word."""
    found = (match.group(0).strip() for match in _SENTENCE.finditer(text))
    return tuple(sentence for sentence in found if _WORD.search(sentence))


@lru_cache(maxsize=4096)
def reading_age(sentence: str) -> float:
    """Return for about what age, in years, the sentence can be read."""
    words = [word.casefold().replace("’", "'") for word in _WORD.findall(sentence)]
    if not words:
        return YOUNGEST
    spoken = sum(_weight(word) for word in words) + PLAIN_WORDS * PLAIN_SYLLABLES
    each = spoken / (len(words) + PLAIN_WORDS)
    grade = 0.39 * len(words) + 11.8 * each - 15.59
    return max(grade + GRADE_TO_AGE, YOUNGEST)


def _weight(word: str) -> float:
    return PLAIN_SYLLABLES if word in KNOWN else float(syllables(word))


def syllables(word: str) -> int:
    """Return how many syllables an English word has, by its vowels."""
    plain = word.casefold().partition("'")[0]
    groups = len(_VOWELS.findall(plain))
    if groups > 1 and re.search(r"(?:[^aeiouyl]e|[^aeiouytd]ed|[^aeiouyszxcgh]es)$", plain):
        groups -= 1
    return max(groups, 1)
