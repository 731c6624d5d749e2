"""Every command stands in the documents as it explains itself."""

from collections.abc import Iterator

import click

from participation.cli import main
from tests.house.sources import ROOT, table_of


def parts(command: click.Command) -> Iterator[tuple[str, click.Command]]:
    """Yield the commands below this one, each with its name."""
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            part = command.get_command(context, name)
            assert part, name
            yield name, part


def commands(command: click.Command, path: str) -> Iterator[tuple[str, str]]:
    """Yield each command as it is typed, with the sentence that it says of itself."""
    if isinstance(command, click.Group):
        for name, part in parts(command):
            yield from commands(part, f"{path} {name}")
        return
    arguments = [
        (parameter.metavar or parameter.name or "").upper()
        for parameter in command.params
        if isinstance(parameter, click.Argument)
    ]
    yield " ".join([path, *arguments]), command.get_short_help_str(limit=200)


def test_every_command_stands_in_the_documents_and_no_other():
    rows = table_of(ROOT / "docs" / "commands.md")

    documented = {typed.strip("`"): what for typed, what in rows}

    assert documented == dict(commands(main, "participation"))


def test_every_command_says_what_it_is_for():
    def silent(command: click.Command, path: str) -> Iterator[str]:
        if not command.help:
            yield path
        for name, part in parts(command):
            yield from silent(part, f"{path} {name}")

    assert list(silent(main, "participation")) == []
