"""Least sight: what the young app's own role may do on PostgreSQL, and what it sees of it.

What is not named here is refused. On the answer side it sees what hangs on one submission
only: the one whose receipt the transaction has given. The words of an answer, sealed or
cleared, it never sees at all.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select, text
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.orm import Session

from participation.core.errors import BadInput, NotSetUp
from participation.models.database import Database

ROLE = "participation_young"
_RECEIPT = "participation.receipt"
_CONTACT = "participation.contact"
_BACKINGS = "participation.backings"
_POLICY = "young_sees"

_FUNCTION = """
CREATE OR REPLACE FUNCTION submission_in_sight() RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT id FROM submission
    WHERE receipt_hash = decode(current_setting('participation.receipt', true), 'hex')
$$
""".strip()

_THIS_SUBMISSION = "(SELECT submission_in_sight())"
_OF_THIS_SUBMISSION = f"submission_id = {_THIS_SUBMISSION}"
_OF_ITS_ANSWERS = "answer_id IN (SELECT id FROM answer)"
_OF_SENT_DIGESTS = "digest_id IN (SELECT id FROM digest)"


@dataclass(frozen=True)
class Sight:
    """What the role may do with a table, with which of its rows (in SQL), and which it may add."""

    table: str
    may: tuple[str, ...]
    rows: str = ""
    adds: str = ""


_OF_STATEMENTS = "statement_id IN (SELECT id FROM statement)"

SIGHTS = (
    Sight("council", ("SELECT",)),
    Sight("board", ("SELECT",)),
    Sight("theme", ("SELECT",)),
    Sight("allowed_word", ("SELECT",)),
    Sight("language", ("SELECT (council_id, code, offered)",)),
    Sight("survey_version", ("SELECT",)),
    Sight("consultation", ("SELECT",)),
    Sight("meeting", ("SELECT",)),
    # A digest that is still being written, and what it holds, is nobody's to see.
    Sight("digest", ("SELECT",), "sent_on IS NOT NULL"),
    Sight("digest_consultation", ("SELECT",), _OF_SENT_DIGESTS),
    Sight("digest_return", ("SELECT",), _OF_SENT_DIGESTS),
    # A card stands on its page before any paper holds it, and goes as soon as it is proposed to
    # be kept from the public, or its consultation is: keys of a draft are told for that alone.
    Sight("digest_card", ("SELECT (id, digest_id, card_id)",)),
    Sight("ask", ("SELECT",), _OF_SENT_DIGESTS),
    Sight("release", ("SELECT",), "id IN (SELECT release_id FROM digest_consultation)"),
    Sight("response", ("SELECT",), "published_on IS NOT NULL"),
    Sight("exemption", ("SELECT",), f"{_OF_SENT_DIGESTS} OR kind IN ('card', 'consultation')"),
    Sight("member_view", ("SELECT",), "published_on IS NOT NULL"),
    Sight("open_tap", ("SELECT", "INSERT", "UPDATE (taps)")),
    Sight("topic", ("SELECT (id, council_id, meeting_id, agenda_id, words, outcome, reason)",)),
    Sight(
        "card",
        (
            "SELECT (id, council_id, answer_id, consultation_id, meeting_id, words, outcome, "
            "plain, ended_week)",
        ),
    ),
    Sight(
        "card_return",
        ("SELECT (id, council_id, card_id, addressee, plain, returned_week, told_week)",),
    ),
    Sight(
        "backing",
        ("SELECT", "INSERT", "DELETE"),
        f"encode(id, 'hex') = ANY (string_to_array(current_setting('{_BACKINGS}', true), ' '))",
    ),
    Sight("open_backing", ("SELECT", "INSERT", "UPDATE (taps)")),
    Sight("conversation", ("SELECT", "INSERT", "UPDATE (sealed)", "DELETE")),
    Sight(
        "chat",
        ("SELECT", "INSERT", "UPDATE (council_id, sealed, expires_on)", "DELETE"),
    ),
    Sight("kept_drawing", ("SELECT", "INSERT", "DELETE")),
    Sight("drawing", ("INSERT",)),
    Sight("chat_update", ("SELECT", "INSERT", "UPDATE (run_after, tries)", "DELETE")),
    Sight("chat_seen", ("INSERT",)),
    Sight("chat_message", ("SELECT", "INSERT", "UPDATE (run_after, tries)", "DELETE")),
    Sight("chat_choices", ("SELECT", "INSERT", "UPDATE (sealed, until)", "DELETE")),
    Sight("chat_switch", ("SELECT",)),
    Sight("subscription", ("SELECT (mark, consultation_id)", "INSERT", "DELETE")),
    Sight("invite", ("SELECT (id, consultation_id, spent)", "UPDATE (spent)")),
    Sight("message_to_all", ("SELECT",)),
    Sight("election_pause", ("SELECT",)),
    Sight("statement", ("SELECT",), "published_on IS NOT NULL"),
    Sight("statement_verdict", ("SELECT",), _OF_STATEMENTS),
    Sight("statement_theme", ("SELECT",), _OF_STATEMENTS),
    Sight("seen_mark", ("SELECT",)),
    Sight("job", ("SELECT (id, unique_key, leased_until)", "INSERT")),
    Sight("waiting", ("INSERT",)),
    Sight("safeguarding_key", ("SELECT (id, council_id, public, retired)",)),
    Sight(
        "contact_request",
        ("SELECT (code_hash, council_id, opened_on)", "INSERT", "DELETE"),
        f"code_hash = decode(current_setting('{_CONTACT}', true), 'hex')",
    ),
    Sight(
        "submission",
        ("SELECT", "INSERT", "UPDATE (receipt_hash, taken_back)", "DELETE"),
        f"id = {_THIS_SUBMISSION}",
        adds="true",
    ),
    Sight(
        "answer",
        ("SELECT (id, submission_id, reading, worry)", "INSERT", "DELETE"),
        _OF_THIS_SUBMISSION,
    ),
    Sight("coding", ("SELECT (answer_id, theme_id)",), _OF_ITS_ANSWERS),
    Sight("reaction", ("SELECT", "INSERT", "UPDATE (verdict)", "DELETE"), _OF_THIS_SUBMISSION),
    Sight("flag", ("SELECT (id, council_id, answer_id)",), _OF_ITS_ANSWERS),
    Sight(
        "flag_word",
        ("SELECT (id, flag_id, number, for_young)", "INSERT"),
        "flag_id IN (SELECT id FROM flag)",
    ),
)

WEBHOOK_ROLE = "participation_webhook"
WEBHOOK_SIGHTS = (Sight("chat_seen", ("INSERT",)), Sight("chat_update", ("INSERT",)))
"""What takes updates in from a chat service may add them, and see nothing at all."""


def bring_into_sight(session: Session, receipt_hash: bytes) -> None:
    """Let the rest of the transaction see the submission of this receipt, if there is one.

    For a role that sees everything this changes nothing; SQLite has no roles.
    """
    _set(session, _RECEIPT, receipt_hash)


def bring_contact_into_sight(session: Session, code_hash: bytes) -> None:
    """Let the rest of the transaction see the contact request of this code, if there is one."""
    _set(session, _CONTACT, code_hash)


def bring_backings_into_sight(session: Session, keys: Iterable[bytes]) -> None:
    """Let the rest of the transaction see and change the backings of these keys, and no other."""
    _set(session, _BACKINGS, *keys)


def _set(session: Session, name: str, *values: bytes) -> None:
    if session.get_bind().dialect.name == "postgresql":
        listed = " ".join(value.hex() for value in values)
        session.execute(select(func.set_config(name, listed, True)))


def statements(role: str = ROLE, sights: Sequence[Sight] = SIGHTS) -> tuple[str, ...]:
    """Return the SQL that makes the role and gives it this sight and no more; safe to repeat.

    To be run by the owner of the tables, after each change of them. Raises BadInput for a
    name that is no plain name.
    """
    if re.fullmatch(r"[a-z_][a-z0-9_]{0,62}", role) is None:
        raise BadInput("Name the role in small letters, digits and underscores.")
    made = [
        f"DO $$ BEGIN CREATE ROLE {role} LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$",
        f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, {role}",
        f"REVOKE ALL ON SCHEMA public FROM {role}",
        "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
        f"GRANT USAGE ON SCHEMA public TO {role}",
    ]
    if any(sight.rows for sight in sights):
        made += [
            _FUNCTION,
            "REVOKE ALL ON FUNCTION submission_in_sight() FROM PUBLIC",
            f"GRANT EXECUTE ON FUNCTION submission_in_sight() TO {role}",
        ]
    for sight in sights:
        made.append(f"GRANT {', '.join(sight.may)} ON {sight.table} TO {role}")
        if sight.rows:
            made += [
                f"ALTER TABLE {sight.table} ENABLE ROW LEVEL SECURITY",
                f"DROP POLICY IF EXISTS {_POLICY} ON {sight.table}",
                f"CREATE POLICY {_POLICY} ON {sight.table} TO {role} "
                f"USING ({sight.rows}) WITH CHECK ({sight.adds or sight.rows})",
            ]
    return tuple(made)


def take_sight_back(database: Database) -> None:
    """Drop the policies of every role, which hold on to tables; set the sight anew afterwards.

    Until then the young app sees nothing of the tables that had one.
    """
    if database.engine.dialect.name != "postgresql":
        return
    with database.engine.begin() as connection:
        tables = connection.scalars(
            text("SELECT tablename FROM pg_policies WHERE policyname = :name"), {"name": _POLICY}
        ).all()
        for table in tables:
            connection.execute(text(f"DROP POLICY {_POLICY} ON {table}"))


def set_sight(database: Database, role: str = ROLE, sights: Sequence[Sight] = SIGHTS) -> None:
    """Make the role and set what it may see; raises NotSetUp where that cannot be done."""
    if database.engine.dialect.name != "postgresql":
        raise NotSetUp(
            "SQLite knows no roles: whoever may read its file reads all of it. "
            "Use PostgreSQL to keep the young people's app apart."
        )
    try:
        with database.engine.begin() as connection:
            for statement in statements(role, sights):
                connection.execute(text(statement))
    except ProgrammingError as error:
        raise NotSetUp(
            "The database does not let this account do that. Print the statements with "
            "`participation database roles` and have its administrator run them."
        ) from error
