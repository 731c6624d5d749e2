import pytest

from participation.core.clock import SetClock
from participation.core.errors import NotFound, Refused
from participation.core.keys import KeyFolder
from participation.models import Submission
from participation.models.database import Database
from participation.services import clearing, complaints, reading
from participation.services.journeys import journey
from tests.factories import say
from tests.services.safeguarding import Lane, a_lane


@pytest.fixture
def lane(database: Database, keys: KeyFolder, clock: SetClock) -> Lane:
    with database.writing() as session:
        return a_lane(session, keys, clock.now(), "my pocket money never comes")


def waiting(session, lane: Lane, keys: KeyFolder):
    return reading.next_unread(session, lane.council, keys.reading())


def test_the_offer_is_on_that_receipt_alone(
    database: Database, keys: KeyFolder, clock: SetClock, lane: Lane
) -> None:
    now = clock.now()
    with database.writing() as session:
        unread = waiting(session, lane, keys)
        complaints.offer_ways(session, lane.council, lane.officer, unread.answer_id, now)
        offered_in_queue = waiting(session, lane, keys).may_be_complaint
        other = str(say(session, keys, lane.consultation, now).receipt)

        offered = journey(session, keys.young(), lane.receipt, now.date())
        not_offered = journey(session, keys.young(), other, now.date())

        assert not unread.may_be_complaint
        assert offered_in_queue
        assert (offered.may_be_complaint, not_offered.may_be_complaint) == (True, False)


def test_an_answer_that_was_read_or_has_no_receipt_gets_no_offer(
    database: Database, keys: KeyFolder, clock: SetClock, lane: Lane
) -> None:
    now = clock.now()
    args = (lane.council, lane.officer)
    with database.writing() as session:
        answer_id = waiting(session, lane, keys).answer_id
        session.query(Submission).one().receipt_hash = None
        with pytest.raises(Refused):
            complaints.offer_ways(session, *args, answer_id, now)

        clearing.clear(session, *args, answer_id, clearing.Decision("money", ()), now)
        with pytest.raises(NotFound):
            complaints.offer_ways(session, *args, answer_id, now)
