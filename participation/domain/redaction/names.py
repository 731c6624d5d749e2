"""Finding people's names, in texts with capitals and without.

Masked by default: a word that is no English word is taken for a name. Words are marked in
passes: names by themselves, words that a cue makes names ("my social worker ..."), capitals
inside a sentence, names that begin one, and the neighbours of names (initials, "van",
surnames).
"""

from dataclasses import dataclass

from participation.domain.redaction.cues import names_after_cues
from participation.domain.redaction.doings import names_by_doings
from participation.domain.redaction.lexicon import (
    Lexicon,
    Standing,
    grammar,
    lexicon,
    own_words,
)
from participation.domain.redaction.slips import is_slip
from participation.domain.redaction.spots import Kind, Spot
from participation.domain.redaction.tokens import Word

_VOWELS = frozenset("aeiouy")
_NAMES = frozenset({Standing.MOSTLY, Standing.NAME, Standing.SOMETIMES, Standing.RARELY})
_SURNAMES = frozenset({Standing.SURNAME, *_NAMES})
_SURE = frozenset({Standing.MOSTLY, Standing.NAME, Standing.UNKNOWN})


@dataclass(frozen=True)
class _Reading:
    """The words of one text with what each is known to be."""

    words: list[Word]
    standings: list[Standing]
    known: Lexicon


def names_in(words: list[Word]) -> list[Spot]:
    """Return a spot for every word that is taken for a part of a name or of a place."""
    known = lexicon()
    reading = _Reading(words, [_standing(word, known) for word in words], known)
    marked = {place for place in range(len(words)) if _is_name_by_itself(place, reading)}
    marked |= names_after_cues(words, reading.standings)
    marked |= names_by_doings(words, reading.standings, marked)
    marked |= {place for place in range(len(words)) if _is_telling_name(place, reading)}
    marked |= {place for place in range(len(words)) if _begins_as_name(place, reading)}
    marked = _everywhere(reading, _with_neighbours(reading, marked))
    return [
        Spot(words[place].start, words[place].end, _kind(place, reading))
        for place in sorted(marked)
    ]


def _standing(word: Word, known: Lexicon) -> Standing:
    if word.whole != word.plain and word.whole in known.standings:
        return Standing.ORDINARY
    if word.accented and word.written not in known.accented:
        return Standing.UNKNOWN
    return known.standing(word.plain)


def _is_name_by_itself(place: int, reading: _Reading) -> bool:
    word, standing = reading.words[place], reading.standings[place]
    if len(word.plain) < 2:
        return False
    if standing is Standing.UNKNOWN:
        return _is_no_english(word, reading.known)
    if standing is Standing.SOMETIMES:
        return word.telling or not _follows_thing(place, reading.words)
    return standing in (Standing.MOSTLY, Standing.NAME, Standing.PLACE)


def _is_no_english(word: Word, known: Lexicon) -> bool:
    if word.telling:
        return True
    # "hmm", "nhs", "pt": without a vowel or of two letters it is hardly a name.
    letters = len(word.plain) < 3 or not _VOWELS.intersection(word.plain)
    return not (letters and not word.accented) and not is_slip(word, known)


def _is_telling_name(place: int, reading: _Reading) -> bool:
    word, standing = reading.words[place], reading.standings[place]
    if not word.telling or word.plain in own_words("calendar"):
        return False
    if word.plain in reading.known.word_places:
        return True
    return standing in _SURNAMES and not _follows_thing(place, reading.words)


def _begins_as_name(place: int, reading: _Reading) -> bool:
    """Tell "Will is my keyworker" from "Will you ring me"."""
    word = reading.words[place]
    if not word.capital or place + 1 == len(reading.words):
        return False
    rarely = reading.standings[place] is Standing.RARELY and word.plain not in grammar("seasons")
    return rarely and reading.words[place + 1].whole in grammar("after-names")


def _follows_thing(place: int, words: list[Word]) -> bool:
    return (
        place > 0 and not words[place].apart and words[place - 1].plain in grammar("before-things")
    )


def _with_neighbours(reading: _Reading, marked: set[int]) -> set[int]:
    words, found = reading.words, set(marked)
    for place in range(1, len(words)):
        if (
            place not in found
            and not words[place].apart
            and _follows_as_name(place, reading, found)
        ):
            found.add(place)
    for place in range(len(words) - 2, -1, -1):
        if (
            place not in found
            and not words[place + 1].apart
            and _leads_to_name(place, reading, found)
        ):
            found.add(place)
    return found


def _everywhere(reading: _Reading, marked: set[int]) -> set[int]:
    """Add the other places of a name: "my worker is mark. mark never rings"."""
    names = {reading.words[place].plain for place in marked}
    again = {
        place
        for place, word in enumerate(reading.words)
        if word.plain in names and (word.capital or _is_hardly_verb(word.plain))
    }
    return marked | again


def _is_hardly_verb(plain: str) -> bool:
    return len(plain) > 2 and plain not in grammar("verbs") - {"mark"}


def _follows_as_name(place: int, reading: _Reading, found: set[int]) -> bool:
    """Tell whether the word carries on the name before it."""
    word, standing = reading.words[place], reading.standings[place]
    after_join = place > 1 and place - 2 in found and _is_join(reading.words[place - 1])
    if not (place - 1 in found or after_join) or word.plain in own_words("stops"):
        return False
    if word.plain in own_words("calendar") or len(word.plain) < 2:
        return False
    if word.telling or standing in _SURE or word.plain in own_words("surnames-common"):
        return True
    if after_join and reading.words[place - 1].plain not in grammar("message-letters"):
        return _is_initial(reading.words[place - 1]) or word.plain not in reading.known.everyday
    return (after_join or standing in _SURNAMES) and word.plain not in reading.known.everyday


def _leads_to_name(place: int, reading: _Reading, found: set[int]) -> bool:
    """Tell whether the word begins the name after it, or joins its parts."""
    if place + 1 not in found:
        return False
    if _is_join(reading.words[place]):
        return place > 0 and (place - 1 in found or _may_begin_name(place - 1, reading))
    return _may_begin_name(place, reading)


def _may_begin_name(place: int, reading: _Reading) -> bool:
    word, standing = reading.words[place], reading.standings[place]
    if len(word.plain) < 2 or word.plain in own_words("stops"):
        return False
    if standing is Standing.RARELY:
        return word.telling or word.plain not in grammar("verbs")
    return standing in _SURE or (word.telling and standing is Standing.SURNAME)


def _is_join(word: Word) -> bool:
    return word.plain in grammar("particles") or _is_initial(word)


def _is_initial(word: Word) -> bool:
    return len(word.plain) == 1 and (word.capital or word.plain not in ("i", "u"))


def _kind(place: int, reading: _Reading) -> Kind:
    standing = reading.standings[place]
    if standing is Standing.PLACE or reading.words[place].plain in reading.known.word_places:
        return Kind.PLACE
    follows_in = place > 0 and reading.words[place - 1].plain in grammar("before-places")
    return (
        Kind.PLACE if follows_in and standing in (Standing.UNKNOWN, Standing.SURNAME) else Kind.NAME
    )
