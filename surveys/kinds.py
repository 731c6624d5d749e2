"""Every kind of question in one table: what it offers, and how a reply to it is read.

A new kind is a line here and, if people answer it in a new way, a reader in
`surveys.reading`. Nothing else asks what kind a question is.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from participation.core.speech import marked
from surveys.answers import Answer
from surveys.options import FACES, PLEDGE, YES_NO, Option
from surveys.reading import pick_one, pick_several, write

Reader = Callable[[Sequence[Option], Sequence[str]], Answer]


class Kind(StrEnum):
    """How a question is answered."""

    FACES = "faces"
    ONE = "one"
    SEVERAL = "several"
    YESNO = "yesno"
    PLEDGE = "pledge"
    TEXT = "text"


@dataclass(frozen=True)
class Way:
    """What a kind of question offers and how it is answered.

    `needs` is what to do, said when a reply is empty and an answer is needed.
    """

    read: Reader
    needs: str
    fixed: tuple[Option, ...] = ()
    own_options: bool = False
    several: bool = False
    written: bool = False
    names_promise: bool = False


_ONE_FITS: Final = marked("Pick the one that fits best.")

WAYS: Final[Mapping[Kind, Way]] = {
    Kind.FACES: Way(pick_one, _ONE_FITS, fixed=FACES),
    Kind.ONE: Way(pick_one, _ONE_FITS, own_options=True),
    Kind.SEVERAL: Way(pick_several, marked("Pick all that fit."), own_options=True, several=True),
    Kind.YESNO: Way(pick_one, _ONE_FITS, fixed=YES_NO),
    Kind.PLEDGE: Way(pick_one, _ONE_FITS, fixed=PLEDGE, names_promise=True),
    Kind.TEXT: Way(write, marked("Write as much or as little as you like."), written=True),
}
