"""What a meeting of 45 minutes with young people talks about, with no devices needed."""

from collections.abc import Sequence

from participation.services.wall import WallCard
from surveys.definition import Survey

MOST_CARDS = 8
"""As many answers as fifteen minutes hold at two minutes each."""
MOST_QUESTIONS = 4


def talked_about(cards: Sequence[WallCard]) -> list[WallCard]:
    """Return what to talk about first: what is late, then what was answered, then what waits."""

    def rank(card: WallCard) -> int:
        if card.answer is None:
            return 2
        return 0 if card.answer.days_late else 1

    return sorted(cards, key=rank)[:MOST_CARDS]


def asked_aloud(survey: Survey) -> list[str]:
    """Return questions of the survey that a group can talk about: own words first."""
    open_first = sorted(survey.questions, key=lambda question: not question.written)
    asked = [q for q in open_first if q.show_if is None and not q.way.informs]
    return [question.asks.to("en") for question in asked[:MOST_QUESTIONS]]
