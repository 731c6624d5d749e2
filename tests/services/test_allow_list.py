"""The council's allow-list: one word, and nothing of where it stood."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from participation.core.clock import SetClock
from participation.core.errors import BadInput, Refused
from participation.core.keys import KeyFolder
from participation.models import AllowedWord, AuditLine
from participation.models.database import Database
from participation.services import allow_list, reading
from participation.services.audit import broken_lines
from participation.services.councils import add_council
from surveys.packs import load_codebook
from tests import factories
from tests.services.safeguarding import Lane, a_lane

WORDS = "we all play kahoot with Shannon in Wembley"


@pytest.fixture
def lane(database: Database, keys: KeyFolder, clock: SetClock) -> Lane:
    with database.writing() as session:
        return a_lane(session, keys, clock.now(), WORDS)


def masked(session, lane: Lane, keys: KeyFolder) -> str:
    unread = reading.next_unread(session, lane.council, keys.reading())
    assert unread is not None
    return unread.masked


def test_an_allowed_word_is_masked_no_longer_and_again_once_taken_off(
    database: Database, keys: KeyFolder, clock: SetClock, lane: Lane
) -> None:
    now = clock.now()
    with database.writing() as session:
        before = masked(session, lane, keys)
        for word in ("Wembley", "kahoot", "Kahoot"):
            allow_list.allow(session, lane.council, lane.officer, word, now)
        listed = allow_list.allowed(session, lane.council)
        allowed = masked(session, lane, keys)
        allow_list.take_off(session, lane.council, lane.officer, "kahoot", now)

        assert before == "we all play [name] with [name] in [place]"
        assert listed == ["kahoot", "wembley"]
        assert allowed == "we all play kahoot with [name] in Wembley"
        assert masked(session, lane, keys) == "we all play [name] with [name] in Wembley"


def test_a_name_is_refused_and_nothing_is_stored(
    database: Database, clock: SetClock, lane: Lane
) -> None:
    with database.writing() as session, pytest.raises(BadInput):
        allow_list.allow(session, lane.council, lane.officer, "Shannon", clock.now())

    with database.reading() as session:
        assert session.query(AllowedWord).count() == 0


def test_the_audit_tells_what_was_done_and_never_the_word(
    database: Database, clock: SetClock, lane: Lane
) -> None:
    with database.writing() as session:
        allow_list.allow(session, lane.council, lane.officer, "kahoot", clock.now())
        allow_list.take_off(session, lane.council, lane.officer, "kahoot", clock.now())

    with database.reading() as session:
        lines = session.scalars(select(AuditLine).order_by(AuditLine.number)).all()
        told = [(line.account_id, line.action) for line in lines[-2:]]
        assert broken_lines(session, lane.council) == []
    assert told == [
        (lane.officer.id, "put a word on the allow-list"),
        (lane.officer.id, "took a word off the allow-list"),
    ]
    assert not any("kahoot" in f"{line.action} {line.note}" for line in lines)


def test_a_row_holds_the_council_and_the_word_alone() -> None:
    assert {column.name for column in AllowedWord.__table__.columns} == {"council_id", "word"}


def test_the_list_of_one_council_leaves_another_as_it_was(
    database: Database, clock: SetClock, lane: Lane
) -> None:
    with database.writing() as session:
        pack = replace(factories.pack(), name="elsewhere")
        other = add_council(session, pack, load_codebook("life-in-care"))
        allow_list.allow(session, lane.council, lane.officer, "kahoot", clock.now())

        assert "kahoot" in allow_list.words_of_nobody(session, lane.council)
        assert "kahoot" not in allow_list.words_of_nobody(session, other)


def test_a_full_list_takes_no_more(
    database: Database, clock: SetClock, lane: Lane, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(allow_list, "MOST_WORDS", 1)
    with database.writing() as session:
        allow_list.allow(session, lane.council, lane.officer, "kahoot", clock.now())

        with pytest.raises(Refused, match="Take some off"):
            allow_list.allow(session, lane.council, lane.officer, "wembley", clock.now())
