"""What the doctor sees of PostgreSQL: what its logs keep, and how far the young app sees."""

from collections.abc import Iterator

from sqlalchemy import text
from sqlalchemy.orm import Session

from participation.models.sight import SIGHTS
from participation.services.doctor.finding import Finding, found

LONGEST_CHECKPOINT = 3_600
"""Seconds: the write-ahead log reaches back to the last checkpoint at least."""

SETTINGS = {
    "archive_mode": ("off", "archived logs keep withdrawn text for good"),
    "wal_keep_size": ("0", "old logs are kept for others"),
    "wal_recycle": ("off", "old logs are used again without being emptied"),
    "log_statement": ("none", "the server's log would hold what people write"),
    "log_min_duration_statement": ("-1", "the server's log would hold slow statements whole"),
    "log_parameter_max_length_on_error": ("0", "the server's log would hold what people write"),
}
"""What each must be, and why."""

UNSEEN = {
    "answer": ("original", "cleared", "reasons", "codes"),
    "flag": ("copy", "state"),
    "account": ("password", "email"),
    "audit_line": ("action",),
    "suggestion": ("score",),
    "coding": ("coder_id",),
}


def server(session: Session) -> Iterator[Finding]:
    """Yield what is to be said of the server."""
    for name, (wanted, why) in SETTINGS.items():
        value = _setting(session, name)
        yield found(
            value == wanted,
            f"PostgreSQL's {name} is {wanted}.",
            f"PostgreSQL's {name} is {value}: {why}. Set it to {wanted}.",
        )
    seconds = int(_setting(session, "checkpoint_timeout"))
    yield found(
        seconds <= LONGEST_CHECKPOINT,
        "PostgreSQL makes a checkpoint at least every hour.",
        f"PostgreSQL makes a checkpoint every {seconds} seconds only, and its log keeps "
        f"withdrawn text until then. Set checkpoint_timeout to {LONGEST_CHECKPOINT}s or less.",
    )
    slots = session.scalar(text("SELECT count(*) FROM pg_replication_slots"))
    yield found(
        slots == 0,
        "Nobody replicates the database.",
        f"{slots} replication slots keep PostgreSQL's log, withdrawn text and all. Drop them.",
    )
    yield _sees_all(session)
    yield _may_forget_log(session)
    yield _line(session)


def _setting(session: Session, name: str) -> str:
    # The value in its own unit, as SHOW would round it.
    query = text("SELECT setting FROM pg_settings WHERE name = :name")
    return str(session.scalar(query, {"name": name}))


def _sees_all(session: Session) -> Finding:
    hidden = session.scalars(
        text(
            "SELECT relname FROM pg_class WHERE relkind = 'r' "
            "AND relnamespace = CAST(current_schema() AS regnamespace) "
            "AND row_security_active(oid) ORDER BY relname"
        )
    ).all()
    return found(
        not hidden,
        "The service's role sees every row.",
        "A policy may hide rows from the service's role, so that the nightly mix refuses to "
        f"run: {', '.join(hidden)}. Run the service as the role that owns the tables, or run as "
        "its administrator: ALTER ROLE the service's role BYPASSRLS.",
    )


def _may_forget_log(session: Session) -> Finding:
    may = session.scalar(
        text(
            "SELECT has_function_privilege('pg_switch_wal()', 'EXECUTE') AND EXISTS (SELECT FROM "
            "pg_roles WHERE rolname = current_user AND rolsuper OR rolname = 'pg_checkpoint' "
            "AND pg_has_role(oid, 'USAGE'))"
        )
    )
    return found(
        bool(may),
        "The service may have PostgreSQL throw its log away after each mix.",
        "The service may not have PostgreSQL throw its log away, and the log links answers to "
        "their moment. Run as its administrator: GRANT EXECUTE ON FUNCTION pg_switch_wal() TO "
        "the service's role, and GRANT pg_checkpoint TO it.",
    )


def _line(session: Session) -> Finding:
    away = session.scalar(
        text(
            "SELECT inet_server_addr() IS NOT NULL AND NOT inet_client_addr() <<= '127.0.0.0/8' "
            "AND inet_client_addr() <> '::1' "
            "AND NOT (SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid())"
        )
    )
    return found(
        not away,
        "The line to PostgreSQL is this machine's own, or encrypted.",
        "The line to PostgreSQL is not encrypted. Add ?sslmode=verify-full to its address.",
    )


def young_role(session: Session, staff_role: str) -> Iterator[Finding]:
    """Yield what is to be said of the young app's role; the session is that role's own."""
    role = session.scalar(text("SELECT current_user"))
    yield found(
        role != staff_role,
        f"The young people's app has a role of its own, {role}.",
        "The young people's app uses the staff's role and could read everything. Run "
        "`participation database roles --apply` and set PARTICIPATION_YOUNG_DATABASE_URL.",
    )
    if role == staff_role:
        return
    able = session.scalar(
        text("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
    )
    seen = [
        f"{table}.{column}"
        for table, columns in UNSEEN.items()
        for column in columns
        if _may(session, table, column)
    ]
    unguarded = [
        sight.table for sight in SIGHTS if sight.rows and not _guarded(session, sight.table)
    ]
    yield found(
        not able and not seen and not unguarded,
        "The young people's app cannot read an answer's words, nor what others said.",
        "The young people's app sees more than it should: "
        f"{', '.join([*(['everything'] if able else []), *seen, *unguarded])}. Run "
        "`participation database roles --apply`.",
    )


def _may(session: Session, table: str, column: str) -> bool:
    query = text("SELECT has_column_privilege(:table, :column, 'SELECT')")
    return bool(session.scalar(query, {"table": table, "column": column}))


def _guarded(session: Session, table: str) -> bool:
    query = text("SELECT relrowsecurity FROM pg_class WHERE oid = CAST(:table AS regclass)")
    return bool(session.scalar(query, {"table": table}))
