"""What can be picked: a question's own options, the fixed sets, and leaving a question out."""

from dataclasses import dataclass
from typing import Final

from participation.core.speech import marked
from surveys.codes import Name
from surveys.words import NO_WORDS, FixedWords, Words

SKIP: Final = "skip"
SKIP_WORDS: Final = FixedWords.english(marked("I don't want to say"))
SKIP_ALSO: Final = ("skip", "I'd rather not say", "rather not say", "prefer not to say")


@dataclass(frozen=True)
class Option:
    """One thing that can be picked; `also` are further words that people type for it.

    One of these may hold several with commas between, when a catalogue has its own for them.
    `picture` names a picture file for each language that has its own.
    """

    code: Name
    words: Words
    also: tuple[str, ...] = ()
    picture: Words = NO_WORDS


def _option(code: str, words: str, *also: str) -> Option:
    return Option(code, FixedWords.english(words), also)


FACES: Final = (
    _option("very-happy", marked("Very happy"), "really happy", "great", "😀", "😁", "😄"),
    _option("happy", marked("Happy"), "good", "🙂", "😊"),
    _option("ok", marked("OK"), "okay", "so so", "alright", "😐"),
    _option("sad", marked("Sad"), "bad", "🙁", "☹"),
    _option("very-sad", marked("Very sad"), "really sad", "terrible", "😢", "😭"),
)
YES_NO: Final = (
    _option("yes", marked("Yes"), "y", marked("yeah, yep, yup"), "👍"),
    _option("no", marked("No"), "n", marked("nope, nah"), "👎"),
    _option("dont-know", marked("I don't know"), "don't know", "dunno", "idk", "not sure", "maybe"),
)
PLEDGE: Final = (
    _option("kept", marked("Kept"), "yes"),
    _option("partly", marked("Partly"), "a bit", "kind of"),
    _option("not-kept", marked("Not kept"), "no"),
    _option("not-about-me", marked("Not about me")),
)
RATING: Final = (
    _option("very-good", marked("Very good"), "great", "brilliant", "amazing"),
    _option("good", marked("Good")),
    _option("ok", marked("OK"), "okay", "so so", "alright"),
    _option("not-good", marked("Not good"), "bad"),
    _option("very-bad", marked("Very bad"), "terrible", "awful"),
)
PLACES: Final = (
    _option("foster-home", marked("A foster home"), "foster", "foster care"),
    _option("family", marked("With family or friends who look after me"), "family", "kinship"),
    _option("parents", marked("With my mum or dad"), "mum", "dad", "parents"),
    _option("childrens-home", marked("A children's home"), "childrens home", "residential"),
    _option("secure", marked("A secure home, or custody"), "secure", "custody"),
    _option("school", marked("A school where I stay overnight"), "boarding school"),
    _option("shared-support", marked("A shared place with staff who help"), "supported", "hostel"),
    _option("own-place", marked("My own place"), "flat", "on my own"),
    _option("staying-close", marked("With the people who fostered me, now I'm 18"), "staying put"),
    _option("elsewhere", marked("Somewhere else"), "other"),
)
SCALE: Final = tuple(_option(str(number), str(number)) for number in range(11))

OTHER: Final = "other"
SOMETHING_ELSE: Final = _option(OTHER, marked("Something else"), "else")
