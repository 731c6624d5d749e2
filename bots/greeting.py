"""What stands before the first question: who asks, what is secret, and whom to call now."""

from collections.abc import Sequence

from bots.adapter import Capabilities, Rows, Said
from bots.buttons import Verb, button
from bots.words import CHOOSE, NOTHING_OPEN
from participation.domain.responses import long_date
from participation.services.chats import Offered
from participation.services.councils import pack_of
from surveys.pack_council import CouncilPack

NOW = (
    "Call Childline on 0800 1111, free, day or night.",
    "In danger now, call 999.",
)


def welcome(offered: Offered, channel: Capabilities, address: str, language: str = "en") -> Said:
    """Return the first message, which asks for a yes before anything starts."""
    pack = pack_of(offered.council)
    link = offered.consultation.link
    made_up = " This council is made up, and so is everyone in it." if pack.made_up else ""
    text = "\n\n".join(
        (
            f"Hello. {pack.title} asks about: {offered.consultation.title}.{made_up}",
            f"{offered.survey.about.to(language)} {_minutes(offered.survey.minutes)} "
            "Leave out any question. Stop when you like.",
            f"{channel.title}\n{channel.notice} "
            f"The web page is for every age, and more private: {address}/c/{link}",
            "Who reads it\n"
            f"{either(pack.reading.readers)} reads every answer, by "
            f"{long_date(offered.when_read.read_by)}. {pack.reading.nobody_reads}",
            "What is secret\n"
            "We don't ask or keep your name. The person reading may still guess from what you "
            "write: leave out names and places.",
            f"What isn't\n{pack.safeguarding.promise}",
            f"If you need someone now\nDon't wait for us.\n{help_lines((pack,))}",
            "What comes of it\n"
            "At the end you get five words. They show you where your words are on their way.",
            f"You can type STOP, HELP or BACK at any time.\n{channel.consent}",
        )
    )
    yes = button("Yes, let's start", Verb.BEGIN, link)
    return Said(text, ((yes, button("Not now", Verb.NOT_NOW, link)),))


def carry_on(offered: Offered, same: bool) -> Said:
    """Return what somebody reads who has answers that are not sent; nothing is lost unasked."""
    title = offered.consultation.title
    if same:
        text = f"Welcome back. You had begun {title}. What you said is still here."
        other = "Start again"
    else:
        text = "You have other answers that you have not sent. Carry on with those first?"
        other = f"Forget those and start {title}"
    rows = (
        (button("Carry on", Verb.CARRY_ON),),
        (button(other, Verb.BEGIN_AFRESH, offered.consultation.link),),
    )
    return Said(text, rows)


def choices(offered: Sequence[Offered], several_councils: bool, lead: str = "") -> Said:
    """Return what can be talked about today, each as a button, after a sentence."""
    before = f"{lead}\n\n" if lead else ""
    if not offered:
        return Said(f"{before}{NOTHING_OPEN}")
    rows: Rows = tuple(
        (button(_label(one, several_councils), Verb.ABOUT, one.consultation.link),)
        for one in offered
    )
    return Said(f"{before}{CHOOSE}", rows)


def help_now(packs: Sequence[CouncilPack], lead: str) -> Said:
    """Return whom to call now, after a sentence."""
    return Said(f"{lead}\n\n{help_lines(packs)}")


def all_help(packs: Sequence[CouncilPack], address: str) -> Said:
    """Return whom to call now, and who puts something right for one young person."""
    unread = "\n".join(dict.fromkeys(pack.reading.nobody_reads for pack in packs))
    parts = ["Talk to someone now", help_lines(packs), unread]
    for pack in packs:
        ways = "\n".join(": ".join(filter(None, (way.name, way.phone))) for way in pack.help.ways)
        parts.append(
            f"Get something fixed for you\n{ways}\n"
            f"More about each of them: {address}/help/{pack.name}"
        )
    return Said("\n\n".join(parts))


def help_lines(packs: Sequence[CouncilPack]) -> str:
    """Return three ways to talk to someone now, the third of each council."""
    return "\n".join((*NOW, *dict.fromkeys(_own_line(pack) for pack in packs)))


def either(names: Sequence[str]) -> str:
    """Return the names in one breath: Nadia or Tom."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} or {names[-1]}"


def _own_line(pack: CouncilPack) -> str:
    phone = f": {pack.help.council_phone}" if pack.help.council_phone else ""
    return f"{pack.help.council_name}{phone}. {pack.help.council_hours}"


def _minutes(many: int) -> str:
    return "About 1 minute." if many == 1 else f"About {many} minutes."


def _label(offered: Offered, several_councils: bool) -> str:
    title = offered.consultation.title
    return f"{title} ({pack_of(offered.council).short})" if several_councils else title
