"""What a made-up council says together, and has on its action plan."""

from datetime import timedelta
from uuid import UUID

from participation.domain.together import Agreed, PledgeVerdict
from participation.models import Account, Council
from participation.services import plans, statements
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


def on_the_plan(house: House) -> UUID:
    """Return the key of an action that has a milestone."""
    with house.database.writing() as session:
        council = session.get_one(Council, house.council.id)
        officer = session.get_one(Account, house.people[Role.OFFICER].id)
        now, due = house.clock.now(), house.today + timedelta(days=30)
        new = plans.NewAction("Show the flats first.", "", "Housing", "a charity", due)
        row = plans.add_action(session, council, officer, new, now)
        plans.add_milestone(session, council, officer, row.id, "List of flats", due, now)
        return row.id
