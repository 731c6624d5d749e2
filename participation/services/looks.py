"""How a council's pages for young people look: its own colour and its young people's logo.

Both are checked before they are worn.
"""

from base64 import b64encode
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from participation.core.colours import by_day, by_night, read_colour
from participation.core.logos import make_logo
from participation.models import Account, Council
from participation.services.audit import note
from participation.services.councils import pack_of
from surveys.pack_council import Logo, Look


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
    _wear(session, council, replace(pack_of(council).look, brand=brand))
    note(session, account, "changed the colour of young people's pages", now)
    return brand


def set_logo(
    session: Session, council: Council, account: Account, upload: bytes, now: datetime
) -> Logo:
    """Return the logo that pages show from here on, made anew from its points alone.

    Raises BadInput for what is no picture.
    """
    made = make_logo(upload)
    logo = Logo(b64encode(made.png).decode(), made.width, made.height, made.ground.value)
    _wear(session, council, replace(pack_of(council).look, logo=logo))
    note(session, account, "changed the logo of young people's pages", now)
    return logo


def remove_logo(session: Session, council: Council, account: Account, now: datetime) -> None:
    """Show no logo any more."""
    _wear(session, council, replace(pack_of(council).look, logo=None))
    note(session, account, "took the logo off young people's pages", now)


def _wear(session: Session, council: Council, look: Look) -> None:
    council.pack = replace(pack_of(council), look=look).to_json()
    session.flush()
