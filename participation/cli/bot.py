"""The command that talks in chat."""

import asyncio
import logging
import signal

import click

from bots.listening import application_for, listen
from bots.talk import Talk
from bots.telegram import TELEGRAM
from bots.visit import Scope
from participation.cli.ground import Ground, stand, told_plainly
from participation.core.errors import NotSetUp
from participation.models.database import Database
from participation.services.councils import council_named


@click.command()
@click.option(
    "--council",
    "councils",
    multiple=True,
    help="A council that has turned Telegram on; repeat for more.",
)
@told_plainly
def bot(councils: tuple[str, ...]) -> None:
    """Talk on Telegram, for the councils that have turned it on."""
    ground = stand()
    talk = talk_of(ground, councils)
    logging.basicConfig(level=logging.WARNING, format="%(name)s: %(message)s")
    try:
        asyncio.run(_listen(ground, talk))
    finally:
        talk.database.close()
        ground.database.close()


def talk_of(ground: Ground, councils: tuple[str, ...]) -> Talk:
    """Return what the chat works with; raises NotSetUp or NotFound when something is missing."""
    if not ground.settings.telegram_token:
        raise NotSetUp(
            "There is no bot token. Get one from BotFather on Telegram and set "
            "PARTICIPATION_TELEGRAM_TOKEN to it."
        )
    if not councils:
        raise NotSetUp(
            "Telegram is off for every council. Turn it on for one with --council NAME; "
            "`participation council list` shows the names."
        )
    with ground.database.reading() as session:
        for name in councils:
            council_named(session, name)
    return Talk(
        Database(ground.settings.young_database_url),
        ground.keys.young(),
        ground.keys.read("chat"),
        ground.clock,
        Scope(TELEGRAM, councils, ground.settings.young_address),
    )


async def _listen(ground: Ground, talk: Talk) -> None:
    stop = asyncio.Event()
    for told in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(told, stop.set)
    settings = ground.settings
    application = application_for(settings.telegram_token, settings.telegram_base_url, talk)
    names = ", ".join(talk.scope.councils)
    await listen(
        application, stop, lambda: click.echo(f"Talking on Telegram for {names}. Ctrl+C stops it.")
    )
