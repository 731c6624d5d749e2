"""A council with its people and one thing said, for tests of the safeguarding lane."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from participation.core.keys import KeyFolder
from participation.domain.policy import Role
from participation.models import Account, Consultation, Council
from participation.services import flags, reading
from tests.factories import a_consultation, a_council, an_account, say

WORDS = "he hurts me when nobody is there"


@dataclass(frozen=True)
class Lane:
    """The people of the lane, and the receipt of what was said."""

    council: Council
    officer: Account
    lead: Account
    deputy: Account
    consultation: Consultation
    receipt: str


def a_lane(session: Session, keys: KeyFolder, now: datetime, words: str = WORDS) -> Lane:
    council = a_council(session)
    officer, lead, deputy = (
        an_account(session, council, role)
        for role in (Role.OFFICER, Role.SAFEGUARDING, Role.DEPUTY)
    )
    consultation = a_consultation(session, council, now.date())
    receipt = str(say(session, keys, consultation, now, text=words).receipt)
    return Lane(council, officer, lead, deputy, consultation, receipt)


def flag_next(session: Session, keys: KeyFolder, lane: Lane, now: datetime) -> UUID:
    unread = reading.next_unread(session, lane.council, keys.reading())
    assert unread is not None
    args = (session, lane.council, lane.officer, keys.reading(), unread.answer_id)
    return flags.flag(*args, now)
