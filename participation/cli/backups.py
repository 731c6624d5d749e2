"""Commands for backups and for coming back from one."""

from pathlib import Path

import click

from participation import migrations
from participation.cli.ground import Ground, stand, told_plainly
from participation.core.backup_keys import (
    Part,
    make_backup_keys,
    read_backup_keys,
    read_private,
)
from participation.core.clock import day_of
from participation.core.errors import BadFile, NotSetUp, Refused
from participation.core.keys import KeyFolder
from participation.core.marks import Mark, Marks
from participation.core.withdrawn import NAME as WITHDRAWN
from participation.core.withdrawn import WithdrawnList
from participation.domain.retention import Kind
from participation.models.mixing import mix
from participation.models.snapshots import snapshot
from participation.services import backups
from participation.services.retention import longest_days

FOLDER = click.Path(path_type=Path, file_okay=False)
FILE = click.Path(path_type=Path, dir_okay=False)


class _WriteUnlessNamed(click.Group):
    """A group in which anything that is no command is the folder to write a backup into."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is named, or the one that writes."""
        named = bool(args) and args[0] in self.commands
        return super().resolve_command(ctx, args if named else ["write", *args])


@click.group(cls=_WriteUnlessNamed)
def backup() -> None:
    """Write sealed backups; `backup DIR` is short for `backup write DIR`."""


@backup.command("keys")
@click.argument("away", type=FOLDER, metavar="DIR")
@told_plainly
def keys(away: Path) -> None:
    """Make the keys of the backups, once, with the private halves in the folder DIR."""
    ground = stand()
    written = make_backup_keys(ground.keys, away)
    click.echo("Backups are sealed from now on. Their private halves stand in:")
    for path in written:
        click.echo(f"  {path}")
    click.echo(
        "Take them away from this machine now, each to another person, with a copy in a safe, "
        "and delete them here. Without them no backup can be opened; with them and two backups "
        "close to each other, answers could be matched to invites."
    )


@backup.command("write")
@click.argument("folder", type=FOLDER, metavar="DIR")
@told_plainly
def write(folder: Path) -> None:
    """Write a backup of the database, mixed first, into a new folder inside DIR."""
    ground = stand()
    public = read_backup_keys(ground.keys)
    marks = Marks(ground.settings.folder)
    today = day_of(ground.clock.now())
    mix(ground.database)
    marks.set("mix", Mark(today))
    revision = migrations.revision_of(ground.database) or ""
    with ground.database.reading() as session:
        days = longest_days(session, Kind.WITHDRAWALS) or backups.Source.days
    source = backups.Source(str(today), revision, ground.keys.fingerprint(), days)
    withdrawn = ground.keys.young().withdrawn
    with snapshot(ground.database, ground.settings.folder) as connection:
        made = backups.write_backup(connection, source, public, withdrawn, folder)
    before = marks.last("backup")
    marks.set("backup", Mark(today, made.submissions))
    _tell(made, before)
    for gone in backups.forget_old(folder, today, days):
        click.echo(f"{gone} is older than {days} days and was deleted.")


def _tell(made: backups.Written, before: Mark | None) -> None:
    click.echo(f"{made.folder}: {made.rows} rows.")
    click.echo(
        "The keys of the service are not in it, nor are the fitted models: keep a copy of the "
        "folder `keys` apart from it, and apart from its private halves."
    )
    if before is not None and abs(made.submissions - before.number) < backups.LINKING_BELOW:
        click.echo(
            f"Fewer than {backups.LINKING_BELOW} submissions came or went since the backup of "
            f"{before.day}. Whoever opened both could match answers to invites: delete the "
            "older one once this one is in a safe place."
        )


@click.command()
@click.argument("folder", type=FOLDER, metavar="DIR")
@click.option("--answers-key", type=FILE, required=True, help="The file backup-answers.private.")
@click.option("--invites-key", type=FILE, required=True, help="The file backup-invites.private.")
@click.option("--withdrawn", "lists", type=FILE, multiple=True, help="A later copy of that list.")
@click.option("--replace", is_flag=True, help="Put it in the place of what is there.")
@told_plainly
def restore(
    folder: Path, answers_key: Path, invites_key: Path, lists: tuple[Path, ...], replace: bool
) -> None:
    """Bring back the backup of the folder DIR; what was withdrawn since stays withdrawn."""
    ground = stand()
    private = {Part.ANSWERS: read_private(answers_key), Part.INVITES: read_private(invites_key)}
    found = backups.find_backup(folder, private)
    withdrawn = _keys_that_fit(ground, found).young().withdrawn
    backups.check_age(found, day_of(ground.clock.now()))
    _refuse_to_overwrite(ground, replace)
    for other in (*([folder / WITHDRAWN] if (folder / WITHDRAWN).exists() else []), *lists):
        withdrawn.take_in(other)
    # The rows go into tables of the backup's own shape, which are then brought up to date.
    migrations.downgrade(ground.database, found.heading.source.revision)
    with ground.database.writing() as session:
        done = backups.restore(session, found, private, withdrawn, day_of(ground.clock.now()))
    migrations.upgrade(ground.database)
    mix(ground.database)
    backups.forget_models(ground.settings.model_folder)
    _tell_of(found, done, withdrawn)


def _keys_that_fit(ground: Ground, found: backups.Found) -> KeyFolder:
    """Return the key folder as it is: a key made now would open nothing of what comes back."""
    source = found.heading.source
    keys = KeyFolder(ground.settings.key_folder)
    if not keys.fit(source.keys):
        raise NotSetUp(
            f"The keys in {keys.path} are not those of this backup. Put your copy of them back "
            "first: with others no receipt is found and no answer can be read."
        )
    if not migrations.knows(source.revision):
        raise BadFile(found.folder.name, "start", "a newer version made it. Install that first.")
    return keys


def _refuse_to_overwrite(ground: Ground, replace: bool) -> None:
    with ground.database.reading() as session:
        if not replace and not backups.is_empty(session):
            raise Refused(
                "The database holds rows already. Stop the service, make a backup of them if "
                "they matter, and give --replace."
            )


def _tell_of(found: backups.Found, done: backups.Restored, withdrawn: WithdrawnList) -> None:
    day = found.heading.source.day
    click.echo(f"{done.rows} rows of {day} are back; all that came after that day is gone.")
    click.echo(f"{done.withdrawn} submissions that were taken back since stay taken back.")
    if not withdrawn.path.exists():
        click.echo(
            f"There is no list of withdrawals here. If any were made after {day}, their words "
            "are back: give the list of the lost machine with --withdrawn."
        )
    click.echo("Start the service again, and look at `participation doctor`.")
