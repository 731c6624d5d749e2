"""The whole loop told through commands, on both databases."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from participation.cli import main
from participation.models.database import Database

ANSWERS = """text,themes
the wifi stops at nine every night,wifi-and-phones
no signal in my room so i cant ring my nan,wifi-and-phones
"""


@pytest.fixture
def run(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    url = database.engine.url.render_as_string(hide_password=False)
    monkeypatch.setenv("PARTICIPATION_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("PARTICIPATION_DATABASE_URL", url)

    def command(*arguments: str, typed: str = "") -> str:
        result = CliRunner().invoke(main, arguments, input=typed)
        assert result.exit_code == 0, result.output
        return result.output.strip()

    return command


def add_people(run) -> None:
    run("council", "add", "leicester")
    for handle, role in (("officer", "officer"), ("member", "board-member")):
        run(
            "account", "add", "--email", f"{handle}@council.example", "--handle", handle,
            "--name", handle.title(), "--role", role, "--password", "long enough words",
        )  # fmt: skip


def said(run) -> tuple[str, str]:
    address = run(
        "consultation", "open", "home", "--survey", "where-i-live", "--closes", "2099-01-01"
    )
    link = address.rsplit("/", 1)[1]
    survey_replies = "yes\n3\n1\n1\nskip\nThe wifi in my room\nshow 5\nsend\n"
    output = run("answer", link, typed=survey_replies)
    receipt = re.search(r"Your five words:\s+(.+)", output).group(1).strip()
    return link, receipt


def test_the_whole_loop_told_through_commands(run, tmp_path: Path) -> None:
    add_people(run)
    _, receipt = said(run)
    file = tmp_path / "answers.csv"
    file.write_text(ANSWERS)
    run(
        "import", str(file), "--consultation", "home", "--text-column", "text",
        "--already-read-by", "officer", "--codings-column", "themes",
    )  # fmt: skip
    read = run("queue", "--by", "officer", typed="c\nwifi-and-phones\n")
    run("meeting", "plan", "2098-06-02", "--board", "forum")
    digest = run(
        "digest", "build", "2098-06-02", "--by", "officer", "--consultation", "home",
        "--framing", "What we heard about home.",
    )  # fmt: skip
    ask = run("digest", "ask", digest, "Mend the wifi.", "--consultation", "home")
    for name in ("Finance", "Legal", "Equality", "Communications"):
        run("digest", "clear", digest, name, "A. Head")
    run("digest", "send", digest, "--by", "officer")
    run("digest", "write", digest, str(tmp_path / "out"))
    response = run(
        "digest", "respond", ask, "New lines are in.", "--by", "member", "--kind", "did",
        "--shown-by", "A speed test",
    )  # fmt: skip
    run("digest", "publish", response, "We mended it.", "--by", "officer")
    journey = run("journey", typed=f"{receipt}\n")
    verdict = run("react", typed=f"{receipt}\n1\nhelped\n")

    assert "The wifi in my room" in read
    assert journey.count("●") == 6
    assert "Did: We mended it." in journey
    assert "Mend the wifi." in run("wall")
    assert "Thank you" in verdict
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "digest.docx",
        "digest.html",
        "digest.pdf",
    ]


def test_a_meeting_that_falls_takes_its_paper_without_a_consultation_to_members(run) -> None:
    add_people(run)
    day = ("2098-08-07", "--board", "forum")
    run("meeting", "plan", *day)

    digest = run("digest", "build", day[0], "--by", "officer")
    chair = run("meeting", "chair", "forum", "member", "--by", "officer")
    fell = run("meeting", "not-held", day[0], "Snow.", *day[1:], "--by", "officer", "--in-writing")

    assert chair == "Member is in the chair."
    assert fell.startswith("Its asks are answered in writing by ")
    assert run("meeting", "list") == (
        f"{day[0]} Corporate Parenting Forum: digest {digest}, draft, not held"
    )


def test_a_wrong_name_is_told_in_one_plain_line(run) -> None:
    result = CliRunner().invoke(main, ["council", "add", "atlantis"])

    assert result.exit_code == 1
    assert result.output.startswith("Error: There is no council pack called")
    assert "Traceback" not in result.output
