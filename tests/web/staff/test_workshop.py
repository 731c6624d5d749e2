"""The survey workshop: begun, written, tried on a phone, published, opened."""

import re

import pytest

from participation.domain.policy import Role
from participation.services import workshop
from participation.web.staff.drafting import KINDS
from surveys.kinds import Kind

ABOUT = {"title": "Our bus passes", "source": "blank"}


@pytest.fixture
def written(officer):
    """The address of a survey that has begun as a copy."""
    answer = officer.post("/surveys/new", title="Home, our way", source="where-i-live")
    return answer.location


def draft(house, name):
    with house.database.reading() as session:
        return workshop.draft_named(session, house.council, name)


def asked(house, name):
    return [question.name for question in draft(house, name).survey.questions]


def edition(page):
    return re.search(r'name="edition" value="(\d+)"', page).group(1)


def question(page, **typed):
    return {"edition": edition(page), "asks": "Do you get a bus pass?", "hint": "", **typed}


def test_one_is_begun_as_a_copy_that_asks_the_same(house, officer, written):
    page = officer.page(written)

    assert written == "/surveys/home-our-way"
    assert "How do you feel about where you live?" in page
    assert "Home, our way" in officer.page("/surveys")


def test_one_is_written_from_nothing_published_and_opened(house, officer):
    at = officer.post("/surveys/new", **ABOUT).location

    kind = officer.post(f"{at}/questions/new", kind="one").location
    form = officer.page(kind)
    added = officer.post(kind, **question(form, options="Yes\r\n\r\nNot yet \r\n"))
    officer.post(f"{at}/publish", edition=edition(officer.page(at)))

    assert added.location.startswith(f"{at}?see=do-you-get-a-bus-pass")
    (only,) = draft(house, "our-bus-passes").survey.questions
    assert [option.code for option in only.own_options] == ["yes", "not-yet"]
    assert "This is version 1." in officer.page(at)
    assert "Our bus passes" in officer.page("/consultations/new")
    opened = officer.post(
        "/consultations/new",
        survey="our-bus-passes",
        title="Bus passes",
        groups=["foster-care"],
        way_in="link",
        opens_on=["1", "4", "2026"],
        closes_on=["30", "4", "2026"],
    )
    assert opened.location == "/consultations/bus-passes-2026-04"


def test_a_question_is_changed_and_its_choices_keep_their_codes(house, officer, written):
    form = officer.page(f"{written}/questions/good")
    choices = re.search(r'id="options"[^>]*>\s*([^<]*)<', form).group(1).splitlines()

    officer.post(
        f"{written}/questions/good",
        **question(
            form, asks="What is good there?", options="\n".join(["My own room", *choices[1:]])
        ),
    )

    changed = draft(house, "home-our-way").survey.by_name["good"]
    assert changed.asks.to("en") == "What is good there?"
    assert changed.own_options[0].code == "people"
    assert changed.own_options[0].words.to("en") == "My own room"


def test_a_question_is_asked_only_after_the_answers_that_were_ticked(house, officer, written):
    form = officer.page(f"{written}/questions/listened")

    officer.post(
        f"{written}/questions/listened",
        **question(form, asked_after=["feel sad", "feel very-sad"], lenses=["principles.2"]),
    )

    changed = draft(house, "home-our-way").survey.by_name["listened"]
    assert changed.show_if.written() == "feel in [sad, very-sad]"
    assert "principles.2" in changed.lenses


def test_questions_move_and_are_taken_out_but_never_break_another(house, officer, written):
    page = officer.page(written)

    officer.post(f"{written}/move", edition=edition(page), question="good", by="-1")
    page = officer.page(written)
    refused = officer.post(f"{written}/remove", edition=edition(page), question="safe")
    officer.post(f"{written}/remove", edition=edition(page), question="good")

    assert refused.status_code == 400
    assert "Change that first" in refused.text
    assert asked(house, "home-our-way") == ["feel", "safe", "listened", "hard", "change"]


def test_questions_are_taken_from_the_bank(house, officer, written):
    page = officer.page(f"{written}/bank?lens=ten-questions.5")

    officer.post(
        f"{written}/bank",
        edition=edition(page),
        question=["adoption explained", "my-review feel"],
    )
    nothing = officer.post(f"{written}/bank", edition=edition(officer.page(written)))

    assert "Has someone explained it" in page
    assert "How was your last review?" not in page
    assert asked(house, "home-our-way")[-2:] == ["explained", "feel-2"]
    assert "Tick at least one question." in nothing.text


def test_somebody_elses_change_is_not_written_over(house, officer, written):
    page = officer.page(written)
    officer.post(f"{written}/move", edition=edition(page), question="good", by="-1")

    late = officer.post(f"{written}/move", edition=edition(page), question="good", by="1")

    assert late.status_code == 409
    assert "Somebody else changed this survey" in late.text
    assert asked(house, "home-our-way")[0] == "good"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"asks": " "}, "Write the question."),
        ({"asks": "a" * 500}, "Use at most 400 characters."),
        ({"options": "Only one"}, "at least two choices"),
        ({"options": "Same\nSame"}, "each choice only once"),
        ({"asked_after": ["feel nothing-like-it"]}, "not a valid choice"),
    ],
)
def test_what_is_missing_is_said_and_the_rest_is_kept(officer, written, change, told):
    form = officer.page(f"{written}/questions/new/one")
    typed = question(form, hint="Keep this hint.", options="Yes\nNo") | change

    answer = officer.post(f"{written}/questions/new/one", **typed)

    assert answer.status_code == 400
    assert told in answer.text
    assert "Keep this hint." in answer.text


def test_the_phone_shows_what_is_typed_before_it_is_saved(officer, written):
    stored = officer.get(f"{written}/phone/feel")
    form = officer.page(f"{written}/questions/feel")

    typed = officer.post(f"{written}/phone/feel", **question(form, asks="And how is it now?"))

    assert "How do you feel about where you live?" in stored.text
    assert "And how is it now?" in typed.text
    assert "And how is it now?" not in officer.page(written)
    assert "frame-ancestors 'self'" in typed.headers["Content-Security-Policy"]
    assert typed.headers["X-Frame-Options"] == "SAMEORIGIN"


def test_an_ambassador_writes_and_does_not_publish(house, written):
    ambassador = house.visitor(Role.AMBASSADOR)
    page = ambassador.page(written)

    refused = ambassador.post(f"{written}/publish", edition=edition(page))

    assert refused.status_code == 403
    assert "A participation officer publishes it" in page
    assert draft(house, "home-our-way").published is None


def test_a_survey_is_thrown_away_only_by_the_button(officer, written):
    gone = officer.post(f"{written}/discard", edition="1")

    assert gone.location == "/surveys"
    assert officer.get(written).status_code == 404


MADE = {
    "faces": {},
    "one": {"options": "Yes\nNo", "something_else": "y", "mix": "y"},
    "several": {"options": "Yes\nNo"},
    "pictures": {"p.bus.svg": "The bus", "p.talk.svg": "Talking"},
    "yesno": {},
    "pledge": {"promise": "listen"},
    "rating": {"rates": "review"},
    "place": {},
    "scale": {"low": "Not at all", "high": "Very much"},
    "number": {"least": "0", "most": "30"},
    "month": {"earliest": "2019-09", "latest": "2026-03"},
    "rank": {"options": "Yes\nNo\nMaybe"},
    "line": {},
    "text": {},
    "drawing": {},
    "page": {},
}


def test_every_kind_that_is_offered_can_be_written(house, officer):
    at = officer.post("/surveys/new", **ABOUT).location
    form = officer.page(f"{at}/questions/new")
    offered = re.findall(r'name="kind" type="radio" value="([a-z]+)"', form)

    for kind in offered:
        form = officer.page(f"{at}/questions/new/{kind}")
        asked_of = question(form, asks=f"How about {kind}?", **MADE[kind])
        answer = officer.post(f"{at}/questions/new/{kind}", **asked_of)
        assert answer.status_code == 302, (kind, answer.text)
        officer.get(f"{at}/phone/how-about-{kind}")

    assert set(offered) == set(MADE) == {kind.value for kind in Kind}
    first = draft(house, "our-bus-passes").survey.by_name["how-about-one"]
    assert (first.something_else, first.mix) == (True, True)


def test_a_question_that_asks_who_somebody_is_stands_in_the_way(officer, written):
    form = officer.page(f"{written}/questions/new/line")
    officer.post(f"{written}/questions/new/line", **question(form, asks="What is your name?"))

    page = officer.page(written)
    refused = officer.post(f"{written}/publish", edition=edition(page))

    assert "Must be mended." in page
    assert refused.status_code == 400
    assert "cannot be asked yet" in refused.text


def test_every_kind_of_question_has_its_words():
    assert set(KINDS) == set(Kind)
