"""Whether a consultation can be answered on a day."""

from datetime import date
from enum import StrEnum


class OpenState(StrEnum):
    """Where a consultation stands, in the word that staff read."""

    LATER = "Opens later"
    OPEN = "Open"
    CLOSED = "Closed"


def open_state(opens_on: date, closes_on: date, today: date) -> OpenState:
    """Return where it stands today: both its days are days on which it is open."""
    if today < opens_on:
        return OpenState.LATER
    return OpenState.OPEN if today <= closes_on else OpenState.CLOSED
