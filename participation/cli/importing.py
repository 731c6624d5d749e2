"""The command that brings in free text from elsewhere."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import click

from participation.cli.bench import bench_on
from participation.cli.ground import Ground, stand, told_plainly
from participation.services import consultations, imports, staff
from participation.services.imported_rows import Source
from participation.worker.loop import work_all


@click.command("import")
@click.argument("answers", type=click.Path(path_type=Path))
@click.option("--council", "council_name")
@click.option("--consultation", "consultation_name", required=True)
@click.option("--text-column", required=True)
@click.option("--already-read-by", metavar="HANDLE", help="An officer who attests every row.")
@click.option("--codings-column", help="Themes given elsewhere, with ; between.")
@click.option("--suggest/--no-suggest", default=True, help="Propose themes at once.")
@told_plainly
def import_answers(
    answers: Path,
    council_name: str | None,
    consultation_name: str,
    text_column: str,
    already_read_by: str | None,
    codings_column: str | None,
    suggest: bool,
) -> None:
    """Bring in free text from the CSV file ANSWERS, all or nothing.

    Every row waits in the queue to be read. With --already-read-by a named officer attests
    that each row was read and coded as the file says; quoting still takes clearing one by one.
    """
    ground = stand()
    source = Source(answers, text_column, codings_column)
    with click.progressbar(length=1, label="Reading") as bar:

        def progress(done: int, of: int) -> None:
            bar.length = of
            bar.update(done - bar.pos)

        asked = _Asked(council_name, consultation_name, already_read_by)
        imported = _bring_in(ground, source, asked, progress)
    click.echo(f"{imported.answers} answers came in, {imported.codings} themes with them.")
    if imported.worries:
        click.echo(
            f"{imported.worries} of them hold a worry word. Somebody must read them within one "
            "working hour: they wait in the queue, whatever the file says."
        )
    if imported.empty:
        click.echo(f"{imported.empty} rows had no words and were left out.")
    if suggest and already_read_by is None:
        work_all(bench_on(ground))
        click.echo("Themes are proposed. Read them on the staff pages.")


@dataclass(frozen=True)
class _Asked:
    council: str | None
    consultation: str
    reader: str | None


def _bring_in(
    ground: Ground, source: Source, asked: _Asked, progress: Callable[[int, int], None]
) -> imports.Imported:
    with ground.database.writing() as session:
        council = ground.council(session, asked.council)
        consultation = consultations.consultation_named(session, council, asked.consultation)
        reader = None
        if asked.reader is not None:
            reader = staff.account_of(session, council, asked.reader)
        keys, now = ground.keys.reading(), ground.clock.now()
        imported = imports.import_answers(
            session, council, consultation, keys, source, now, reader, progress
        )
    ground.database.forget_log()
    return imported
