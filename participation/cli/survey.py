"""Commands for trying surveys."""

from pathlib import Path

import click

from participation.cli.ground import told_plainly
from surveys.loader import load_survey, load_survey_file
from surveys.walk import walk


@click.group()
def survey() -> None:
    """Try and check surveys."""


@survey.command("walk")
@click.argument("name")
@click.option("--council", "council_name", help="Look among this council's own surveys first.")
@click.option("--language", default="en", show_default=True)
@told_plainly
def walk_(name: str, council_name: str | None, language: str) -> None:
    """Walk through a survey in the terminal; nothing is stored."""
    walk(load_survey(name, council_name), language, lambda: click.prompt(">"), click.echo)


@survey.command("check")
@click.argument("file", type=click.Path(path_type=Path))
@told_plainly
def check(file: Path) -> None:
    """Check that a survey file can be used."""
    found = load_survey_file(file)
    click.echo(f"{found.title.to('en')}: {len(found.questions)} questions, nothing to mend.")
