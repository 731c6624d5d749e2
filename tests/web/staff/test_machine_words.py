"""What the pages say of the machine and of who agrees, word for word."""

from participation.domain.agreement import Agreement, Pair, TooLittle
from participation.domain.tone_learning import ToneMeasure
from participation.services.tones import ToneHint
from participation.web.staff.agreement_words import line_of
from participation.web.staff.machine_words import tone_line


def test_a_theme_says_who_agrees_how_far_on_how_many_and_else_that_it_is_too_little():
    nothing = TooLittle("Both have read 12 of the same answers.", 12)
    machine = Agreement(0.714, 0.62, 0.808, 240)

    told = line_of({Pair.MACHINE: machine, Pair.OFFICERS: nothing, Pair.AMBASSADOR: nothing})

    assert told == "the machine and the officer 0.71 (0.62 to 0.81, 240 answers)"
    assert line_of(dict.fromkeys(Pair, nothing)) == (
        "too little to say yet; two have read 12 of the 30 that it takes"
    )
    assert line_of(dict.fromkeys(Pair, TooLittle("", 99))).endswith(
        "on 99 answers that two have read"
    )


def test_a_hint_at_the_tone_says_what_gives_it_and_how_often_that_was_wrong():
    own, other = ToneMeasure(150, 0.27, 0.7, 0.8), ToneMeasure(150, 0.41, 0.4, 0.3)

    assert tone_line(ToneHint("sad")).startswith(
        "Hint: sad. TextBlob’s, which is wrong for 44 in 100"
    )
    assert tone_line(ToneHint("plain", own, other)) == (
        "Hint: neither warm nor sad. Learnt from what you said before, which is wrong for 27 in "
        "100 of 150 tried; TextBlob was for 41 in 100."
    )
