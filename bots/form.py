"""A request to be reached, asked one thing at a time; what is typed is sealed when it is sent."""

from dataclasses import replace

from bots.adapter import Capabilities, Said
from bots.buttons import Verb, button
from bots.rows import in_rows
from bots.words import IF_NOT, SEND_ALONG
from participation.core.speech import said as _
from participation.services.asides import Writing

SEND, SKIP, BACK, LEAVE = "s", "k", "p", "x"
FIELDS = ("name", "how", "words", "receipt")
MAY_BE_EMPTY = frozenset({"words", "receipt"})


def field_of(writing: Writing) -> str | None:
    """Return the field that is asked now, None when all have been."""
    return next((name for name in FIELDS if getattr(writing, name) is None), None)


def typed_into(writing: Writing, field: str, text: str | None) -> Writing:
    """Return the request with this in the field, None for one that is asked again."""
    match field:
        case "name":
            return replace(writing, name=text)
        case "how":
            return replace(writing, how=text)
        case "words":
            return replace(writing, words=text)
        case _:
            return replace(writing, receipt=text)


def one_back(writing: Writing) -> Writing | None:
    """Return the request with its last field asked again, None at the first."""
    given = [name for name in FIELDS if getattr(writing, name) is not None]
    return typed_into(writing, given[-1], None) if given else None


def asked(writing: Writing, channel: Capabilities, lead: str = "") -> Said:
    """Return what is asked now, or all of it before it is sent, after a sentence."""
    field = field_of(writing)
    body = _all_of(writing) if field is None else _question(field, channel)
    if field is None and not lead:
        lead = _("This is what you said. Nobody has seen it yet.")
    ways = [button(_("Back"), Verb.WRITE, BACK)] if writing.name is not None else []
    ways.append(button(_("Leave it"), Verb.WRITE, LEAVE))
    rows = list(in_rows(ways, 2))
    if field is None:
        send = button(_("Send it, sealed"), Verb.WRITE, SEND, writing.nonce, writing.council)
        rows.insert(0, (send,))
    elif field in MAY_BE_EMPTY:
        rows.insert(0, (button(_("Leave this out"), Verb.WRITE, SKIP, FIELDS.index(field)),))
    return Said("\n\n".join(filter(None, (lead, body))), tuple(rows))


def _question(field: str, channel: Capabilities) -> str:
    match field:
        case "name":
            return _("What should we call you?")
        case "how":
            hint = _(
                "A phone number, an e-mail, or where and when to find you. "
                "Say if somebody else must not see it."
            )
            return f"{_('How can we reach you?')}\n{hint}"
        case "words":
            return f"{_('What would you like to say?')}\n{_('You can leave this empty.')}"
        case _:
            return f"{_(SEND_ALONG)} {channel.where_tapped(_(IF_NOT))}".rstrip()


def _all_of(writing: Writing) -> str:
    said = {
        _("What should we call you?"): writing.name,
        _("How can we reach you?"): writing.how,
        _("What would you like to say?"): writing.words,
        _("Your five words"): writing.receipt,
    }
    return "\n\n".join(f"{asks}\n{words}" for asks, words in said.items() if words)
