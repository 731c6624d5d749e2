"""One question a page: kept as it is given, in any order, however it is typed."""

import re
from datetime import timedelta

import pytest

from participation.core.clock import SetClock
from participation.models import Conversation
from participation.models.database import Database
from participation.services import consultations
from participation.services.councils import council_named
from surveys.loader import load_survey
from tests.factories import a_consultation
from tests.web.young.conftest import Scene, Visitor


@pytest.fixture
def begun(visitor: Visitor, scene: Scene) -> Visitor:
    """A browser at the first question."""
    return visitor.begin(scene.link)


def at_words(begun: Visitor) -> Visitor:
    """Go on to the question that is answered in words."""
    return begun.answer("sad").answer("room").answer("no").answer("skip")


def test_an_answer_is_posted_and_the_next_question_fetched(begun: Visitor) -> None:
    page = begun.client.post("/q", data={**begun.hidden, "value": "ok"})

    assert page.status_code == 303
    assert page.location == "/q/2#now"


def test_what_was_said_stands_folded_above_the_next_question(begun: Visitor) -> None:
    begun.answer("very-sad")

    folded = re.search(
        r"<details class=\"mine\"><summary>(.*?)</summary>(.*?)</details>", begun.text, re.DOTALL
    )

    assert folded.group(1) == "How do you feel about where you live?"
    assert "Very sad" in folded.group(2)
    assert "That sounds hard. Thank you for telling us." in begun.text


def test_no_pick_says_what_to_do_and_stays(begun: Visitor) -> None:
    begun.answer()

    assert begun.here == "/q/1"
    assert 'We need an answer here. You can pick "I don\'t want to say".' in begun.text
    assert 'aria-describedby="fix"' in begun.text


def test_not_wanting_to_say_is_an_answer(begun: Visitor) -> None:
    begun.answer("skip")

    assert begun.here == "/q/2"
    assert "You don't have to say" in begun.text


def test_several_may_be_picked_or_none_said(begun: Visitor) -> None:
    begun.answer("ok").answer("room", "wifi")
    picked = begun.open("/q/2").text

    begun.send("/q", skip="1")

    assert len(re.findall(r'value="(?:room|wifi)" checked', picked)) == 2
    assert '" checked' not in begun.open("/q/2").text


def test_back_shows_the_question_before_with_its_answer(begun: Visitor) -> None:
    begun.answer("happy")

    begun.send("/q", back="1")

    assert begun.here == "/q/1"
    assert 'value="happy" checked' in begun.text


def test_back_from_the_first_question_shows_the_first_page(begun: Visitor, scene: Scene) -> None:
    begun.send("/q", back="1")

    assert begun.here == f"/c/{scene.link}"


def test_back_keeps_what_was_typed(begun: Visitor) -> None:
    at_words(begun).send("/q", value="half a thought", back="1")

    assert begun.here == "/q/4"
    assert "half a thought" in begun.open("/q/5").text


def test_a_question_that_is_not_reached_leads_to_the_one_that_is(begun: Visitor) -> None:
    assert begun.open("/q/4").here == "/q/1"
    assert begun.open("/q/0").here == "/q/1"
    assert begun.open("/q/99").here == "/q/1"


def test_a_page_left_open_answers_its_own_question_and_moves_nobody(begun: Visitor) -> None:
    begun.answer("happy").answer("room")

    begun.send("/q", question="feel", value="ok")

    assert begun.here == "/q/3"
    assert 'value="ok" checked' in begun.open("/q/1").text


def test_an_unknown_question_or_option_changes_nothing(begun: Visitor) -> None:
    assert begun.send("/q", question="nonsense", value="x").here == "/q/1"
    assert "Pick from the answers shown" in begun.answer("no-such-face").text


def test_a_promise_is_asked_as_a_card(
    visitor: Visitor, scene: Scene, database: Database, clock: SetClock
) -> None:
    with database.writing() as session:
        council = council_named(session, "testshire")
        survey = load_survey("pledge-feedback", "leicester")
        version = consultations.publish_survey(session, council, survey)
        today = clock.now().date()
        opening = consultations.Opening("pledge", "Our promises", (), today, today)
        link = consultations.open_consultation(session, council, version, opening).link

    visitor.begin(link)

    assert 'class="options pledge"' in visitor.text
    assert all(word in visitor.text for word in ("Kept", "Partly", "Not kept", "Not about me"))


WRITTEN = {
    "emoji": "the 🐕 is my best friend 💜",
    "right to left": "أريد أن أبقى مع أخي",
    "another script": "ብዙሕ ጽቡቕ",
    "html": "<script>alert(1)</script> & \"quotes\" 'too'",
    "lines": "one\ntwo\n\nthree",
    "formula": "=1+1",
}


@pytest.mark.parametrize("text", WRITTEN.values(), ids=WRITTEN)
def test_words_are_kept_as_they_were_written(begun: Visitor, text: str) -> None:
    at_words(begun).answer(text)

    assert f">\n{text}</textarea>" in begun.open("/q/5").text
    assert "<script>alert" not in begun.page.get_data(as_text=True)


def test_control_characters_are_left_out_and_the_words_kept(begun: Visitor) -> None:
    at_words(begun).answer("a\x00b\x07c\u202ed")

    assert ">\nabcd</textarea>" in begun.open("/q/5").text


def test_ten_thousand_words_are_kept_with_a_sentence_that_says_what_to_do(begun: Visitor) -> None:
    story = " ".join(["hello"] * 10_000)

    at_words(begun).answer(story)

    assert begun.here == "/q/5"
    assert "Please make it a bit shorter" in begun.text
    assert story in begun.text
    assert story in begun.open("/q/5").text


def test_more_than_any_story_is_refused_and_what_was_said_before_is_kept(begun: Visitor) -> None:
    at_words(begun).answer("x" * 600_000)
    refused = begun.page

    begun.open("/q")

    assert refused.status_code == 413
    assert "All your answers before it are kept" in refused.text
    assert begun.here == "/q/5"


def test_a_worry_word_shows_help_at_once(begun: Visitor) -> None:
    at_words(begun).answer("he hits me at night")

    assert '<details class="worry" open>' in begun.text
    assert "Nobody has seen this yet." in begun.text
    assert "Send what I have said now" in begun.text
    assert begun.text.index("0800 1111") < begun.text.index("If you could change one thing")


def test_a_worry_word_is_not_passed_over_when_the_text_is_refused(begun: Visitor) -> None:
    at_words(begun).answer("he hits me " * 600)

    assert "make it a bit shorter" in begun.text
    assert "Nobody has seen this yet." in begun.text


def test_other_words_show_no_alarm(begun: Visitor) -> None:
    at_words(begun).answer("the wifi is slow")

    assert "Nobody has seen this yet." not in begun.text


def test_a_page_open_too_long_keeps_what_was_typed(begun: Visitor) -> None:
    at_words(begun)

    begun.send("/q", csrf_token="old", value="my long thought")

    assert begun.page.status_code == 400
    assert "This page had been open for a while" in begun.text
    assert ">\nmy long thought</textarea>" in begun.text
    assert begun.answer("my long thought").here == "/q/6"


def test_what_was_typed_is_given_back_when_the_conversation_is_gone(
    begun: Visitor, database: Database
) -> None:
    at_words(begun)
    with database.writing() as session:
        session.query(Conversation).delete()

    begun.send("/q", csrf_token="old", value="my long thought")

    assert begun.page.status_code == 404
    assert "my long thought" in begun.text
    assert "You can start again with the same link" in begun.text


def test_what_was_typed_is_given_back_when_it_was_sent_from_elsewhere(
    begun: Visitor, database: Database
) -> None:
    at_words(begun)
    with database.writing() as session:
        session.query(Conversation).delete()

    begun.answer("my long thought")

    assert begun.page.status_code == 404
    assert "my long thought" in begun.text


@pytest.mark.parametrize("path", ["/q", "/q/1", "/check", "/later"])
def test_nothing_kept_is_told_kindly(visitor: Visitor, path: str) -> None:
    visitor.open(path)

    assert visitor.page.status_code == 404
    assert "We can't find what you had started" in visitor.text


def test_an_answer_after_a_week_of_grace_is_refused_with_a_reason(
    begun: Visitor, scene: Scene, clock: SetClock, database: Database
) -> None:
    with database.writing() as session:
        link = a_consultation(
            session, council_named(session, "testshire"), clock.now().date(), "short", days=1
        ).link
    begun.begin(link)
    clock.moment += timedelta(days=10)

    begun.answer("ok")

    assert begun.page.status_code == 403
    assert "This has closed" in begun.text
