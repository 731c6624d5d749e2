"""The fitted model: proposes themes with a chance and with phrases that say why."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from participation.core.ports import ThemeLook, ThemeSuggestion
from participation.domain.theming.calibration import NEVER, Calibration
from participation.domain.theming.classifier import Classifier
from participation.domain.theming.features import Features, is_readable
from participation.domain.theming.meaning import Meaning
from participation.domain.theming.phrases import TextWords, strongest
from participation.domain.theming.storage import (
    letters_of,
    not_usable,
    read_arrays,
    runs_of,
    write_arrays,
)

CHUNK = 1000
_FORMAT = 2


@dataclass(frozen=True, eq=False)
class FittedSuggester:
    """Proposes themes for texts (a `Suggester`).

    `themes` are the codes it knows, in the order of the arrays; `decided` is how many
    decided texts it was fitted with, so that a caller sees when it has fallen behind;
    `rebuilt` that it took the place of a damaged file.
    """

    themes: tuple[str, ...]
    decided: int
    features: Features
    classifier: Classifier
    calibration: Calibration
    rebuilt: bool = False

    def look(self, texts: Sequence[str], questions: Sequence[str]) -> list[ThemeLook | None]:
        """Return for each text its proposals and the doubt that is left.

        A text of which nothing is known (empty, emoji alone, a language that nobody wrote in
        before) gets None in its place. A theme for which no words of the text speak is not
        proposed.
        """
        looks: list[ThemeLook | None] = []
        for start in range(0, len(texts), CHUNK):
            chunk = slice(start, start + CHUNK)
            looks += self._look_at(texts[chunk], questions[chunk])
        return looks

    def suggest(
        self, texts: Sequence[str], questions: Sequence[str] = ()
    ) -> list[list[ThemeSuggestion] | None]:
        """Return the proposals alone, best first, as `look` does."""
        looks = self.look(texts, questions or [""] * len(texts))
        return [None if look is None else list(look.suggestions) for look in looks]

    def save(self, path: Path) -> None:
        """Write the model to one file of arrays, in place of an older one, all at once."""
        write_arrays(
            path,
            {
                "format": np.array(_FORMAT),
                "decided": np.array(self.decided),
                "rebuilt": np.array(int(self.rebuilt)),
                "themes": letters_of(self.themes),
                **self.features.arrays(),
                "weights": self.classifier.weights,
                "bias": self.classifier.bias,
                "slope": self.calibration.slope,
                "offset": self.calibration.offset,
                "threshold": self.calibration.threshold,
                "cut": self.calibration.cut,
            },
        )

    @classmethod
    def load(cls, path: Path, meaning: Meaning | None = None) -> "FittedSuggester":
        """Return the model saved in the file; raises NotSetUp when it must be fitted again.

        So it must when it learnt from another sentence model than this one.
        """
        arrays = read_arrays(path)
        try:
            return cls._from_arrays(arrays, meaning)
        except (KeyError, ValueError) as error:
            raise not_usable() from error

    @classmethod
    def load_head(cls, path: Path) -> tuple[tuple[str, ...], int, bool, str]:
        """Return themes, how many were decided, whether it was rebuilt, and the meaning's mark.

        Raises NotSetUp when the model must be fitted again; what it holds else is not checked.
        """
        arrays = read_arrays(path, ("format", "themes", "decided", "rebuilt", "meaning"))
        try:
            if int(arrays["format"]) != _FORMAT:
                raise not_usable()
            mark = "".join(runs_of(arrays["meaning"]))
            themes, decided = runs_of(arrays["themes"]), int(arrays["decided"])
            return themes, decided, bool(arrays["rebuilt"]), mark
        except (TypeError, ValueError) as error:
            raise not_usable() from error

    @classmethod
    def _from_arrays(
        cls, arrays: dict[str, NDArray[Any]], meaning: Meaning | None
    ) -> "FittedSuggester":
        features = Features.from_arrays(arrays, meaning)
        suggester = cls(
            runs_of(arrays["themes"]),
            int(arrays["decided"]),
            features,
            Classifier(arrays["weights"], arrays["bias"]),
            Calibration(arrays["slope"], arrays["offset"], arrays["threshold"], arrays["cut"]),
            bool(arrays["rebuilt"]),
        )
        if int(arrays["format"]) != _FORMAT or not suggester._fits_together():
            raise ValueError("the arrays do not fit together")
        return suggester

    def _fits_together(self) -> bool:
        themes = (len(self.themes),)
        calibration = self.calibration
        parts = (calibration.slope, calibration.offset, calibration.threshold, calibration.cut)
        return (
            self.classifier.weights.shape == (self.features.count, *themes)
            and self.classifier.bias.shape == themes
            and all(part.shape == themes for part in parts)
        )

    def _look_at(self, texts: Sequence[str], questions: Sequence[str]) -> list[ThemeLook | None]:
        rows = self.features.rows(texts, questions)
        chances = self.calibration.chances(self.classifier.scores(rows))
        proposed = chances > self.calibration.threshold
        doubts = self.calibration.doubts(chances)
        spoken = rows[:, : self.features.written]
        is_known = np.diff(spoken.indptr) > 0
        in_words = rows[:, : len(self.features.words)]
        looks: list[ThemeLook | None] = []
        for number, text in enumerate(texts):
            if not is_known[number] or not is_readable(text):
                looks.append(None)
                continue
            themes = np.flatnonzero(proposed[number])
            themes = themes[np.argsort(-chances[number, themes], kind="stable")]
            reasons = self._reasons(text, _amounts(in_words, number), themes) if len(themes) else []
            suggestions = tuple(
                self._suggestion(int(theme), float(chances[number, theme]), phrases)
                for theme, phrases in zip(themes, reasons, strict=True)
                if phrases
            )
            looks.append(ThemeLook(suggestions, float(doubts[number])))
        return looks

    def _suggestion(self, theme: int, chance: float, phrases: tuple[str, ...]) -> ThemeSuggestion:
        cut = self.calibration.cut[theme]
        return ThemeSuggestion(self.themes[theme], chance, phrases, bool(NEVER > chance >= cut))

    def _reasons(
        self, text: str, amounts: dict[int, float], themes: NDArray[Any]
    ) -> list[tuple[str, ...]]:
        """Return for each theme the phrases of the text that speak for it."""
        written = TextWords.of(text)
        runs = written.known_runs(self.features.word_places)
        counted = [place for place in runs if place in amounts]
        weights = self._word_weights[counted][:, themes]
        strengths = weights * np.array([amounts[place] for place in counted])[:, None]
        spans = [runs[place] for place in counted]
        return [
            strongest(text, spans, strengths[:, column])
            or self._reason_by_pieces(written, int(theme))
            or self._reason_by_meaning(written, int(theme))
            for column, theme in enumerate(themes)
        ]

    def _reason_by_pieces(self, written: TextWords, theme: int) -> tuple[str, ...]:
        """Return the words whose pieces speak for the theme, where no known word does.

        So a word that nobody spelt that way before still gives its reason.
        """
        pieces = self.features.piece_rows(written.words)
        for_theme = self.classifier.weights[: self.features.written, theme]
        strengths = pieces @ for_theme[len(self.features.words) :]
        return strongest(written.text, written.spans, np.asarray(strengths, dtype=np.float64))

    def _reason_by_meaning(self, written: TextWords, theme: int) -> tuple[str, ...]:
        """Return the words whose meaning speaks for the theme, though no letter of them does."""
        if self.features.meaning is None:
            return ()
        rows = self.features.meaning_rows(written.words)
        strengths = rows @ self.classifier.weights[self.features.counted :, theme]
        return strongest(written.text, written.spans, np.asarray(strengths, dtype=np.float64))

    @cached_property
    def _word_weights(self) -> NDArray[np.float64]:
        return self.classifier.weights[: len(self.features.words)].astype(np.float64)


def _amounts(rows: csr_matrix, number: int) -> dict[int, float]:
    """Return how much of each feature the row holds."""
    held = slice(rows.indptr[number], rows.indptr[number + 1])
    return dict(zip(rows.indices[held].tolist(), rows.data[held].tolist(), strict=True))
