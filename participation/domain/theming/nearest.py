"""Which of a few texts are nearest to one text, by the same features as the suggestions.

How rare a run of words or letters is, is counted among these very texts, and nothing is kept:
no index of what people wrote stands anywhere.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack

from participation.domain.theming.features import is_readable, piece_counts, weighed, word_counter

MOST_NEAREST = 2
WORTH_SHOWING = 0.1
"""Of at most 2: what is less near than this shares but a common word or a few letters."""


def nearest(text: str, others: Sequence[str], most: int = MOST_NEAREST) -> tuple[int, ...]:
    """Return the places of those others that share most with the text, nearest first.

    What shares next to nothing with it is left out.
    """
    return nearest_places(nearness(text, others), range(len(others)), most)


def nearness(text: str, others: Sequence[str]) -> NDArray[np.float64]:
    """Return how much each of the others shares with the text: 2 at most, 0 for nothing."""
    if not is_readable(text) or not any(is_readable(other) for other in others):
        return np.zeros(len(others))
    rows = rows_of([text, *others])
    shared: NDArray[np.float64] = np.asarray((rows[1:] @ rows[0].T).todense()).ravel()
    return shared


def nearest_places(
    shared: NDArray[np.float64], places: Sequence[int], most: int = MOST_NEAREST
) -> tuple[int, ...]:
    """Return those of the places where most is shared, nearest first; not where next to none is."""
    best = sorted(places, key=lambda place: -shared[place])[:most]
    return tuple(place for place in best if shared[place] > WORTH_SHOWING)


def rows_of(texts: Sequence[str]) -> csr_matrix:
    """Return a row for each text, of which at least one has a word: words, then pieces."""
    words = word_counter().fit_transform(texts)
    return hstack([_by_rarity(words), _by_rarity(piece_counts(texts))], format="csr")


def _by_rarity(counts: csr_matrix) -> csr_matrix:
    holders = np.asarray((counts > 0).sum(axis=0)).ravel()
    return weighed(counts.tocsr(), np.log((1 + counts.shape[0]) / (1 + holders)) + 1)
