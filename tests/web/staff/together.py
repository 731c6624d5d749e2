"""What a made-up council says together."""

from uuid import UUID

from participation.domain.together import Agreed, PledgeVerdict
from participation.models import Account, Council
from participation.services import statements
from tests.web.staff.conftest import House, Role


def said_together(house: House, meeting_id: UUID) -> UUID:
    """Return the key of a statement that waits to be signed."""
    with house.database.writing() as session:
        council = session.get_one(Council, house.council.id)
        officer = session.get_one(Account, house.people[Role.OFFICER].id)
        code = statements.pack_of(council).pledge.promises[0].code
        agreed = Agreed(
            "We want a say.", "When do we get one?", {code: PledgeVerdict.PARTLY}, ("Moving",)
        )
        now = house.clock.now()
        row = statements.enter_statement(session, council, officer, meeting_id, agreed, now)
        return row.id
