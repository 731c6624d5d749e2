"""Who hears of a promise that is late, one after the other, as a council sets it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from surveys.codes import Code, Plain, Positive, refuse_twice
from surveys.tables import Place

OWNER = "owner"
"""The rung of whoever gave the answer: the one whose address is known by itself."""


@dataclass(frozen=True)
class Rung:
    """Who is written to once a promise is so many days late, or an ask so long unanswered."""

    code: Code
    who: Plain
    after_days: Positive


FIRST_LADDER = (
    Rung(OWNER, "whoever promised it", 1),
    Rung("chair", "the chair", 3),
    Rung("director", "the director of children's services", 14),
    Rung("scrutiny", "the scrutiny committee", 28),
    Rung("full-council", "full council", 56),
)
"""The ladder of a council that has set none of its own."""


def check_ladder(ladder: Sequence[Rung], place: Place) -> None:
    """Raise BadFile unless each rung comes once and later than the one before."""
    refuse_twice((rung.code for rung in ladder), "rungs", place)
    if not ladder:
        raise place.bad("add at least one [[rung]], or leave the ladder out for the usual one")
    for lower, higher in pairwise(ladder):
        if higher.after_days <= lower.after_days:
            raise (
                place.inside(f"rung {higher.code}")
                .inside("after_days")
                .bad(f"write more than {lower.after_days}, the days of the rung below it")
            )
