"""Buttons where a channel has none: choices with numbers, picked by number or by their words."""

import json
import re
from collections.abc import Sequence
from dataclasses import astuple, dataclass, replace
from typing import Any

from bots.adapter import Button, Capabilities, Heard, Kind, Replies, Rows, Said
from bots.buttons import Verb, tap_of
from bots.visit import Visit
from participation.core.speech import marked
from participation.core.speech import said as _
from participation.services import chat_choices
from surveys.reading import folded

SEND_NUMBER = marked("Send the number:")
SEND_NUMBERS = marked("Send the number, or several, as in 1 3:")
SEND_WORDS = marked("Send the words you want:")
TYPED = frozenset({Verb.PICK, Verb.TOGGLE})
"""Choices that a survey understands as they are typed, several at once."""
BESIDE_AN_ANSWER = frozenset({Verb.BACK, Verb.SKIP})
"""What stands beside a question whose answer may be any words, or a number."""
BY_FIRST_WORDS = frozenset(Verb) - TYPED - BESIDE_AN_ANSWER
YES = re.compile(r"\w+(?=[,،፣])")
"""A first word that would do alone: it is taken with a word or two more, as in yes please."""
SHORT = 3
SOON = 10.0
"""Seconds in which the same number is one sent twice: hardly anybody has the next question yet."""
NUMBER = re.compile(r"\s*(\d{1,3})[.)]?\s*")


@dataclass(frozen=True, repr=False)
class Choice:
    """A choice as it was sent: its number, if it had one, its words, and what picking it does."""

    number: int
    label: str
    payload: str

    @property
    def verb(self) -> Verb | None:
        """Return what picking it asks for."""
        tap = tap_of(self.payload)
        return None if tap is None else tap.verb


def read_from(visit: Visit, heard: Heard) -> Heard:
    """Return what was heard, a tap where it picks one of the choices last sent to the chat.

    A number that was sent twice would answer the next question too; it is told to be repeated.
    """
    choices, number, at = _kept(visit)
    if number and number == _number(heard) and 0 <= heard.at - at <= SOON:
        return replace(heard, kind=Kind.REPEATED)
    return picked(heard, [Choice(*one) for one in choices])


def write_out(visit: Visit, replies: Replies, heard: Heard, repeated: bool) -> Replies:
    """Return the replies with their buttons written out, and keep the choices that they offer.

    The number that they reply to is kept as well, once: asked again, it is an answer. One that
    was not understood, so that the same is offered again, is not.
    """
    written, choices = numbered(replies, visit.scope.channel)
    if choices:
        offers = [list(astuple(one)) for one in choices]
        number = "" if repeated or offers == _kept(visit)[0] else _number(heard)
        held = json.dumps((offers, number, heard.at), ensure_ascii=False)
        chat_choices.offer(visit.session, visit.chat_keys, visit.chat, held, visit.today)
    return written


def _kept(visit: Visit) -> tuple[list[list[Any]], str, float]:
    """Return what was offered last, the number that it replied to, and when that was written."""
    kept = chat_choices.offered(visit.session, visit.chat_keys, visit.chat)
    choices, number, at = json.loads(kept or '[[], "", 0.0]')
    return choices, number, at


def numbered(replies: Replies, channel: Capabilities) -> tuple[Replies, tuple[Choice, ...]]:
    """Return the replies with their buttons written out, and the choices that they offer.

    What is asked last has the numbers from one on, as the survey counts them, and what stands
    above it has those after; none has one where a number is an answer.
    """
    needless = _needless(channel)
    shown = [_rows(one, needless) for one in replies.said]
    last = max((place for place, rows in enumerate(shown) if rows), default=0)
    counts = bool(shown) and _may_be_numbered(shown[last])
    said, choices, above = list[Said](), list[Choice](), 1 + sum(map(len, shown[last:]))
    for place, (one, rows) in enumerate(zip(replies.said, shown, strict=True)):
        first = 1 if place == last else above
        above += 0 if place == last else len(rows)
        listed = _numbers(rows, first) if counts else _words(rows)
        choices += _choices(rows, first if counts else 0)
        said.append(replace(one, text="\n\n".join(filter(None, (one.text, listed))), rows=()))
    return replace(replies, said=tuple(said)), tuple(choices)


def picked(heard: Heard, choices: Sequence[Choice]) -> Heard:
    """Return a tap where a choice was picked by its number or words, else what was heard."""
    choice = _by_number(heard.text, choices) or _by_words(heard.text, choices)
    if choice is None or choice.verb in TYPED:
        return heard
    return replace(heard, kind=Kind.BUTTON, text=choice.payload)


def _number(heard: Heard) -> str:
    """Return the number that was sent, nothing for words or where none tells when it was."""
    match = NUMBER.fullmatch(heard.text) if heard.at else None
    return match.group(1) if match else ""


def _by_number(text: str, choices: Sequence[Choice]) -> Choice | None:
    match = NUMBER.fullmatch(text)
    number = int(match.group(1)) if match else 0
    return next((one for one in choices if number and one.number == number), None)


def _by_words(text: str, choices: Sequence[Choice]) -> Choice | None:
    """Return the choice of these words, or the one that alone begins with them."""
    typed = folded(text)
    for one in choices:
        if typed == folded(one.label):
            return one
    begun = [one for one in choices if one.verb in BY_FIRST_WORDS and _means(typed, one.label)]
    if not typed or not begun:
        return None
    # More than one Send sends the same, and the last is what was asked.
    return begun[-1] if len(begun) == 1 or {one.verb for one in begun} == {Verb.SEND} else None


def _means(typed: str, label: str) -> bool:
    """Return whether the words are the first of the label, or begin with its yes or no."""
    yes, said = YES.match(label), typed.split()
    short = yes is not None and said[:1] == [folded(yes.group())] and len(said) <= SHORT
    return short or f"{folded(label)} ".startswith(f"{typed} ")


def _needless(channel: Capabilities) -> frozenset[Verb]:
    """Return the buttons that do nothing on such a channel."""
    needless = set[Verb]()
    if not channel.deletes:
        needless.add(Verb.WRITTEN_DOWN)
    if not channel.lasts:
        needless.add(Verb.TELL_ME)
    return frozenset(needless)


def _rows(said: Said, needless: frozenset[Verb]) -> Rows:
    """Return the buttons that do something, a row each where numbers may stand before them."""
    if any(_verb(one) is Verb.TOGGLE for row in said.rows for one in row):
        # Several are picked in one message, which is done with that.
        needless |= {Verb.DONE}
    kept = (tuple(one for one in row if _verb(one) not in needless) for row in said.rows)
    rows = tuple(row for row in kept if row)
    return tuple((one,) for row in rows for one in row) if _may_be_numbered(rows) else rows


def _may_be_numbered(rows: Rows) -> bool:
    """Return whether no number could be typed as an answer to what they stand under."""
    buttons = [one for row in rows for one in row]
    verbs = {_verb(one) for one in buttons}
    digits = any(one.label.strip().isdecimal() for one in buttons)
    return bool(verbs - BESIDE_AN_ANSWER) and not (digits or Verb.CHANGE in verbs)


def _choices(rows: Rows, first: int) -> list[Choice]:
    """Return what the buttons offer, with numbers from the first on, or with none for 0."""
    buttons = [one for row in rows for one in row]
    return [
        Choice(first and first + place, _label(one), one.payload)
        for place, one in enumerate(buttons)
    ]


def _numbers(rows: Rows, first: int) -> str:
    if not rows:
        return ""
    several = sum(_verb(one) is Verb.TOGGLE for (one,) in rows) > 1
    listed = (f"{number} {_label(one)}" for number, (one,) in enumerate(rows, first))
    return "\n".join((_(SEND_NUMBERS if several else SEND_NUMBER), *listed))


def _words(rows: Rows) -> str:
    """Return the choices by their words alone, side by side as the buttons stand."""
    lines = [" ".join(f"[{_label(one)}]" for one in row) for row in rows]
    asks = any(_verb(one) not in BESIDE_AN_ANSWER for row in rows for one in row)
    return "\n".join((_(SEND_WORDS), *lines) if asks else lines)


def _label(button: Button) -> str:
    """Return its words; the empty box of a choice says nothing where it can't be ticked."""
    return button.label.removeprefix("☐ ")


def _verb(button: Button) -> Verb | None:
    tap = tap_of(button.payload)
    return None if tap is None else tap.verb
