"""A member's own view and a partner's link, for tests that need one of each."""

from typing import Any
from uuid import UUID

from sqlalchemy import select

from participation.domain.policy import Role
from participation.models import Account, Council, PartnerLink
from participation.services import member_views, partner_links
from tests.web.staff.conftest import House


def beside(house: House, ask: UUID, words: str) -> dict[str, Any]:
    """Return the keys of a member's view that waits and of a link, with the link's own secret."""
    now = house.clock.now()
    with house.database.writing() as session:
        council = session.get_one(Council, house.council.id)
        member = session.get_one(Account, house.people[Role.MEMBER].id)
        officer = session.get_one(Account, house.people[Role.OFFICER].id)
        view = member_views.give_view(session, council, member, ask, words, now)
        secret = partner_links.make_link(session, council, officer, ask, "Housing", now)
        link = session.scalars(select(PartnerLink.id).filter_by(council_id=council.id)).one()
        return {"view_id": view.id, "link_id": link, "secret": secret}
