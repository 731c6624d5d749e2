"""Totals that reach the service in bands already, such as complaints: nobody enters a number.

The bands are those of every other figure: 0 to 7 is hidden, none is narrower than the step to
which counts are rounded.
"""

from dataclasses import dataclass

from participation.core.errors import BadInput
from participation.domain.disclosure.rounding import FLOOR, HIDDEN_MOST, STEP

_NARROW_TO = 52
_EDGES = (
    0,
    *range(FLOOR, _NARROW_TO + 1, STEP),
    53,
    75,
    100,
    150,
    200,
    300,
    500,
)


@dataclass(frozen=True)
class BandedTotal:
    """A total as the world may see it: between two numbers, or from one upwards."""

    low: int
    high: int | None

    @property
    def code(self) -> str:
        """Return what it is stored as."""
        return f"{self.low}-{'' if self.high is None else self.high}"

    @property
    def words(self) -> str:
        """Return it in words: "fewer than 8", "13 to 17", "500 or more"."""
        if self.high == HIDDEN_MOST:
            return f"fewer than {FLOOR}"
        return f"{self.low} or more" if self.high is None else f"{self.low} to {self.high}"


BANDS = tuple(
    BandedTotal(low, None if place == len(_EDGES) else _EDGES[place] - 1)
    for place, low in enumerate(_EDGES, 1)
)


def banded_total(code: str) -> BandedTotal | None:
    """Return the band of this code, None for an empty one; raises BadInput for any other."""
    if not code:
        return None
    found = next((band for band in BANDS if band.code == code), None)
    if found is None:
        raise BadInput("Choose one of the bands from the list.")
    return found
