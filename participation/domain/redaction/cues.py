"""Words that say a name comes next: "my name is", "called", "Mrs", "my social worker"."""

from participation.domain.redaction.lexicon import Standing, grammar, own_words
from participation.domain.redaction.tokens import Word

_SURE = frozenset({Standing.SOMETIMES, Standing.MOSTLY, Standing.NAME})
_PLAIN_NAMES = _SURE | {Standing.UNKNOWN}
_ANY_NAMES = _PLAIN_NAMES | {Standing.RARELY, Standing.SURNAME}
_LONGEST_NAME = 3


def names_after_cues(words: list[Word], standings: list[Standing]) -> set[int]:
    """Return the places of words that a cue before them makes a name."""
    found: set[int] = set()
    for place in range(1, len(words)):
        if words[place].plain in own_words("stops") or words[place].plain in own_words("roles"):
            continue
        if _is_named(place, words, standings):
            found.update(_whole_name(place, words, standings))
    return found


def is_told_as_name(place: int, words: list[Word]) -> bool:
    """Tell whether "my name is", "Mrs", "my worker" and the like stand before the word."""
    one = _before(place, words, 1)
    who = one in grammar("firm-titles") or one in own_words("roles")
    return who or _follows_my_name_is(place, words)


def _is_named(place: int, words: list[Word], standings: list[Standing]) -> bool:
    return (
        _follows_my_name_is(place, words)
        or _follows_called(place, words, standings)
        or _follows_title(place, words, standings)
        or _follows_role(place, words, standings)
        or _follows_i_am(place, words, standings)
    )


def _before(place: int, words: list[Word], steps: int) -> str:
    return words[place - steps].whole if place >= steps else ""


def _follows_my_name_is(place: int, words: list[Word]) -> bool:
    one, two = _before(place, words, 1), _before(place, words, 2)
    return (one in grammar("is") and two in grammar("name-words")) or one in ("name's", "surname's")


def _follows_called(place: int, words: list[Word], standings: list[Standing]) -> bool:
    one, two = _before(place, words, 1), _before(place, words, 2)
    called = one in grammar("naming") or (one in grammar("objects") and two in grammar("calling"))
    if not called or words[place].apart:
        return False
    return words[place].telling or standings[place] in _ANY_NAMES


def _follows_title(place: int, words: list[Word], standings: list[Standing]) -> bool:
    title = _before(place, words, 1)
    if title not in own_words("titles"):
        return False
    if title in grammar("firm-titles"):
        return True
    if title == "dr" and standings[place] in _ANY_NAMES:
        return True
    return words[place].telling or standings[place] in _SURE


def _follows_role(place: int, words: list[Word], standings: list[Standing]) -> bool:
    back = 2 if _before(place, words, 1) in grammar("is") else 1
    if _before(place, words, back) not in own_words("roles"):
        return False
    word, standing = words[place], standings[place]
    if word.telling:
        return standing in _ANY_NAMES
    if standing is Standing.RARELY and back == 2:
        return word.plain not in grammar("predicates") and word.plain in own_words("names-rarely")
    if standing is Standing.RARELY:
        return word.plain not in grammar("verbs") or _after(place, words) in grammar("after-names")
    return standing in _PLAIN_NAMES


def _after(place: int, words: list[Word]) -> str:
    return words[place + 1].whole if place + 1 < len(words) else ""


def _follows_i_am(place: int, words: list[Word], standings: list[Standing]) -> bool:
    one, two = _before(place, words, 1), _before(place, words, 2)
    am = one in ("i'm", "im") or (one == "am" and two == "i")
    if not am or words[place].apart:
        return False
    return standings[place] in (Standing.SOMETIMES, Standing.RARELY)


def _whole_name(place: int, words: list[Word], standings: list[Standing]) -> list[int]:
    name = [place]
    for following in range(place + 1, min(place + _LONGEST_NAME, len(words))):
        if words[following].apart or words[following].plain in own_words("stops"):
            break
        if not (words[following].telling or standings[following] in _PLAIN_NAMES):
            break
        name.append(following)
    return name
