"""Commands for the key to which contact requests are sealed."""

import click

from participation.cli.ground import stand, told_plainly
from participation.core.errors import BadInput
from participation.domain.policy import Permission, Role, may
from participation.services import contacts, staff


@click.group()
def contact() -> None:
    """Look after the key to which contact requests are sealed."""


@contact.command("keys")
@click.option("--council", "council_name")
@click.option("--lead", "handles", multiple=True, required=True, help="A lead; may be repeated.")
@told_plainly
def keys(council_name: str | None, handles: tuple[str, ...]) -> None:
    """Make the safeguarding key; asks for each lead's passphrase, prints the recovery words."""
    ground = stand()
    with ground.database.writing() as session:
        council = ground.council(session, council_name)
        passphrases = {}
        for handle in handles:
            account = staff.account_of(session, council, handle)
            if not may(Role(account.role), Permission.OPEN_CONTACTS):
                raise BadInput(f"{account.name} is no safeguarding lead and no deputy.")
            passphrases[account.id] = handle
    for account_id, handle in passphrases.items():
        passphrases[account_id] = click.prompt(
            f"Passphrase of {handle}", hide_input=True, confirmation_prompt=True
        )
    with ground.database.writing() as session:
        council = ground.council(session, council_name)
        recovery = contacts.make_key(session, council, passphrases)
    click.echo("The contact form is open. Write these words down and keep them off this machine:")
    click.echo(recovery)
    click.echo("They are shown once. With them a new lead gets in when all others have left.")
