"""Commands for councils and the people who sign in."""

import click

from participation.cli.ground import stand, told_plainly
from participation.domain.policy import Role
from participation.models import Account
from participation.services import account_changes, councils, staff
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


@account.command("reset-second-step")
@click.option("--council", "council_name", help="Which council; the only one if there is one.")
@click.argument("handle")
@told_plainly
def reset_second_step(council_name: str | None, handle: str) -> None:
    """Help somebody back in who lost phone and recovery codes; `account list` shows handles."""
    ground = stand()
    with ground.database.writing() as session:
        row = staff.account_of(session, ground.council(session, council_name), handle)
        account_changes.reset_own_second_step(session, row, ground.clock.now())
    click.echo(f"Phone app, recovery codes and passkeys of {row.name} are forgotten.")
    click.echo(f"{row.name} is signed out everywhere. What happens next:")
    for number, step in enumerate(_steps(row, ground.settings.staff_address), 1):
        click.echo(f"{number}. {step}")


def _steps(row: Account, address: str) -> list[str]:
    steps = [
        f"Sign in at {address}/sign-in with {row.email} and the password.",
        "Set up the phone app: scan the picture, type the six digits.",
        "Make recovery codes, and keep them away from the phone.",
        "Look under Accounts at what staff did while the phone was lost.",
    ]
    if not row.active:
        steps.insert(0, "The account is closed. Another administrator opens it again first.")
    return steps if row.role == Role.ADMINISTRATOR else steps[:-1]
