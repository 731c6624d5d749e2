"""Why a theme was suggested, in words of the very text, so that a person can check it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from participation.domain.theming.features import WORD, plain

MOST_PHRASES = 3
WORTH_NAMING = 0.3
"""A phrase weaker than this share of the strongest one is not named."""

_WORD = re.compile(WORD)
_Span = tuple[int, int]


@dataclass(frozen=True)
class TextWords:
    """A text with the place of each of its words, and each word as features see it."""

    text: str
    spans: tuple[_Span, ...]
    words: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> "TextWords":
        """Return the text with its words found."""
        spans = tuple(match.span() for match in _WORD.finditer(text))
        seen = plain(text)
        if len(seen) == len(text):
            return cls(text, spans, tuple([seen[start:end] for start, end in spans]))
        return cls(text, spans, tuple([plain(text[start:end]) for start, end in spans]))

    def known_runs(self, places: Mapping[str, int]) -> dict[int, _Span]:
        """Return where each known run of one or two words first stands in the text."""
        runs = list(zip(self.words, self.spans, strict=True))
        runs += [
            (f"{word} {following}", (start, end))
            for word, following, (start, _), (_, end) in zip(
                self.words, self.words[1:], self.spans, self.spans[1:], strict=False
            )
        ]
        return {places[run]: span for run, span in reversed(runs) if run in places}


def strongest(text: str, spans: Sequence[_Span], strengths: NDArray[np.float64]) -> tuple[str, ...]:
    """Return the phrases at the spans that speak most for a theme, strongest first.

    Spans with no strength above 0 are left out, and so is what overlaps a stronger phrase
    or is much weaker than the strongest.
    """
    chosen: list[_Span] = []
    least = WORTH_NAMING * max(strengths, default=0.0)
    for number in np.argsort(-strengths, kind="stable").tolist():
        if strengths[number] <= 0 or strengths[number] < least or len(chosen) == MOST_PHRASES:
            break
        start, end = spans[number]
        if all(end <= other[0] or start >= other[1] for other in chosen):
            chosen.append((start, end))
    return tuple(dict.fromkeys(text[start:end] for start, end in chosen))
