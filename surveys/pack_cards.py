"""Challenge cards as a council has them: its own words, and whom a card may ask."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Final

from surveys.codes import Name, Plain, refuse_twice
from surveys.definition import Survey
from surveys.pack_board import AtLeastOne
from surveys.tables import Place, keyed

SURVEY: Final = "challenge-card"
"""The survey of a pack in which young people put a card."""
TO: Final = "to"
"""Its question of whom to ask."""
QUESTION: Final = "question"
"""Its question of what to ask, in words."""
PAPER: Final = "paper"
"""Its question for a photo of a card on paper."""


@dataclass(frozen=True)
class Addressee:
    """Somebody or a body that a card may ask, by what they do and never by who they are.

    `plain` is how young people read it.
    """

    code: Name
    name: Plain
    plain: Plain


@dataclass(frozen=True)
class ChallengeCards:
    """What the council calls its cards, all and one of them, and whom they may ask."""

    title: Plain
    card: Plain
    to: Annotated[tuple[Addressee, ...], AtLeastOne] = keyed("to", ())

    def plain_of(self, code: str) -> str:
        """Return how young people read whoever has this code; the code where they are gone."""
        return next((each.plain for each in self.to if each.code == code), code)

    def name_of(self, code: str) -> str:
        """Return the words for whoever has this code; the code where they are gone."""
        return next((each.name for each in self.to if each.code == code), code)


def check_cards(cards: ChallengeCards, surveys: Sequence[Survey], place: Place) -> None:
    """Raise BadFile if the survey of the cards is missing or asks of others than the pack."""
    codes = [each.code for each in cards.to]
    refuse_twice(codes, "people to ask", place)
    survey = next((each for each in surveys if each.name == SURVEY), None)
    if survey is None:
        raise place.bad(f'add "{SURVEY}" to the surveys, in which young people put a card')
    for name in (QUESTION, PAPER):
        if name not in survey.by_name:
            raise place.bad(f'add a question called "{name}" to {SURVEY}')
    asked = survey.by_name.get(TO)
    offered = [] if asked is None else [option.code for option in asked.options]
    if sorted(offered) != sorted(codes):
        raise place.bad(
            f'the question "{TO}" of {SURVEY} must offer just these: {", ".join(codes)}'
        )
