"""Small turns of phrase that a paper and its mail share."""

from collections.abc import Iterable

from participation.domain.digest import AskLine, Occasion, ReleasedDigest
from participation.domain.responses import long_date
from participation.papers.letters import tidy

SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def counted(number: int, one: str, many: str = "") -> str:
    """Return the number with its noun, small numbers as words: "two asks", "12 asks"."""
    written = SMALL[number] if number < len(SMALL) else str(number)
    return f"{written} {one if number == 1 else many or one + 's'}"


def days(number: int) -> str:
    """Return a length of time in figures: "1 day", "9 days"."""
    return f"{number} day" if number == 1 else f"{number} days"


def opened(sentence: str) -> str:
    """Return the sentence with its first letter as a capital."""
    return sentence[:1].upper() + sentence[1:]


def listed(names: Iterable[str]) -> str:
    """Return the names as a list in a sentence: "a, b and c"."""
    *most, last = list(names) or [""]
    return f"{', '.join(most)} and {last}" if most else last


def board_of(digest: ReleasedDigest) -> str:
    """Return the board inside a sentence, "the" before it only once."""
    board = digest.occasion.board
    return board if board.lower().startswith("the ") else f"the {board}"


def when_met(occasion: Occasion) -> str:
    """Return the day of the meeting, which is never told as held when it was not."""
    held = "" if occasion.instead is None else ", not held"
    return f"{long_date(occasion.meeting_on)}{held}"


def when_answered(occasion: Occasion) -> str:
    """Return how and by when a meeting that was not held is answered; empty for any other."""
    if occasion.instead is None:
        return ""
    if not occasion.instead_at:
        return f"in writing by {long_date(occasion.instead)}"
    return f"at the meeting of {occasion.instead_at} on {long_date(occasion.instead)}"


def subject_of(digest: ReleasedDigest) -> str:
    """Return what the paper is, for a file's title or a mail's subject, on one line."""
    occasion = digest.occasion
    answered = when_answered(occasion)
    when = f"answered {answered}" if answered else when_met(occasion)
    title = f"What young people say: {occasion.board}, {when}"
    if digest.exempt and not digest.is_public:
        title += " (for members only)"
    return " ".join(tidy(title).split())


def about(ask: AskLine, promise: str) -> str:
    """Return what an ask is about on one line; empty when it names nothing.

    `promise` is what the council calls one of its promises.
    """
    parts = {"Theme": ask.theme, promise.capitalize(): ask.promise, "From": ask.consultation}
    said = [f"{label}: {words}" for label, words in parts.items() if words]
    return " · ".join([*([] if ask.exempt is None else ["Kept from the public"]), *said])


def open_to_all(digest: ReleasedDigest) -> str:
    """Return the words that a public paper needs wherever it says that there is nothing.

    They hang on nothing but that something is kept back, so they tell nothing of it.
    """
    return " that the public may read" if digest.is_public and digest.exempt else ""
