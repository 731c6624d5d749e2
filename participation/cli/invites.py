"""The command that makes invites."""

from pathlib import Path

import click
from sqlalchemy.orm import Session

from participation.cli.ground import Ground, stand, told_plainly
from participation.core.clock import day_of
from participation.core.errors import NotFound
from participation.models import Consultation, Council
from participation.papers.slips import draw_slips
from participation.services import consultations
from participation.services.councils import pack_of
from participation.services.invites import Route, make_invites
from participation.web.staff.slips import STYLE, sheet_of

ROUTES = click.Choice([route.value for route in Route])


@click.command()
@click.argument("consultation_name", required=False)
@click.option("--council", "council_name")
@click.option("--group", required=True, help="Who they are for, such as foster-care.")
@click.option("--route", type=ROUTES, default=Route.POST.value, help="Who passes them on; post.")
@click.option("--count", type=int, required=True)
@click.option(
    "--slips",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write slips to print to this file, an HTML page, instead of the codes.",
)
@told_plainly
def invites(
    consultation_name: str | None,
    council_name: str | None,
    group: str,
    route: str,
    count: int,
    slips: Path | None,
) -> None:
    """Print fresh one-time codes, one a line; they are shown once and kept nowhere."""
    ground = stand()
    with ground.database.writing() as session:
        council = ground.council(session, council_name)
        found = _consultation(ground, session, council, consultation_name, group)
        key = ground.keys.reading().invites
        batch = make_invites(session, council, key, found, group, Route(route), count)
        if slips is not None:
            name = {known.code: known.name for known in pack_of(council).groups}[group]
            sheet = sheet_of(batch, name, ground.settings.young_address)
            slips.touch(mode=0o600)
            slips.write_text(draw_slips(sheet, STYLE.read_text("utf-8")), "utf-8")
    ground.database.forget_log()
    if slips is not None:
        click.echo(f"{count} slips stand in {slips}. Print it, then delete it.")
        return
    for code in batch.codes:
        click.echo(code)


def _consultation(
    ground: Ground, session: Session, council: Council, name: str | None, group: str
) -> Consultation:
    if name is not None:
        return consultations.consultation_named(session, council, name)
    today = day_of(ground.clock.now())
    fitting = [
        row
        for row in consultations.consultations_of(session, council)
        if row.by_invite and row.closes_on >= today and group in row.groups.split()
    ]
    if len(fitting) != 1:
        raise NotFound(
            f"{len(fitting) or 'No'} consultations by invite fit. Name the one that is meant: "
            "`participation consultation list` shows them."
        )
    return fitting[0]
