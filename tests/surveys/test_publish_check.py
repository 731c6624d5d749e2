"""What is to be mended before young people are asked."""

from dataclasses import replace

import pytest

from surveys.definition import Kind, Option, Question, Survey, Words
from surveys.families import core_of, differences
from surveys.limits import Limits
from surveys.loader import load_survey, survey_names
from surveys.packs import council_names
from surveys.publish_check import Fault, faults, grave_faults
from surveys.readability import reading_age, sentences_of, syllables
from tests.surveys.making import SIX, question, survey

SHIPPED = [
    load_survey(name, council)
    for council in (None, *council_names())
    for name in survey_names(council)
    if council is None or name not in survey_names()
]


def asking(words: str, kind: Kind = Kind.TEXT, **more) -> Survey:
    return survey(replace(question("asked", kind, **more), asks=Words.english(words)))


def told(of: Survey, *family: Survey) -> list[str]:
    return [f"{one.question}: {one.fault}" for one in faults(of, family)]


@pytest.mark.parametrize("shipped", SHIPPED, ids=lambda one: one.title.to("en"))
def test_what_ships_has_nothing_to_mend(shipped):
    assert faults(shipped) == ()


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("What is your name?", "a name"),
        ("What's your social worker's name?", "a name"),
        ("What is the name of your school?", "a name"),
        ("What is your foster carer called?", "a name"),
        ("Who is your teacher?", "a name"),
        ("Please sign here.", "a name"),
        ("Which school do you go to?", "a school"),
        ("What is your postcode?", "an address"),
        ("Where do you live?", "an address"),
        ("What is your date of birth?", "a date of birth"),
        ("When were you born?", "a date of birth"),
        ("How old are you?", "an age"),
        ("What is your mobile number?", "a phone number"),
        ("What's your e-mail?", "an e-mail address"),
        ("Are you on Snapchat?", "a username"),
        ("What is your NHS number?", "a number"),
    ],
)
def test_a_question_that_asks_who_somebody_is_is_told(words, what):
    assert f"asked: It asks for {what}." in told(asking(words))
    assert grave_faults(asking(words))


@pytest.mark.parametrize(
    "words",
    [
        "What would make your home better?",
        "Do you see your brothers and sisters?",
        "What would you tell the council? Leave out names and places.",
        "Does your social worker call you by the name you like?",
        "What do you like about your school?",
    ],
)
def test_a_question_about_life_asks_nobody_who_they_are(words):
    assert told(asking(words)) == []


def test_a_kind_of_place_may_be_picked_where_an_address_may_not_be_typed():
    assert told(asking("Where do you live?", Kind.PLACE)) == []


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("How is Oak House?", "Oak House"),
        ("How do you find living at Meadow View Lodge?", "Meadow View Lodge"),
        ("How is it in Alderbrook?", "Alderbrook"),
    ],
)
def test_a_rating_that_names_a_place_is_told(words, named):
    rated = replace(asking(words, Kind.RATING).questions[0], rates="place")

    found = told(survey(question("kind", Kind.PLACE), rated))

    assert found == [f'asked: It rates "{named}" by its name.']


def test_a_place_is_rated_by_its_kind():
    rated = question("rated", Kind.RATING, rates="place")
    review = question("review", Kind.RATING, rates="review")

    assert "without asking which kind" in told(survey(rated))[0]
    assert told(survey(question("kind", Kind.PLACE), rated, review)) == []


@pytest.mark.parametrize(
    ("condition", "reachable"),
    [
        ("feel is sad and feel is happy", False),
        ("feel is sad and not (feel is sad)", False),
        ("colours is red and colours is blue", True),
        ("life at least 7 and life at most 3", False),
        ("life at least 7 and life is not 10", True),
        ("not (feel answered)", True),
        ("why answered and feel is happy", False),
        ("why answered and feel is sad", True),
        ("safe answered", True),
        ("not (safe answered)", False),
    ],
)
def test_a_question_that_no_answers_lead_to_is_told(condition, reachable):
    walk = survey(
        question("feel", Kind.FACES),
        question("why", show_if="feel is sad"),
        question("colours", Kind.SEVERAL),
        replace(question("life", Kind.SCALE), low=Words.english("Low"), high=Words.english("High")),
        question("safe", Kind.YESNO, required=True),
        question("last", show_if=condition),
    )

    assert (told(walk) == []) is reachable
    assert reachable or told(walk) == ["last: No answers lead here."]


def test_a_condition_that_is_hard_to_search_ends_in_good_time():
    many = [question(f"q{number}", Kind.SEVERAL) for number in range(12)]
    never = " and ".join(f"q{number} is red" for number in range(12)) + " and q0 is not red"

    assert told(replace(survey(*many, question("last", show_if=never)), minutes=9)) == []


@pytest.mark.parametrize(
    ("asked", "stops"),
    [
        (question("why", required=True), True),
        (question("short", Kind.LINE, required=True), True),
        (question("colour", Kind.ONE, required=True), True),
        (question("colour", Kind.ONE, required=True, something_else=True), False),
        (question("safe", Kind.YESNO, required=True), False),
        (question("feel", Kind.FACES, required=True), False),
        (question("moves", Kind.NUMBER, required=True, limits=Limits(0, 9)), True),
        (question("why"), False),
    ],
)
def test_a_question_that_somebody_cannot_get_past_is_told(asked, stops):
    dead = f"{asked.name}: Somebody for whom no answer is true cannot go on."

    assert (dead in told(survey(asked))) is stops


def test_a_survey_that_only_tells_is_told():
    assert told(survey(question("hello", Kind.PAGE))) == [": Nothing can be answered."]


def test_a_missing_translation_is_told_and_an_officer_may_judge_it():
    both = Words((("en", "Try"), ("cy", "Rhoi cynnig")))
    option = Option("red", both)
    colour = Question(
        "colour", Kind.ONE, both, own_options=(option, Option("blue", Words.english("Blue")))
    )
    walk = replace(survey(colour), title=both, about=both)

    assert told(walk) == ['colour: There is no translation of "Blue" into cy.']
    assert grave_faults(walk) == ()


def test_a_translation_that_has_hardly_begun_is_told_in_one_line():
    walk = replace(SIX, title=Words((("en", "Try"), ("cy", "Rhoi cynnig"))))

    assert told(walk) == [": 13 of 14 texts are missing in cy."]


def test_a_survey_that_takes_longer_than_it_promises_is_told():
    long = survey(*(question(f"q{number}") for number in range(20)))

    (found,) = faults(long)

    assert found.fault.endswith("and 1 are promised.")
    assert "promise 5 minutes" in found.fix


def test_a_sentence_over_the_reading_age_is_told_with_its_words():
    hard = "To what extent do you consider your accommodation arrangements appropriate?"
    plain = "Is it nice where you live?"

    assert "asked: This reads like something for 1" in told(asking(hard))[0]
    assert told(asking(plain)) == []
    assert told(replace(asking("Do adults listen before they decide things?"), ages="4-7"))


def test_reading_age_grows_with_long_words_and_long_sentences():
    ages = [
        reading_age(words)
        for words in (
            "Do you feel safe?",
            "When something worries you at night, is there an adult whom you can wake up?",
            "Do you receive appropriate information regarding available opportunities?",
        )
    ]

    assert ages == sorted(ages)
    assert ages[0] < 6 < 8 < ages[1] < 10 < 14 < ages[2]
    assert sentences_of("One. Two? Three") == ("One.", "Two?", "Three")
    counted = {"cake": 1, "table": 2, "wanted": 2, "jumped": 1, "houses": 2, "people": 2, "of": 1}
    assert {word: syllables(word) for word in counted} == counted


def test_versions_for_other_ages_share_questions_that_compare():
    older = survey(question("feel", Kind.FACES), question("colour", Kind.ONE), question("why"))
    younger = survey(question("feel", Kind.FACES), replace(question("colour", Kind.SEVERAL)))
    fewer = survey(
        replace(question("colour", Kind.ONE), own_options=question("c", Kind.ONE).own_options[:2])
    )

    assert core_of((older, younger)) == ("feel", "colour")
    assert differences(older, younger) == (("colour", "another kind"),)
    assert differences(older, fewer) == (("colour", "other answers"),)
    assert told(older, replace(younger, name="young")) == [
        "colour: It has another kind than in young, so the answers do not compare."
    ]


def test_a_fault_says_what_to_do():
    (found,) = faults(asking("What is your postcode?"))

    assert found == Fault(
        "asked",
        "It asks for an address.",
        "Nobody may be asked who they are. Ask without it.",
        grave=True,
    )
