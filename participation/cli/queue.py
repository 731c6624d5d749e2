"""The officer's queue at the terminal."""

from itertools import count
from uuid import UUID

import click

from participation.cli.ground import Ground, stand, told_plainly
from participation.models import Account, Council
from participation.services import clearing, flags, reading, staff


@click.command()
@click.option("--council", "council_name")
@click.option("--by", "handle", required=True, help="The officer's handle.")
@told_plainly
def queue(council_name: str | None, handle: str) -> None:
    """Read what waits, one answer at a time: clear it, leave it out, flag it, or skip it."""
    ground = stand()
    with ground.database.reading() as session:
        council = ground.council(session, council_name)
        officer = staff.account_of(session, council, handle)
    skipped: list[UUID] = []
    for turn in count():
        keys, now = ground.keys.reading(), ground.clock.now()
        with ground.database.reading() as session:
            unread = reading.next_unread(session, council, keys, skipped, turn, now)
        if unread is None or unread.answer_id in skipped:
            click.echo("That is all for now.")
            return
        if not _decide(ground, council, officer, unread):
            skipped.append(unread.answer_id)
        ground.database.forget_log()


def _decide(ground: Ground, council: Council, officer: Account, unread: reading.Unread) -> bool:
    click.echo(f"\n{unread.consultation}: {unread.question}\n\n  {unread.masked}\n")
    for number, proposal in enumerate(unread.proposals, 1):
        click.echo(f"  {number}  {proposal.name} ({', '.join(proposal.phrases)})")
    todo = click.prompt(
        "c clear, l leave out, f flag, s skip",
        type=click.Choice(["c", "l", "f", "s"]),
        show_choices=False,
    )
    now = ground.clock.now()
    with ground.database.writing() as session:
        if todo == "c":
            themes = _themes(unread)
            decision = clearing.Decision(unread.masked, themes)
            clearing.clear(session, council, officer, unread.answer_id, decision, now)
        elif todo == "l":
            clearing.leave_out(session, council, officer, unread.answer_id, now)
        elif todo == "f":
            keys = ground.keys.reading()
            flags.flag(session, council, officer, keys, unread.answer_id, now)
    return todo != "s"


def _themes(unread: reading.Unread) -> tuple[str, ...]:
    typed = click.prompt("Themes by number, or codes, comma between", default="")
    numbered = {str(number): p.code for number, p in enumerate(unread.proposals, 1)}
    words = (word.strip() for word in typed.split(","))
    return tuple(numbered.get(word, word) for word in words if word)
