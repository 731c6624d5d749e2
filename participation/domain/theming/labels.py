"""Words for a group of texts: phrases that people wrote and that tell it from the other groups."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS, CountVectorizer

from participation.core.ports import ThemeExample
from participation.domain.theming.features import DIFFERENT_SUBMISSIONS, WORD, holders, plain

TELLING = frozenset(
    (
        "alone", "bill", "call", "computer", "cry", "fire", "full", "interest", "mine", "money",
        "move", "nobody", "nothing", "name", "system", "together",
    )
)  # fmt: skip
"""Words that the common list takes for slight and that say much here."""
SHORT_FORMS = frozenset(
    (
        "didn't", "don't", "doesn't", "i'm", "i've", "isn't", "it's", "that's", "they're",
        "wasn't", "we're", "you're", "can't", "won't", "would", "ve", "re",
    )
)  # fmt: skip
SLIGHT = (frozenset(ENGLISH_STOP_WORDS) | SHORT_FORMS) - TELLING
MOST_PHRASES = 3
MOST_READ = 300
"""Texts of a group, the nearest to its middle, that its label is taken from."""


def label_groups(
    texts: Sequence[ThemeExample], groups: Sequence[Sequence[int]]
) -> list[tuple[str, ...]]:
    """Return up to three phrases for each group of places, most telling first.

    Each stands in texts of at least three different submissions of the group; with none such,
    a group has no label.
    """
    read = [list(group[:MOST_READ]) for group in groups]
    places = [place for group in read for place in group]
    if not places:
        return []
    counter = CountVectorizer(
        preprocessor=plain, token_pattern=WORD, ngram_range=(1, 2), binary=True, min_df=3
    )
    try:
        counts = counter.fit_transform([texts[place].text for place in places])
    except ValueError:  # Nothing that three texts share.
        return [() for _ in groups]
    runs = counter.get_feature_names_out()
    says_much = np.array([_says_much(run) for run in runs])
    # As if one text more held none of them: a group that stands alone still has a label.
    everywhere = np.asarray(counts.sum(axis=0)).ravel() / (len(places) + 1)
    labels, start = [], 0
    for group in read:
        rows = counts[start : start + len(group)]
        start += len(group)
        marks = [texts[place].submission or str(place) for place in group]
        strengths = _strengths(rows, marks, everywhere) * says_much
        labels.append(_chosen(runs, strengths))
    return labels


def _strengths(
    rows: csr_matrix, marks: Sequence[str], everywhere: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return for each run how much it tells of these rows; 0 where too few submissions hold it."""
    held = holders(rows, marks)
    inside = held / len(set(marks))
    telling = held * np.log(np.maximum(1e-9, inside) / everywhere)
    strengths: NDArray[np.float64] = np.where(held >= DIFFERENT_SUBMISSIONS, telling, 0.0)
    return strengths


def _chosen(runs: NDArray[np.str_], strengths: NDArray[np.float64]) -> tuple[str, ...]:
    chosen: list[str] = []
    # Of runs that tell as much, the longer one says more.
    for place in np.lexsort(([-run.count(" ") for run in runs], -strengths)).tolist():
        if strengths[place] <= 0 or len(chosen) == MOST_PHRASES:
            break
        words = set(str(runs[place]).split())
        if not any(words & set(phrase.split()) for phrase in chosen):
            chosen.append(str(runs[place]))
    return tuple(chosen)


def _says_much(run: str) -> bool:
    words = run.split()
    # Every number is read as 0, so a run with one is not what anybody wrote.
    return not {words[0], words[-1]} & SLIGHT and "0" not in run
