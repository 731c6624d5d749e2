"""What a single word is known to be: ordinary English, a name, a place, or nothing known.

The lists stand in `vendor/` (of others, with their licences) and `vocabulary/` (our own, made
to be added to). They are read once, when first needed.
"""

import gzip
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache, lru_cache
from importlib.resources import files

# Further down the list of surnames nearly every English word is somebody's.
_COMMON_SURNAMES = 1500


class Standing(Enum):
    """What a word is, by itself and without regard to capitals."""

    ORDINARY = auto()  # English, or a word of care or of young people
    SURNAME = auto()  # an English word that many people are called by
    RARELY = auto()  # a word that is a first name now and then: will, mark
    SOMETIMES = auto()  # a word that is a first name as often: grace, amber
    MOSTLY = auto()  # in a dictionary, yet a name nearly always: harry, sue
    NAME = auto()  # a name, and no English word
    PLACE = auto()  # a town or country
    UNKNOWN = auto()  # in no list at all: most names of the world


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The lists, ready to be asked."""

    standings: dict[str, Standing]
    everyday: frozenset[str]  # the 11,000 commonest words
    common: frozenset[str]  # the 41,000 commonest words
    names: frozenset[str]  # first names and surnames
    first_names: frozenset[str]  # those of them that are no English words
    word_places: frozenset[str]  # towns that are words too: Reading, Bath
    accented: frozenset[str]  # English words written with accents: café

    def standing(self, word: str) -> Standing:
        """Return what the word is; it must be folded (see `tokens.fold`)."""
        found = self.standings.get(word)
        if found is not None:
            return found
        return Standing.NAME if word in self.names else Standing.UNKNOWN


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Return the one lexicon."""
    everyday = frozenset(_vendored("words-common"))
    common = everyday.union(_vendored("words-known"))
    wider = frozenset(_vendored("words-wider")) - common
    surnames = _vendored("surnames")
    first = frozenset(_vendored("first-names"))
    world = own_words("names-world").union(_vendored("first-names-world"))
    english = common.union(wider, _vendored("words-rarer"))
    places = own_words("places")
    standings = dict.fromkeys(english, Standing.ORDINARY)
    standings |= dict.fromkeys(english.intersection(surnames[:_COMMON_SURNAMES]), Standing.SURNAME)
    standings |= dict.fromkeys((first & common) - everyday, Standing.RARELY)
    # Of "dieter" and "sonata" the name is likelier than the word where young people write.
    standings |= dict.fromkeys((first | world) & wider, Standing.SOMETIMES)
    ours = own_words("care") | own_words("everyday") | own_words("peoples") | own_words("calendar")
    standings |= dict.fromkeys(ours, Standing.ORDINARY)
    standings |= dict.fromkeys(places - english, Standing.PLACE)
    for listed, standing in (
        ("names-rarely", Standing.RARELY),
        ("names-sometimes", Standing.SOMETIMES),
        ("names-mostly", Standing.MOSTLY),
    ):
        standings |= dict.fromkeys(own_words(listed), standing)
    names = first.union(world, surnames)
    accented = frozenset(_vendored("words-accented"))
    first_names = first.union(world) - english | own_words("names-mostly")
    towns = places & english
    return Lexicon(standings, everyday | ours, common, names, first_names, towns, accented)


@cache
def own_words(listed: str) -> frozenset[str]:
    """Return one list of our own vocabulary."""
    return frozenset(word for line in _own_lines(listed) for word in line.split())


@cache
def grammar(name: str) -> frozenset[str]:
    """Return one of the small sets of words of `vocabulary/grammar.txt`; KeyError if unknown."""
    return _grammar()[name]


@lru_cache(maxsize=1)
def _grammar() -> dict[str, frozenset[str]]:
    parts = (line.partition(":") for line in _own_lines("grammar"))
    return {name: frozenset(words.split()) for name, _, words in parts}


def _own_lines(listed: str) -> list[str]:
    text = files(__package__).joinpath("vocabulary", f"{listed}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]


def _vendored(listed: str) -> tuple[str, ...]:
    packed = files(__package__).joinpath("vendor", f"{listed}.txt.gz").read_bytes()
    return tuple(gzip.decompress(packed).decode("utf-8").split())
