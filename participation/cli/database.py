"""Commands for the database itself."""

import click

from participation.cli.ground import stand, told_plainly
from participation.models.sight import ROLE, set_sight, statements


@click.group()
def database() -> None:
    """Look after the database."""


@database.command("roles")
@click.option("--young", default=ROLE, show_default=True, help="The young app's role.")
@click.option("--apply", is_flag=True, help="Run the statements instead of printing them.")
@told_plainly
def roles(young: str, apply: bool) -> None:
    """Print what gives the young app a PostgreSQL role that sees least, or run it."""
    if not apply:
        click.echo("".join(f"{statement};\n" for statement in statements(young)), nl=False)
        return
    set_sight(stand().database, young)
    click.echo(
        f"The role {young} is set up. Give it a password, put its address into "
        "PARTICIPATION_YOUNG_DATABASE_URL, and repeat this after each new version."
    )
