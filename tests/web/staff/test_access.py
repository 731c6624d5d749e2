"""Who may open what: generated from the app's own map of addresses and the one table."""

import re
from uuid import uuid4

from werkzeug.routing import Rule

from participation.domain.policy import PERMISSIONS, Permission, Role, may
from participation.web.staff.access import OPEN_TO_ALL

SAID_NO = "Your role does not include this"


def guarded_rules(app) -> list[Rule]:
    """Return every rule but the door and what a link opens, which the documents name."""
    return [
        rule
        for rule in app.url_map.iter_rules()
        if rule.endpoint not in OPEN_TO_ALL
        and not hasattr(app.view_functions[rule.endpoint], "opening")
    ]


def address_of(app, rule: Rule) -> str:
    values = {name: "home" if name == "name" else uuid4() for name in rule.arguments}
    with app.test_request_context():
        return app.url_map.bind("localhost").build(rule.endpoint, values)


def requests_of(app):
    for rule in guarded_rules(app):
        for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
            yield rule, method, address_of(app, rule)


def test_only_the_door_itself_is_open_to_all():
    assert {
        "static",
        "security.login",
        "security.logout",
        "security.wan_signin",
        "security.wan_signin_response",
    } == OPEN_TO_ALL


def test_every_page_declares_a_permission(house):
    bare = [
        rule.endpoint
        for rule in guarded_rules(house.app)
        if not hasattr(house.app.view_functions[rule.endpoint], "permission")
    ]

    assert bare == []


def test_every_permission_opens_a_page(house):
    used = {house.app.view_functions[rule.endpoint].permission for rule in guarded_rules(house.app)}

    # Which of the two papers a page shows is asked within it.
    assert used == set(PERMISSIONS) - {Permission.READ_EXEMPT}


def test_each_role_opens_what_the_table_says_and_nothing_else(house):
    wrong = []
    for role in Role:
        visitor = house.visitor(role)
        for rule, method, address in requests_of(house.app):
            send = visitor.get if method == "GET" else visitor.post
            answer = send(address)
            allowed = may(role, house.app.view_functions[rule.endpoint].permission)
            refused = answer.status_code == 403 and SAID_NO in answer.text
            if refused is allowed or answer.status_code >= 500:
                wrong.append((role.value, method, address, answer.status_code))

    assert wrong == []


def test_whoever_is_not_signed_in_is_sent_to_sign_in(house):
    visitor = house.visitor()
    wrong = []
    for _, method, address in requests_of(house.app):
        answer = visitor.client.open(address, method=method)
        led = answer.status_code == 302 and answer.location.startswith("/sign-in?next=")
        if not (led if method == "GET" else answer.status_code == 401):
            wrong.append((method, address, answer.status_code))

    assert wrong == []


def test_a_page_without_a_permission_is_open_to_nobody(house):
    house.app.add_url_rule("/forgotten", "forgotten", lambda: "secret")

    answers = [house.visitor(role).get("/forgotten") for role in Role]

    assert {answer.status_code for answer in answers} == {403}
    assert not any("secret" in answer.text for answer in answers)


def test_the_menu_shows_only_what_the_role_may_open(house):
    for role in Role:
        visitor = house.visitor(role)
        menu = re.findall(r'service-navigation__link" href="([^"]+)"', visitor.page("/"))

        assert all(visitor.get(address).status_code == 200 for address in menu)
        for address, permission in (("/queue", "read-answers"), ("/flags", "decide-flags")):
            shown = address in menu
            assert shown is (role in PERMISSIONS[permission]), f"{address} for {role}"


def test_an_account_that_was_closed_is_out_at_once(house):
    visitor = house.visitor(Role.OFFICER)
    before = visitor.get("/").status_code
    with house.database.writing() as session:
        session.merge(house.people[Role.OFFICER]).active = False

    after = visitor.get("/")

    assert before == 200
    assert after.status_code == 302
