"""Choices written out where nothing can be tapped: a number always means what stands beside it."""

from bots.adapter import Heard, Kind, Replies, Said
from bots.buttons import Verb, button
from bots.numbered import numbered, picked
from bots.sms import SMS

SEND = button("Send what I've said", Verb.SEND, "aa")
SEND_ALL = button("Send my answers", Verb.SEND, "bb")
BACK, SKIP = button("Back", Verb.BACK), button("I don't want to say", Verb.SKIP)
YES, NO = button("☐ Yes", Verb.TOGGLE, "x"), button("☐ No", Verb.TOGGLE, "y")
CHANGE = button("Change 1", Verb.CHANGE), button("Change 2", Verb.CHANGE)


def written(*said: Said) -> tuple[str, tuple]:
    replies, choices = numbered(Replies(said), SMS)
    assert all(not one.rows for one in replies.said)
    return "\n\n".join(one.text for one in replies.said), choices


def meant(typed: str, choices: tuple) -> str:
    heard = picked(Heard("sms:1", Kind.TEXT, typed), choices)
    return heard.text if heard.kind is Kind.BUTTON else f"typed {heard.text}"


def test_what_is_asked_last_has_the_survey_s_own_numbers():
    text, choices = written(Said("Help", ((SEND,),)), Said("Safe?", ((YES,), (NO,), (BACK, SKIP))))

    assert "5 Send what I've said" in text
    assert "as in 1 3:\n1 Yes\n2 No\n3 Back\n4 I don't want to say" in text
    assert [meant(typed, choices) for typed in ("1", "2.", "3", "5")] == [
        "typed 1",
        "typed 2.",
        BACK.payload,
        SEND.payload,
    ]


def test_no_choice_has_a_number_where_a_number_is_an_answer():
    text, choices = written(Said("Help", ((SEND,),)), Said("How many?", ((BACK, SKIP),)))

    assert "Send the words you want:\n[Send what I've said]" in text
    assert text.endswith("[Back] [I don't want to say]")
    assert [meant(typed, choices) for typed in ("1", "back", "send what i've said")] == [
        "typed 1",
        BACK.payload,
        SEND.payload,
    ]


def test_the_lines_of_the_check_message_keep_their_numbers():
    text, choices = written(Said("Help", ((SEND,),)), Said("1. a\n2. b", (CHANGE, (SEND_ALL,))))

    assert "[Change 1] [Change 2]\n[Send my answers]" in text
    assert meant("2", choices) == "typed 2"
    assert meant("send", choices) == SEND_ALL.payload
    assert meant("change 2", choices) == CHANGE[1].payload
    assert meant("change", choices) == "typed change"


def test_a_first_word_is_enough_for_what_begins_but_never_for_an_answer():
    yes, no = button("Yes, let's start", Verb.BEGIN, "x"), button("Not now", Verb.NOT_NOW, "x")
    _, choices = written(Said("16 or over?", ((yes, no),)))
    _, asked = written(Said("What?", ((SKIP,),)))

    assert {meant(typed, choices) for typed in ("YES!", "yes", "yes please")} == {yes.payload}
    assert meant("not", choices) == no.payload
    assert {meant(typed, choices)[:5] for typed in ("ye", "yes but what is it")} == {"typed"}
    assert meant("I", asked) == "typed I"


def test_what_does_nothing_on_the_channel_is_left_out():
    done = button("Done", Verb.DONE)
    wrote = button("I have written them down", Verb.WRITTEN_DOWN)

    text, _ = written(Said("Which?", ((YES,), (NO,), (done,), (wrote,))))
    read, choices = written(Said("Read this", ((button("Next", Verb.DONE),),)))

    assert text.endswith("2 No")
    assert "1 Next" in read
    assert meant("next", choices) == "d"
