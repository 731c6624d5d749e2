"""Buttons where a channel has none: choices with numbers, picked by number or by their words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bots.adapter import Button, Heard, Kind, Replies
from bots.buttons import Verb, tap_of
from participation.core.speech import marked
from participation.core.speech import said as _
from surveys.reading import folded

SEND_NUMBER = marked("Send the number:")
TYPED = frozenset({Verb.PICK, Verb.TOGGLE})
"""Choices that a survey understands as they are typed, several at once."""
NEEDLESS = frozenset({Verb.DONE})
"""A button that only ends what is one message here."""
NUMBER = re.compile(r"\s*(\d{1,3})[.)]?\s*")


@dataclass(frozen=True, repr=False)
class Choice:
    """A choice as it was sent: its number, if it had one, its words, and what picking it does."""

    number: int
    label: str
    payload: str


def numbered(replies: Replies) -> tuple[Replies, tuple[Choice, ...]]:
    """Return the replies with their buttons written out, and the choices that they offer."""
    said, choices = [], list[Choice]()
    for one in replies.said:
        buttons = [button for row in one.rows for button in row if not _is(button, NEEDLESS)]
        shown = _choices(buttons, len(choices) + 1)
        choices += shown
        text = "\n\n".join(filter(None, (one.text, _listed(shown))))
        said.append(replace(one, text=text, rows=()))
    return replace(replies, said=tuple(said)), tuple(choices)


def picked(heard: Heard, choices: Sequence[Choice]) -> Heard:
    """Return a tap where a choice was picked, else what was heard as it is."""
    match = NUMBER.fullmatch(heard.text)
    number = int(match.group(1)) if match else 0
    for choice in choices:
        by_number = number and choice.number == number
        if by_number or folded(heard.text) == folded(choice.label):
            tap = tap_of(choice.payload)
            if tap is not None and tap.verb in TYPED:
                return heard
            return replace(heard, kind=Kind.BUTTON, text=choice.payload)
    return heard


def _choices(buttons: Sequence[Button], first: int) -> list[Choice]:
    """Return the choices, with no number where a number is what may be typed as an answer."""
    asks = any(not _is(button, {Verb.BACK, Verb.SKIP}) for button in buttons)
    digits = any(button.label.strip().isdecimal() for button in buttons)
    numbers = asks and not digits
    return [
        Choice(number if numbers else 0, button.label, button.payload)
        for number, button in enumerate(buttons, first)
    ]


def _listed(choices: Sequence[Choice]) -> str:
    if not choices:
        return ""
    if not choices[0].number:
        return "\n".join(f"[{choice.label}]" for choice in choices)
    listed = (f"{choice.number} {choice.label}" for choice in choices)
    return "\n".join((_(SEND_NUMBER), *listed))


def _is(button: Button, verbs: frozenset[Verb] | set[Verb]) -> bool:
    tap = tap_of(button.payload)
    return tap is not None and tap.verb in verbs
