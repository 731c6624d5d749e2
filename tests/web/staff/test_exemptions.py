"""What a paper keeps from the public: proposed by one, decided by another, told as that it is."""

import re

import pytest
from sqlalchemy import select

from participation.domain.policy import Role
from participation.models import Ask, AuditLine, Council, Exemption
from participation.services.notices import digest_mail
from participation.services.partner_links import TO_KEPT_BACK
from participation.services.standings import standing_asks
from participation.services.wall import wall
from tests.fixtures_databases import SqliteGround

SECRET = "Mend the heating at Larch Lodge."
WRITTEN = {
    "title": "A matter about a contract",
    "paragraph": "3",
    "reason": "Terms are still being agreed with somebody.",
}


@pytest.fixture
def ground(sqlite_ground: SqliteGround) -> SqliteGround:
    """One kind of database: nothing here hangs on which."""
    return sqlite_ground


@pytest.fixture
def draft(house):
    """A draft with one ask that is to be kept from the public, and one that is not."""
    house.say("the wifi never works in my room", many=12)
    house.read_all()
    return house.digest(SECRET)


def address(draft) -> str:
    return f"/digests/{draft.id}/exempt"


def waiting(house) -> Exemption:
    with house.database.reading() as session:
        return session.scalars(select(Exemption)).one()


def check_web(member, ambassador, draft, public_draft):
    for shown in (
        public_draft,
        ambassador.page(f"/digests/{draft.id}"),
        member.page(f"/digests/{draft.id}/public"),
    ):
        assert "heating" not in shown
        assert WRITTEN["title"] in shown and WRITTEN["reason"] in shown
        assert "paragraph 3 of Schedule 12A" in shown
    for shown in (ambassador.page("/asks"), ambassador.page("/one-page")):
        assert "heating" not in shown
        assert WRITTEN["title"] in shown
    paper = member.page(f"/digests/{draft.id}")
    assert SECRET in paper
    assert "For members only: not for publication" in paper
    assert SECRET in member.page("/asks")


def check_files(member, ambassador, draft):
    for ending in ("pdf", "docx"):
        public = f"/digests/{draft.id}/public/paper.{ending}"
        members = f"/digests/{draft.id}/paper.{ending}"
        assert ambassador.get(members).data == member.get(public).data
        assert member.get(members).data != member.get(public).data


def check_elsewhere(house, draft):
    with house.database.reading() as session:
        council = session.get_one(Council, house.council.id)
        (card,) = wall(session, council, house.today)
        (standing,) = standing_asks(session, council, house.today)
        mail = digest_mail(session, draft.id, house.people[Role.MEMBER].id, "", house.today)
    assert (card.said, card.theme, card.promise, card.how_many) == (WRITTEN["title"], "", "", None)
    assert standing.words == WRITTEN["title"]
    assert "heating" not in mail.plain + mail.html
    assert WRITTEN["title"] in mail.plain


def check_partner(house, officer, ask):
    address = f"/asks/{ask}/partner"
    refused = officer.post(address, partner="Housing")
    made = officer.post(address, partner="Housing", knowing="y")
    link = re.search(r"/partner/[\w-]+", made.text).group()
    page = officer.page(link)
    with house.database.reading() as session:
        actions = session.scalars(select(AuditLine.action)).all()
    assert refused.status_code == 400
    assert f"“{WRITTEN['title']}” is kept from the public" in refused.text
    assert SECRET in page and "wifi" not in page.replace(SECRET, "")
    assert "Not for publication. Exempt under paragraph 3" in page
    assert actions.count(TO_KEPT_BACK) == 1


def test_what_is_signed_reaches_members_and_nobody_else(house, officer, draft):
    proper, member = house.visitor(Role.PROPER_OFFICER), house.visitor(Role.MEMBER)
    ambassador = house.visitor(Role.AMBASSADOR)
    ask = str(house.ask_id(draft))

    told = officer.post(address(draft), item=ask, **WRITTEN | {"title": "The heating contract"})
    ground = officer.post(address(draft), item=ask, **WRITTEN | {"paragraph": "0"})
    kept = officer.post(address(draft), item=ask, **WRITTEN)
    early = officer.post(f"/digests/{draft.id}/send")
    public_draft = officer.page(f"/digests/{draft.id}/public")
    start, page = proper.page("/"), proper.page("/exempt")
    read = proper.page(f"/digests/{draft.id}")
    nothing = proper.post(f"/exempt/{waiting(house).id}", decision="public", why_not=" ")
    signed = proper.post(f"/exempt/{waiting(house).id}", decision="sign")
    sent = officer.post(f"/digests/{draft.id}/send")

    assert (told.status_code, ground.status_code, kept.status_code) == (400, 400, 303)
    assert "“heating” stands in the item itself" in told.text
    assert early.status_code == 409
    assert "Monitoring Officer" in early.text
    assert "item to decide" in start
    assert SECRET in page and SECRET in read
    assert nothing.status_code == 400
    assert "Say why the item is public." in nothing.text
    assert (signed.status_code, sent.status_code) == (303, 302)
    check_web(member, ambassador, draft, public_draft)
    check_files(member, ambassador, draft)
    check_elsewhere(house, draft)
    check_partner(house, officer, ask)


def test_what_is_not_signed_is_public_and_says_why(house, officer, draft):
    proper = house.visitor(Role.PROPER_OFFICER)
    ask = str(house.ask_id(draft))
    officer.post(address(draft), item=ask, **WRITTEN)
    read = waiting(house).id
    officer.post(address(draft), item=ask, **WRITTEN | {"title": "Another matter"})

    not_read = proper.post(f"/exempt/{read}", decision="sign")
    proper.post(f"/exempt/{waiting(house).id}", decision="public", why_not="It is known already.")
    late = proper.post(f"/exempt/{waiting(house).id}", decision="sign")

    assert (not_read.status_code, late.status_code) == (404, 409)
    assert "or put in other words" in not_read.text
    assert SECRET in officer.page(f"/digests/{draft.id}/public")
    assert "It is known already." in officer.page(address(draft))
    assert proper.page("/exempt").count("Nothing waits for you.") == 1


def test_an_ask_goes_with_its_consultation_and_a_proposal_with_its_ask(house, officer, draft):
    with house.database.reading() as session:
        home = session.scalars(select(Ask.consultation_id)).one()
    officer.post(address(draft), item=str(home), **WRITTEN)

    page = officer.page(f"/digests/{draft.id}/public")

    listed = re.findall(r"<strong>(Ask 1|E1), ", page)
    assert listed == ["Ask 1", "E1"]
    assert "wifi" not in page.lower() and "heating" not in page
    assert "No consultation that the public may read comes to this meeting." in page
    officer.post(f"{address(draft)}/{waiting(house).id}/take-back")
    assert SECRET in officer.page(f"/digests/{draft.id}/public")
    officer.post(address(draft), item=str(house.ask_id(draft)), **WRITTEN)
    officer.post(f"/digests/{draft.id}/asks/{house.ask_id(draft)}/remove")
    with house.database.reading() as session:
        assert session.scalars(select(Exemption)).all() == []


def test_nothing_is_proposed_where_nobody_could_decide_it(house, officer, draft):
    with house.database.writing() as session:
        session.merge(house.people[Role.PROPER_OFFICER]).active = False

    answer = officer.post(address(draft), item=str(house.ask_id(draft)), **WRITTEN)

    assert answer.status_code == 409
    assert "add an account for the Monitoring Officer" in answer.text
