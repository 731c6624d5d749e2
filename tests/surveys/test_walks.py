"""Walks that were saved come to the same answers again."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from participation.cli import main
from participation.core.errors import BadFile
from surveys.engine import Check, Send, advance, begin
from surveys.kinds import Field
from surveys.loader import load_survey, survey_names
from surveys.packs import council_names
from surveys.samples import sample
from surveys.typed import typed
from surveys.walks import Outcome, SavedWalk, replay

WALKS = sorted((Path(__file__).parent / "walks").glob("*.json"))
SHIPPED = [
    (council, name)
    for council in (None, *council_names())
    for name in survey_names(council)
    if council is None or name not in survey_names()
]


@pytest.mark.parametrize("path", WALKS, ids=lambda path: path.stem)
def test_a_saved_walk_comes_to_the_same_answers(path):
    saved = SavedWalk.from_json(path.read_text(encoding="utf-8"), path.name)

    assert replay(load_survey(saved.survey, saved.council), saved) == saved.sent


@pytest.mark.parametrize(("council", "name"), SHIPPED)
@pytest.mark.parametrize("pick", [0, 1, 2, 9])
def test_every_shipped_survey_is_walked_by_typing_to_its_end(council, name, pick):
    survey = load_survey(name, council)
    state, step = begin(survey, "en")
    lines = []
    while not isinstance(step, Check):
        values = sample(step.question, "the noise at night", pick)
        options = [option.code for option in step.question.options]
        lines += [str(options.index(values[0]) + 1) if options else "".join(values)]
        state, step = advance(survey, state, typed(survey, state, lines[-1]))
        assert not getattr(step, "error", "")
    # A picture cannot be typed, so a question for one is passed over.
    asked = [
        line.question.name for line in step.lines if line.question.way.field is not Field.DRAWING
    ]

    walked = replay(survey, SavedWalk(name, "en", (*lines, "show all", "send")))

    assert [outcome.question for outcome in walked] == asked
    assert all(outcome.codes or outcome.words for outcome in walked)
    assert isinstance(typed(survey, state, "send"), Send)


def test_a_walk_is_saved_from_the_terminal_and_reads_back(tmp_path):
    file = tmp_path / "walk.json"
    lines = "1\n1\n1\n1\na longer one\nshow 5\nsend\n"

    done = CliRunner().invoke(main, ["survey", "walk", "my-review", "--save", str(file)], lines)

    assert done.exit_code == 0, done.output
    assert "Saved in walk.json." in done.output
    saved = SavedWalk.from_json(file.read_text(), file.name)
    assert saved.typed == tuple(lines.split("\n")[:-1])
    assert saved.sent[-1] == Outcome("better", (), "a longer one", may_show=True)
    assert replay(load_survey("my-review"), saved) == saved.sent


def test_a_walk_that_breaks_off_saves_nothing_and_a_broken_file_is_refused(tmp_path):
    file = tmp_path / "walk.json"

    CliRunner().invoke(main, ["survey", "walk", "my-review", "--save", str(file)], "1\n")

    assert not file.exists()
    with pytest.raises(BadFile, match=r"walk.json.*walk the survey again"):
        SavedWalk.from_json("{", "walk.json")


def test_checking_a_file_prints_question_fault_and_fix(tmp_path):
    file = tmp_path / "try.toml"
    file.write_text(
        'name = "try"\ntitle = { en = "Try" }\nabout = { en = "A try." }\nminutes = 1\n'
        'ages = "11-17"\n[[question]]\nname = "who"\nkind = "line"\n'
        'asks = { en = "What is your name?" }\n',
        encoding="utf-8",
    )

    done = CliRunner().invoke(main, ["survey", "check", str(file)])

    assert done.exit_code == 1
    assert "try.toml: who: It asks for a name. Nobody may be asked who they are." in done.output
    assert "1 to mend." in done.output
