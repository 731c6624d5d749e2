"""Commands that do at the terminal what a young person does on a phone."""

import click

from participation.cli.ground import stand, told_plainly
from participation.core.errors import NotFound
from participation.core.sealed import new_nonce
from participation.domain.responses import Verdict, long_date
from participation.services import conversations, journeys, reactions, submissions
from participation.services import wall as walls
from participation.services.responses import PublishedAnswer
from surveys.engine import Send
from surveys.typed import typed
from surveys.walk import step_lines


@click.command()
@click.argument("link")
@told_plainly
def answer(link: str) -> None:
    """Answer a consultation in the terminal; LINK is the last part of its address."""
    ground = stand()
    today = ground.clock.now().date()
    with ground.database.writing() as session:
        begun = conversations.begin(session, link, today)
    turn = begun.turn
    click.echo(turn.survey.about.to("en"))
    while True:
        for line in step_lines(turn.step):
            click.echo(line)
        reply = typed(turn.survey, turn.state, click.prompt("", prompt_suffix="> "))
        if isinstance(reply, Send):
            break
        with ground.database.writing() as session:
            turn = conversations.reply(session, begun.secret, reply, today)
    with ground.database.writing() as session:
        sent = submissions.send(
            session, ground.keys.young(), begun.secret, new_nonce(), ground.clock.now()
        )
    ground.database.forget_log()
    click.echo("\nGot it. Thank you. Your words to come back with:")
    click.echo(f"  {sent.receipt}")
    readers = " or ".join(sent.when_read.readers)
    click.echo(f"{readers} reads every answer by {long_date(sent.when_read.read_by)}.")
    click.echo(f"Look again {sent.when_read.look_again}.")


@click.command()
@told_plainly
def journey() -> None:
    """Show what became of a submission; asks for the five words of its receipt."""
    ground = stand()
    receipt = click.prompt("Your five words")
    with ground.database.reading() as session:
        found = journeys.journey(session, ground.keys.young(), receipt, ground.clock.now().date())
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


@click.command()
@told_plainly
def react() -> None:
    """Say whether an answer helped; asks for the receipt, the answer and the verdict."""
    ground = stand()
    receipt = click.prompt("Your five words")
    keys, today = ground.keys.young(), ground.clock.now().date()
    with ground.database.reading() as session:
        found = journeys.journey(session, keys, receipt, today)
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
        reactions.react(session, keys, receipt, told.response.id, verdict)
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
        cards = walls.wall(session, council, ground.clock.now().date())
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
