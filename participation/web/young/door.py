"""What every page of the young people's app stands on."""

from dataclasses import dataclass
from datetime import date
from typing import cast

from flask import current_app

from participation.core.clock import day_of
from participation.core.keys import YoungKeys
from participation.core.ports import Clock
from participation.models.database import Database

NAME = "young"


@dataclass(frozen=True)
class Door:
    """The database as this process sees it, the few keys it holds, and the time."""

    database: Database
    keys: YoungKeys
    clock: Clock

    @property
    def today(self) -> date:
        """Return the day it is for the councils."""
        return day_of(self.clock.now())


def door() -> Door:
    """Return the door of the app that serves this request."""
    return cast(Door, current_app.extensions[NAME])
