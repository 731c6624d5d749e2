"""What each role is shown leads only to what that role may do."""

import re
from html import unescape

import pytest
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from participation.domain.policy import PERMISSIONS, Role
from participation.web.staff.access import OPEN_TO_ALL
from tests.fixtures_databases import SqliteGround
from tests.web.staff.conftest import Visitor
from tests.web.staff.lived import AT_THE_DOOR, BETWEEN, Lived, live
from tests.web.staff.test_access import SAID_NO

LINK = re.compile(r'<a [^>]*href="(/[^"#]*)')
FORM = re.compile(r'<form(?![^>]*method="get")[^>]*>|formaction="([^"]*)"', re.IGNORECASE)
ACTION = re.compile(r'(?:form)?action="([^"]*)"')
ENOUGH = 150


@pytest.fixture
def ground(sqlite_ground: SqliteGround) -> SqliteGround:
    """One kind of database: what a page shows to whom is the same on both."""
    return sqlite_ground


@pytest.fixture
def lived(house) -> Lived:
    """The house, with something on every page."""
    return live(house)


def test_every_page_is_there_for_a_role_that_may_open_it(lived):
    missing = []
    for rule in lived.rules():
        if rule.endpoint in AT_THE_DOOR | BETWEEN:
            continue
        answer = lived.house.visitor(lived.whose(rule)).get(lived.address(rule))
        if answer.status_code != 200:
            missing.append((rule.endpoint, answer.status_code, answer.location))

    assert not missing, missing


def test_no_link_and_no_button_leads_to_what_the_role_may_not_do(lived):
    wrong = {role.value: walk(lived, role) for role in Role}

    assert not any(wrong.values()), wrong


def walk(lived: Lived, role: Role) -> list[tuple[object, ...]]:
    """Follow every link from the start page; return what the role is shown and may not do."""
    visitor, wrong = lived.house.visitor(role), []
    seen, ahead = set(), ["/"]
    while ahead and len(seen) < ENOUGH:
        path = ahead.pop(0)
        seen.add(path)
        answer = visitor.get(path)
        if answer.status_code not in {200, 302}:
            wrong.append((path, answer.status_code))
        if answer.mimetype != "text/html":
            continue
        links = {unescape(link) for link in LINK.findall(answer.text)}
        ahead += sorted(links - seen - set(ahead))
        wrong += [(path, to) for to in sent_to(answer.text, path) if not may_send(lived, role, to)]

    assert len(seen) > 3, f"{role} found {seen} only"
    return wrong


def sent_to(page: str, path: str) -> list[str]:
    """Return where the page's forms are sent."""
    found = (ACTION.search(form.group()) for form in FORM.finditer(page))
    return [unescape(action.group(1)) or path if action else path for action in found]


def may_send(lived: Lived, role: Role, address: str) -> bool:
    app = lived.house.app
    try:
        endpoint, _ = app.url_map.bind("localhost").match(address.partition("?")[0], "POST")
    except RequestRedirect:
        return False
    except HTTPException:
        return False
    permission = getattr(app.view_functions[endpoint], "permission", None)
    return endpoint in OPEN_TO_ALL or role in PERMISSIONS.get(permission, ())


def test_the_start_page_of_a_role_names_its_own_work_only(lived):
    shown = {role: lived.house.visitor(role).page("/") for role in Role}

    assert {role for role in Role if "written answers to read" in shown[role]} == {Role.OFFICER}
    assert {role for role in Role if "flagged answer" in shown[role]} == {
        Role.SAFEGUARDING,
        Role.DEPUTY,
    }
    assert {role for role in Role if "piece of work that failed" in shown[role]} == {
        Role.ADMINISTRATOR
    }
    assert {role for role in Role if "answer of the board to publish" in shown[role]} == {
        Role.OFFICER
    }


def opened(visitor: Visitor, lived: Lived, door: str = "/sign-in?") -> set[str]:
    """Return the pages that neither lead the visitor to the door nor say no."""
    reached = set()
    for rule in lived.rules():
        answer = visitor.client.get(lived.address(rule))
        led = (answer.location or "").startswith(door)
        if not led and SAID_NO not in answer.text:
            reached.add(rule.endpoint)
    return reached


def test_nobody_opens_anything_but_the_door(lived):
    assert opened(lived.house.visitor(), lived) == AT_THE_DOOR


def test_a_password_alone_opens_nothing_but_the_second_step(lived):
    visitor = lived.between()
    with visitor.client.session_transaction() as cookie:
        halfway = dict(cookie)
    reached = set()
    for rule in lived.rules():
        with visitor.client.session_transaction() as cookie:
            cookie.update(halfway)
        answer = visitor.client.get(lived.address(rule))
        if not (answer.location or "").startswith("/sign-in?"):
            reached.add(rule.endpoint)

    assert reached == AT_THE_DOOR | BETWEEN | {"security.two_factor_setup"}


@pytest.mark.parametrize(
    ("column", "left", "door", "first"),
    [
        ("first_password", True, "/own/password", "security.change_password"),
        ("mf_recovery_codes", None, "/own/recovery-codes", "security.mf_recovery_codes"),
    ],
)
def test_what_comes_first_comes_before_every_page(lived, column, left, door, first):
    with lived.house.database.writing() as session:
        setattr(session.merge(lived.house.people[Role.OFFICER]), column, left)
    visitor = lived.house.visitor(Role.OFFICER)

    reached = opened(visitor, lived, door)

    assert first in reached
    assert reached <= {first} | AT_THE_DOOR
