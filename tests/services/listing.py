"""A topic that somebody asked for and an officer put on a meeting's list."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from participation.core.clock import SetClock
from participation.core.keys import KeyFolder
from participation.models import Account, Consultation, Council, Meeting, Topic
from participation.services import clearing, consultations, reading, topics
from surveys.loader import load_survey
from tests.factories import a_meeting, say
from tests.web.young.answered import an_officer

WORDS = "Buses on Sundays"


@dataclass(frozen=True)
class Asked:
    """The topic with its meeting and officer, and the receipt of whoever asked for it."""

    council: Council
    officer: Account
    consultation: Consultation
    meeting: Meeting
    topic: Topic
    receipt: str


def always_open(session: Session, council: Council, today: date, survey: str) -> Consultation:
    """Return a consultation that is offered to no group and stands open for a year."""
    version = consultations.publish_survey(session, council, load_survey(survey))
    until = today + timedelta(days=365)
    opening = consultations.Opening(survey, "For the next meeting", (), today, until)
    return consultations.open_consultation(session, council, version, opening)


def asked_for(
    session: Session, keys: KeyFolder, clock: SetClock, council: Council, officer: Account
) -> tuple[Consultation, str]:
    """Return where a topic was asked for, and the receipt; it is cleared and on no list."""
    now = clock.now()
    consultation = always_open(session, council, now.date(), "next-meeting")
    receipt = str(say(session, keys, consultation, now, WORDS).receipt)
    while unread := reading.next_unread(session, council, keys.reading()):
        decision = clearing.Decision(unread.masked, ())
        clearing.clear(session, council, officer, unread.answer_id, decision, now)
    return consultation, receipt


def a_listed_topic(
    session: Session,
    keys: KeyFolder,
    clock: SetClock,
    council: Council,
    officer: Account | None = None,
) -> Asked:
    """Return a topic on the list of a meeting in three weeks."""
    officer, now = officer or an_officer(session, council), clock.now()
    consultation, receipt = asked_for(session, keys, clock, council, officer)
    meeting = a_meeting(session, council, now.date() + timedelta(weeks=3))
    waiting = topics.to_list(session, council)[0]
    topic = topics.put_on_list(
        session, council, officer, waiting.answer_id, meeting.id, waiting.words.text, now
    )
    return Asked(council, officer, consultation, meeting, topic, receipt)
