"""Sentence embeddings, for the extra `semantic`: texts as numbers, near ones meaning alike.

The model is a folder on this machine with `model.onnx` and `tokenizer.json`, such as any
MiniLM exported to ONNX. Nothing is fetched: the folder is opened, or said to be missing.
Embeddings are never stored. They live in the memory of the process that made them, and those
of texts that a refit no longer learns from are dropped from it.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from participation.core.errors import NotSetUp

Rows = NDArray[np.float32]
MODEL, TOKENIZER = "model.onnx", "tokenizer.json"
MOST_PIECES = 256
"""Pieces of words that a text is cut to: sentence models were trained on no more."""
AT_ONCE = 32


class Meaning(Protocol):
    """Turns texts into rows of numbers of which near ones mean alike."""

    @property
    def mark(self) -> str:
        """Return what tells this model from any other."""
        ...

    @property
    def size(self) -> int:
        """Return how many numbers a row has."""
        ...

    def rows(self, texts: Sequence[str]) -> Rows:
        """Return one row of length 1 for each text, or of 0 where nothing is left of it."""
        ...


@dataclass(frozen=True, eq=False)
class SentenceModel:
    """A sentence model in a folder (a `Meaning`), run by ONNX Runtime on one thread."""

    mark: str
    size: int
    session: Any
    tokenizer: Any

    @classmethod
    def open(cls, folder: Path) -> "SentenceModel":
        """Return the model in the folder; raises NotSetUp, saying what is missing."""
        try:
            import onnxruntime
            from tokenizers import Tokenizer
        except ImportError as error:
            raise NotSetUp(
                "Sentence embeddings need the extra: pip install participation[semantic]. "
                "Without it themes are suggested from words alone."
            ) from error
        try:
            mark = hashlib.sha256((folder / MODEL).read_bytes()).hexdigest()
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = options.inter_op_num_threads = 1
            session = onnxruntime.InferenceSession(
                str(folder / MODEL), options, providers=["CPUExecutionProvider"]
            )
            tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
        except Exception as error:  # Each library raises kinds of its own.
            raise NotSetUp(
                f"The sentence model cannot be opened. Its folder needs {MODEL} and {TOKENIZER}."
            ) from error
        tokenizer.enable_truncation(MOST_PIECES)
        tokenizer.enable_padding()
        opened = cls(mark, 0, session, tokenizer)
        return cls(mark, opened.rows(["size"]).shape[1], session, tokenizer)

    def rows(self, texts: Sequence[str]) -> Rows:
        """Return one row of length 1 for each text: the mean over its pieces."""
        order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
        made: list[Rows] = []
        for start in range(0, len(texts), AT_ONCE):
            made.append(self._some([texts[place] for place in order[start : start + AT_ONCE]]))
        if not made:
            return np.zeros((0, self.size), dtype=np.float32)
        together = np.concatenate(made)
        rows = np.empty_like(together)
        rows[order] = together
        return rows

    def _some(self, texts: Sequence[str]) -> Rows:
        cut = self.tokenizer.encode_batch([text or " " for text in texts])
        mask = np.array([one.attention_mask for one in cut], dtype=np.int64)
        given = {
            "input_ids": np.array([one.ids for one in cut], dtype=np.int64),
            "attention_mask": mask,
            "token_type_ids": np.array([one.type_ids for one in cut], dtype=np.int64),
        }
        wanted = {one.name for one in self.session.get_inputs()}
        states = self.session.run(
            None, {name: array for name, array in given.items() if name in wanted}
        )[0]
        weights = mask[:, :, None].astype(np.float32)
        mean = (states * weights).sum(axis=1) / np.maximum(1, weights.sum(axis=1))
        lengths = np.linalg.norm(mean, axis=1, keepdims=True)
        rows: Rows = (mean / np.maximum(1e-9, lengths)).astype(np.float32)
        return rows


@dataclass(frozen=True, eq=False)
class Remembered:
    """A `Meaning` that keeps rows in memory, so that a refit embeds what is new alone."""

    meaning: Meaning
    kept: dict[bytes, Rows] = field(default_factory=dict)

    @property
    def mark(self) -> str:
        """Return the mark of the model."""
        return self.meaning.mark

    @property
    def size(self) -> int:
        """Return how many numbers a row has."""
        return self.meaning.size

    def rows(self, texts: Sequence[str]) -> Rows:
        """Return one row of length 1 for each text, made or remembered."""
        keys = [_key(text) for text in texts]
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in self.kept}
        fresh = dict(zip(new, self.meaning.rows(list(new.values())), strict=True))
        found = [self.kept.get(key, fresh.get(key)) for key in keys]
        return np.array(found, dtype=np.float32).reshape(len(texts), self.size)

    def learn(self, texts: Iterable[str]) -> None:
        """Remember the rows of these texts, and forget those of all others."""
        kept = list(dict.fromkeys(texts))
        rows = dict(zip(map(_key, kept), self.rows(kept), strict=True))
        self.kept.clear()
        self.kept.update(rows)


def _key(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
