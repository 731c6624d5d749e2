"""What became of somebody's words."""

import re

import pytest

from participation.core.clock import SetClock
from participation.core.keys import KeyFolder
from participation.domain.receipts import read_receipt
from participation.domain.responses import Verdict
from participation.models import Reaction, Submission
from participation.models.database import Database
from participation.services.submissions import submission_of_receipt
from tests.web.young.answered import DONE, Story, a_story
from tests.web.young.conftest import Scene, Visitor


@pytest.fixture
def story(scene: Scene, database: Database, keys: KeyFolder, clock: SetClock) -> Story:
    """One consultation with an answer."""
    with database.writing() as session:
        return a_story(session, keys, clock, scene.link, DONE)


def looked(visitor: Visitor, receipt: str) -> Visitor:
    return visitor.open("/journey").send("/journey", receipt=receipt)


def without_marks(visitor: Visitor) -> str:
    """The page without what is random in every page."""
    return re.sub(r'name="csrf_token" value="[^"]+"', "", visitor.text)


def test_the_receipt_shows_the_steps_the_themes_and_the_answer(
    visitor: Visitor, story: Story
) -> None:
    looked(visitor, story.receipt)

    assert visitor.page.status_code == 200
    assert visitor.text.count('<li class="done">') == 6
    assert "Not yet" in visitor.text
    assert "This week" in visitor.text
    assert "We mended it in every house." in visitor.text
    assert "the wifi never works in my room" not in visitor.text


def with_one_slip(receipt: str) -> str:
    """Return the receipt with a letter left out where no other word of the list can be meant."""
    return next(
        receipt[:place] + receipt[place + 1 :]
        for place, letter in enumerate(receipt)
        if letter != " " and read_receipt(receipt[:place] + receipt[place + 1 :])
    )


def test_slips_capitals_and_digits_open_it_too(visitor: Visitor, story: Story) -> None:
    looked(visitor, " - ".join(with_one_slip(story.receipt).upper().split()))

    assert visitor.page.status_code == 200


def test_unknown_taken_back_and_unreadable_words_get_the_same_page(
    visitor: Visitor, story: Story, database: Database, keys: KeyFolder
) -> None:
    pages = {}
    known = without_marks(looked(visitor, story.receipt))
    with database.writing() as session:
        submission = submission_of_receipt(session, keys.young(), story.receipt)
        session.get_one(Submission, submission.id).receipt_hash = None
    for typed in (story.receipt, "zoo yak wok vow urn", "?", ""):
        looked(visitor, typed)
        assert visitor.page.status_code == 404
        pages[typed] = without_marks(visitor).replace(f">\n{typed}</textarea>", "")

    assert len(set(pages.values())) == 1
    assert known not in pages.values()
    assert "Lost them? Nobody can look them up" in pages["?"]


def test_one_verdict_a_receipt_and_it_can_be_changed(
    visitor: Visitor, story: Story, database: Database
) -> None:
    for verdict in ("helped", "a-bit", "not-really"):
        looked(visitor, story.receipt).send("/journey", verdict=verdict)

    with database.reading() as session:
        assert [row.verdict for row in session.query(Reaction)] == [Verdict.NOT_REALLY]
    assert 'value="not-really" aria-pressed="true"' in visitor.text
    assert "You can change it." in visitor.text


@pytest.mark.parametrize(("field", "value"), [("verdict", "wonderful"), ("response", "no key")])
def test_a_verdict_that_means_nothing_stores_nothing_and_shows_the_journey(
    visitor: Visitor, story: Story, database: Database, field: str, value: str
) -> None:
    looked(visitor, story.receipt).send("/journey", {"verdict": "helped", field: value})

    assert visitor.page.status_code == 200
    with database.reading() as session:
        assert session.query(Reaction).count() == 0


def test_a_receipt_of_another_council_judges_nothing_here(
    visitor: Visitor, story: Story, scene: Scene, database: Database
) -> None:
    visitor.begin(scene.other_link).answer("ok").open("/check").send("/send")
    other = " ".join(visitor.ticket)

    looked(visitor, other).send("/journey", response=str(story.response_id), verdict="helped")

    assert "We mended it" not in visitor.text
    with database.reading() as session:
        assert session.query(Reaction).count() == 0


def test_a_form_open_too_long_keeps_the_words(visitor: Visitor) -> None:
    visitor.open("/journey").send("/journey", receipt="five short words", csrf_token="old")

    assert visitor.page.status_code == 400
    assert ">\nfive short words</textarea>" in visitor.text


def test_a_fresh_receipt_says_when_to_look_again(visitor: Visitor, scene: Scene) -> None:
    visitor.begin(scene.link).answer("ok").open("/check").send("/send")

    looked(visitor, " ".join(visitor.ticket))

    assert "No answer yet" in visitor.text
    assert "Look again in a few weeks." in visitor.text
