"""An integer program over counts that nobody printed: what must they be, what can they be?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

Sum = Mapping[str, int]


@dataclass
class Program:
    """An integer program, line by line; unknowns are named as they come up."""

    names: dict[str, int] = field(default_factory=dict)
    lines: list[tuple[dict[int, int], float, float]] = field(default_factory=list)
    found: list[np.ndarray] = field(default_factory=list)
    matrix: np.ndarray | None = None

    def say(self, terms: Sum, least: float = -np.inf, most: float = np.inf) -> None:
        line = {self.names.setdefault(name, len(self.names)): by for name, by in terms.items()}
        self.lines.append((line, least, most))

    def weigh(self, terms: Sum) -> np.ndarray:
        weights = np.zeros(len(self.names))
        for name, by in terms.items():
            weights[self.names[name]] = by
        return weights

    def solve(self, weights: np.ndarray) -> bool:
        """Keep a solution with the least weighted sum; False if nothing fits what was told."""
        if self.matrix is None:
            self.matrix = np.zeros((len(self.lines), len(self.names)))
            for row, (line, _, _) in enumerate(self.lines):
                self.matrix[row, list(line)] = list(line.values())
        told = LinearConstraint(
            self.matrix, [low for _, low, _ in self.lines], [high for _, _, high in self.lines]
        )
        for whole in (0, 1):
            # With presolve, HiGHS calls some programs in whole numbers impossible that are not.
            answer = milp(
                weights,
                integrality=np.full(len(self.names), whole),
                bounds=Bounds(0, 10_000),
                constraints=told,
                options={"presolve": False},
            )
            if answer.x is None:
                return False
            if np.allclose(answer.x, np.round(answer.x)):
                break
        self.found.append(np.round(answer.x))
        return True

    def seen(self, terms: Sum) -> set[int]:
        """Return the values that this sum takes in the solutions found so far."""
        weights = self.weigh(terms)
        return {int(weights @ solution) for solution in self.found}

    def extremes(self, terms: Sum) -> tuple[int, int]:
        """Return the least and the most that this sum can be."""
        weights = self.weigh(terms)
        self.solve(weights)
        low = int(weights @ self.found[-1])
        self.solve(-weights)
        return low, int(weights @ self.found[-1])


def minus(more: Sum, less: Sum) -> dict[str, int]:
    return {**more, **{name: more.get(name, 0) - by for name, by in less.items()}}


def cells(question: str, codes: Iterable[str], page: int) -> dict[str, int]:
    return {f"{question}.{code}@{page}": 1 for code in codes}


def base(subject: str, page: int) -> dict[str, int]:
    return {f"{subject} base@{page}": 1}
