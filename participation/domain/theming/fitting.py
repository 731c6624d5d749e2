"""Fitting a model: the codebook from the first day, and all that people decided since."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from participation.core.ports import ThemeExample
from participation.domain.theming.calibration import (
    NEVER,
    Calibration,
    calibrate,
    codebook_calibration,
)
from participation.domain.theming.classifier import is_taught, lean, scores_unseen, train
from participation.domain.theming.features import Features, is_readable
from participation.domain.theming.meaning import Meaning
from participation.domain.theming.suggester import FittedSuggester

ENOUGH_DECIDED = 20
"""Texts decided in random order from which on chances and thresholds are measured."""


def fit(
    themes: Sequence[str],
    examples: Sequence[ThemeExample],
    decisions: Sequence[ThemeExample],
    meaning: Meaning | None = None,
) -> FittedSuggester:
    """Return a suggester for the themes, learnt from the codebook and from decisions.

    `examples` are the codebook's (a theme's description may stand among them); `decisions`
    are cleared texts with the themes that a person gave them, none included. A text without
    a word, or whose themes are all unknown here (merged, retired), is not learnt from. Only
    decisions that were `drawn` are measured on; all are learnt from. `meaning` is the sentence
    model whose embeddings are learnt from too, if there is one.
    """
    known = tuple(dict.fromkeys(themes))
    ours = [row for row in examples if _is_usable(row, known)]
    theirs = [row for row in decisions if _is_usable(row, known)]
    features, rows = Features.learn(ours, theirs, meaning)
    marks = _marks([*ours, *theirs], known)
    drawn = [len(ours) + number for number, row in enumerate(theirs) if row.drawn]
    classifier = train(rows, marks, counted=features.counted)
    if known and len(drawn) >= ENOUGH_DECIDED:
        calibration = calibrate(
            scores_unseen(rows, marks, drawn, counted=features.counted), marks[drawn]
        )
    else:
        calibration = codebook_calibration(len(known), leans=meaning is not None)
        if meaning is not None and marks.any():
            classifier = lean(classifier, rows, marks, features.counted)
    calibration = _never_untaught(calibration, is_taught(marks))
    return FittedSuggester(known, len(decisions), features, classifier, calibration)


def _is_usable(row: ThemeExample, themes: Sequence[str]) -> bool:
    return is_readable(row.text) and (
        not row.themes or any(theme in themes for theme in row.themes)
    )


def _marks(rows: Sequence[ThemeExample], themes: Sequence[str]) -> NDArray[np.bool_]:
    marks = np.zeros((len(rows), len(themes)), dtype=bool)
    for number, row in enumerate(rows):
        marks[number] = [theme in row.themes for theme in themes]
    return marks


def _never_untaught(calibration: Calibration, taught: NDArray[np.bool_]) -> Calibration:
    never = {
        "threshold": np.where(taught, calibration.threshold, NEVER),
        "cut": np.where(taught, calibration.cut, NEVER),
    }
    return replace(calibration, **never)
