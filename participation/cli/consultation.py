"""Commands for consultations."""

from datetime import date, datetime

import click

from participation.cli.ground import stand, told_plainly
from participation.core.clock import day_of
from participation.models import Stage
from participation.services import consultations
from surveys.loader import load_survey
from surveys.publish_check import faults

DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.group()
def consultation() -> None:
    """Open and list consultations."""


@consultation.command("open")
@click.argument("name")
@click.option("--council", "council_name")
@click.option("--survey", "survey_name", required=True, help="A survey of the bank.")
@click.option("--title", help="The survey's own title unless given.")
@click.option("--group", "groups", multiple=True, help="Who it is offered to; repeat for more.")
@click.option("--opens", type=DAY, help="YYYY-MM-DD; today unless given.")
@click.option("--closes", type=DAY, required=True, help="YYYY-MM-DD.")
@click.option("--by-invite", is_flag=True, help="Each answer takes a one-time code.")
@click.option("--thanks", default="", help="What whoever answers by a code gets for it.")
@click.option(
    "--stage",
    type=click.Choice([stage.value for stage in Stage]),
    default=Stage.DRAFT.value,
    help="How far the decision has come; young people read it first.",
)
@click.option("--theme", "themes", multiple=True, help="What it is about, by a theme's code.")
@click.option("--reason", default="", help="Why it is asked while an earlier ask waits.")
@told_plainly
def open_(
    name: str,
    council_name: str | None,
    survey_name: str,
    title: str | None,
    groups: tuple[str, ...],
    opens: datetime | None,
    closes: datetime,
    by_invite: bool,
    thanks: str,
    stage: str,
    themes: tuple[str, ...],
    reason: str,
) -> None:
    """Open a consultation and print its link."""
    ground = stand()
    today: date = day_of(ground.clock.now())
    with ground.database.writing() as session:
        council = ground.council(session, council_name)
        survey = load_survey(survey_name, council.name)
        version = consultations.publish_survey(session, council, survey)
        opening = consultations.Opening(
            name=name,
            title=title or survey.title.to("en"),
            groups=groups,
            opens_on=opens.date() if opens else today,
            closes_on=closes.date(),
            by_invite=by_invite,
            thanks=thanks,
            stage=Stage(stage),
            themes=themes,
            reason=reason,
        )
        opened = consultations.open_consultation(session, council, version, opening)
    for fault in faults(survey):
        click.echo(f"{fault.question or 'the whole survey'}: {fault.fault} {fault.fix}", err=True)
    click.echo(f"{ground.settings.young_address}/c/{opened.link}")


@consultation.command("list")
@click.option("--council", "council_name")
@told_plainly
def list_(council_name: str | None) -> None:
    """List consultations with their links."""
    ground = stand()
    with ground.database.reading() as session:
        council = ground.council(session, council_name)
        for row in consultations.consultations_of(session, council):
            link = f"{ground.settings.young_address}/c/{row.link}"
            click.echo(f"{row.name}: {row.opens_on} to {row.closes_on}, {link}")
