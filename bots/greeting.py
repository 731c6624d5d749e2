"""What stands before the first question: who asks, what is secret, and whom to call now."""

from collections.abc import Sequence

from bots.adapter import Capabilities, Rows, Said
from bots.buttons import Verb, button
from bots.commands import words_to_type
from bots.rows import in_rows
from bots.telling import any_of
from bots.words import AT_ANY_TIME, CHOOSE, NOTHING_OPEN
from participation.core.speech import (
    counted,
    held_apart,
    in_order,
    line_of_its_own,
    marked,
    spoken,
)
from participation.core.speech import said as _
from participation.domain.responses import long_date
from participation.services.chats import Offered
from participation.services.councils import pack_of
from surveys.pack_council import CouncilPack, HelpWay

CHILDLINE, EMERGENCY = "0800 1111", "999"
NOW_NOT_LATER = marked("Need someone now? Don't wait for us.")
NO_NAME = marked("We don't ask or keep your name.")
MAY_GUESS = marked(
    "The person reading may still guess from what you write: leave out names and places."
)
FIVE_WORDS = marked(
    "At the end you get five words. They show you where your words are on their way."
)


def welcome(offered: Offered, channel: Capabilities, address: str) -> Said:
    """Return the first message, which asks for a yes before anything starts."""
    pack = pack_of(offered.council)
    link = offered.consultation.link
    made_up = _("This council is made up, and so is everyone in it.") if pack.made_up else ""
    asks = _(
        "Hello. %(council)s asks about: %(title)s.",
        council=held_apart(pack.title),
        title=held_apart(offered.consultation.title),
    )
    web = _("The web page is for every age, and more private:")
    reads = _(
        "%(reader)s reads every answer by %(day)s.",
        reader=any_of(offered.when_read.readers),
        day=long_date(offered.when_read.read_by),
    )
    text = "\n\n".join(
        (
            f"{asks} {made_up}".strip(),
            f"{offered.survey.about.to(spoken())}\n{_minutes(offered.survey.minutes)} "
            f"{_('Leave out any question. Stop when you like.')}",
            f"💬 {channel.title}\n{_(channel.notice)} {web} {address}/c/{link}",
            f"👀 {_('Who reads it')}\n{reads}\n{pack.reading.nobody_reads}",
            f"🔒 {_('What is secret')}\n{_(NO_NAME)} {_(MAY_GUESS)}",
            f"🛟 {_('What is not secret')}\n{pack.safeguarding.promise}",
            f"📞 {_(NOW_NOT_LATER)}\n{help_lines((pack,))}",
            f"🔑 {_('What comes of it')}\n{_(FIVE_WORDS)}",
            f"{_(AT_ANY_TIME, words=words_to_type())}\n{_(channel.consent)}",
        )
    )
    yes = button(_("Yes, let's start"), Verb.BEGIN, link)
    return Said(text, in_rows((yes, button(_("Not now"), Verb.NOT_NOW, link)), 2))


def carry_on(offered: Offered, same: bool) -> Said:
    """Return what somebody reads who has answers that are not sent; nothing is lost unasked."""
    title = held_apart(offered.consultation.title)
    if same:
        text = _("Welcome back. You had begun %(title)s. What you said is still here.", title=title)
        other = _("Start again")
    else:
        text = _("You have other answers that you have not sent. Carry on with those first?")
        other = _("Forget those and start %(title)s", title=title)
    rows = (
        (button(_("Carry on"), Verb.CARRY_ON),),
        (button(other, Verb.BEGIN_AFRESH, offered.consultation.link),),
    )
    return Said(text, rows)


def choices(
    offered: Sequence[Offered], several_councils: bool, channel: Capabilities, lead: str = ""
) -> Said:
    """Return what can be talked about today, each as a button, after a sentence."""
    if not offered:
        return Said("\n\n".join(filter(None, (lead, _(NOTHING_OPEN)))))
    rows: Rows = tuple(
        (button(_label(one, several_councils), Verb.ABOUT, one.consultation.link),)
        for one in offered
    )
    asks = channel.where_tapped(_(CHOOSE))
    return Said("\n\n".join(filter(None, (lead, asks))), rows)


def help_now(packs: Sequence[CouncilPack], reachable: Sequence[CouncilPack], lead: str) -> Said:
    """Return whom to call now and whom to ask to reach out, after a sentence."""
    return Said(f"{lead}\n\n{help_lines(packs)}", _reach(reachable, len(packs) > 1))


def all_help(packs: Sequence[CouncilPack], reachable: Sequence[CouncilPack], address: str) -> Said:
    """Return whom to call now, who puts something right, and whom to ask to reach out."""
    unread = "\n".join(dict.fromkeys(pack.reading.nobody_reads for pack in packs))
    not_here = _(
        "What you say in the questions is not a complaint, and nobody knows it was you. These "
        "people can put something right, for you, by name. Nothing you tell them is kept here."
    )
    fixed = f"{_('Get something fixed for you')}\n{not_here}"
    parts = [f"{_('Talk to someone now')}\n{help_lines(packs)}", unread, fixed]
    for pack in packs:
        ways = "\n".join(_way_line(way) for way in pack.help.ways)
        parts.append(f"{ways}\n{_('More about each of them:')} {address}/help/{pack.name}")
    return Said("\n\n".join(parts), _reach(reachable, len(packs) > 1))


def _reach(packs: Sequence[CouncilPack], several_councils: bool) -> Rows:
    return tuple(
        (button(_reach_label(pack, several_councils), Verb.REACH, pack.name),) for pack in packs
    )


def _way_line(way: HelpWay) -> str:
    return f"{way.name}: {in_order(way.phone)}" if way.phone else way.name


def _reach_label(pack: CouncilPack, several_councils: bool) -> str:
    words = _("Ask someone to reach you")
    return f"{words} ({pack.short})" if several_councils else words


def help_lines(packs: Sequence[CouncilPack]) -> str:
    """Return three ways to talk to someone now, the third of each council; as on the page."""
    now = {_("Childline, free, day or night"): CHILDLINE, _("In danger now"): EMERGENCY}
    lines = (line_of_its_own(f"{words}: {in_order(phone)}") for words, phone in now.items())
    return "\n".join((*lines, *dict.fromkeys(_own_line(pack) for pack in packs)))


def cannot_wait(packs: Sequence[CouncilPack]) -> str:
    """Return whom to call for what cannot wait."""
    lead = _("If it can't wait, call now:")
    return f"{lead}\n{help_lines(packs)}"


def _own_line(pack: CouncilPack) -> str:
    phone = f": {in_order(pack.help.council_phone)}" if pack.help.council_phone else ""
    return f"{pack.help.council_name}{phone}. {pack.help.council_hours}"


def _minutes(many: int) -> str:
    return counted("About %(num)s minute.", "About %(num)s minutes.", many)


def _label(offered: Offered, several_councils: bool) -> str:
    title = offered.consultation.title
    return f"{title} ({pack_of(offered.council).short})" if several_councils else title
