"""The pictures of a question: those that it has, and those that can be chosen."""

from collections.abc import Mapping
from dataclasses import dataclass

from surveys.definition import Question
from surveys.options import Option
from surveys.pictures import LIBRARY

PREFIX = "p."


@dataclass(frozen=True)
class PictureCard:
    """One picture with a box for its words; the key is its option's code, or its file if new."""

    key: str
    file: str
    words: str

    @property
    def shows(self) -> str:
        """What can be seen on it."""
        return LIBRARY.get(self.file, "A picture")


def cards_of(question: Question, typed: Mapping[str, str] | None = None) -> list[PictureCard]:
    """Return the question's own pictures, then the others that ship, with what was typed."""
    cards = [_card(option, typed) for option in question.own_options]
    used = {card.file for card in cards}
    others = (file for file in LIBRARY if file not in used)
    return cards + [PictureCard(file, file, (typed or {}).get(file, "")) for file in others]


def words_typed(form: Mapping[str, str]) -> dict[str, str]:
    """Return what was typed under each picture of a sent form."""
    return {key[len(PREFIX) :]: text for key, text in form.items() if key.startswith(PREFIX)}


def _card(option: Option, typed: Mapping[str, str] | None) -> PictureCard:
    words = option.words.to("en") if typed is None else typed.get(option.code, "")
    return PictureCard(option.code, option.picture.to("en"), words)
