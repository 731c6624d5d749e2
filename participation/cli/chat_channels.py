"""The channels of chat that are set up here, each with what it talks, listens and takes in by."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from bots.adapter import Adapter, Capabilities, Source
from bots.inbox import Channel
from bots.listening import TelegramSource, bot_of
from bots.sms import HEADER, NAME, PATH, SMS, SmsAdapter, SmsSource, called_back, client_of
from bots.talk import Talk
from bots.telegram import NAME as TELEGRAM_NAME
from bots.telegram import TELEGRAM, TelegramAdapter, arrived_in
from bots.visit import Scope
from bots.webhook import TELEGRAM_HEADER, TELEGRAM_PATH, Door, Entry
from participation.cli.ground import Ground
from participation.core.chat_keys import ChatKeys
from participation.core.errors import NotSetUp
from participation.core.sealed import keyed
from participation.core.settings import Settings
from participation.models.database import Database
from participation.services.chat_switches import councils_on, turn_on_at_first
from participation.services.councils import council_named

Channels = dict[str, Channel]
Sources = list[tuple[str, Source]]


def set_up(settings: Settings) -> tuple[Capabilities, ...]:
    """Return the channels that are set up; raises NotSetUp when none is."""
    telegram = (TELEGRAM,) if settings.telegram_token else ()
    sms = (SMS,) if settings.notify_key else ()
    if sms and not settings.notify_template:
        raise NotSetUp(
            "There is no template for text messages. Make one at GOV.UK Notify whose text is "
            "((message)), and set PARTICIPATION_NOTIFY_TEMPLATE to its ID."
        )
    if not telegram and not sms:
        raise NotSetUp(
            "There is no bot token. Get one from BotFather on Telegram and set "
            "PARTICIPATION_TELEGRAM_TOKEN to it."
        )
    return (*telegram, *sms)


def talks_of(ground: Ground, councils: Sequence[str]) -> dict[str, Talk]:
    """Return what each channel talks; raises NotSetUp or NotFound when something is missing."""
    able = set_up(ground.settings)
    with ground.database.writing() as session:
        for name in councils:
            council = council_named(session, name)
            for channel in able:
                turn_on_at_first(session, council, channel.name)
        on = {channel.name: councils_on(session, channel.name) for channel in able}
    if not any(on.values()):
        raise NotSetUp(
            "Chat is off for every council. An administrator turns it on on the page Chat, or "
            "begin it for one with --council NAME; `participation council list` has the names."
        )
    database = Database(ground.settings.young_database_url)
    keys, chat_key = ground.keys.young(), ground.keys.read("chat")
    address = ground.settings.young_address
    return {
        one.name: Talk(database, keys, chat_key, ground.clock, Scope(one, on[one.name], address))
        for one in able
    }


@asynccontextmanager
async def channels_of(
    settings: Settings, talks: dict[str, Talk], polls: bool
) -> AsyncIterator[tuple[Channels, Sources]]:
    """Give each channel, and what is asked for what is new: all when it `polls`.

    Without, what calls back is not asked.
    """
    adapters: dict[str, Adapter] = {}
    sources: Sources = []
    bot = None
    if TELEGRAM_NAME in talks:
        bot = bot_of(settings.telegram_token, settings.telegram_base_url)
        adapters[TELEGRAM_NAME] = TelegramAdapter(bot)
        sources += [(TELEGRAM_NAME, TelegramSource(bot))] if polls else []
    if NAME in talks:
        client = client_of(settings.notify_key, settings.notify_base_url)
        adapters[NAME] = SmsAdapter(client, settings.notify_template)
        if polls or not settings.notify_bearer:
            asking = client_of(settings.notify_key, settings.notify_base_url)
            sources.append((NAME, SmsSource(asking)))
    channels = {
        name: Channel(adapter, talks[name].answer_where_on) for name, adapter in adapters.items()
    }
    if bot is None:
        yield channels, sources
        return
    async with bot:
        yield channels, sources


def door_of(ground: Ground) -> Door:
    """Return what takes in what is posted; it holds no key that opens anything."""
    settings, key = ground.settings, ground.keys.read("chat")
    entries = {}
    if settings.telegram_token:
        entries[TELEGRAM_PATH] = Entry(TELEGRAM_HEADER, webhook_secret(key), arrived_in)
    if settings.notify_bearer:
        entries[PATH] = Entry(HEADER, f"Bearer {settings.notify_bearer}", called_back)
    database = Database(settings.webhook_database_url)
    return Door(database, ChatKeys(key).door, ground.clock, entries)


def webhook_secret(chat_key: bytes) -> str:
    """Return what Telegram shows with each update, so that nobody else can bring one."""
    return keyed(chat_key, "webhook").hex()
