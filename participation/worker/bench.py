"""What the worker works with."""

from collections.abc import Callable
from dataclasses import dataclass

from participation.core.keys import ReadingKeys
from participation.core.marks import Marks
from participation.core.ports import Clock, Mailer
from participation.core.withdrawn import WithdrawnList
from participation.models.database import Database
from participation.services.jobs import Leased
from participation.services.theming import SuggesterShelf


@dataclass(frozen=True)
class Bench:
    """All that the worker works with; `marks` is where it notes what was last done when.

    `withdrawn` is the list of what was taken back.
    """

    database: Database
    keys: ReadingKeys
    shelf: SuggesterShelf
    mailer: Mailer
    clock: Clock
    staff_address: str
    marks: Marks | None = None
    withdrawn: WithdrawnList | None = None


Handler = Callable[[Bench, Leased], None]
"""Does one piece of work; whatever it raises, the work is put back and tried again."""
