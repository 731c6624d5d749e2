"""The command that makes invites."""

import click

from participation.cli.ground import stand, told_plainly
from participation.services import consultations
from participation.services.invites import Route, make_invites


@click.command()
@click.argument("consultation_name")
@click.option("--council", "council_name")
@click.option("--group", required=True, help="Who they are for, such as foster-care.")
@click.option("--route", type=click.Choice([route.value for route in Route]), required=True)
@click.option("--count", type=int, required=True)
@told_plainly
def invites(
    consultation_name: str, council_name: str | None, group: str, route: str, count: int
) -> None:
    """Print fresh one-time codes, one a line; they are shown once and kept nowhere."""
    ground = stand()
    with ground.database.writing() as session:
        council = ground.council(session, council_name)
        found = consultations.consultation_named(session, council, consultation_name)
        key = ground.keys.reading().invites
        batch = make_invites(session, council, key, found, group, Route(route), count)
    ground.database.forget_log()
    for code in batch.codes:
        click.echo(code)
