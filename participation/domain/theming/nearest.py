"""Which of a few texts are nearest to one text, by the same features as the suggestions.

How rare a run of words or letters is, is counted among these very texts, and nothing is kept:
no index of what people wrote stands anywhere.
"""

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix, hstack

from participation.domain.theming.features import is_readable, piece_counts, weighed, word_counter

MOST_NEAREST = 2
WORTH_SHOWING = 0.1
"""Of at most 2: what is less near than this shares but a common word or a few letters."""


def nearest(text: str, others: Sequence[str], most: int = MOST_NEAREST) -> tuple[int, ...]:
    """Return the places of those others that share most with the text, nearest first.

    What shares next to nothing with it is left out.
    """
    if not is_readable(text) or not any(is_readable(other) for other in others):
        return ()
    rows = rows_of([text, *others])
    shared = np.asarray((rows[1:] @ rows[0].T).todense()).ravel()
    order = np.argsort(-shared, kind="stable")[:most].tolist()
    return tuple(place for place in order if shared[place] > WORTH_SHOWING)


def rows_of(texts: Sequence[str]) -> csr_matrix:
    """Return a row for each text, of which at least one has a word: words, then pieces."""
    words = word_counter().fit_transform(texts)
    return hstack([_by_rarity(words), _by_rarity(piece_counts(texts))], format="csr")


def _by_rarity(counts: csr_matrix) -> csr_matrix:
    holders = np.asarray((counts > 0).sum(axis=0)).ravel()
    return weighed(counts.tocsr(), np.log((1 + counts.shape[0]) / (1 + holders)) + 1)
