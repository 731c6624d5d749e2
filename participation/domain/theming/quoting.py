"""Which few texts stand best for many: each chosen for what the others chosen do not yet cover.

The greedy way to the facility location problem (Nemhauser, Wolsey and Fisher 1978): a text
covers another as far as they share rare words and pieces of words, and the next one chosen is
the one that adds most to what is covered. So the first says what most say, and the second
something else.
"""

from collections.abc import Collection, Sequence

import numpy as np

from participation.domain.theming.features import is_readable
from participation.domain.theming.nearest import rows_of

MOST_COMPARED = 1000


def most_telling(
    texts: Sequence[str],
    may_choose: Collection[int],
    count: int,
    chosen_before: Collection[int] = (),
) -> list[int]:
    """Return up to so many places of texts that together stand for all of them best.

    Only places in `may_choose` are chosen; those `chosen_before` are covered already. Texts
    beyond the first thousand are neither chosen nor covered.
    """
    texts = texts[:MOST_COMPARED]
    free = [place for place in sorted(may_choose) if place < len(texts)]
    if count <= 0 or not free:
        return []
    if not any(is_readable(text) for text in texts):
        return free[:count]
    rows = rows_of(texts)
    shared = np.asarray((rows @ rows.T).todense())
    covered = np.zeros(len(texts))
    for place in chosen_before:
        if place < len(texts):
            covered = np.maximum(covered, shared[place])
    chosen: list[int] = []
    while len(chosen) < count and free:
        gains = np.maximum(0, shared[free] - covered).sum(axis=1)
        best = free.pop(int(gains.argmax()))
        covered = np.maximum(covered, shared[best])
        chosen.append(best)
    return chosen
