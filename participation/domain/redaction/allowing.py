"""What a council may say is never a personal detail: a single word that is nobody's name.

The list grows from what officers read, so one rule keeps it from telling of a child: no name
that people have, and no two words together.
"""

from participation.core.errors import BadInput
from participation.domain.redaction.lexicon import Standing, lexicon
from participation.domain.redaction.slips import is_slip_of_name
from participation.domain.redaction.spots import Kind, Spot
from participation.domain.redaction.tokens import Word, words_of

# A number, an address or a way to reach somebody stays masked whatever the list says.
ALLOWABLE = frozenset({Kind.NAME, Kind.PLACE, Kind.SCHOOL, Kind.ADDRESS})
_BY_A_WORD = frozenset({Kind.NAME, Kind.PLACE})
_NAMES = frozenset({Standing.NAME, Standing.MOSTLY, Standing.SOMETIMES, Standing.RARELY})
_SHORTEST, _LONGEST = 3, 30


def allowable(written: str) -> str:
    """Return the word as a list keeps it, folded; raises BadInput if it must stay masked."""
    words = words_of(written)
    if len(words) != 1 or words[0].written != written.strip().lower():
        raise BadInput("Type one word, letters only. Numbers and addresses always stay masked.")
    if not _SHORTEST <= len(words[0].plain) <= _LONGEST:
        raise BadInput("Type a word of 3 to 30 letters.")
    if _is_somebodys(words[0]):
        raise BadInput(
            "That is a name people have, so it stays masked everywhere. "
            "You can still put it back in one answer."
        )
    return words[0].plain


def allowable_words(text: str, spot: Spot) -> tuple[str, ...]:
    """Return the words under the mark that an officer may say are never a personal detail."""
    if spot.kind not in _BY_A_WORD:
        return ()
    words = words_of(text[spot.start : spot.end])
    written = (text[spot.start + word.start : spot.start + word.end] for word in words)
    return tuple(dict.fromkeys(word for word in written if _may_be_allowed(word)))


def _may_be_allowed(written: str) -> bool:
    try:
        allowable(written)
    except BadInput:
        return False
    return True


def _is_somebodys(word: Word) -> bool:
    known = lexicon()
    if known.standing(word.plain) in _NAMES or word.plain in known.first_names:
        return True
    return known.standing(word.plain) is Standing.UNKNOWN and is_slip_of_name(word.plain, known)
