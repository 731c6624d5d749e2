"""Anonymity is a matter of schema: a walk over the migrated tables of both databases.

The answer side is every table that a key reaches from a submission, and the unfinished
conversations and chats beside it.
"""

import re

import pytest
from sqlalchemy import MetaData, Table, types

ANSWER_SIDE = {
    "submission",
    "answer",
    "suggestion",
    "coding",
    "glance",
    "tone_heard",
    "no_idea",
    "cross_reading",
    "cross_coding",
    "flag",
    "flag_step",
    "flag_word",
    "alert",
    "quote",
    "reaction",
    "topic",
    "backing",
    "open_backing",
    "card",
    "card_return",
    "digest_card",
    "waiting",
    "drawing",
    "kept_drawing",
    "conversation",
    "chat",
}
# The hour by which an answer should be read, or a flag seen, goes when it is; the day on which
# an unfinished conversation is deleted goes with it. The hour of a flag's step is that of a
# member of staff at work, who had the answer open.
MOMENTS_ALLOWED = {
    ("waiting", "due_hour"),
    ("conversation", "expires_on"),
    ("chat", "expires_on"),
    ("flag", "due_hour"),
    ("flag_step", "hour"),
}
# What stands in a chat's queue is nobody's until it is opened, and goes within moments or days.
WITHOUT_COUNCIL = {
    "council",
    "chat_update",
    "chat_seen",
    "chat_message",
    "chat_choices",
    "chat_pulse",
}
TELLING_WORDS = {
    "person", "name", "author", "user", "account", "holder", "child", "age", "birth",
    "address", "ip", "host", "agent", "browser", "device", "cookie", "session",
    "chat", "telegram", "phone", "email", "mail", "handle", "invite", "link", "postcode",
    "place", "school", "home", "sequence", "serial", "order", "position", "rank", "row",
    "created", "updated", "sent", "received", "at", "on", "time", "timestamp", "date", "day",
    "hour", "minute", "second",
}  # fmt: skip


@pytest.fixture
def schema(database) -> MetaData:
    """Every table as the migrated database itself describes it."""
    schema = MetaData()
    schema.reflect(database.engine, only=lambda name, _: name != "alembic_version")
    return schema


def answer_side(schema: MetaData) -> list[Table]:
    """Return every table whose rows lead to a submission, and conversations."""
    reached = {"submission", "conversation", "chat"}
    while True:
        leading = {
            table.name
            for table in schema.sorted_tables
            if reached & {key.column.table.name for key in table.foreign_keys}
        }
        if leading <= reached:
            return [schema.tables[name] for name in sorted(reached)]
        reached |= leading


def leads_to(table: Table) -> set[str]:
    return {key.column.table.name for key in table.foreign_keys}


def test_the_answer_side_is_the_tables_that_the_threat_model_names(schema):
    names = {table.name for table in answer_side(schema)}

    assert names == ANSWER_SIDE


def test_no_answer_side_table_numbers_its_rows_on_sqlite(sqlite_database):
    with sqlite_database.engine.connect() as connection:
        rows = connection.exec_driver_sql("PRAGMA table_list").mappings().all()

    without = {row["name"] for row in rows if row["wr"]}
    assert without >= ANSWER_SIDE


def test_nothing_counts_up_on_postgresql(postgresql_database):
    with postgresql_database.engine.connect() as connection:
        sequences = connection.exec_driver_sql("SELECT count(*) FROM pg_sequences").scalar()
        identities = connection.exec_driver_sql(
            "SELECT count(*) FROM pg_attribute WHERE attidentity <> ''"
        ).scalar()

    assert (sequences, identities) == (0, 0)


def test_every_key_of_the_answer_side_is_random_and_made_by_the_client(schema):
    wide = (types.Uuid, types.CHAR, types.LargeBinary)

    kept = {
        f"{table.name}.{column.name}": (isinstance(column.type, wide), column.server_default)
        for table in answer_side(schema)
        for column in table.primary_key.columns
    }

    assert set(kept.values()) == {(True, None)}


def test_the_answer_side_holds_no_time_finer_than_a_week(schema):
    moments = {
        (table.name, column.name)
        for table in answer_side(schema)
        for column in table.columns
        if isinstance(column.type, types.DateTime | types.Date | types.Time | types.Interval)
    }

    assert moments <= MOMENTS_ALLOWED


def test_the_database_fills_in_nothing_of_its_own_on_the_answer_side(schema):
    """A default such as now() would be a time that no model shows."""
    defaults = [
        f"{table.name}.{column.name}"
        for table in answer_side(schema)
        for column in table.columns
        if column.server_default is not None
    ]

    assert defaults == []


def test_no_column_of_the_answer_side_is_named_after_a_person_or_a_way_to_one(schema):
    telling = {
        (table.name, column.name)
        for table in answer_side(schema)
        for column in table.columns
        if TELLING_WORDS & set(re.split(r"[^a-z]+", column.name))
    }

    assert telling - MOMENTS_ALLOWED == set()


def test_only_codings_and_the_safeguarding_record_name_somebody_who_signs_in(schema):
    naming = {table.name for table in answer_side(schema) if "account" in leads_to(table)}

    assert naming == {"coding", "cross_reading", "flag_step", "alert"}


def test_jobs_and_audit_lines_lead_to_no_answer(schema):
    for name in ("job", "audit_line"):
        assert not leads_to(schema.tables[name]) & ANSWER_SIDE


def test_what_waits_in_a_chat_and_who_is_to_be_told_lead_to_no_answer(schema):
    for name in ("chat_update", "chat_seen", "chat_message", "chat_choices", "chat_pulse"):
        assert leads_to(schema.tables[name]) == set()
    subscription = schema.tables["subscription"]

    columns = {column.name for column in subscription.columns}

    assert columns == {"id", "council_id", "consultation_id", "mark", "sealed"}
    assert leads_to(subscription) == {"council", "consultation"}


def test_a_cashed_code_and_a_message_to_all_lead_to_nothing_but_their_consultation(schema):
    for name, kept in (("cashed_code", set()), ("message_to_all", {"words", "last_day"})):
        table = schema.tables[name]

        columns = {column.name for column in table.columns}

        assert columns == {"id", "council_id", "consultation_id"} | kept
        assert leads_to(table) == {"council", "consultation"}


def test_an_unfinished_conversation_leads_to_nothing_but_its_consultation(schema):
    conversation = schema.tables["conversation"]

    columns = {column.name for column in conversation.columns}

    assert columns == {"id", "council_id", "consultation_id", "sealed", "expires_on"}
    assert leads_to(conversation) == {"council", "consultation"}


def test_a_chat_leads_to_nothing_but_its_council(schema):
    chat = schema.tables["chat"]

    columns = {column.name for column in chat.columns}

    assert columns == {"id", "council_id", "sealed", "expires_on"}
    assert leads_to(chat) == {"council"}


def test_every_row_belongs_to_a_council_and_goes_with_it(schema):
    for table in schema.sorted_tables:
        if table.name in WITHOUT_COUNCIL:
            continue
        column = table.columns["council_id"]
        (key,) = column.foreign_keys

        assert not column.nullable, table.name
        assert key.column.table.name == "council", table.name
        assert key.ondelete == "CASCADE", table.name
