"""What the chat says and does."""

from datetime import timedelta

from bots import words
from bots.adapter import Kind
from participation.models import Consultation, Conversation, Submission
from tests.bots.conftest import ADDRESS, Somebody, ask, text_of


def stored(talk) -> tuple[int, int]:
    """Return how many are being answered, and how many were sent."""
    with talk.database.reading() as session:
        return session.query(Conversation).count(), session.query(Submission).count()


def test_nothing_starts_before_the_yes(somebody, talk, consultation):
    first = somebody.types(f"/start {consultation.link}")

    assert stored(talk) == (0, 0)
    for told in ("Testshire Council", "16 and over", "Telegram", "Nadia or Tom", "0800 1111"):
        assert told in first.said[0].text
    assert f"{ADDRESS}/c/{consultation.link}" in first.said[0].text
    somebody.presses("Not now")
    assert stored(talk) == (0, 0)
    somebody.presses("Yes")
    assert stored(talk) == (1, 0)
    assert somebody.last.text.startswith("1 of ")


def test_start_alone_lists_what_this_council_asks_and_nobody_elses(somebody, consultation):
    said = somebody.types("/start").said[0]

    assert [[one.label for one in row] for row in said.rows] == [["Where I live"]]
    assert "Who reads it" in text_of(somebody.presses("Where I live"))


def test_a_council_that_has_not_turned_chat_on_is_asked_on_the_web(somebody, talk):
    with talk.database.reading() as session:
        link = session.query(Consultation).filter_by(name="elsewhere").one().link

    said = text_of(somebody.types(f"/start {link}"))

    assert "isn't asked in chat" in said
    assert f"{ADDRESS}/c/{link}" in said
    somebody.taps(f"b:{link}")
    assert stored(talk) == (0, 0)


def test_a_wrong_link_and_a_closed_one_are_told_plainly(somebody, consultation, clock):
    assert "doesn't work" in text_of(somebody.types("/start nothere2"))

    clock.moment += timedelta(days=40)

    assert "This closed on" in text_of(somebody.types(f"/start {consultation.link}"))


def test_the_walk_is_found_again_with_nothing_in_memory(talk, consultation):
    somebody = Somebody(talk)
    somebody.begins(consultation.link)
    for label in ("Sad", "My room", "The wifi", "Done", "No", "No"):
        somebody = Somebody(talk, seen=somebody.seen)
        somebody.presses(label)

    again = Somebody(talk).types("/start")

    assert "Welcome back" in again.said[0].text
    assert "5 of 6" in text_of(Somebody(talk).taps("c"))


def test_a_tap_folds_the_question_and_asks_the_next(somebody, consultation):
    somebody.begins(consultation.link)

    folded, following = somebody.presses("Sad").said

    assert folded.edit
    assert folded.text.endswith("→ Sad")
    assert folded.rows == ()
    assert "That sounds hard" in following.text
    assert "2 of 6" in following.text


def test_ticks_are_kept_at_once_and_wait_for_done(somebody, consultation):
    somebody.begins(consultation.link)
    somebody.presses("Happy")
    old = [row[0].payload for row in somebody.last.rows]

    # Two quick taps on the same picture of the message lose neither.
    somebody.taps(old[1])
    somebody.taps(old[6])
    somebody.taps(old[2])
    somebody.taps(old[2])
    folded = somebody.presses("Done").said[0]

    assert folded.text.endswith("→ My room, The wifi")


def test_done_with_nothing_ticked_says_what_to_do(somebody, consultation):
    somebody.begins(consultation.link)
    somebody.presses("Happy")

    said = somebody.presses("Done").said

    assert len(said) == 1
    assert 'You can pick "I don\'t want to say"' in said[0].text
    assert said[0].edit


def test_typed_words_and_numbers_find_the_choice(somebody, consultation):
    somebody.begins(consultation.link)

    for typed in ("very sad", "5", "😢", "VERY SAD!"):
        assert "2 of 6" in text_of(somebody.types(typed))
        somebody.types("back")


def test_what_is_not_understood_keeps_the_question(somebody, consultation):
    somebody.begins(consultation.link)

    said = text_of(somebody.types("purple"))

    assert said.startswith("We didn't get that. Pick from the answers shown.")
    assert "1 of 5" in said


def test_back_goes_back_and_help_asks_the_question_again(somebody, consultation):
    somebody.begins(consultation.link)
    somebody.presses("Sad")

    assert "1 of 6" in text_of(somebody.types("BACK"))
    helped = text_of(somebody.types("help"))

    for told in ("0800 1111", "999", "01632 960100", "An advocate", "1 of 6"):
        assert told in helped


def test_stop_forgets_what_is_not_sent_and_says_so(somebody, talk, consultation):
    somebody.begins(consultation.link)
    somebody.presses("Sad")

    said = text_of(somebody.types("Stop"))

    assert stored(talk) == (0, 0)
    assert said.startswith(words.STOPPED)
    assert text_of(somebody.types("stop")).startswith(words.NOTHING_TO_STOP)


def test_another_survey_never_wipes_an_unfinished_one_unasked(somebody, talk, clock, consultation):
    other = ask(talk, clock, "news", "good-news")
    somebody.begins(consultation.link)
    somebody.presses("Sad")

    somebody.types(f"/start {other.link}")
    kept = text_of(somebody.taps(f"b:{other.link}"))
    carried = text_of(somebody.presses("Carry on"))
    somebody.types(f"/start {other.link}")
    first = text_of(somebody.presses("Forget those"))
    begun = text_of(somebody.presses("Yes"))

    assert "not sent" in kept
    assert "2 of 6" in carried
    assert "Who reads it" in first
    assert "What is your good news about?" in begun
    assert stored(talk) == (1, 0)


def test_a_worry_word_shows_help_at_once_and_offers_to_send(somebody, talk, consultation):
    somebody.begins(consultation.link)
    for label in ("Sad", "The food", "Done", "No", "No"):
        somebody.presses(label)

    help_, following = somebody.types("he hurts me when he's drunk").said

    assert "Nobody has seen this yet" in help_.text
    assert "0800 1111" in help_.text
    assert "6 of 6" in following.text
    assert stored(talk) == (1, 0)
    assert "Got it" in text_of(somebody.presses("Send what I've said"))
    assert stored(talk) == (0, 1)


def test_a_worry_word_that_nobody_will_read_brings_help_too(somebody, consultation):
    for kind in (Kind.TEXT, Kind.EDITED, Kind.OTHER, Kind.FORWARDED):
        said = text_of(somebody.types("I dont feel safe", kind))

        assert "Nobody will read" in said
        assert "0800 1111" in said


def test_help_knows_the_worry_words_at_a_question_with_choices_too(somebody, consultation):
    somebody.begins(consultation.link)

    help_, following = somebody.types("he hits me").said

    # It is no answer to this question, so nothing offers to send it.
    assert "Nobody will read" in help_.text
    assert "0800 1111" in help_.text
    assert help_.rows == ()
    assert "1 of 5" in following.text


def test_what_is_not_typed_gets_a_sentence_and_the_question(somebody, talk, consultation):
    somebody.begins(consultation.link)
    somebody.presses("Sad")

    for kind in (Kind.EDITED, Kind.FORWARDED, Kind.OTHER):
        said = text_of(somebody.types("My room", kind))

        assert said.startswith(words.NOT_TEXT[kind])
        assert "2 of 6" in said


def test_going_on_repeats_no_reproach_and_only_a_kept_answer_fills_a_message(
    somebody, consultation
):
    somebody.begins(consultation.link)
    somebody.presses("Happy")

    refused = text_of(somebody.types("x" * 4096))
    somebody.types("delete")
    on = text_of(somebody.presses("No, keep it"))
    for label in ("The food", "Done", "Yes", "Yes"):
        somebody.presses(label)
    kept = text_of(somebody.types("x" * 4096))

    assert words.FULL_MESSAGE not in refused
    assert on.startswith("2 of 5")
    assert kept.startswith(words.FULL_MESSAGE)


def test_a_chat_whose_questions_have_closed_is_led_on(somebody, talk, consultation, clock):
    clock.moment += timedelta(days=29)
    somebody.begins(consultation.link)
    clock.moment += timedelta(days=10)
    ask(talk, clock, "news", "good-news")

    said = [somebody.types(typed).said for typed in ("happy", "/start")]

    assert "has closed" in said[0][0].text
    assert "0800 1111" in said[0][0].text
    assert "This closed on" in said[1][0].text
    assert {one[-1].rows[0][0].label for one in said} == {"Good news"}


def test_an_unknown_command_is_never_an_answer(somebody, consultation):
    somebody.begins(consultation.link)

    said = text_of(somebody.types("/sad"))

    assert said.startswith(words.UNKNOWN_COMMAND)
    assert "1 of 5" in said


def test_a_group_gets_one_line_and_is_left(somebody):
    replies = somebody.types("hello all", Kind.GROUP)

    assert replies.leave
    assert [said.text for said in replies.said] == [words.GROUP]


def test_buttons_without_anything_begun_lead_to_what_is_open(somebody, consultation):
    said = somebody.taps(f"a:{consultation.link}:0:0").said[0]

    assert "We can't find what you had started" in said.text
    assert said.rows[0][0].label == "Where I live"
