"""What every command stands on: settings, keys and a database that is up to date."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from participation import migrations
from participation.core.clock import SystemClock
from participation.core.errors import NotFound, ParticipationError
from participation.core.keys import KeyFolder
from participation.core.ports import Clock
from participation.core.settings import Settings, read_settings
from participation.models import Council
from participation.models.database import Database
from participation.services.councils import council_named

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True)
class Ground:
    """One command's settings, with what they lead to made when it is first needed."""

    settings: Settings
    clock: Clock

    @cached_property
    def keys(self) -> KeyFolder:
        """Return the key folder, with every key in it."""
        folder = KeyFolder(self.settings.key_folder)
        folder.prepare()
        return folder

    @cached_property
    def database(self) -> Database:
        """Return the database, brought up to date."""
        self.settings.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        database = Database(self.settings.database_url)
        migrations.upgrade(database)
        return database

    def close(self) -> None:
        """Give back the database's connections, if it was opened."""
        if "database" in self.__dict__:
            self.database.close()

    def council(self, session: Session, name: str | None) -> Council:
        """Return the council of that name, or the only one there is."""
        if name is not None:
            return council_named(session, name)
        councils = session.scalars(select(Council).limit(2)).all()
        if len(councils) != 1:
            raise NotFound("Say which council with --council NAME. `participation council list`.")
        return councils[0]


def stand(folder: Path | None = None) -> Ground:
    """Return the ground of a command, in another data folder if one is given."""
    ground = Ground(read_settings(folder), SystemClock())
    click.get_current_context().call_on_close(ground.close)
    return ground


def told_plainly(command: Callable[P, R]) -> Callable[P, R]:
    """Return the command with every explained error told in one plain line, exit code 1."""

    @wraps(command)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except ParticipationError as error:
            raise click.ClickException(error.message) from error

    return wrapped
