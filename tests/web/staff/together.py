"""What a made-up council says together, and has on its action plan."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from participation.domain.together import Agreed, PledgeVerdict
from participation.models import (
    Account,
    Ask,
    Council,
    Digest,
    Exemption,
    ItemKind,
    Milestone,
)
from participation.services import pauses, plans, statements
from tests.web.staff.conftest import House, Role


def said_together(house: House, meeting_id: UUID, words: str = "We want a say.") -> UUID:
    """Return the key of a statement that waits to be signed."""
    with house.database.writing() as session:
        council = session.get_one(Council, house.council.id)
        officer = session.get_one(Account, house.people[Role.OFFICER].id)
        code = statements.pack_of(council).pledge.promises[0].code
        agreed = Agreed(words, "When do we get one?", {code: PledgeVerdict.PARTLY}, ("Moving",))
        now = house.clock.now()
        row = statements.enter_statement(session, council, officer, meeting_id, agreed, now)
        return row.id


def on_the_plan(house: House, words: str = "Show the flats first.") -> UUID:
    """Return the key of an action that has a milestone."""
    with house.database.writing() as session:
        council = session.get_one(Council, house.council.id)
        officer = session.get_one(Account, house.people[Role.OFFICER].id)
        now, due = house.clock.now(), house.today + timedelta(days=30)
        new = plans.NewAction(words, "", "Housing", "a charity", due)
        row = plans.add_action(session, council, officer, new, now)
        plans.add_milestone(session, council, officer, row.id, "List of flats", due, now)
        return row.id


def in_sight(house: House, digest: Digest, words: str) -> dict[str, UUID]:
    """Return the keys of a statement, an action, its milestone, a pause and an exempt item."""
    statement, action = said_together(house, digest.meeting_id, words), on_the_plan(house, words)
    with house.database.writing() as session:
        council = session.get_one(Council, house.council.id)
        officer = session.get_one(Account, house.people[Role.OFFICER].id)
        begins = house.today + timedelta(days=1)
        pause = pauses.set_pause(session, council, officer, begins, begins, house.clock.now())
        ask = session.scalars(select(Ask.id).where(Ask.digest_id == digest.id)).first()
        kept = Exemption(
            council_id=council.id, digest_id=digest.id, kind=ItemKind.ASK, subject_id=ask,
            number=1, title="An item", paragraph=1, reason=words, proposed_by=officer.id,
        )  # fmt: skip
        session.add(kept)
        session.flush()
        of_action = select(Milestone.id).where(Milestone.action_id == action)
        return {
            "statement_id": statement,
            "action_id": action,
            "milestone_id": session.scalars(of_action).one(),
            "pause_id": pause.id,
            "exemption_id": kept.id,
        }
