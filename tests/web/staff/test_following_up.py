"""A check on everyone of a group, and a message to all: set going on the page of the flag."""

import pytest

from participation.domain.policy import Role
from tests.fixtures_databases import SqliteGround
from tests.web.staff.test_flags import WORDS, flagged, lead

__all__ = ["flagged", "lead"]

WHY = "Nobody knows who wrote this."
UNTIL = ["27", "3", "2026"]
HELP = "Some of you said that home is hard. You can call Childline on 0800 1111."
MESSAGE = {"message": HELP, "last_day": UNTIL, "cleared": "y"}


@pytest.fixture
def ground(sqlite_ground: SqliteGround) -> SqliteGround:
    """One kind of database: what is stored is tested on both with the services."""
    return sqlite_ground


@pytest.fixture
def place(flagged):
    """Where the flagged answer is."""
    return f"/flags/{flagged}"


def test_a_check_is_set_going_by_name_and_day_and_then_closed(house, lead, place):
    lead.post(place, decision="check-on-group", reason=WHY)
    early = lead.post(f"{place}/close")
    empty = lead.post(f"{place}/check")
    lead.post(f"{place}/check", who="The fostering team", until=UNTIL)

    page, listed = lead.page(place), lead.page("/flags")

    assert early.status_code == 409
    assert "Write who checks." in empty.text
    assert "The fostering team, until 27 March 2026" in page
    assert "Under way" in listed
    assert "to be done by 27 March 2026" in listed
    lead.post(f"{place}/close")
    assert "Closed" in lead.page("/flags")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"message": " "}, "Write the message first."),
        ({"message": f"We heard that {WORDS}."}, "repeats words of the flagged answer"),
        ({"message": "Ask Kayleigh Thornton."}, "Kayleigh Thornton"),
        ({"last_day": ["1", "3", "2026"]}, "Choose a day from today"),
        ({"last_day": ["", "", ""]}, "Write the last day on which it is shown."),
        ({"cleared": ""}, "Read it once more, then tick this."),
    ],
)
def test_a_message_that_could_tell_is_not_put_and_nothing_typed_is_lost(lead, place, change, told):
    lead.post(place, decision="message-to-all", reason=WHY)

    answer = lead.post(f"{place}/message", **{**MESSAGE, **change})

    assert answer.status_code == 400
    assert told in answer.text
    assert "".join(change.get("message", HELP)).strip() in answer.text
    assert "Messages that everybody sees now" not in lead.page("/flags")


def test_a_message_is_put_once_stands_in_the_list_and_is_taken_down(lead, place):
    lead.post(place, decision="message-to-all", reason=WHY)
    lead.post(f"{place}/message", **MESSAGE)
    twice = lead.post(f"{place}/message", **MESSAGE)
    page, listed = lead.page(place), lead.page("/flags")
    down = listed.partition('action="/flags/messages/')[2].partition('"')[0]

    lead.post(f"/flags/messages/{down}")

    assert twice.status_code == 409
    assert f"Shown until 27 March 2026: {HELP}" in page
    assert HELP in listed
    assert HELP not in lead.page("/flags")


@pytest.mark.parametrize("role", [Role.OFFICER, Role.ADMINISTRATOR])
def test_nobody_else_sets_anything_going(house, lead, place, role):
    lead.post(place, decision="message-to-all", reason=WHY)
    visitor = house.visitor(role)

    answers = [visitor.post(f"{place}/{part}", **MESSAGE) for part in ("message", "check")]

    assert {answer.status_code for answer in answers} == {403}
    assert HELP not in lead.page("/flags")
