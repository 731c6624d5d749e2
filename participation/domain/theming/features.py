"""What a text is made of, for the machine: runs of words and runs of letters, weighed.

Privacy: a feature of people's answers is used only when it occurs in at least three
different texts of at least three different submissions, so that nothing which one young
person alone wrote is kept in a model. The codebook's examples are nobody's answers: their
features are always allowed. Every number is read as 0, so none is ever a feature. The
question that was asked is a feature too.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack, vstack
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.preprocessing import normalize

from participation.core.ports import ThemeExample
from participation.domain.theming.meaning import Meaning
from participation.domain.theming.storage import letters_of, runs_of

WORD = r"\w+(?:['‘’ʼ]\w+)*"
DIFFERENT_SUBMISSIONS = 3
ASKED = 0.3
"""How much the question weighs beside the words (1) and their pieces (1): chosen on train."""

BATCH = 300
"""So many different words make it worth to know the pieces of all that the model holds."""

MEANT = 1.0
"""How much the embedding weighs beside the words and their pieces, where there is one."""

_STRAIGHT = str.maketrans("‘’ʼ", "'''")
_DIGITS = re.compile(r"\d+")
_WORD = re.compile(WORD)


def plain(text: str) -> str:
    """Return the text as features see it: small letters, straight apostrophes, numbers as 0."""
    return _DIGITS.sub("0", text.lower().translate(_STRAIGHT))


def is_readable(text: str) -> bool:
    """Return whether the text holds any word at all; emoji and signs alone do not count."""
    return _WORD.search(text) is not None


def holds_run(text: str, run: str) -> bool:
    """Return whether the run of words stands in the text, as features see both."""
    return f" {run} " in f" {' '.join(_WORD.findall(plain(text)))} "


def word_counter(vocabulary: Sequence[str] | None = None) -> CountVectorizer:
    """Return what counts runs of one or two words, of this vocabulary or of all there are."""
    return CountVectorizer(
        preprocessor=plain, token_pattern=WORD, ngram_range=(1, 2), vocabulary=vocabulary
    )


def _piece_counter(vocabulary: Sequence[str] | None = None) -> CountVectorizer:
    return CountVectorizer(
        lowercase=False, analyzer="char_wb", ngram_range=(2, 5), vocabulary=vocabulary
    )


def _by_word(texts: Sequence[str]) -> tuple[csr_matrix, list[str]]:
    """Return how often each text holds each different word, and those words.

    Pieces never cross a space, so they are counted once a word and not once a text: people
    use few different words, and this makes counting several times faster.
    """
    places: dict[str, int] = {}
    held: list[int] = []
    ends = [0]
    for text in texts:
        held += [places.setdefault(word, len(places)) for word in plain(text).split()]
        ends.append(len(held))
    shape = (len(texts), len(places))
    return csr_matrix((np.ones(len(held)), held, ends), shape), list(places)


def piece_counts(texts: Sequence[str]) -> csr_matrix:
    """Return how often each text holds each piece of a word, one row a text."""
    held, words = _by_word(texts)
    return held @ _piece_counter().fit_transform(words)


@dataclass(frozen=True, eq=False)
class Features:
    """The runs of words and the pieces of words that a model knows, with how rare each is.

    `word_rarity` and `piece_rarity` are inverse document frequencies, one for each run.
    `questions` are the questions that it knows, by name. `meaning` embeds whole texts, if
    there is a sentence model.
    """

    words: tuple[str, ...]
    pieces: tuple[str, ...]
    word_rarity: NDArray[np.float64]
    piece_rarity: NDArray[np.float64]
    questions: tuple[str, ...] = ()
    meaning: Meaning | None = None

    @classmethod
    def learn(
        cls,
        examples: Sequence[ThemeExample],
        decided: Sequence[ThemeExample],
        meaning: Meaning | None = None,
    ) -> tuple["Features", csr_matrix]:
        """Return the features that may be used, and the rows of these texts.

        The rows are those of `rows`: codebook examples first, then people's answers.
        """
        texts = [row.text for row in (*examples, *decided)]
        if not texts:
            nothing = cls((), (), np.zeros(0), np.zeros(0), (), meaning)
            return nothing, csr_matrix((0, nothing.count))
        counter, letters = word_counter(), _piece_counter()
        word_counts = counter.fit_transform(texts)
        held, words = _by_word(texts)
        piece_counts = held @ letters.fit_transform(words)
        runs, run_rarity, run_rows = _allowed(counter, word_counts, len(examples), decided)
        pieces, piece_rarity, piece_rows = _allowed(letters, piece_counts, len(examples), decided)
        asked = _asked_often(decided)
        features = cls(runs, pieces, run_rarity, piece_rarity, asked, meaning)
        asked_rows = features.question_rows([row.question for row in (*examples, *decided)])
        parts = [run_rows, piece_rows, asked_rows, features.meaning_rows(texts)]
        return features, hstack(parts, format="csr")

    @classmethod
    def from_arrays(
        cls, arrays: Mapping[str, NDArray[Any]], meaning: Meaning | None = None
    ) -> "Features":
        """Return the features that a file holds.

        Raises KeyError for an array that is missing, and ValueError for those that do not fit
        together or were learnt with another sentence model.
        """
        words, pieces = runs_of(arrays["words"]), runs_of(arrays["pieces"])
        rarities = arrays["word_rarity"], arrays["piece_rarity"]
        if [rarity.shape for rarity in rarities] != [(len(words),), (len(pieces),)]:
            raise ValueError("the arrays do not fit together")
        if "".join(runs_of(arrays["meaning"])) != (meaning.mark if meaning else ""):
            raise ValueError("it was learnt with another sentence model")
        return cls(words, pieces, *rarities, runs_of(arrays["questions"]), meaning)

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return the features as a file holds them."""
        return {
            "words": letters_of(self.words),
            "pieces": letters_of(self.pieces),
            "word_rarity": self.word_rarity,
            "piece_rarity": self.piece_rarity,
            "questions": letters_of(self.questions),
            "meaning": letters_of([self.meaning.mark] if self.meaning else []),
        }

    @property
    def count(self) -> int:
        """Return how many features there are: `counted` ones, and the embedding's numbers."""
        return self.counted + (self.meaning.size if self.meaning else 0)

    @property
    def written(self) -> int:
        """Return how many come from the words of a text: words first, then pieces."""
        return len(self.words) + len(self.pieces)

    @property
    def counted(self) -> int:
        """Return how many are counts: what is written, and then the questions."""
        return self.written + len(self.questions)

    @cached_property
    def word_places(self) -> dict[str, int]:
        """Return the place of each run of words among the features."""
        return {run: place for place, run in enumerate(self.words)}

    def rows(self, texts: Sequence[str], questions: Sequence[str] = ()) -> csr_matrix:
        """Return a sparse matrix, one row a text, one column a feature."""
        asked = self.question_rows(questions or [""] * len(texts))
        parts = [self._word_rows(texts), self.piece_rows(texts), asked, self.meaning_rows(texts)]
        return hstack(parts, format="csr")

    def meaning_rows(self, texts: Sequence[str]) -> csr_matrix:
        """Return a sparse matrix of the embeddings alone, one row a text."""
        if self.meaning is None:
            return csr_matrix((len(texts), 0))
        return csr_matrix(MEANT * self.meaning.rows(texts).astype(np.float64))

    def question_rows(self, questions: Sequence[str]) -> csr_matrix:
        """Return a sparse matrix of the questions alone, one row a text."""
        places = {name: place for place, name in enumerate(self.questions)}
        held = [(row, places[name]) for row, name in enumerate(questions) if name in places]
        rows, columns = zip(*held, strict=True) if held else ((), ())
        shape = (len(questions), len(self.questions))
        return csr_matrix((np.full(len(held), ASKED), (rows, columns)), shape)

    def piece_rows(self, texts: Sequence[str]) -> csr_matrix:
        """Return a sparse matrix of the pieces alone, one row a text."""
        if not self.pieces:
            return csr_matrix((len(texts), 0))
        held, words = _by_word(texts)
        return weighed(held @ self._pieces_of(words), self.piece_rarity)

    def _word_rows(self, texts: Sequence[str]) -> csr_matrix:
        if not self.words:
            return csr_matrix((len(texts), 0))
        return weighed(self._word_counter.transform(texts), self.word_rarity)

    def _pieces_of(self, words: Sequence[str]) -> csr_matrix:
        """Return how often each of these words holds each piece.

        Most words of a batch are among those that the model holds: their pieces are counted
        once and for all. No other word is remembered.
        """
        if len(words) < BATCH:
            return self._piece_counter.transform(words)
        places, pieces = self._known_pieces
        new = [word for word in words if word not in places]
        after = {word: len(places) + number for number, word in enumerate(new)}
        order = [places[word] if word in places else after[word] for word in words]
        if not new:
            return pieces[order]
        return vstack([pieces, self._piece_counter.transform(new)], format="csr")[order]

    @cached_property
    def _known_pieces(self) -> tuple[dict[str, int], csr_matrix]:
        """Return the single words that the model holds, and the pieces of each."""
        known = [run for run in self.words if " " not in run]
        places = {word: place for place, word in enumerate(known)}
        return places, self._piece_counter.transform(known)

    @cached_property
    def _word_counter(self) -> CountVectorizer:
        return word_counter(self.words)

    @cached_property
    def _piece_counter(self) -> CountVectorizer:
        return _piece_counter(self.pieces)


def _allowed(
    counter: CountVectorizer, counts: csr_matrix, ours: int, decided: Sequence[ThemeExample]
) -> tuple[tuple[str, ...], NDArray[np.float64], csr_matrix]:
    """Return the runs that may be used, how rare each is, and the weighed rows of them."""
    rows = counts.shape[0]
    allowed = holders(counts[:ours], range(ours)) > 0
    allowed |= _held_by_enough(counts[ours:], decided)
    if not allowed.any():
        return (), np.zeros(0), csr_matrix((rows, 0))
    rarity = np.log((1 + rows) / (1 + holders(counts, range(rows)))) + 1
    runs = tuple(counter.get_feature_names_out()[allowed])
    return runs, rarity[allowed], weighed(counts[:, allowed], rarity[allowed])


def _held_by_enough(seen: csr_matrix, decided: Sequence[ThemeExample]) -> NDArray[np.bool_]:
    texts = [" ".join(plain(row.text).split()) for row in decided]
    submissions = [
        row.submission or f"text {text}" for row, text in zip(decided, texts, strict=True)
    ]
    different = np.minimum(holders(seen, texts), holders(seen, submissions))
    enough: NDArray[np.bool_] = different >= DIFFERENT_SUBMISSIONS
    return enough


def _asked_often(decided: Sequence[ThemeExample]) -> tuple[str, ...]:
    """Return the questions that enough different submissions answered, by name."""
    askers: dict[str, set[str]] = {}
    for row in decided:
        askers.setdefault(row.question, set()).add(row.submission or f"text {row.text}")
    enough = {name for name, who in askers.items() if len(who) >= DIFFERENT_SUBMISSIONS}
    return tuple(sorted(enough - {""}))


def holders(seen: csr_matrix, marks: Sequence[object]) -> NDArray[np.int64]:
    """Return for each column how many different marks its rows bear."""
    numbers: dict[object, int] = {}
    places = [numbers.setdefault(mark, len(numbers)) for mark in marks]
    shape = (len(numbers), len(marks))
    gather = csr_matrix((np.ones(len(marks)), (places, range(len(marks)))), shape)
    gathered = (gather @ seen).tocsc()
    holders: NDArray[np.int64] = np.diff(gathered.indptr).astype(np.int64)
    return holders


def weighed(counts: csr_matrix, rarity: NDArray[np.float64]) -> csr_matrix:
    """Return the counts, dampened, times how rare each column is, each row of length 1."""
    rows = counts.astype(np.float64)
    rows.data = (1 + np.log(rows.data)) * rarity[rows.indices]
    return normalize(rows, copy=False)
