"""The command that talks in chat."""

import asyncio
import logging
import signal
from collections.abc import Sequence
from dataclasses import replace

import click

from bots.inbox import Channel
from bots.listening import TelegramSource, bot_of, greet
from bots.switchboard import Ground as BotGround
from bots.switchboard import switchboard_on
from bots.talk import Talk
from bots.telegram import NAME, TELEGRAM, TelegramAdapter, arrived_in
from bots.visit import Scope
from bots.webhook import TELEGRAM_HEADER, TELEGRAM_PATH, Door, Entry
from participation.cli import supervising
from participation.cli.ground import Ground, stand, told_plainly
from participation.cli.serve import bind_of
from participation.cli.supervising import Part
from participation.core.chat_keys import ChatKeys
from participation.core.errors import NotSetUp
from participation.core.sealed import keyed
from participation.core.settings import as_environment
from participation.models.database import Database
from participation.services.chat_switches import councils_on, turn_on_at_first
from participation.services.councils import council_named
from participation.web.serving import run_server

PARTS = ("web", "worker")


@click.command()
@click.option(
    "--council",
    "councils",
    multiple=True,
    help="Turn Telegram on for this council, unless it was turned off; repeat for more.",
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
    """Talk on Telegram, for the councils that have turned it on."""
    ground = stand()
    logging.basicConfig(level=logging.WARNING, format="%(name)s: %(message)s")
    if webhook and only == "web":
        run_server(lambda: door_of(ground), bind_of(ground.settings.webhook_address), "webhook")
        return
    talk = talk_of(ground, councils)
    try:
        if webhook and only is None:
            asyncio.run(_greet(ground, webhook))
            supervising.supervise(parts_of(ground, webhook))
        else:
            asyncio.run(_talk_until_told(ground, talk, polls=not webhook))
    finally:
        talk.database.close()
        ground.database.close()


def talk_of(ground: Ground, councils: Sequence[str]) -> Talk:
    """Return what the chat works with; raises NotSetUp or NotFound when something is missing."""
    if not ground.settings.telegram_token:
        raise NotSetUp(
            "There is no bot token. Get one from BotFather on Telegram and set "
            "PARTICIPATION_TELEGRAM_TOKEN to it."
        )
    with ground.database.writing() as session:
        for name in councils:
            turn_on_at_first(session, council_named(session, name), NAME)
        on = councils_on(session, NAME)
    if not on:
        raise NotSetUp(
            "Telegram is off for every council. An administrator turns it on on the page Chat, "
            "or begin it for one with --council NAME; `participation council list` has the names."
        )
    return Talk(
        Database(ground.settings.young_database_url),
        ground.keys.young(),
        ground.keys.read("chat"),
        ground.clock,
        Scope(TELEGRAM, on, ground.settings.young_address),
    )


def door_of(ground: Ground) -> Door:
    """Return what takes in what Telegram posts; it holds no key that opens anything."""
    key = ground.keys.read("chat")
    entry = Entry(TELEGRAM_HEADER, webhook_secret(key), arrived_in)
    database = Database(ground.settings.webhook_database_url)
    return Door(database, ChatKeys(key).door, ground.clock, {TELEGRAM_PATH: entry})


def webhook_secret(chat_key: bytes) -> str:
    """Return what Telegram shows with each update, so that nobody else can bring one."""
    return keyed(chat_key, "webhook").hex()


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
    bot = bot_of(ground.settings.telegram_token, ground.settings.telegram_base_url)
    try:
        await greet(bot, webhook, webhook_secret(ground.keys.read("chat")))
    finally:
        # What failed while it began has lines open still.
        await bot.shutdown()


async def _talk_until_told(ground: Ground, talk: Talk, polls: bool) -> None:
    stop = asyncio.Event()
    for told in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(told, stop.set)
    if polls:
        await _greet(ground)
    settings = ground.settings
    async with bot_of(settings.telegram_token, settings.telegram_base_url) as bot:
        stands_on = BotGround(
            talk.database,
            ground.database,
            ChatKeys(talk.chat_key),
            ground.clock,
            settings.young_address,
        )
        channel = Channel(TelegramAdapter(bot), talk.answer_where_on)
        sources = [(NAME, TelegramSource(bot))] if polls else []
        board = switchboard_on(stands_on, {NAME: channel}, sources)
        names = ", ".join(talk.scope.councils)
        click.echo(f"Talking on Telegram for {names}. Ctrl+C stops it.")
        await board.run(stop)
