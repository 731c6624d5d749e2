"""Commands for trying surveys."""

from pathlib import Path

import click

from participation.cli.ground import stand, told_plainly
from participation.core.errors import Refused
from participation.services import workshop
from participation.services.staff import account_of
from surveys.loader import family_of, load_survey, load_survey_file
from surveys.publish_check import faults
from surveys.walk import walk
from surveys.walks import SavedWalk, outcomes
from surveys.xlsform import read_form, write_form


@click.group()
def survey() -> None:
    """Try and check surveys."""


@survey.command("walk")
@click.argument("name")
@click.option("--council", "council_name", help="Look among this council's own surveys first.")
@click.option("--language", default="en", show_default=True)
@click.option(
    "--save",
    type=click.Path(path_type=Path, dir_okay=False, writable=True),
    help="Keep what was typed and what it came to in this file, to be replayed as a test.",
)
@told_plainly
def walk_(name: str, council_name: str | None, language: str, save: Path | None) -> None:
    """Walk through a survey in the terminal; nothing is stored."""
    typed: list[str] = []

    def read_line() -> str:
        typed.append(click.prompt(">", default="", show_default=False))
        return typed[-1]

    sent = walk(load_survey(name, council_name), language, read_line, click.echo)
    if save is not None and sent is not None:
        kept = SavedWalk(name, language, tuple(typed), outcomes(sent), council_name)
        save.write_text(kept.to_json(), encoding="utf-8")
        click.echo(f"Saved in {save.name}.")


@survey.command("check")
@click.argument("file", type=click.Path(path_type=Path))
@told_plainly
def check(file: Path) -> None:
    """Print what to mend in a survey file before young people are asked."""
    found = load_survey_file(file)
    to_mend = faults(found, family_of(found))
    for fault in to_mend:
        where = fault.question or "the whole survey"
        click.echo(f"{file.name}: {where}: {fault.fault} {fault.fix}")
    if to_mend:
        raise Refused(f"{len(to_mend)} to mend.")
    click.echo(f"{found.title.to('en')}: {len(found.questions)} questions, nothing to mend.")


@survey.command("export")
@click.argument("name")
@click.option("--council", "council_name", help="Look among this council's own surveys first.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False, writable=True),
    help="NAME.xlsx in this folder unless given.",
)
@told_plainly
def export(name: str, council_name: str | None, out: Path | None) -> None:
    """Write a survey as an XLSForm (.xlsx)."""
    found = load_survey(name, council_name)
    path = out or Path(f"{found.name}.xlsx")
    path.write_bytes(write_form(found))
    click.echo(f"Written to {path.name}: {len(found.questions)} questions.")


@survey.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--council", "council_name")
@click.option("--as", "handle", required=True, help="Who brings it in, by their handle.")
@told_plainly
def import_(file: Path, council_name: str | None, handle: str) -> None:
    """Bring an XLSForm into the survey workshop, whole or not at all."""
    read = read_form(file.read_bytes(), file.name)
    ground = stand()
    with ground.database.writing() as session:
        council = ground.council(session, council_name)
        account = account_of(session, council, handle)
        title = read.title.to("en")
        draft = workshop.start_draft(session, council, account, title, read, ground.clock.now())
    click.echo(f"{draft.name} is in the workshop: {len(read.questions)} questions.")
