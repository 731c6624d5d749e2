"""Commands that do at the terminal what a young person does on a phone."""

import asyncio
import sys

import click

from bots.homework import cards_text
from bots.talk import Talk
from bots.terminal import TERMINAL, TerminalAdapter, answer_line
from bots.visit import Scope
from participation.cli.ground import stand, told_plainly
from participation.core.clock import day_of
from participation.core.errors import NotFound
from participation.core.sealed import new_nonce
from participation.domain.receipts import unlock_typed
from participation.domain.responses import Verdict
from participation.models import Council
from participation.services import journeys, reactions
from participation.services import wall as walls
from participation.services.chats import offered_at
from participation.services.consultations import consultation_at
from participation.services.responses import PublishedAnswer


@click.command()
@click.argument("link")
@told_plainly
def answer(link: str) -> None:
    """Answer a consultation in the terminal; LINK is the last part of its address."""
    ground = stand()
    with ground.database.reading() as session:
        consultation = consultation_at(session, link)
        council = session.get_one(Council, consultation.council_id).name
        offered_at(session, (council,), link, day_of(ground.clock.now()))
    scope = Scope(TERMINAL, (council,), ground.settings.young_address)
    # Nobody else has this key, so nobody finds the chat again once the command has ended.
    key, chat = new_nonce(), new_nonce().hex()
    talk = Talk(ground.database, ground.keys.young(), key, ground.clock, scope)
    adapter = TerminalAdapter(click.echo)
    click.echo("Type a line at each >. Ctrl+D leaves, and forgets what is not sent.")
    line = f"/start {link}"
    try:
        while line:
            asyncio.run(answer_line(adapter, talk, chat, line.rstrip("\n")))
            click.echo("\n> ", nl=False)
            line = sys.stdin.readline()
    finally:
        if talk.forget(f"{TERMINAL.name}:{chat}"):
            click.echo("\nWhat you had not sent is forgotten.")


@click.command()
@told_plainly
def journey() -> None:
    """Show what became of a submission; asks for the five words of its receipt."""
    ground = stand()
    receipt = click.prompt("Your five words")
    with ground.database.reading() as session:
        found = journeys.journey(session, ground.keys.young(), receipt, day_of(ground.clock.now()))
    if found is None:
        raise NotFound("We can't find those words. Check the spelling, or talk to us.")
    for stone in found.stones:
        week = f" (week {stone.week})" if stone.week else ""
        click.echo(f"{'●' if stone.filled else '○'} {stone.sentence}{week}")
    for message in found.messages:
        click.echo(f"To everyone who was asked: {message.words}")
    if found.themes:
        click.echo("Your words joined: " + ", ".join(found.themes))
    for card in found.cards:
        _tell(card)
    if found.told:
        address = f"{ground.settings.young_address}/cards/{found.council.name}"
        click.echo(f"\n{cards_text(found.told, day_of(ground.clock.now()), address)}")


@click.command()
@told_plainly
def react() -> None:
    """Say whether an answer helped; asks for the receipt, the answer and the verdict."""
    ground = stand()
    receipt = click.prompt("Your five words")
    unlocked = unlock_typed(ground.keys.young().pepper, receipt)
    today = day_of(ground.clock.now())
    with ground.database.reading() as session:
        found = journeys.journey_with(session, unlocked, today)
    answered = [card for card in found.cards if card.answer] if found else []
    if not answered:
        raise NotFound("There is no answer to these words yet. Check the spelling, or look later.")
    for number, card in enumerate(answered, 1):
        click.echo(f"{number}  {card.said}")
    number = click.prompt("Which answer", type=click.IntRange(1, len(answered)))
    verdict = Verdict(click.prompt("Did it help", type=click.Choice([v.value for v in Verdict])))
    told = answered[number - 1].answer
    if told is None:
        return
    with ground.database.writing() as session:
        reactions.react(session, unlocked, told.response.id, verdict)
    ground.database.forget_log()
    click.echo("Thank you. It goes back to the board with what others said.")


@click.command()
@click.option("--council", "council_name")
@told_plainly
def wall(council_name: str | None) -> None:
    """Show the wall: you said, we did."""
    ground = stand()
    with ground.database.reading() as session:
        council = ground.council(session, council_name)
        cards = walls.wall(session, council, day_of(ground.clock.now()))
    for card in cards:
        _tell(card)


def _tell(card: walls.WallCard) -> None:
    how_many = f" ({card.how_many.words} of you)" if card.how_many else ""
    click.echo(f"\nYou said: {card.said}{how_many}")
    if card.answer is None:
        click.echo("No answer yet.")
        return
    for told in (*card.earlier, card.answer):
        _tell_answer(told)


def _tell_answer(told: PublishedAnswer) -> None:
    click.echo(f"{told.headline}: {told.response.plain}")
    if told.days_late:
        click.echo(f"This is {told.days_late} days late. We have asked again.")
