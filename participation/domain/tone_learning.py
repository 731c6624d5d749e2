"""A hint at the tone that is learnt from what the council's own officers said of cleared text.

On NHS feedback (`feedback.csv`, test split, three classes) it is right far more often than
TextBlob: docs/theming.md has the figures. It is a hint all the same: it must never label,
rank, hide, triage or raise an alarm. What one young person alone wrote is not kept in it.
"""

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from participation.core.ports import ThemeExample, Tone
from participation.domain.theming.classifier import Classifier, scores_unseen, train
from participation.domain.theming.features import Features, is_readable
from participation.domain.theming.storage import (
    not_usable,
    read_arrays,
    write_arrays,
)

TONES = ("warm", "plain", "sad")
ENOUGH_TONES = 200
"""Decisions on the tone from which on a model of the council's own is used."""
_FORMAT = 1


@dataclass(frozen=True)
class ToneDecision:
    """A cleared text with the tone that a person heard in it; the rest as in `ThemeExample`."""

    text: str
    tone: str
    submission: str = ""
    question: str = ""
    drawn: bool = True


@dataclass(frozen=True)
class ToneMeasure:
    """How well texts were read that the model had not seen, against what people had decided.

    `count` is how many were tried and `wrong` the share that it got wrong; `macro` is the mean
    F1 of the three tones and `sad` that of the sad one.
    """

    count: int
    wrong: float
    macro: float
    sad: float


@dataclass(frozen=True, eq=False)
class LearntTone:
    """Hints at the tone of texts (a `Tone`), with how well it did on texts unseen.

    `beside` measures another hint on the same texts.
    """

    decided: int
    features: Features
    classifier: Classifier
    measure: ToneMeasure
    beside: ToneMeasure

    def read(self, text: str, question: str = "") -> str:
        """Return "warm", "plain" or "sad", a hint that an officer may overrule."""
        if not is_readable(text):
            return "plain"
        scores = self.classifier.scores(self.features.rows([text], [question]))
        return TONES[int(scores[0].argmax())]

    def save(self, path: Path) -> None:
        """Write the model to one file of arrays, in place of an older one, all at once."""
        write_arrays(
            path,
            {
                "format": np.array(_FORMAT),
                "decided": np.array(self.decided),
                **self.features.arrays(),
                "weights": self.classifier.weights,
                "bias": self.classifier.bias,
                "measures": np.array([astuple(self.measure), astuple(self.beside)]),
            },
        )

    @classmethod
    def load(cls, path: Path) -> "LearntTone":
        """Return the model saved in the file; raises NotSetUp when it must be fitted again."""
        arrays = read_arrays(path)
        try:
            return cls._from_arrays(arrays)
        except (KeyError, ValueError) as error:
            raise not_usable() from error

    @classmethod
    def _from_arrays(cls, arrays: dict[str, NDArray[Any]]) -> "LearntTone":
        features = Features.from_arrays(arrays)
        own, beside = (
            ToneMeasure(int(count), wrong, macro, sad)
            for count, wrong, macro, sad in arrays["measures"].tolist()
        )
        tone = cls(
            int(arrays["decided"]),
            features,
            Classifier(arrays["weights"], arrays["bias"]),
            own,
            beside,
        )
        if int(arrays["format"]) != _FORMAT or not tone._fits_together():
            raise ValueError("the arrays do not fit together")
        return tone

    def _fits_together(self) -> bool:
        return self.classifier.weights.shape == (
            self.features.count,
            len(TONES),
        ) and self.classifier.bias.shape == (len(TONES),)


def learn_tone(decisions: Sequence[ToneDecision], beside: Tone) -> LearntTone | None:
    """Return a hint learnt from the decisions, or None while they are fewer than 200.

    Its measure stands on the decisions that were `drawn`, each read by a model that had not
    seen it; the hint `beside` is measured on the same.
    """
    usable = [one for one in decisions if one.tone in TONES and is_readable(one.text)]
    drawn = [number for number, one in enumerate(usable) if one.drawn]
    if len(usable) < ENOUGH_TONES or not drawn:
        return None
    examples = [ThemeExample(one.text, (), one.submission, one.question) for one in usable]
    features, rows = Features.learn((), examples)
    given = np.array([TONES.index(one.tone) for one in usable])
    marks = given[:, None] == np.arange(len(TONES))
    heard = scores_unseen(rows, marks, drawn, even=True).argmax(axis=1)
    other = np.array([TONES.index(beside.read(usable[number].text)) for number in drawn])
    return LearntTone(
        len(decisions),
        features,
        train(rows, marks, even=True),
        measure_tones(given[drawn], heard),
        measure_tones(given[drawn], other),
    )


def measure_tones(given: NDArray[np.int_], heard: NDArray[np.int_]) -> ToneMeasure:
    """Return how far what was heard agrees with what people gave, both as places in TONES."""
    shares = []
    for tone in range(len(TONES)):
        both = int(((given == tone) & (heard == tone)).sum())
        either = int((given == tone).sum() + (heard == tone).sum())
        shares.append(2 * both / either if either else 0.0)
    wrong = float((given != heard).mean())
    return ToneMeasure(len(given), wrong, float(np.mean(shares)), shares[TONES.index("sad")])
