from pathlib import Path

import numpy as np
import pytest

from participation.core.errors import NotSetUp
from participation.domain.theming.fitting import fit
from participation.domain.theming.suggester import FittedSuggester
from tests.domain.theming.examples import CODEBOOK, THEMES, decided

TEXTS = [row.text for row in (*CODEBOOK, *decided(40))]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "models" / "model.npz"


@pytest.mark.parametrize(
    "suggester",
    [fit(THEMES, CODEBOOK, decided(60)), fit(THEMES, CODEBOOK, []), fit((), (), [])],
    ids=["decided", "codebook", "empty"],
)
def test_a_saved_model_comes_back_the_same(suggester: FittedSuggester, path: Path):
    suggester.save(path)

    loaded = FittedSuggester.load(path)

    assert loaded.suggest(TEXTS) == suggester.suggest(TEXTS)
    assert (loaded.themes, loaded.decided) == (suggester.themes, suggester.decided)


def test_letters_of_any_kind_survive(path: Path):
    odd = [type(row)(f"{row.text} ናፍቆት \ud800 é\u2028ß", row.themes) for row in CODEBOOK]
    suggester = fit(THEMES, odd, [])

    suggester.save(path)

    assert FittedSuggester.load(path).features.pieces == suggester.features.pieces


def test_the_file_holds_arrays_of_numbers_only(path: Path):
    fit(THEMES, CODEBOOK, []).save(path)

    with np.load(path, allow_pickle=False) as file:
        kinds = {file[name].dtype.kind for name in file.files}

    assert kinds <= {"f", "i", "u"}


def test_the_file_is_for_its_owner_alone(path: Path):
    fit(THEMES, CODEBOOK, []).save(path)

    assert path.stat().st_mode & 0o077 == 0


def test_saving_replaces_an_older_model_and_leaves_nothing_else(path: Path):
    fit(THEMES, CODEBOOK, []).save(path)

    fit(THEMES, CODEBOOK, decided(40)).save(path)

    assert FittedSuggester.load(path).decided == 40
    assert list(path.parent.iterdir()) == [path]


def test_a_save_that_fails_leaves_the_older_model(path: Path):
    fit(THEMES, CODEBOOK, []).save(path)
    broken = fit((*THEMES, object()), CODEBOOK, [])  # type: ignore[arg-type]

    with pytest.raises(TypeError):
        broken.save(path)

    assert FittedSuggester.load(path).themes == THEMES
    assert list(path.parent.iterdir()) == [path]


def test_a_missing_file_asks_to_fit_again(path: Path):
    with pytest.raises(NotSetUp, match="Fit it again"):
        FittedSuggester.load(path)


@pytest.mark.parametrize("share", [0, 0.01, 0.3, 0.7, 0.999])
def test_a_file_cut_short_asks_to_fit_again(path: Path, share: float):
    fit(THEMES, CODEBOOK, []).save(path)
    whole = path.read_bytes()

    path.write_bytes(whole[: int(len(whole) * share)])

    with pytest.raises(NotSetUp, match="Fit it again"):
        FittedSuggester.load(path)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_file_with_a_changed_byte_asks_to_fit_again(path: Path, share: float):
    fit(THEMES, CODEBOOK, []).save(path)
    content = bytearray(path.read_bytes())

    content[int(len(content) * share)] ^= 0xFF
    path.write_bytes(content)

    with pytest.raises(NotSetUp, match="Fit it again"):
        FittedSuggester.load(path)


@pytest.mark.parametrize(
    ("name", "array"),
    [
        ("format", np.array(1)),
        ("bias", np.zeros(2, dtype=np.float32)),
        ("weights", np.zeros((5, 3), dtype=np.float32)),
        ("word_rarity", np.zeros(1)),
        ("themes", np.array([0xFF, 0xFE], dtype=np.uint8)),
        ("words", np.array([{"a": "pickle"}], dtype=object)),
        ("threshold", None),
        ("cut", None),
    ],
)
def test_arrays_that_do_not_fit_together_ask_to_fit_again(
    path: Path, name: str, array: np.ndarray | None
):
    fit(THEMES, CODEBOOK, []).save(path)
    with np.load(path) as file:
        arrays = {key: file[key] for key in file.files if key != name}

    np.savez(path, **(arrays if array is None else {**arrays, name: array}))

    with pytest.raises(NotSetUp, match="Fit it again"):
        FittedSuggester.load(path)
