"""Words that are names now and then, told in lower case by what is done with them.

"ask mark", "me and hope", "will said no", "i want joy to come", "at bills house": a capital would
have told them (see `names`), but most young people write none.
"""

from collections.abc import Callable

from participation.domain.redaction.lexicon import Standing, grammar, lexicon, own_words
from participation.domain.redaction.tokens import Word


def names_by_doings(words: list[Word], standings: list[Standing], marked: set[int]) -> set[int]:
    """Return the places of doubtful words that are somebody by what stands around them.

    `marked` holds the places of words that are names by themselves.
    """
    found = set()
    for place, standing in enumerate(standings):
        if standing is Standing.RARELY:
            if any(tells(place, words) for tells in _SIGNS) or _is_in_company(place, words, marked):
                found.add(place)
        elif _is_owner(place, words):
            found.add(place)
    return found


def _at(place: int, words: list[Word]) -> str:
    return words[place].plain if 0 <= place < len(words) else ""


def _before(place: int, words: list[Word]) -> str:
    """Return the word before, or nothing where a sentence or part of one begins."""
    return "" if words[place].apart else _at(place - 1, words)


def _after(place: int, words: list[Word]) -> str:
    following = place + 1
    apart = following < len(words) and words[following].apart
    return "" if apart else _at(following, words)


def _is_thing(place: int, words: list[Word]) -> bool:
    return words[place].plain in grammar("things") | own_words("calendar")


def _is_described(place: int, words: list[Word]) -> bool:
    before = _before(place, words)
    return before in grammar("before-things") or before in own_words("describers")


def _speaks(place: int, words: list[Word]) -> bool:
    """Tell "will said no", but not "the page said"."""
    if _after(place, words) not in grammar("persons-do") or _is_described(place, words):
        return False
    before = _before(place, words)
    return not before or before in own_words("stops")


def _is_talked_of(place: int, words: list[Word]) -> bool:
    """Tell "mark is always late", "its mark on nights"; but not "summer is nice", "its lucky"."""
    if _is_thing(place, words):
        return False
    before, plain = _before(place, words), words[place].plain
    if _after(place, words) in grammar("persons-are"):
        return not before or before in grammar("asking-words")
    unlikely = plain in grammar("predicates") or (_is_deed(plain) and plain != "mark")
    return bool(before) and words[place - 1].whole in grammar("its") and not unlikely


def _is_deed(plain: str) -> bool:
    return plain in grammar("verbs") or plain in grammar("deeds")


def _owns(place: int, words: list[Word]) -> bool:
    """Tell "mark's mum"; but not "summer's here"."""
    owns = words[place].whole == f"{words[place].plain}'s"
    return owns and not _is_thing(place, words) and not _is_described(place, words)


def _is_kin(place: int, words: list[Word]) -> bool:
    """Tell "hope is my sister", "hope and joy are my sisters", "bill my carer"."""
    if _is_described(place, words):
        return False
    rest = [word.plain for word in words[place + 1 : place + 6]]
    paired = bool(rest) and rest[0] in grammar("and")
    rest = rest[2:] if paired else rest
    if rest[:1] and rest[0] in grammar("is"):
        rest = rest[1:]
    elif paired or _is_deed(words[place].plain):
        return False
    whose = len(rest) > 1 and rest[0] in grammar("whose")
    return whose and (rest[1] in own_words("roles") or rest[1].rstrip("s") in own_words("roles"))


def _signs(place: int, words: list[Word]) -> bool:
    """Tell "love from hope" at the end."""
    if place < 2 or (place + 1 < len(words) and words[place + 1].plain.strip("x")):
        return False
    return _at(place - 1, words) == "from" and _at(place - 2, words) == "love"


def _is_asked(place: int, words: list[Word]) -> bool:
    """Tell "tell joy", "told faith"; but not "told will be"."""
    return _before(place, words) in grammar("done-to-persons") and _after(place, words) != "be"


def _is_felt_for(place: int, words: list[Word]) -> bool:
    """Tell "i miss bill", "next to mark"; but not "with hope", "i miss summer", "to mark"."""
    if _is_thing(place, words):
        return False
    before = _before(place, words)
    if before == "to" and _is_deed(words[place].plain):
        return _at(place - 2, words) in grammar("before-to")
    return before == "to" or before in grammar("felt-for-persons")


def _is_wanted(place: int, words: list[Word]) -> bool:
    """Tell "i want hope to stay"."""
    wanted = _before(place, words) in grammar("wanting")
    return wanted and _after(place, words) == "to"


def _is_who(place: int, words: list[Word]) -> bool:
    """Tell "its joy who does nights"."""
    return _after(place, words) == "who" and not _is_described(place, words)


def _is_asked_of(place: int, words: list[Word]) -> bool:
    """Tell "can mark come", at the beginning of what is said."""
    if _before(place, words) not in grammar("asking-whether") or _is_thing(place, words):
        return False
    return words[place - 1].apart or _at(place - 2, words) in grammar("asking-words")


def _is_in_company(place: int, words: list[Word], marked: set[int]) -> bool:
    """Tell "me and hope", "karen and will", "faith n karen"; but not "me and will be"."""
    if _before(place, words) in grammar("and") and place > 1:
        somebody = place - 2 in marked or _at(place - 2, words) in grammar("we-two")
        return somebody and _after(place, words) not in grammar("after-may")
    if _after(place, words) in grammar("and") and not _is_described(place, words):
        return place + 2 in marked or _at(place + 2, words) in grammar("we-two")
    return False


def _is_owner(place: int, words: list[Word]) -> bool:
    """Tell "at bills house", and "jacks" wherever it stands."""
    word = words[place].plain
    if not word.endswith("s") or _is_described(place, words):
        return False
    if word[:-1] in own_words("names-mostly"):
        return word not in lexicon().everyday
    named = own_words("names-rarely") | own_words("names-sometimes")
    return word[:-1] in named and _after(place, words) in grammar("belongings")


_SIGNS: tuple[Callable[[int, list[Word]], bool], ...] = (
    _speaks,
    _is_talked_of,
    _owns,
    _is_kin,
    _signs,
    _is_asked,
    _is_felt_for,
    _is_wanted,
    _is_who,
    _is_asked_of,
)
