"""The door to a sentence model, proved with a stand-in of four numbers a word."""

import builtins
import socket
from pathlib import Path

import numpy as np
import pytest

from participation.core.errors import NotSetUp
from participation.domain.theming.fitting import fit
from participation.domain.theming.meaning import Meaning, Remembered, SentenceModel
from participation.domain.theming.suggester import FittedSuggester
from tests.domain.theming.examples import CODEBOOK, THEMES, decided
from tests.domain.theming.stand_in import a_sentence_model


@pytest.fixture(scope="module")
def model(tmp_path_factory) -> SentenceModel:
    return SentenceModel.open(a_sentence_model(tmp_path_factory.mktemp("model")))


def test_texts_that_mean_alike_have_near_rows_of_length_one(model: SentenceModel):
    texts = ["broadband", "my wifi", "grub", "", "😀 " * 400]

    rows = model.rows(texts)

    assert rows.shape == (5, model.size)
    assert np.allclose(np.linalg.norm(rows, axis=1), [1, 1, 1, 0, 1], atol=1e-5)
    assert rows[0] @ rows[1] > rows[0] @ rows[2]
    assert np.allclose(rows, np.concatenate([model.rows([text]) for text in texts]), atol=1e-5)


def test_a_word_that_nobody_decided_about_speaks_by_its_meaning(model: SentenceModel):
    by_words = fit(THEMES, CODEBOOK, decided(100))
    by_meaning = fit(THEMES, CODEBOOK, decided(100), model)

    [before], [after] = (each.suggest(["broadband"]) for each in (by_words, by_meaning))

    assert "wifi-and-phones" not in [one.theme for one in before or ()]
    assert [(one.theme, one.phrases) for one in after or ()] == [
        ("wifi-and-phones", ("broadband",))
    ]


def test_a_codebook_alone_leans_towards_what_its_examples_mean(
    model: SentenceModel, monkeypatch: pytest.MonkeyPatch
):
    leant = fit(THEMES, CODEBOOK, [], model).suggest(["broadband"])[0] or ()
    monkeypatch.setattr("participation.domain.theming.classifier.LEAN", 0)
    straight = fit(THEMES, CODEBOOK, [], model).suggest(["broadband"])[0] or ()

    assert leant[0].theme == "wifi-and-phones"
    assert leant[0].score > max((one.score for one in straight), default=0)


def test_a_model_file_holds_no_embedding_and_wants_its_own_sentence_model(
    model: SentenceModel, tmp_path: Path
):
    path = tmp_path / "model.npz"
    fitted = fit(THEMES, CODEBOOK, decided(60), model)
    fitted.save(path)

    back = FittedSuggester.load(path, model)

    texts = [row.text for row in decided(20)]
    assert back.suggest(texts) == fitted.suggest(texts)
    with np.load(path) as arrays:
        sizes = {len(arrays[name]) for name in arrays.files if arrays[name].ndim == 2}
    assert sizes == {fitted.features.count}
    with pytest.raises(NotSetUp, match="Fit it again"):
        FittedSuggester.load(path)


class Counting:
    """A `Meaning` that counts what it is asked for."""

    mark, size = "counting", 2

    def __init__(self) -> None:
        self.asked: list[str] = []

    def rows(self, texts):
        self.asked += texts
        return np.ones((len(texts), 2), dtype=np.float32)


def test_rows_are_remembered_only_of_texts_that_are_learnt_from():
    counting = Counting()
    remembered: Meaning = (kept := Remembered(counting))

    kept.learn(["one", "two"])
    remembered.rows(["one", "three"])
    kept.learn(["two", "four"])

    assert counting.asked == ["one", "two", "three", "four"]
    assert len(kept.kept) == 2


def test_nothing_is_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: object) -> None:
        raise AssertionError("the network was reached for")

    folder = a_sentence_model(tmp_path)
    monkeypatch.setattr(socket.socket, "connect", refuse)

    assert SentenceModel.open(folder).size > 0


@pytest.mark.parametrize("damage", ["model.onnx", "tokenizer.json"])
def test_a_folder_that_lacks_something_is_said_to(tmp_path: Path, damage: str):
    folder = a_sentence_model(tmp_path)

    (folder / damage).write_bytes(b"x")

    with pytest.raises(NotSetUp, match=r"needs model.onnx and tokenizer.json"):
        SentenceModel.open(folder)


def test_without_the_extra_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    whole = builtins.__import__

    def bare(name: str, *rest: object, **named: object) -> object:
        if name == "onnxruntime":
            raise ImportError(name)
        return whole(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", bare)

    with pytest.raises(NotSetUp, match=r"pip install participation\[semantic\]"):
        SentenceModel.open(tmp_path)
