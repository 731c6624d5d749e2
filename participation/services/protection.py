"""The facts of the data protection papers: settings, people who sign in, and the tables."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from participation.core.backup_keys import has_backup_keys
from participation.core.errors import NotSetUp
from participation.core.keys import KeyFolder
from participation.core.marks import Marks
from participation.core.settings import Settings
from participation.domain.policy import ROLE_WORDS, Role
from participation.models import Account, Council
from participation.models.dumping import stored_tables
from participation.papers.kept import undescribed
from participation.papers.protection import Facts
from participation.services.councils import pack_of

NAMES = {"sqlite": "SQLite, in one file", "postgresql": "PostgreSQL"}


def facts_of(session: Session, council: Council, settings: Settings, today: date) -> Facts:
    """Return how the service is set up for the council.

    Raises NotSetUp when the database holds a table that the papers do not describe.
    """
    tables = frozenset(table.name for table in stored_tables(session.connection()))
    if unknown := undescribed(tables):
        raise NotSetUp(
            f"The papers do not say what stands in {', '.join(sorted(unknown))}. "
            "Describe it in participation/papers/kept.py first."
        )
    counted = select(Account.role, func.count()).where(
        Account.council_id == council.id, Account.active
    )
    staff = dict(session.execute(counted.group_by(Account.role)).all())
    backup = Marks(settings.folder).last("backup")
    return Facts(
        pack=pack_of(council),
        today=today,
        database=NAMES[session.get_bind().dialect.name],
        young_apart=_account(settings.young_database_url) != _account(settings.database_url),
        young_address=settings.young_address,
        mail=settings.smtp,
        mail_folder=settings.mail_folder,
        telegram=bool(settings.telegram_token),
        backups_sealed=has_backup_keys(KeyFolder(settings.key_folder)),
        last_backup=None if backup is None else backup.day,
        staff={ROLE_WORDS[Role(role)]: count for role, count in staff.items()},
        tables=tables,
    )


def _account(url: str) -> str | None:
    """Return the account that the database is reached by; SQLite has none."""
    return make_url(url).username
