"""The command that talks in chat."""

import asyncio
import logging
import signal
from dataclasses import replace

import click

from bots.listening import bot_of, greet
from bots.switchboard import Ground as BotGround
from bots.switchboard import switchboard_on
from bots.talk import Talk
from participation.cli import supervising
from participation.cli.chat_channels import channels_of, door_of, talks_of, webhook_secret
from participation.cli.ground import Ground, stand, told_plainly
from participation.cli.serve import bind_of
from participation.cli.supervising import Part
from participation.core.chat_keys import ChatKeys
from participation.core.settings import as_environment
from participation.web.serving import run_server

PARTS = ("web", "worker")


@click.command()
@click.option(
    "--council",
    "councils",
    multiple=True,
    help="Turn chat on for this council, unless it was turned off; repeat for more.",
)
@click.option(
    "--webhook",
    metavar="URL",
    default="",
    help="Have Telegram post to this https address instead of asking it for what is new.",
)
@click.option("--only", type=click.Choice(PARTS), help="With --webhook: one part, in this process.")
@told_plainly
def bot(councils: tuple[str, ...], webhook: str, only: str | None) -> None:
    """Talk on Telegram and by text message, for the councils that have turned it on."""
    ground = stand()
    logging.basicConfig(level=logging.WARNING, format="%(name)s: %(message)s")
    if webhook and only == "web":
        run_server(lambda: door_of(ground), bind_of(ground.settings.webhook_address), "webhook")
        return
    talks = talks_of(ground, councils)
    try:
        if webhook and only is None:
            asyncio.run(_greet(ground, webhook))
            supervising.supervise(parts_of(ground, webhook))
        else:
            asyncio.run(_talk_until_told(ground, talks, polls=not webhook))
    finally:
        for talk in talks.values():
            talk.database.close()
        ground.database.close()


def parts_of(ground: Ground, webhook: str) -> dict[str, Part]:
    """Return the two processes behind a webhook; the web one learns of no database but its own."""
    settings = ground.settings
    door = settings.webhook_database_url
    alone = replace(settings, database_url=door, young_database_url=door)
    told = {"web": as_environment(alone), "worker": as_environment(settings)}
    return {
        part: Part(("bot", "--webhook", webhook, "--only", part), environment)
        for part, environment in told.items()
    }


async def _greet(ground: Ground, webhook: str = "") -> None:
    settings = ground.settings
    if not settings.telegram_token:
        return
    bot = bot_of(settings.telegram_token, settings.telegram_base_url)
    try:
        await greet(bot, webhook, webhook_secret(ground.keys.read("chat")))
    finally:
        # What failed while it began has lines open still.
        await bot.shutdown()


async def _talk_until_told(ground: Ground, talks: dict[str, Talk], polls: bool) -> None:
    stop = asyncio.Event()
    for told in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(told, stop.set)
    if polls:
        await _greet(ground)
    some = next(iter(talks.values()))
    keys, address = ChatKeys(some.chat_key), ground.settings.young_address
    stands_on = BotGround(some.database, ground.database, keys, ground.clock, address)
    async with channels_of(ground.settings, talks, polls) as (channels, sources):
        board = switchboard_on(stands_on, channels, sources)
        for talk in talks.values():
            names = ", ".join(talk.scope.councils) or "nobody yet"
            click.echo(f"Talking on {talk.scope.channel.title} for {names}. Ctrl+C stops it.")
        await board.run(stop)
