"""Commands for the database itself."""

import click

from participation.cli.ground import stand, told_plainly
from participation.models.sight import (
    ROLE,
    SIGHTS,
    WEBHOOK_ROLE,
    WEBHOOK_SIGHTS,
    set_sight,
    statements,
)


@click.group()
def database() -> None:
    """Look after the database."""


@database.command("roles")
@click.option("--young", default=ROLE, show_default=True, help="The young app's role.")
@click.option("--webhook", is_flag=True, help=f"The webhook's role instead, {WEBHOOK_ROLE}.")
@click.option("--apply", is_flag=True, help="Run the statements instead of printing them.")
@told_plainly
def roles(young: str, webhook: bool, apply: bool) -> None:
    """Print what gives the young app a PostgreSQL role that sees least, or run it."""
    role, sights = (WEBHOOK_ROLE, WEBHOOK_SIGHTS) if webhook else (young, SIGHTS)
    if not apply:
        click.echo("".join(f"{one};\n" for one in statements(role, sights)), nl=False)
        return
    set_sight(stand().database, role, sights)
    setting = "WEBHOOK" if webhook else "YOUNG"
    click.echo(
        f"The role {role} is set up. Give it a password, put its address into "
        f"PARTICIPATION_{setting}_DATABASE_URL, and repeat this after each new version."
    )
