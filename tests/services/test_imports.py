from datetime import timedelta
from pathlib import Path

import pytest

from participation.core.clock import SetClock
from participation.core.errors import BadFile
from participation.core.keys import KeyFolder
from participation.domain.policy import Role
from participation.models import Account, Alert, Answer, Coding, Submission, Waiting
from participation.models.database import Database
from participation.services import imports, rounds
from participation.services.imported_rows import Source, read_lines
from tests.factories import a_consultation, a_council, an_account


def _source(tmp_path: Path, text: str | bytes, codings: str | None = None) -> Source:
    path = tmp_path / "answers.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return Source(path, "text", codings)


@pytest.mark.parametrize(
    ("text", "place", "fix"),
    [
        ("", "row 1", "empty"),
        ("words,themes\nhello,x\n", "row 1", 'no column "text"'),
        ("text,themes\nhello\n", "row 2", "1 cells where the header has 2"),
        (b"text\nhello\nbye \xff\n", "line 3", "save the file as CSV UTF-8"),
        ("text\nhello\n" + "x" * 20_001 + "\n", "row 3", "over 20,000 characters"),
        ('text\n"open\n', "row 2", "quotation mark is open"),
    ],
)
def test_a_file_that_cannot_be_used_is_told_by_place_and_fix(
    tmp_path: Path, text: str | bytes, place: str, fix: str
) -> None:
    with pytest.raises(BadFile) as error:
        read_lines(_source(tmp_path, text))

    assert error.value.place == place
    assert fix in error.value.fix
    assert "hello" not in error.value.message


def test_words_that_look_like_nothing_or_like_a_formula_are_words(tmp_path: Path) -> None:
    lines, empty = read_lines(_source(tmp_path, 'text\nNone\nN/A\nnan\n=1+1\n" "\n'))

    assert [line.text for line in lines] == ["None", "N/A", "nan", "=1+1"]
    assert empty == 1


def test_an_unknown_theme_brings_nothing_in(
    database: Database, keys: KeyFolder, clock: SetClock, tmp_path: Path
) -> None:
    source = _source(tmp_path, "text,themes\none,wifi-and-phones\ntwo,moon\n", "themes")
    with database.writing() as session:
        council = a_council(session)
        consultation = a_consultation(session, council, clock.now().date())

    with pytest.raises(BadFile, match="row 3"), database.writing() as session:
        imports.import_answers(session, council, consultation, keys.reading(), source, clock.now())

    with database.reading() as session:
        assert session.query(Submission).count() == 0


def test_rows_wait_in_the_queue_unless_an_officer_attests_them(
    database: Database, keys: KeyFolder, clock: SetClock, tmp_path: Path
) -> None:
    source = _source(tmp_path, "text,themes\none,wifi-and-phones;money\ntwo,\n", "themes")
    with database.writing() as session:
        council = a_council(session)
        officer = an_account(session, council)
        consultation = a_consultation(session, council, clock.now().date())
        args = (session, council, consultation, keys.reading(), source, clock.now())
        waiting = imports.import_answers(*args)
        attested = imports.import_answers(*args, officer)

    with database.reading() as session:
        readings = sorted(answer.reading for answer in session.query(Answer))
        assert readings == ["cleared", "cleared", "unread", "unread"]
        assert {answer.may_show for answer in session.query(Answer)} == {False}
        assert {coding.coder_id for coding in session.query(Coding)} == {officer.id}
    assert (waiting.answers, waiting.codings) == (2, 0)
    assert (attested.answers, attested.codings) == (2, 2)


@pytest.mark.parametrize("attested", [False, True])
def test_a_worry_word_in_a_row_starts_the_same_clock_as_in_any_answer(
    database: Database, keys: KeyFolder, clock: SetClock, tmp_path: Path, attested: bool
) -> None:
    rows = "text,themes\nhe hurts me at night,money\nthe food is fine,money\n"
    source, now = _source(tmp_path, rows, "themes"), clock.now()
    with database.writing() as session:
        council = a_council(session)
        lead, officer = (an_account(session, council, r) for r in (Role.SAFEGUARDING, Role.OFFICER))
        consultation = a_consultation(session, council, now.date())
        args = (session, council, consultation, keys.reading(), source, now)

        imported = imports.import_answers(*args, officer if attested else None)
        rounds.look_round(session, council, now)
        at_once = session.query(Alert).count()
        rounds.look_round(session, council, now + timedelta(hours=1))

        (worry,) = session.query(Answer).where(Answer.worry)
        told = {session.get_one(Account, alert.told_id).id for alert in session.query(Alert)}
        assert (imported.worries, worry.reading) == (1, "unread")
        assert session.get_one(Waiting, worry.id).due_hour == now + timedelta(hours=1)
        assert session.query(Coding).count() == int(attested)
        assert at_once == 0
        assert told == {lead.id, officer.id}
