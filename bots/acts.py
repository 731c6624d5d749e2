"""What is done in a chat, one act at a time, so that each can wait and be tried again."""

import json
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

from bots.adapter import Adapter, Button, Capabilities, Heard, Kind, Replies, Said, pieces

NOTHING = Said("")


class Doing(StrEnum):
    """What sort of thing is done."""

    SEND = "send"
    EDIT = "edit"
    NOTE = "note"
    DELETE = "delete"
    LEAVE = "leave"
    FETCH = "fetch"


@dataclass(frozen=True, repr=False)
class Act:
    """One thing done in one chat; `message`, `tap` and `photo` name what was heard.

    `tongue` is the language of the phone that sent the photo.
    """

    doing: Doing
    chat: str
    said: Said = NOTHING
    message: str = ""
    tap: str = ""
    photo: str = ""
    tongue: str = ""

    @property
    def channel(self) -> str:
        """Return the name of the channel that the chat is on."""
        return self.chat.partition(":")[0]

    def write(self) -> str:
        """Return it as text."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def read(cls, text: str) -> "Act":
        """Return what `write` wrote."""
        held = json.loads(text)
        return cls(**{**held, "doing": Doing(held["doing"]), "said": _said(held["said"])})


def acts_of(able: Capabilities, heard: Heard, replies: Replies) -> tuple[Act, ...]:
    """Return what is to be done about one thing heard, with only what the channel can do."""
    about = Act(Doing.NOTE, heard.chat, message=heard.message, tap=heard.tap)
    acts = []
    if heard.kind is Kind.BUTTON and able.edits:
        acts.append(replace(about, said=Said(replies.note)))
    for said in replies.said:
        if said.edit and not able.edits and said is not replies.said[-1]:
            # It only tidies up what stands above, and something new is said after it.
            continue
        *before, last = pieces(said.text, able.longest_text)
        ending = replace(said, text=last)
        if said.edit and able.edits:
            # What stands before the last piece is there already and does not change.
            acts.append(replace(about, doing=Doing.EDIT, said=ending))
            continue
        acts += [Act(Doing.SEND, heard.chat, Said(piece)) for piece in before]
        acts.append(Act(Doing.SEND, heard.chat, ending))
    if replies.fetch and able.pictures:
        asked = replace(about, doing=Doing.FETCH, photo=heard.photo, tongue=heard.tongue)
        acts.append(asked)
    if replies.delete and able.deletes:
        acts.append(replace(about, doing=Doing.DELETE))
    if replies.leave:
        acts.append(Act(Doing.LEAVE, heard.chat))
    return tuple(acts)


async def perform(adapter: Adapter, act: Act) -> None:
    """Do it; raises NotNow, Gone or NotTaken when the channel does not take it.

    A photo is fetched by the sender itself, which has somewhere to put it.
    """
    heard = Heard(act.chat, Kind.BUTTON, message=act.message, tap=act.tap)
    match act.doing:
        case Doing.SEND:
            await adapter.send(act.chat, act.said)
        case Doing.EDIT:
            await adapter.edit(heard, act.said)
        case Doing.NOTE:
            await adapter.note(heard, act.said.text)
        case Doing.DELETE:
            await adapter.delete(heard)
        case Doing.LEAVE:
            await adapter.leave(act.chat)


def _said(held: dict[str, Any]) -> Said:
    rows = tuple(tuple(Button(**button) for button in row) for row in held["rows"])
    return Said(**{**held, "rows": rows})
