"""Every kind of question in one table: what it offers, and how a reply to it is read.

A new kind is a line here and, if people answer it in a new way, a reader beside
`surveys.reading`. Nothing else asks what kind a question is.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from participation.core.speech import said as _
from surveys import sentences
from surveys.answers import LEFT_OUT, Answer
from surveys.drawn import say_drawn, take_mark
from surveys.limits import Terms
from surveys.measures import read_month, read_number, read_scale, say_month
from surveys.options import FACES, PLACES, PLEDGE, RATING, SCALE, YES_NO, Option
from surveys.ordering import put_in_order, say_order
from surveys.reading import pick_one, pick_several, write, write_line

Reader = Callable[[Terms, Sequence[str]], Answer]
Says = Callable[[Terms, Sequence[str]], str]


class Kind(StrEnum):
    """How a question is answered."""

    FACES = "faces"
    ONE = "one"
    SEVERAL = "several"
    PICTURES = "pictures"
    YESNO = "yesno"
    PLEDGE = "pledge"
    RATING = "rating"
    PLACE = "place"
    SCALE = "scale"
    NUMBER = "number"
    MONTH = "month"
    RANK = "rank"
    LINE = "line"
    TEXT = "text"
    DRAWING = "drawing"
    PAGE = "page"


class Field(StrEnum):
    """What a question is answered in, on a page and in chat."""

    CARDS = "cards"
    SCALE = "scale"
    PLACES = "places"
    NUMBER = "number"
    MONTH = "month"
    LINE = "line"
    BOX = "box"
    DRAWING = "drawing"
    NOTHING = "nothing"


def say_picks(terms: Terms, values: Sequence[str]) -> str:
    """Return the words of the options that were picked."""
    words = {option.code: option.words for option in terms.options}
    picked = (words[code].to(terms.language) if code in words else code for code in values)
    return _(", ").join(picked)


def say_plainly(_terms: Terms, values: Sequence[str]) -> str:
    """Return the values as they are."""
    return _(", ").join(values)


def read_nothing(_terms: Terms, _raw: Sequence[str]) -> Answer:
    """Return no answer, whatever was sent: a page is only read."""
    return LEFT_OUT


@dataclass(frozen=True)
class Way:
    """What a kind of question offers and how it is answered.

    `needs` is what to do, said when a reply is empty and an answer is needed. `scaled` says
    that its options run from one end to the other, `counts` that an answer is a number,
    `limits` which limits it takes, and `must` which of them it cannot do without.
    """

    read: Reader
    needs: str
    fixed: tuple[Option, ...] = ()
    own_options: bool = False
    several: bool = False
    ordered: bool = False
    scaled: bool = False
    counts: bool = False
    written: bool = False
    names_promise: bool = False
    rates: bool = False
    pictured: bool = False
    takes_other: bool = False
    field: Field = Field.CARDS
    say: Says = say_picks
    limits: frozenset[str] = frozenset()
    must: frozenset[str] = frozenset()

    @property
    def informs(self) -> bool:
        """Whether it asks nothing."""
        return self.field is Field.NOTHING

    @property
    def draws(self) -> bool:
        """Whether it is answered with a picture, which a person types up."""
        return self.field is Field.DRAWING

    @property
    def free(self) -> bool:
        """Whether nobody may be made to answer it: not everybody has a camera."""
        return self.informs or self.draws

    @property
    def typed(self) -> bool:
        """Whether it is answered in a place that may stay empty: by typing, or with a picture."""
        return self.field in _TYPED


_TYPED: Final = frozenset({Field.NUMBER, Field.MONTH, Field.LINE, Field.BOX, Field.DRAWING})
_ONE = sentences.ONE_FITS
_SPAN: Final = frozenset({"least", "most"})
_TIME: Final = frozenset({"earliest", "latest"})
_LETTERS: Final = frozenset({"longest"})

WAYS: Final[Mapping[Kind, Way]] = {
    Kind.FACES: Way(pick_one, _ONE, fixed=FACES, scaled=True),
    Kind.ONE: Way(pick_one, _ONE, own_options=True, takes_other=True),
    Kind.SEVERAL: Way(
        pick_several,
        sentences.ALL_FIT,
        own_options=True,
        several=True,
        takes_other=True,
        limits=frozenset({"most"}),
    ),
    Kind.PICTURES: Way(pick_one, _ONE, own_options=True, pictured=True, takes_other=True),
    Kind.YESNO: Way(pick_one, _ONE, fixed=YES_NO),
    Kind.PLEDGE: Way(pick_one, _ONE, fixed=PLEDGE, names_promise=True),
    Kind.RATING: Way(pick_one, _ONE, fixed=RATING, scaled=True, rates=True),
    Kind.PLACE: Way(pick_one, _ONE, fixed=PLACES),
    Kind.SCALE: Way(
        read_scale, sentences.A_SCALE, fixed=SCALE, scaled=True, counts=True, field=Field.SCALE
    ),
    Kind.NUMBER: Way(
        read_number,
        sentences.A_NUMBER,
        counts=True,
        field=Field.NUMBER,
        say=say_plainly,
        limits=_SPAN | {"whole", "bands"},
        must=_SPAN,
    ),
    Kind.MONTH: Way(
        read_month,
        sentences.A_MONTH,
        field=Field.MONTH,
        say=say_month,
        limits=_TIME | {"bands"},
        must=_TIME,
    ),
    Kind.RANK: Way(
        put_in_order,
        sentences.IN_ORDER,
        own_options=True,
        several=True,
        ordered=True,
        field=Field.PLACES,
        say=say_order,
    ),
    Kind.LINE: Way(
        write_line, sentences.A_FEW_WORDS, written=True, field=Field.LINE, limits=_LETTERS
    ),
    Kind.TEXT: Way(write, sentences.AS_MUCH, written=True, field=Field.BOX, limits=_LETTERS),
    Kind.DRAWING: Way(take_mark, sentences.A_DRAWING, field=Field.DRAWING, say=say_drawn),
    Kind.PAGE: Way(read_nothing, sentences.JUST_READ, field=Field.NOTHING),
}
