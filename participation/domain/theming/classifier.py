"""One linear classifier a theme, on sparse rows.

A linear support vector machine on features stretched by how unevenly they fall between
texts with and without the theme (naive Bayes ratios, after Wang and Manning, "Baselines and
Bigrams", 2012). STRENGTH, SMOOTHING and STRETCH were chosen on the train split of
`feedback.csv` alone, for codebook only, for 220 and for 3,800 decided texts together.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.svm import LinearSVC

STRENGTH = 0.3
SMOOTHING = 0.4
STRETCH = 0.5
LEAN = 1.25
"""How far a codebook's embedded examples draw a score, until people have decided enough.

Chosen on the train split of `feedback.csv`: micro F1 .515 without, .542 with it; from 50
decided texts on it made nothing better.
"""
FOLDS = 3
FEW_FOLDS = 5
FEW = 1000
"""Up to so many tested rows, more folds are worth their time: each learns from more of them."""
_TOLERANCE = 0.03
_UNTAUGHT = -1.0


@dataclass(frozen=True, eq=False)
class Classifier:
    """What speaks for and against each theme.

    `weights` has one row a feature and one column a theme; `bias` one number a theme.
    """

    weights: NDArray[np.float32]
    bias: NDArray[np.float32]

    def scores(self, rows: csr_matrix) -> NDArray[np.float64]:
        """Return a score for each row and theme; about 0 where nothing speaks for it."""
        scores: NDArray[np.float64] = rows @ self.weights + self.bias
        return scores


def lean(
    classifier: Classifier, rows: csr_matrix, marks: NDArray[np.bool_], counted: int
) -> Classifier:
    """Return a classifier that leans towards the mean embedding of each theme's rows.

    The mean of a few embeddings tells a theme better than a line drawn between few rows does
    (Rocchio 1971). Only columns from `counted` on are embeddings.
    """
    taught = marks.any(axis=0)
    sums = np.asarray(rows.tocsr()[:, counted:].T @ marks.astype(np.float64))
    means = sums[:, taught] / marks[:, taught].sum(axis=0)
    weights = classifier.weights.copy()
    weights[counted:, taught] += LEAN * (means - means.mean(axis=1, keepdims=True))
    return Classifier(weights, classifier.bias)


def train(
    rows: csr_matrix, marks: NDArray[np.bool_], even: bool = False, counted: int | None = None
) -> Classifier:
    """Return a classifier learnt from sparse rows and the themes that each row has.

    `even` has rows with a theme and rows without it weigh the same, however many there are.
    Only the first `counted` columns are stretched, all of them unless said: how unevenly a
    column falls says something of counts, and nothing of an embedding.
    """
    rows = rows.tocsr()
    themes = marks.shape[1]
    weights = np.zeros((rows.shape[1], themes), dtype=np.float32)
    bias = np.zeros(themes, dtype=np.float32)
    with_theme = np.asarray(rows.T @ marks.astype(np.float64))
    overall = np.asarray(rows.sum(axis=0)).ravel()
    taught = is_taught(marks) & (rows.shape[1] > 0)
    for theme in np.flatnonzero(taught):
        stretch = np.ones(rows.shape[1])
        stretch[:counted] = _stretch(with_theme[:counted, theme], overall[:counted])
        stretched = rows.copy()
        stretched.data *= stretch[stretched.indices]
        machine = LinearSVC(
            C=STRENGTH,
            tol=_TOLERANCE,
            dual=True,
            max_iter=10_000,
            random_state=0,
            class_weight="balanced" if even else None,
        )
        machine.fit(stretched, marks[:, theme])
        weights[:, theme] = machine.coef_.ravel() * stretch
        bias[theme] = machine.intercept_[0]
    if taught.any():
        # The fewer the themes, the likelier each before a word is read: the mean is taken off,
        # so that a text which says nothing of any theme scores about 0, however many there are.
        bias[taught] -= bias[taught].mean()
    bias[~taught] = _UNTAUGHT
    return Classifier(weights, bias)


def is_taught(marks: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return for each theme whether some rows have it and others do not."""
    return np.asarray(marks.any(axis=0) & ~marks.all(axis=0))


def _stretch(with_theme: NDArray[np.float64], overall: NDArray[np.float64]) -> NDArray[np.float64]:
    inside = SMOOTHING + with_theme
    outside = SMOOTHING + overall - with_theme
    ratio = np.log((inside / inside.sum()) / (outside / outside.sum()))
    stretch: NDArray[np.float64] = np.abs(ratio) ** STRETCH
    return stretch


def scores_unseen(
    rows: csr_matrix,
    marks: NDArray[np.bool_],
    tested: Sequence[int],
    even: bool = False,
    counted: int | None = None,
) -> NDArray[np.float64]:
    """Return scores for the tested rows, each by a classifier that had not seen that row.

    The rows that are not tested (the codebook's) are learnt from every time.
    """
    order = np.random.default_rng(0).permutation(np.asarray(tested))
    scores = np.zeros((rows.shape[0], marks.shape[1]))
    folds = FEW_FOLDS if len(order) <= FEW else FOLDS
    for fold in range(folds):
        held = order[fold::folds]
        learnt = np.setdiff1d(np.arange(rows.shape[0]), held)
        scores[held] = train(rows[learnt], marks[learnt], even, counted).scores(rows[held])
    unseen: NDArray[np.float64] = scores[np.asarray(tested)]
    return unseen
