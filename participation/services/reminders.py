"""Reminders: one letter, one mail and one slip for a whole group, the same for everybody in it.

Nobody can send one to those who have not answered: who that is stands nowhere.
"""

from dataclasses import dataclass

from participation.domain.responses import long_date
from participation.models import Consultation, Council
from participation.services.consultations import survey_of
from participation.services.councils import pack_of


@dataclass(frozen=True)
class Reminder:
    """The same reminder in three lengths; paragraphs of the letter and the mail."""

    letter: tuple[str, ...]
    subject: str
    mail: tuple[str, ...]
    slip: str


def reminder_for(council: Council, consultation: Consultation, young_address: str) -> Reminder:
    """Return the reminder, which names no group: it is read over shoulders."""
    title, until = consultation.title, long_date(consultation.closes_on)
    minutes = survey_of(consultation).minutes
    way = _way_in(consultation, young_address)
    answered = (
        "If you have answered already: thank you. Nobody can see who has, so everyone gets "
        "this same message."
    )
    free = f"It takes about {minutes} minutes. Leave out any question. We don't ask your name."
    asked = f"You were asked what you think about: {title}."
    may = f"If you would still like to, there is time until {until}. You don't have to."
    readers = " and ".join(pack_of(council).reading.readers)
    return Reminder(
        letter=("Hello,", asked, answered, may, way, free, f"Thank you,\n{readers}"),
        subject=f"A reminder: {title}",
        mail=("Hello,", f"{asked} {answered}", f"{may} {way}", free, f"Thank you,\n{readers}"),
        slip=f"{title}: still open until {until}. {way} Answered already? Thank you.",
    )


def _way_in(consultation: Consultation, young_address: str) -> str:
    if not consultation.by_invite:
        return f"Go to {young_address}/c/{consultation.link}."
    return (
        f"Go to {young_address.partition('://')[2]}/i and type the code on your slip. "
        "If you can't find it, ask for a new one."
    )
