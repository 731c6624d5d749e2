"""Commands for councils and the people who sign in."""

import click

from participation.cli.ground import stand, told_plainly
from participation.domain.policy import Role
from participation.services import councils, staff
from surveys.packs import council_names


@click.group()
def council() -> None:
    """Add and list councils."""


@council.command("add")
@click.argument("name")
@told_plainly
def add(name: str) -> None:
    """Add the council of a shipped pack, such as leicester."""
    ground = stand()
    with ground.database.writing() as session:
        added = councils.add_shipped_council(session, name)
    click.echo(f"{added.title} is here.")


@council.command("list")
@told_plainly
def list_councils() -> None:
    """List the councils here, and the packs that could be added."""
    ground = stand()
    with ground.database.reading() as session:
        here = councils.all_councils(session)
    for row in here:
        click.echo(f"{row.name}: {row.title}")
    names = {row.name for row in here}
    click.echo("Packs to add: " + ", ".join(n for n in council_names() if n not in names))


@click.group()
def account() -> None:
    """Add and list people who sign in."""


@account.command("add")
@click.option("--council", "council_name", help="Which council; the only one if there is one.")
@click.option("--email", required=True)
@click.option("--handle", required=True, help="A short name for commands, such as officer.")
@click.option("--name", required=True)
@click.option("--role", required=True, type=click.Choice([role.value for role in Role]))
@click.password_option()
@told_plainly
def add_account(
    council_name: str | None, email: str, handle: str, name: str, role: str, password: str
) -> None:
    """Add a person who signs in."""
    ground = stand()
    with ground.database.writing() as session:
        row = ground.council(session, council_name)
        staff.add_account(session, row, staff.NewAccount(email, handle, name, Role(role), password))
    click.echo(f"{name} can sign in with {email}.")


@account.command("list")
@click.option("--council", "council_name")
@told_plainly
def list_accounts(council_name: str | None) -> None:
    """List the people who sign in."""
    ground = stand()
    with ground.database.reading() as session:
        for row in staff.accounts_of(session, ground.council(session, council_name)):
            click.echo(f"{row.handle}: {row.name}, {row.role}, {row.email}")
