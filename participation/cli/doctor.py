"""The command that says what is set up safely and what is not."""

from collections.abc import Iterator
from pathlib import Path

import click
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from participation.cli.ground import stand, told_plainly
from participation.models.database import Database
from participation.services import doctor as doctors
from participation.services.doctor import Finding, Setup


@click.command()
@click.pass_context
@told_plainly
def doctor(context: click.Context) -> None:
    """Say line by line what is set up safely and what is not; exit code 1 if anything is not."""
    ground = stand()
    setup = Setup(ground.settings, ground.clock.now())
    unsafe = 0
    for finding in (*doctors.machine(setup), *_of_database(setup)):
        click.echo(f"{'safe' if finding.safe else 'NOT SAFE':8}  {finding.words}")
        unsafe += not finding.safe
    click.echo(f"\n{unsafe or 'Nothing'} to put right.")
    context.exit(1 if unsafe else 0)


def _of_database(setup: Setup) -> Iterator[Finding]:
    """Yield what is said of the database, which is looked at and never made or changed here."""
    url = make_url(setup.settings.database_url)
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        yield doctors.nothing_there()
        return
    database = Database(setup.settings.database_url)
    young = Database(setup.settings.young_database_url)
    try:
        shape = doctors.shape(database)
        yield shape
        if shape.safe:
            with database.reading() as session, young.reading() as as_young:
                yield from doctors.database(session, as_young, setup)
    except SQLAlchemyError as error:
        yield doctors.out_of_reach(type(error).__name__)
    finally:
        young.close()
        database.close()
