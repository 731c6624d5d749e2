"""The chair's one side of A4: what came since last time, and where every promise stands."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from participation.domain.disclosure.released import Released


class Part(StrEnum):
    """The parts of the page, the most pressing first."""

    LATE = "late"
    UNANSWERED = "unanswered"
    PROMISED = "promised"
    KEPT = "done"
    CANNOT = "cannot"


PRESSING = (Part.LATE, Part.UNANSWERED)
"""What stands before all else, even before what waits for a chair's last word."""


@dataclass(frozen=True)
class PageLine:
    """One ask and where it stands.

    `headline` is its answer's first words and `told` what young people read, both empty until
    there is one; `late_because` is why it is late, and `ladder` who has been told of that.
    `to_publish` says that the board has answered and nobody has told young people, `seen`
    whether young people saw what was done; None before they have looked. `in_writing_by` is the
    day by which it is answered in writing, where its meeting fell and no other takes it; `champion`
    the member who speaks up for its topic.
    """

    words: str
    headline: str
    told: str
    board: str
    met_on: date
    days: int
    is_late: bool = False
    late_because: str = ""
    ladder: str = ""
    is_new: bool = False
    helped: bool = False
    to_publish: bool = False
    seen: bool | None = None
    in_writing_by: date | None = None
    champion: str = ""


@dataclass(frozen=True)
class PagePart:
    """All asks that stand alike."""

    part: Part
    lines: tuple[PageLine, ...]

    @property
    def new(self) -> int:
        """How many of them young people were told of since the last meeting."""
        return sum(line.is_new for line in self.lines)


@dataclass(frozen=True)
class MostWanted:
    """The one thing that young people most want answered, and why it is that one.

    `how_many` spoke of it, as released; None while that is withheld. `days` is how long it has
    waited since its meeting, 0 for what has not been to one. `by` is the body that chose it.
    """

    words: str
    how_many: Released | None
    days: int = 0
    by: str = ""


@dataclass(frozen=True)
class ToClose:
    """An answer that came back twice and waits for the last word of whoever chairs its board.

    `chair` is nobody, and `chair_id` None, while none is named.
    """

    words: str
    headline: str
    told: str
    board: str
    answer: UUID
    chair: str = ""
    chair_id: UUID | None = None


@dataclass(frozen=True)
class NextMeeting:
    """The next meeting that the page is for."""

    board: str
    on: date


@dataclass(frozen=True)
class OnePage:
    """The whole page as it stands on a day; `since` is the day of the last meeting."""

    council: str
    on: date
    since: date | None
    next_meeting: NextMeeting | None
    wanted: MostWanted | None
    parts: tuple[PagePart, ...]
    to_close: tuple[ToClose, ...] = ()

    def part(self, part: Part) -> PagePart:
        """Return one part of the page; it may hold nothing."""
        return next((held for held in self.parts if held.part is part), PagePart(part, ()))
