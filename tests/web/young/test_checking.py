"""The check page, and sending exactly once."""

import re
from datetime import timedelta

import pytest

from participation.core.clock import SetClock
from participation.core.keys import KeyFolder
from participation.models import Answer, Conversation, Submission
from participation.models.database import Database
from participation.services.submissions import submission_of_receipt
from tests.web.young.conftest import Scene, Visitor


@pytest.fixture
def checked(visitor: Visitor, scene: Scene) -> Visitor:
    """A browser at the check page, every question answered."""
    return visitor.begin(scene.link).answer_all()


def stored(database: Database) -> tuple[int, int]:
    with database.reading() as session:
        return session.query(Submission).count(), session.query(Answer).count()


def test_every_answer_is_shown_with_a_way_to_change_it(checked: Visitor) -> None:
    assert checked.here == "/check"
    assert checked.text.count('name="change"') == 5
    assert "the wifi is slow" in checked.text


def test_words_may_be_shown_only_when_ticked(checked: Visitor, database: Database) -> None:
    before = checked.text

    checked.send("/send", show=["change"])

    assert 'name="show" value="change"' in before
    assert 'value="change" checked' not in before
    with database.reading() as session:
        shown = {answer.question: answer.may_show for answer in session.query(Answer)}
    assert shown == {"feel": False, "good": False, "safe": False, "listened": False, "change": True}


def test_without_a_tick_no_words_may_be_shown(checked: Visitor, database: Database) -> None:
    checked.send("/send")

    with database.reading() as session:
        assert not any(answer.may_show for answer in session.query(Answer))


def test_personal_details_are_pointed_out_and_nothing_is_taken_away(
    visitor: Visitor, scene: Scene
) -> None:
    visitor.begin(scene.link).answer_all("ring Sharon on 07700 900123 about the wifi")

    assert "<mark>Sharon</mark>" in visitor.text
    assert "<mark>07700 900123</mark>" in visitor.text
    assert "a name, a phone number:" in visitor.text
    assert "this may tell people who you are" in visitor.text


def test_a_change_keeps_the_ticks_and_comes_back(checked: Visitor) -> None:
    checked.send("/check", change="feel", show=["change"])
    changing = checked.here

    checked.answer("sad")
    checked.answer_all("it is loud")

    assert changing == "/q/1"
    assert checked.here == "/check"
    assert "it is loud" in checked.text
    assert re.search(r'value="change" checked', checked.text)


def test_somebody_may_send_before_the_end(
    visitor: Visitor, scene: Scene, database: Database
) -> None:
    visitor.begin(scene.link).answer("sad").open("/check")
    partly = visitor.text

    visitor.send("/send")

    assert "You haven't come to the end yet" in partly
    assert "Got it. Thank you." in visitor.text
    assert stored(database) == (1, 1)


def test_the_check_page_of_nothing_leads_to_the_question(visitor: Visitor, scene: Scene) -> None:
    visitor.begin(scene.link).open("/check")

    assert visitor.here == "/q/1"


def test_nothing_said_is_not_sent(visitor: Visitor, scene: Scene, database: Database) -> None:
    visitor.begin(scene.link).answer("skip").open("/check")
    token = visitor.hidden

    visitor.send("/send", token)

    assert visitor.page.status_code == 400
    assert "There is nothing to send yet" in visitor.text
    assert stored(database) == (0, 0)


def test_the_receipt_opens_what_was_sent_and_stands_in_no_address(
    checked: Visitor, database: Database, keys: KeyFolder
) -> None:
    checked.send("/send")

    words = checked.ticket
    with database.reading() as session:
        found = submission_of_receipt(session, keys.young(), " ".join(words))
    assert len(words) == 5
    assert found is not None
    assert checked.page.status_code == 200
    assert checked.page.history == ()
    assert not any(word in checked.page.request.url for word in words)
    assert "reads it by Wednesday 18 March" in checked.text


def test_a_form_sent_twice_shows_the_same_receipt_and_stores_once(
    checked: Visitor, database: Database
) -> None:
    form = checked.hidden

    receipts = {tuple(checked.send("/send", form).ticket) for _ in range(3)}

    assert len(receipts) == 1
    assert stored(database) == (1, 5)


def test_many_forms_sent_twice_are_each_stored_once(scene: Scene, database: Database) -> None:
    receipts = []
    for _ in range(12):
        visitor = Visitor(scene.app.test_client()).begin(scene.link).answer("ok").open("/check")
        form = visitor.hidden
        receipts += [tuple(visitor.send("/send", form).ticket) for _ in range(2)]

    assert len(receipts) == 24
    assert len(set(receipts)) == 12
    assert stored(database) == (12, 12)


def test_a_second_check_page_sends_nothing_again(checked: Visitor, database: Database) -> None:
    first = checked.hidden
    second = checked.open("/check").hidden
    checked.send("/send", first)

    checked.send("/send", second)

    assert checked.page.status_code == 404
    assert "already sent" in checked.text
    assert stored(database) == (1, 5)


def test_a_form_without_its_mark_is_shown_again(checked: Visitor, database: Database) -> None:
    checked.send("/send", nonce="no hex at all")

    assert checked.page.status_code == 400
    assert "That didn't send. All you said is still here." in checked.text
    assert len(checked.send("/send").ticket) == 5
    assert stored(database) == (1, 5)


def test_a_check_page_open_too_long_is_shown_again_with_its_ticks(checked: Visitor) -> None:
    checked.send("/send", csrf_token="old", show=["change"])

    assert checked.page.status_code == 400
    assert "Look once more, then press Send" in checked.text
    assert re.search(r'value="change" checked', checked.text)


def test_closed_in_the_meantime_is_told_and_kept(
    visitor: Visitor, scene: Scene, clock: SetClock, database: Database
) -> None:
    clock.moment += timedelta(days=30)
    visitor.begin(scene.link).answer_all()
    clock.moment += timedelta(days=8)

    visitor.send("/send")

    assert visitor.page.status_code == 403
    assert "This has closed" in visitor.text
    assert stored(database) == (0, 0)
    with database.reading() as session:
        assert session.query(Conversation).count() == 1


def test_a_worry_word_that_was_sent_is_met_on_the_receipt(visitor: Visitor, scene: Scene) -> None:
    visitor.begin(scene.link).answer_all("i dont feel safe here")

    visitor.send("/send")

    assert "If it can't wait, talk to someone now" in visitor.text
    assert "tells the safeguarding lead the same day" in visitor.text
