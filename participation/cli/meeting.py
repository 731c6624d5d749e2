"""Commands for meetings, and for who chairs a board."""

from datetime import date, datetime

import click
from sqlalchemy.orm import Session

from participation.cli.consultation import DAY
from participation.cli.ground import stand, told_plainly
from participation.core.errors import NotFound
from participation.domain.responses import long_date
from participation.models import Council, Meeting, MeetingState
from participation.services import chairs, meetings, staff
from participation.services.written_procedure import not_held


@click.group()
def meeting() -> None:
    """Plan meetings."""


@meeting.command("plan")
@click.argument("day", type=DAY)
@click.option("--council", "council_name")
@click.option("--board", "board_code", required=True)
@click.option("--focus", default="")
@told_plainly
def plan(day: datetime, council_name: str | None, board_code: str, focus: str) -> None:
    """Put a meeting on the forward plan; DAY is YYYY-MM-DD."""
    ground = stand()
    with ground.database.writing() as session:
        council = ground.council(session, council_name)
        row = meetings.plan_meeting(session, council, board_code, day.date(), focus)
    click.echo(f"{row.board.name} on {row.meets_on}, papers due {row.papers_due_on}.")


@meeting.command("list")
@click.option("--council", "council_name")
@told_plainly
def list_(council_name: str | None) -> None:
    """Show the forward plan."""
    ground = stand()
    with ground.database.reading() as session:
        for line in meetings.forward_plan(session, ground.council(session, council_name)):
            row, made = line.meeting, line.digest
            state = "no digest" if made is None else f"digest {made.id}, {_sent(made.sent_on)}"
            fell = "" if row.state == MeetingState.PLANNED else ", not held"
            click.echo(f"{row.meets_on} {row.board.name}: {state}{fell}")


def _sent(sent_on: object) -> str:
    return "draft" if sent_on is None else f"sent {sent_on}"


@meeting.command("not-held")
@click.argument("day", type=DAY)
@click.argument("why")
@click.option("--council", "council_name")
@click.option("--board", "board_code", required=True)
@click.option("--by", "handle", required=True, help="The officer's handle.")
@click.option("--inquorate", is_flag=True, help="Too few members came; otherwise cancelled.")
@click.option("--in-writing", is_flag=True, help="Members answer in writing.")
@told_plainly
def call_off(
    day: datetime,
    why: str,
    council_name: str | None,
    board_code: str,
    handle: str,
    inquorate: bool,
    in_writing: bool,
) -> None:
    """Say that the meeting on DAY was not held, and where its asks go."""
    ground = stand()
    state = MeetingState.INQUORATE if inquorate else MeetingState.CANCELLED
    with ground.database.writing() as session:
        council = ground.council(session, council_name)
        by = staff.account_of(session, council, handle)
        fell = _meeting_on(session, council, board_code, day.date())
        now = ground.clock.now()
        where = not_held(session, council, by, fell, state, why, now, in_writing)
        whom = "in writing by" if where.meeting is None else f"by {where.meeting.board.name} on"
    click.echo(f"Its asks are answered {whom} {long_date(where.on)}.")


def _meeting_on(session: Session, council: Council, board_code: str, day: date) -> Meeting:
    for line in meetings.forward_plan(session, council):
        if line.meeting.meets_on == day and line.meeting.board.code == board_code:
            return line.meeting
    raise NotFound("No meeting is planned for that day. See `participation meeting list`.")


@meeting.command("chair")
@click.argument("board")
@click.argument("handle")
@click.option("--council", "council_name")
@click.option("--by", "officer", required=True, help="The officer's handle.")
@told_plainly
def name_chair(board: str, handle: str, council_name: str | None, officer: str) -> None:
    """Name the member who chairs BOARD, and so closes what came back to it twice."""
    ground = stand()
    with ground.database.writing() as session:
        council = ground.council(session, council_name)
        member = staff.account_of(session, council, handle)
        by = staff.account_of(session, council, officer)
        chairs.name_chair(session, council, by, board, member.id, ground.clock.now())
    click.echo(f"{member.name} is in the chair.")
