"""A photo that was sent to us: fetched from its channel and made anew before anything keeps it."""

import asyncio
import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bots.acts import Act
from bots.adapter import Adapter, Heard, Kind, NotTaken
from participation.core.errors import BadInput
from participation.core.pictures import MOST_BYTES, TOO_BIG, picture_of

BROUGHT = "brought"


@dataclass(frozen=True, repr=False)
class Brought:
    """What came of a fetch: a JPEG of nothing but pixels, or in English why there is none."""

    chat: str
    message: str
    tongue: str
    jpeg: bytes = b""
    why: str = ""

    @property
    def channel(self) -> str:
        """Return the name of the channel that the chat is on."""
        return self.chat.partition(":")[0]

    def write(self) -> str:
        """Return it as an update that `heard_of` reads."""
        jpeg = b64encode(self.jpeg).decode()
        held = {"chat": self.chat, "message": self.message, "tongue": self.tongue}
        return json.dumps({BROUGHT: {**held, "jpeg": jpeg, "why": self.why}})


def heard_of(update: Mapping[str, Any]) -> Heard | None:
    """Return the picture that was brought, None for an update of the channel's own."""
    held = update.get(BROUGHT)
    if held is None:
        return None
    about = {name: held[name] for name in ("message", "tongue", "why")}
    return Heard(held["chat"], Kind.PICTURE, jpeg=b64decode(held["jpeg"]), **about)


async def brought(adapter: Adapter, act: Act) -> Brought:
    """Return what is made of the photo; raises NotNow and Gone as the adapter does."""
    try:
        content = await adapter.fetch(act.photo, MOST_BYTES)
        # Away from the loop: a photo takes a moment to open.
        picture = await asyncio.to_thread(picture_of, content)
    except NotTaken:
        return Brought(act.chat, act.message, act.tongue, why=TOO_BIG)
    except BadInput as error:
        return Brought(act.chat, act.message, act.tongue, why=error.message)
    return Brought(act.chat, act.message, act.tongue, picture.jpeg)
