"""The command line, where every part is put together."""

from importlib import import_module

import click

from participation import __version__

MODULES = {
    "account": "council",
    "answer": "answering",
    "backup": "backups",
    "bot": "bot",
    "consultation": "consultation",
    "contact": "contact",
    "council": "council",
    "database": "database",
    "demo": "demo",
    "digest": "digest",
    "doctor": "doctor",
    "dpia": "dpia",
    "import": "importing",
    "invites": "invites",
    "journey": "answering",
    "language": "languages",
    "meeting": "meeting",
    "queue": "queue",
    "react": "answering",
    "restore": "backups",
    "serve": "serve",
    "survey": "survey",
    "wall": "answering",
    "work": "serve",
}
"""The module of this package in which each command stands."""


class CommandsByName(click.Group):
    """A group that loads the part behind a command only when that command is called.

    All parts together take over three seconds to load, and each process of `serve` is a
    command of its own.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, in order."""
        return sorted(MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of this name, or None."""
        if cmd_name not in MODULES:
            return None
        commands = vars(import_module(f"{__name__}.{MODULES[cmd_name]}")).values()
        return next(
            (
                each
                for each in commands
                if isinstance(each, click.Command) and each.name == cmd_name
            ),
            None,
        )


@click.group(cls=CommandsByName, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """Hear young people in care, and tell them what came of it."""
