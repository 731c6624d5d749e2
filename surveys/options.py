"""What can be picked: a question's own options, the fixed sets, and leaving a question out."""

from dataclasses import dataclass
from typing import Final

from surveys.codes import Name
from surveys.words import Words

SKIP: Final = "skip"
SKIP_WORDS: Final = Words.english("I don't want to say")
SKIP_ALSO: Final = ("skip", "I'd rather not say", "rather not say", "prefer not to say")


@dataclass(frozen=True)
class Option:
    """One thing that can be picked; `also` are further words that people type for it."""

    code: Name
    words: Words
    also: tuple[str, ...] = ()


def _option(code: str, words: str, *also: str) -> Option:
    return Option(code, Words.english(words), also)


FACES: Final = (
    _option("very-happy", "Very happy", "really happy", "great", "😀", "😁", "😄"),
    _option("happy", "Happy", "good", "🙂", "😊"),
    _option("ok", "OK", "okay", "so so", "alright", "😐"),
    _option("sad", "Sad", "bad", "🙁", "☹"),
    _option("very-sad", "Very sad", "really sad", "terrible", "😢", "😭"),
)
YES_NO: Final = (
    _option("yes", "Yes", "y", "yeah", "yep", "yup", "👍"),
    _option("no", "No", "n", "nope", "nah", "👎"),
    _option("dont-know", "I don't know", "don't know", "dunno", "idk", "not sure", "maybe"),
)
PLEDGE: Final = (
    _option("kept", "Kept", "yes"),
    _option("partly", "Partly", "a bit", "kind of"),
    _option("not-kept", "Not kept", "no"),
    _option("not-about-me", "Not about me"),
)
