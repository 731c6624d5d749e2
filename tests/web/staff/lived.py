"""A council with something on every page of the staff app, and the address of each page."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from participation.core.clock import hour_of
from participation.domain.policy import PERMISSIONS, Permission, Role
from participation.models import (
    Account,
    Council,
    Digest,
    DigestConsultation,
    Flag,
    Job,
    Passkey,
    Response,
)
from participation.services import contacts, ideas, second_readings
from participation.services.consultations import Opening, open_consultation, publish_survey
from tests import factories
from tests.factories import say
from tests.services.carding import a_card
from tests.web.staff.conftest import PASSWORD, House, Visitor
from tests.web.staff.partnered import beside
from tests.web.staff.together import on_the_plan, said_together

NO_PAGES = {
    "static": "sends style sheets and scripts",
    "pictures.show_picture": "sends a picture",
    "security.wan_delete": "takes a form and leads on",
    "security.two_factor_rescue": "is open to nobody: a link leads to a recovery code",
}
"""What answers a GET and is no page to look at, and why."""

AT_THE_DOOR = {"security.login", "security.wan_signin", "partners.answer"}
BETWEEN = {
    "security.tf_select",
    "security.two_factor_token_validation",
    "security.mf_recovery",
}


@dataclass(frozen=True)
class Lived:
    """The house, what stands for each argument of an address, and for some by their page."""

    house: House
    values: dict[str, Any]
    by_page: dict[str, dict[str, Any]]

    def rules(self) -> list[Rule]:
        """Return every rule that a browser can open."""
        return [
            rule
            for rule in self.house.app.url_map.iter_rules()
            if "GET" in (rule.methods or ())
            and rule.endpoint not in NO_PAGES
            # A file to keep, such as paper.pdf.
            and "." not in rule.rule.rpartition("/")[2]
        ]

    def address(self, rule: Rule) -> str:
        """Return the rule's address."""
        known = self.values | self.by_page.get(rule.endpoint, {})
        unknown = rule.arguments - set(known)
        assert not unknown, f"Say in tests/web/staff/lived.py what {unknown} is for {rule.rule}."
        values = {name: known[name] for name in rule.arguments}
        return self.house.app.url_map.bind("localhost").build(rule.endpoint, values)

    def whose(self, rule: Rule) -> Role | None:
        """Return a role that may open the page."""
        if rule.endpoint.startswith("second_reading."):
            return Role.AMBASSADOR  # An officer alone has given every answer its themes.
        permission: Permission = self.house.app.view_functions[rule.endpoint].permission
        return next(role for role in Role if role in PERMISSIONS[permission])

    def between(self) -> Visitor:
        """Return a browser that has typed a password and may choose between app and passkey."""
        visitor = self.house.visitor()
        visitor.get("/sign-in")
        visitor.post("/sign-in", email="board-member@testshire.example", password=PASSWORD)
        visitor.get("/sign-in/choose")
        visitor.post("/sign-in/choose", which="authenticator")
        return visitor


def live(house: House) -> Lived:
    """Return a council in which much has happened."""
    house.say("My name is Shannon and the wifi never works", many=12)
    house.read_all()
    _deal(house)
    sent = house.digest("Mend the wifi.", sent=True)
    ask = house.ask_id(sent)
    house.visitor(Role.MEMBER).post(
        f"/asks/{ask}", kind="did", words="Done.", shown_by="A speed test"
    )
    promised = _promised(house)
    draft = house.digest(in_days=60)
    mark = _new_idea(house)
    _keep_back(house, draft)
    house.say("My name is Shannon. He hurts me.", many=3)
    officer = house.visitor(Role.OFFICER)
    officer.get("/queue")
    officer.post(f"/queue/{house.waiting_id()}/flag")
    officer.post("/surveys/new", title="Home, our way", source="where-i-live")
    kept = _kept(house)
    house.visitor(Role.SAFEGUARDING).post(f"/flags/{kept['flag_id']}/see")
    officer.post(f"/wordings/of/{kept['response_id']}/ask", plain="The wifi is mended.")
    values = {
        "name": "home",
        "code": "cy",
        "meeting_id": house.meeting(in_days=40).id,
        "digest_id": sent.id,
        "ask_id": ask,
        "statement_id": said_together(house, sent.meeting_id),
        "action_id": on_the_plan(house),
        "answer_id": house.waiting_id(),
        "account_id": house.people[Role.OFFICER].id,
        "mark": mark,
        **kept,
        **beside(house, ask, "I would pay for it."),
    }
    return Lived(house, values, _by_page(house, draft, promised))


def _deal(house: House) -> None:
    """Put a challenge card to a member, and leave another to be put."""
    with house.database.writing() as session:
        council = session.get_one(Council, house.council.id)
        officer, member = (session.merge(house.people[r]) for r in (Role.OFFICER, Role.MEMBER))
        dealt = a_card(session, house.keys, house.clock, council, officer, member)
        say(session, house.keys, dealt.consultation, house.clock.now(), "And why again?")
    house.read_all()


def _by_page(house: House, draft: Digest, promised: UUID) -> dict[str, dict[str, Any]]:
    """Return what stands for an argument on some pages alone."""
    of_survey = {"name": "home-our-way", "question": "feel", "kind": "one"}
    pages = {rule.endpoint for rule in house.app.url_map.iter_rules()}
    by_page = {page: of_survey for page in pages if page.startswith("workshop.")}
    return by_page | {
        "lateness.say_why": {"ask_id": promised},
        "digests.edit": {"digest_id": draft.id},
        "digests.send": {"digest_id": draft.id},
        "exemptions.propose": {"digest_id": draft.id},
        "figures.show_behind": {"digest_id": draft.id, "code": "wifi-and-phones"},
        "second_reading.show_both": {"answer_id": _read_again(house)},
        "quoting.choose": {"digest_id": draft.id, "code": "wifi-and-phones"},
        "consultations.show_invites": {"name": "by-invite"},
        "consultations.show_thanks": {"name": "by-invite"},
        **{page: {"code": "money", "number": 1} for page in pages if page.startswith("theme")},
    }  # fmt: skip


def _keep_back(house: House, draft: Digest) -> None:
    """Propose that the public does not read what the draft takes."""
    with house.database.reading() as session:
        taken = select(DigestConsultation.consultation_id)
        home = session.scalars(taken.where(DigestConsultation.digest_id == draft.id)).one()
    house.visitor(Role.OFFICER).post(
        f"/digests/{draft.id}/exempt",
        item=str(home),
        title="A matter about a contract",
        paragraph="3",
        reason="Terms are still being agreed.",
    )


def _new_idea(house: House) -> str:
    """Return the mark of a group of answers that fit no theme."""
    house.say("my bike has a flat tyre", many=6)
    house.read_all(())
    shelf = house.app.extensions["office"].shelf
    with house.database.reading() as session:
        council = session.get_one(Council, house.council.id)
        ideas.group(shelf, council.id, ideas.loose_answers(session, council))
        return ideas.new_ideas(session, council, shelf)[0].mark


def _read_again(house: House) -> UUID:
    """Return the key of an answer that an ambassador has read after the officer."""
    with house.database.writing() as session:
        council = session.get_one(Council, house.council.id)
        ambassador = session.get_one(Account, house.people[Role.AMBASSADOR].id)
        second_readings.step_aside(session, council, ambassador, ())
        found = second_readings.next_to_read(session, council, ambassador)
        assert found is not None
        args = (session, council, ambassador, found.answer_id)
        second_readings.read_blind(*args, ["money"])
        return found.answer_id


def _promised(house: House) -> UUID:
    """Return the key of an ask to which the board has promised something in public."""
    ask = house.ask_id(house.digest("A lock for my room.", sent=True, in_days=30))
    house.visitor(Role.MEMBER).post(
        f"/asks/{ask}", kind="will", words="We will.", due_will=["1", "12", "2099"]
    )
    with house.database.reading() as session:
        given = session.scalars(select(Response.id).where(Response.ask_id == ask)).one()
    house.visitor(Role.OFFICER).post(f"/responses/{given}/publish", plain="They said yes.")
    return ask


def _kept(house: House) -> dict[str, Any]:
    with house.database.writing() as session:
        council = session.get_one(Council, house.council.id)
        _open_by_invite(session, council, house)
        lead = session.get_one(Account, house.people[Role.SAFEGUARDING].id)
        member = house.people[Role.MEMBER].id
        now = house.clock.now()
        contacts.make_key(session, council, {lead.id: "five quiet otters cross"})
        asked = contacts.Asked("Zaphod", "Ring me after four.")
        contacts.ask(session, house.keys.young(), council, asked, b"n" * 16, now)
        session.add(_failed(council, hour_of(now)))
        session.add(_passkey(council, member))
        return {
            "request_id": contacts.requests_of(session, council, lead, now)[0].id,
            "flag_id": session.scalars(select(Flag.id)).one(),
            "response_id": session.scalars(
                select(Response.id).where(Response.published_on.is_(None))
            ).one(),
        }


def _open_by_invite(session: Session, council: Council, house: House) -> None:
    version = publish_survey(session, council, factories.a_survey())
    days = house.today, house.today + timedelta(days=30)
    groups, thanks = ("foster-care",), "a £10 voucher"
    opening = Opening("by-invite", "Where I live", groups, *days, True, thanks)
    open_consultation(session, council, version, opening)


def _failed(council: Council, hour: Any) -> Job:
    return Job(
        council_id=council.id,
        kind="tell-member",
        subject="x",
        unique_key="x",
        run_after=hour,
        tries=12,
        gave_up=True,
    )


def _passkey(council: Council, account_id: Any) -> Passkey:
    return Passkey(
        council_id=council.id,
        account_id=account_id,
        name="Blue key",
        credential_id=b"key",
        public_key=b"-",
        sign_count=0,
        transports=[],
        usage="secondary",
    )
