"""How well somebody guesses who said what from an order that was read somewhere.

He knows who sent when, lays that list beside the order, and pairs them off. Of a random order
one guess in all is right on average, with a spread of one, however many people there are; of
all pairs of people half stand in the right order.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from random import SystemRandom
from statistics import mean

RANDOM = SystemRandom()

Order = Mapping[int, Hashable]
"""What a channel says of each person, by place in the attacker's list: less is earlier."""


@dataclass
class Tally:
    """The guesses through one channel, one of each kind a look."""

    people: int
    right: list[int] = field(default_factory=list)
    pairs: list[float] = field(default_factory=list)

    def add(self, order: Order) -> None:
        self.right.append(right_guesses(self.people, order))
        self.pairs.append(pairs_in_order(self.people, order))

    @property
    def off(self) -> float:
        """How many standard errors the worse of the two means is away from chance."""
        looks = len(self.right) ** 0.5
        spread = ((2 * self.people + 5) / (18 * self.people * (self.people - 1))) ** 0.5
        return max(abs(mean(self.right) - 1), abs(mean(self.pairs) - 0.5) / spread) * looks

    def __str__(self) -> str:
        return f"{mean(self.right):6.2f} right   {mean(self.pairs):.3f} in order"


Tallies = dict[str, Tally]


def tally(tallies: Tallies, people: int, channels: Mapping[str, Order]) -> None:
    """Add one look through each channel."""
    for name, order in channels.items():
        tallies.setdefault(name, Tally(people)).add(order)


def right_guesses(people: int, order: Order) -> int:
    """Return how many are found by pairing the order with the list; what ties is guessed."""
    known = [(order[person], RANDOM.random(), person) for person in order]
    silent = [person for person in range(people) if person not in order]
    RANDOM.shuffle(silent)
    read = [person for _, _, person in sorted(known)] + silent
    return sum(person == place for place, person in enumerate(read))


def pairs_in_order(people: int, order: Order) -> float:
    """Return the share of pairs that the order puts right; a pair that it is silent on is half."""
    score = 0.0
    for later in range(people):
        for sooner in range(later):
            if sooner not in order or later not in order or order[sooner] == order[later]:
                score += 0.5
            elif order[sooner] < order[later]:  # type: ignore[operator]
                score += 1
    return score / (people * (people - 1) / 2)


def out_of_chance(tallies: Tallies) -> set[str]:
    """Return the channels that are more than three standard errors away from chance."""
    return {name for name, tally in tallies.items() if tally.off > 3}


def shown(title: str, tallies: Tallies, only: Iterable[str] | None = None) -> str:
    """Return the tallies as a table for people."""
    lines: Sequence[str] = [
        f"  {name:<44} {tally}" for name, tally in tallies.items() if only is None or name in only
    ]
    return "\n".join((title, *lines))
