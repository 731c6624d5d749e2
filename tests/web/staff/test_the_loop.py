"""The loop on one page: for officers all that was released, for members what went to a meeting."""

import re

import pytest

from participation.domain.policy import Role
from participation.services import digests
from tests.fixtures_databases import SqliteGround


@pytest.fixture
def ground(sqlite_ground: SqliteGround) -> SqliteGround:
    """One kind of database: nothing here is asked in a way that differs."""
    return sqlite_ground


def rows(page: str, caption: str) -> list[list[str]]:
    """Return the cells of the table under that caption, in words."""
    table = next(part for part in page.split("<table")[1:] if caption in part.partition("</cap")[0])
    body = table[table.index("<tbody") : table.index("</table")]
    return [
        [
            " ".join(re.sub(r"<[^>]+>", " ", cell).split())
            for cell in re.findall(r"<t[hd].*?</t[hd]>", line, re.DOTALL)
        ]
        for line in re.findall(r"<tr.*?</tr>", body, re.DOTALL)
    ]


def test_the_loop_tells_an_officer_what_was_released_and_a_member_what_was_sent(
    house, officer, member
):
    bare = officer.page("/loop")
    house.say("the wifi never works", many=12)
    unread = officer.page("/loop")
    house.read_all(("wifi-and-phones",))
    digest = house.digest("Mend the wifi.")
    drafted, hidden = officer.page("/loop"), member.page("/loop")
    with house.database.writing() as session:
        council, who = session.merge(house.council), session.merge(house.people[Role.OFFICER])
        digests.send_digest(session, council, who, session.merge(digest), house.clock.now())
    sent = member.page("/loop")

    steps = "Consultations that have come to each step"
    assert "No consultation was open" in bare
    assert [row[1] for row in rows(unread, steps)] == ["1", "0", "0", "0", "0", "0", "0"]
    assert "12 written answers wait" in unread
    assert [row[1] for row in rows(drafted, steps)] == ["1", "1", "1", "0", "0", "0", "0"]
    assert rows(drafted, steps)[0][2] == "10 to 19"
    assert rows(hidden, steps)[0][2] == "not told"
    assert "No themes have been told yet" in hidden
    assert [row[1] for row in rows(sent, steps)][:4] == ["1", "1", "1", "1"]
    themes = dict(rows(sent, "Young people who wrote about each theme"))
    assert themes["Wi-Fi, phones and devices"].startswith("about 10")
    assert set(themes) == {"Wi-Fi, phones and devices"}
    assert re.search("Fewer than 8 young people each time[^<]*Being listened to;", sent)
    assert "to be read" not in sent
    assert "12" not in re.sub(r"<svg.*?</svg>|<style.*?</style>", "", sent[sent.index("<main") :])
    assert member.get("/loop?frame=nothing").status_code == 404
