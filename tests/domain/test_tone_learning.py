from itertools import product
from pathlib import Path

import pytest

from participation.core.errors import NotSetUp
from participation.core.ports import Tone
from participation.domain.tone import TextBlobTone
from participation.domain.tone_learning import (
    ENOUGH_TONES,
    LearntTone,
    ToneDecision,
    learn_tone,
)

KINDS = (
    ("my carer {} listens to me", "warm"),
    ("see {} on tuesdays after school", "plain"),
    ("{} goes on and on about my room", "sad"),
)
NAMES = ["".join(letters) for letters in product("abcde", "fghij", "oua", "lmn")]


def heard(count: int, **marks: object) -> list[ToneDecision]:
    return [
        ToneDecision(KINDS[number % 3][0].format(name), KINDS[number % 3][1], name, **marks)
        for number, name in enumerate(NAMES[:count])
    ]


@pytest.fixture(scope="module")
def learnt() -> LearntTone:
    return learn_tone(heard(ENOUGH_TONES), TextBlobTone())


def test_nothing_is_learnt_from_fewer_than_200_decisions():
    assert learn_tone(heard(ENOUGH_TONES - 1), TextBlobTone()) is None


def test_a_tone_is_heard_as_the_councils_own_people_heard_it(learnt: LearntTone):
    tone: Tone = learnt

    assert [tone.read(text.format("she")) for text, _ in KINDS] == ["warm", "plain", "sad"]


def test_how_often_it_is_wrong_stands_on_texts_unseen_beside_the_other_hint(learnt: LearntTone):
    assert learnt.measure.count == learnt.beside.count == ENOUGH_TONES
    assert learnt.measure.wrong < 0.05 < learnt.beside.wrong
    assert learnt.measure.macro > learnt.beside.macro


def test_only_what_chance_chose_is_measured_on():
    chosen = heard(ENOUGH_TONES, drawn=False)
    drawn = [ToneDecision(f"nothing like it {name}", "sad", name) for name in NAMES[:30]]

    learnt = learn_tone([*chosen, *drawn], TextBlobTone())

    assert learnt.measure.count == 30
    assert learn_tone(chosen, TextBlobTone()) is None


@pytest.mark.parametrize("text", ["", "😀", "你好", "y", "word " * 10_000])
def test_a_text_of_any_kind_gets_a_tone(learnt: LearntTone, text: str):
    assert learnt.read(text) in {"warm", "plain", "sad"}


def test_what_one_person_alone_wrote_is_not_kept(learnt: LearntTone, tmp_path: Path):
    learnt.save(tmp_path / "tone.npz")

    kept = (tmp_path / "tone.npz").read_bytes()

    assert b"tuesdays" in kept
    assert not any(f" {name} ".encode() in kept for name in NAMES)


def test_a_saved_model_comes_back_the_same(learnt: LearntTone, tmp_path: Path):
    learnt.save(tmp_path / "tone.npz")

    back = LearntTone.load(tmp_path / "tone.npz")

    assert (back.decided, back.measure, back.beside) == (200, learnt.measure, learnt.beside)
    assert all(back.read(one.text) == learnt.read(one.text) for one in heard(30))


def test_a_damaged_file_asks_to_fit_again(learnt: LearntTone, tmp_path: Path):
    path = tmp_path / "tone.npz"
    learnt.save(path)

    path.write_bytes(path.read_bytes()[:1000])

    with pytest.raises(NotSetUp, match="Fit it again"):
        LearntTone.load(path)
