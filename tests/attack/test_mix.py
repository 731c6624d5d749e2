"""The attacker holds the database and knows who sent when; after the mix no order is left."""

from datetime import timedelta
from pathlib import Path
from statistics import mean, stdev
from uuid import UUID

import pytest
from sqlalchemy import text

from participation.core.clock import SetClock
from participation.core.keys import KeyFolder
from participation.models import Answer, Base, Council, Submission
from participation.models.database import Database
from participation.models.mixing import MIXED, mix
from tests.factories import a_consultation, a_council, say, store_many

PEOPLE = 40
CROWDS = 16


def test_every_table_that_a_key_reaches_from_an_answer_is_mixed() -> None:
    # A conversation leads to no answer, but copies of it would outlive it in its file. Each send
    # touches an invite; contact requests come from the same hands, and are sealed to keys that
    # are replaced. Who cashed a code stands in no table, and in no order either.
    reached = {
        "submission", "conversation", "chat", "invite", "contact_request", "safeguarding_key",
        "key_holder", "key_share", "cashed_code",
    }  # fmt: skip
    for table in Base.metadata.sorted_tables:
        if {key.column.table.name for key in table.foreign_keys} & reached:
            reached.add(table.name)

    # What waits in chats and who asked to be told lead to no answer either, but come and go
    # with what people do.
    chats = {"subscription", "chat_update", "chat_seen", "chat_message", "chat_choices"}
    assert reached | chats == set(MIXED)


def right_guesses(sent: list[UUID], read: list[UUID]) -> int:
    """Return how many people are found by matching the order read with the order sent."""
    return sum(one == other for one, other in zip(sent, read, strict=True))


def order_read(database: Database, sent: list[UUID]) -> list[UUID]:
    """Return the submissions in the order in which the stored bytes hold them."""
    if database.engine.dialect.name == "postgresql":
        with database.reading() as session:
            rows = session.execute(text("SELECT id FROM submission ORDER BY xmin::text::int, ctid"))
            known = set(sent)
            return [row.id for row in rows if row.id in known]
    path = Path(database.engine.url.database or "")
    stored = path.read_bytes()
    return sorted(sent, key=lambda key: stored.rindex(key.hex.encode()))


def test_after_the_mix_the_stored_order_tells_nothing(
    database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    with database.writing() as session:
        council = a_council(session)

    before, after = [], []
    # A fresh crowd each time: which page holds which key stays as it is over many mixes.
    for crowd in range(CROWDS):
        sent = send_one_by_one(database, keys, clock, council, f"crowd-{crowd}")
        before.append(right_guesses(sent, order_read(database, sent)))
        mix(database)
        after.append(right_guesses(sent, order_read(database, sent)))
        # A group is asked a few times a term and no more.
        clock.moment += timedelta(days=130)

    # Of a random order one guess is right on average, with a spread of one.
    assert abs(mean(after) - 1) <= 3 * max(stdev(after), 1) / CROWDS**0.5
    if database.engine.dialect.name == "postgresql":
        assert mean(before) == PEOPLE


def send_one_by_one(
    database: Database, keys: KeyFolder, clock: SetClock, council: Council, name: str
) -> list[UUID]:
    sent = []
    with database.writing() as session:
        consultation = a_consultation(session, council, clock.now().date(), name=name)
    for _ in range(PEOPLE):
        with database.writing() as session:
            sent += store_many(session, keys, consultation, 1, {"feel": ("ok",)})
        database.forget_log()
    return sent


def test_the_mix_loses_nothing_and_keeps_every_link(
    database: Database, keys: KeyFolder, clock: SetClock
) -> None:
    with database.writing() as session:
        consultation = a_consultation(session, a_council(session), clock.now().date())
        for _ in range(3):
            say(session, keys, consultation, clock.now())
    before = everything(database)

    mix(database)

    assert everything(database) == before
    with database.writing() as session:
        session.query(Submission).delete()
        assert session.query(Answer).count() == 0


def everything(database: Database) -> dict[str, list[str]]:
    with database.reading() as session:
        return {
            table: sorted(
                repr(tuple(row)) for row in session.execute(text(f"SELECT * FROM {table}"))
            )
            for table in MIXED
        }


def test_a_mix_that_breaks_off_changes_nothing(
    database: Database, keys: KeyFolder, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.writing() as session:
        consultation = a_consultation(session, a_council(session), clock.now().date())
        say(session, keys, consultation, clock.now())
    before = everything(database)

    monkeypatch.setattr("participation.models.mixing.MIXED", (*MIXED, "no_such_table"))
    with pytest.raises(Exception, match="no_such_table"):
        mix(database)

    assert everything(database) == before
