import asyncio
from collections.abc import Mapping
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bots.acts import Act, Doing, acts_of, perform
from bots.adapter import Adapter, Button, Capabilities, Heard, Kind, Replies, Said, pieces, units

AT_CHAT = "plain:1"


class PlainChannel:
    """A channel that can neither edit nor delete, as SMS cannot."""

    def __init__(self, **able: bool) -> None:
        able = {"edits": False, "deletes": False} | able
        self.capabilities = Capabilities("plain", "Plain", "", "", 20, 64, **able)
        self.done: list[tuple[str, str]] = []

    def parse(self, update: Mapping[str, Any]) -> Heard:
        return Heard(AT_CHAT, Kind.TEXT, update["text"])

    async def send(self, chat: str, said: Said) -> None:
        self.done.append(("send", said.text))

    async def edit(self, heard: Heard, said: Said) -> None:
        self.done.append(("edit", said.text))

    async def note(self, heard: Heard, words: str) -> None:
        self.done.append(("note", words))

    async def delete(self, heard: Heard) -> None:
        self.done.append(("delete", heard.message))

    async def leave(self, chat: str) -> None:
        self.done.append(("leave", chat))


def delivered(channel: PlainChannel, kind: Kind, replies: Replies) -> list[tuple[str, str]]:
    adapter: Adapter = channel
    for act in acts_of(channel.capabilities, Heard(AT_CHAT, kind, message="9"), replies):
        asyncio.run(perform(adapter, Act.read(act.write())))
    return channel.done


def test_a_channel_that_cannot_edit_is_sent_a_new_message():
    replies = Replies((Said("Sent.", edit=True),), note="Thanks", delete=True, leave=True)

    done = delivered(PlainChannel(), Kind.BUTTON, replies)

    assert done == [("send", "Sent."), ("leave", AT_CHAT)]


def test_what_only_tidies_up_is_left_out_where_nothing_can_be_edited():
    replies = Replies((Said("Welcome", edit=True), Said("1 of 5")))

    assert delivered(PlainChannel(), Kind.BUTTON, replies) == [("send", "1 of 5")]


def test_a_channel_that_can_edits_and_deletes():
    replies = Replies((Said("Sent.", edit=True),), delete=True)

    done = delivered(PlainChannel(edits=True, deletes=True), Kind.TEXT, replies)

    assert done == [("edit", "Sent."), ("delete", "9")]


def test_a_long_text_is_sent_in_pieces_with_the_buttons_under_the_last():
    done = delivered(PlainChannel(), Kind.TEXT, Replies((Said("one two three four five six"),)))

    assert done == [("send", "one two three four"), ("send", "five six")]


def test_pieces_are_cut_between_lines_first():
    assert pieces("first line\nsecond line is here", 20) == ["first line", "second line is here"]


@given(st.text(max_size=300), st.integers(2, 40))
def test_every_piece_fits_and_only_white_space_is_lost(text, longest):
    found = pieces(text, longest)

    assert all(units(piece) <= longest for piece in found)
    assert "".join("".join(found).split()) == "".join(text.split())


def test_nothing_that_is_heard_or_said_shows_in_a_repr():
    said = Said("my words")
    heard = Heard("telegram:7001", Kind.TEXT, "my words")
    for thing in (heard, said, Act(Doing.SEND, "telegram:7001", said)):
        assert "my words" not in repr(thing)
        assert "7001" not in repr(thing)


def test_an_act_is_read_as_it_was_written():
    said = Said("Pick “one”", ((Button("Yes", "a:1"), Button("No", "a:2")),), edit=True)
    act = Act(Doing.EDIT, AT_CHAT, said, message="9", tap="7")

    assert Act.read(act.write()) == act
