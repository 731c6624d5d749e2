"""How a council's pages for young people look: its own colour, checked before it is worn."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from participation.core.colours import by_day, by_night, read_colour
from participation.models import Account, Council
from participation.services.audit import note
from participation.services.councils import pack_of
from surveys.pack_council import Look


def set_colour(
    session: Session, council: Council, account: Account, typed: str, now: datetime
) -> str:
    """Return the colour that pages wear from here on; nothing typed gives our own back.

    Raises BadInput for what is no colour, and for one that text could not be read in.
    """
    brand = read_colour(typed) if typed.strip() else ""
    if brand:
        by_day(brand)
        by_night(brand)
    council.pack = replace(pack_of(council), look=Look(brand)).to_json()
    session.flush()
    note(session, account, "changed the colour of young people's pages", now)
    return brand
