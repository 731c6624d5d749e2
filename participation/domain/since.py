"""What a meeting finds changed: where each earlier ask stands, and how the pledge is doing."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from participation.domain.disclosure.released import Released, ReleasedTable, Withheld


class Stands(StrEnum):
    """Where an earlier ask stands, in the word that a paper uses."""

    DONE = "Done"
    PROMISED = "Promised"
    LATE = "Late"
    CANNOT = "Cannot"
    NO_ANSWER = "No answer yet"


@dataclass(frozen=True)
class EarlierAsk:
    """An ask of an earlier meeting, as anybody may read it, and where it stands today.

    `told` says it in a sentence. It is new when young people were told of it since the last
    meeting, and due when its date comes before this meeting is over. `instead_of` is the day of a
    meeting that was not held, when it was decided in writing and no paper has said so yet.
    """

    words: str
    promise: str
    stands: Stands
    told: str
    is_new: bool = False
    is_due: bool = False
    instead_of: date | None = None


@dataclass(frozen=True)
class PledgeLine:
    """What young people say of one promise, as it was released."""

    promise: str
    said: ReleasedTable | Withheld


@dataclass(frozen=True)
class Before:
    """A figure as the paper of an earlier meeting showed it; None where it was withheld."""

    count: Released | None
    meeting: str
