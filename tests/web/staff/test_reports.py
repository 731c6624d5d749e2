"""The rest of a board's report: background, implications, and who has cleared it."""

from dataclasses import replace

import pytest

from participation.services.councils import pack_of
from surveys.packs import load_council_pack


@pytest.fixture
def digest_id(house, officer):
    """A digest of a board that is reported to as Leicester's Forum is."""
    with house.database.writing() as session:
        council = session.merge(house.council)
        mine = pack_of(council)
        forum = load_council_pack("leicester").boards[0]
        board = replace(forum, code=mine.boards[0].code, name=mine.boards[0].name, between=None)
        council.pack = replace(mine, boards=(board,)).to_json()
    house.say("the wifi never works")
    return house.digest("Mend the wifi.").id


def test_the_digest_says_what_is_still_to_write_and_to_clear(officer, digest_id):
    page = officer.page(f"/digests/{digest_id}/edit")

    assert "Not cleared yet: Finance, Legal, Equality, Communications." in page


def test_what_is_written_stands_in_the_paper(officer, digest_id):
    officer.post(
        f"/digests/{digest_id}/report", background="", **{"implication-1": "None that are new."}
    )

    page = officer.page(f"/digests/{digest_id}/send")
    assert "None that are new." in page
    assert page.index("In one minute") < page.index("Purpose of report")
    assert page.index("Purpose of report") < page.index("Who has cleared this report")


def test_it_cannot_be_sent_until_every_clearance_is_recorded(house, officer, digest_id):
    refused = officer.post(f"/digests/{digest_id}/send")
    for name in ("Finance", "Legal", "Equality", "Communications"):
        officer.post(
            f"/digests/{digest_id}/clearances", name=name, by="A. Head", on=["2", "3", "2026"]
        )

    sent = officer.post(f"/digests/{digest_id}/send")

    assert "Not cleared yet: Finance, Legal, Equality, Communications" in refused.text
    assert sent.status_code == 302


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"by": " "}, "Write who cleared it."),
        ({"on": []}, "Write the day."),
        ({"name": "Weather"}, "Choose one from the list."),
    ],
)
def test_a_clearance_that_is_not_whole_is_refused_and_kept(officer, digest_id, change, told):
    typed = {"name": "Legal", "by": "A. Head", "on": ["2", "3", "2026"], **change}

    answer = officer.post(f"/digests/{digest_id}/clearances", **typed)

    assert answer.status_code == 400
    assert told in answer.text


def test_words_that_are_too_long_are_kept_for_shortening(officer, digest_id):
    answer = officer.post(
        f"/digests/{digest_id}/report", background="", **{"implication-2": "x" * 4001}
    )

    assert answer.status_code == 400
    assert "Use at most 4,000 characters" in answer.text
    assert "x" * 4001 in answer.text
