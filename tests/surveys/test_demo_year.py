"""The made-up council's year is whole: every answer could have been given, every step was taken."""

import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from participation.domain.exemption import telling_word
from surveys.engine import SKIP, Ask, Check, Given, ShowWords, advance, answers_to_send, begin
from surveys.loader import load_survey
from surveys.packs import load_year

BANK = Path(__file__).parents[2] / "surveys" / "bank"
DEMO = BANK / "councils" / "demo"
KINDS = {"did", "will", "looking", "asked", "cannot"}
VERDICTS = {"helped", "a-bit", "not-really", "not-what-we-meant"}
# What tests may ring in drama: Ofcom's ranges, and Childline.
DRAMA = re.compile(r"01632 960\d{3}|07700 900\d{3}|0800 1111")


def read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def plain(words: str) -> str:
    """The words as the eye compares them: no case, punctuation or doubled spaces."""
    return " ".join(re.findall(r"\w+", words.lower()))


YEAR = {
    table["consultation"]["name"]: table
    for path in sorted((DEMO / "year").glob("[0-9]*.toml"))
    for table in [read(path)]
}
MEETINGS: list[dict[str, Any]] = read(DEMO / "year" / "meetings.toml")["meeting"]
ASKS = {ask["code"]: ask for meeting in MEETINGS for ask in meeting.get("ask", [])}
RESPONSES = {code: ask["response"] for code, ask in ASKS.items() if "response" in ask}
SUBMISSIONS = [item for table in YEAR.values() for item in table["submission"]]
TEXTS = [a for item in SUBMISSIONS for a in item["answers"].values() if isinstance(a, str)]


@pytest.fixture(scope="module")
def council() -> dict[str, Any]:
    return read(DEMO / "council.toml")


@pytest.fixture(scope="module")
def themes() -> list[dict[str, Any]]:
    return read(BANK / "codebooks" / "life-in-care.toml")["theme"]


def test_the_year_loads_with_all_its_parts():
    year = load_year("demo")

    assert [part.consultation.name for part in year.parts] == list(YEAR)
    assert sum(len(part.submissions) for part in year.parts) == len(SUBMISSIONS)
    assert [ask.code for meeting in year.meetings for ask in meeting.asks] == list(ASKS)


def test_there_are_many_texts_and_none_stands_twice():
    assert len(TEXTS) >= 140
    assert [text for text, times in Counter(map(plain, TEXTS)).items() if times > 1] == []


def test_no_text_is_an_example_of_the_codebook(themes):
    examples = {plain(example) for theme in themes for example in theme["examples"]}

    assert [text for text in TEXTS if plain(text) in examples] == []


@pytest.mark.parametrize("name", YEAR)
def test_each_consultation_has_enough_submissions_while_it_is_open(name):
    consultation, submissions = YEAR[name]["consultation"], YEAR[name]["submission"]

    weeks = {item["weeks_ago"] for item in submissions}

    assert 20 <= len(submissions) <= 45
    assert max(weeks) <= consultation["opens_weeks_ago"] <= 52
    assert min(weeks) > consultation["closes_weeks_ago"]


@pytest.mark.parametrize("name", YEAR)
def test_each_submission_could_have_been_made_in_its_survey(name):
    survey = load_survey(YEAR[name]["consultation"]["survey"], "demo")

    for item in YEAR[name]["submission"]:
        given = {q: (a,) if isinstance(a, str) else tuple(a) for q, a in item["answers"].items()}
        state, step = begin(survey, "en")
        while isinstance(step, Ask):
            assert not step.error, (step.question.name, step.error)
            question = step.question.name
            state, step = advance(survey, state, Given(question, given.get(question, (SKIP,))))
        state, step = advance(survey, state, ShowWords(tuple(item.get("show", ()))))
        sent = answers_to_send(survey, state)

        assert isinstance(step, Check)
        assert {a.question: (a.text,) if a.text else a.values for a in sent} == given
        assert [a.question for a in sent if a.may_show] == item.get("show", [])


def test_each_text_that_was_read_is_themed_or_flagged_and_no_other(themes):
    codes = {theme["code"] for theme in themes}

    for item in SUBMISSIONS:
        texts = {name for name, answer in item["answers"].items() if isinstance(answer, str)}
        themed, flagged = item.get("themes", {}), set(item.get("flag", ()))

        assert set(themed) | flagged == (set() if item.get("unread") else texts)
        assert not set(themed) & flagged
        assert {code for chosen in themed.values() for code in chosen} <= codes


def test_a_flagged_text_is_never_shown():
    flagged = [item for item in SUBMISSIONS if item.get("flag")]

    assert 2 <= len(flagged) <= 3
    assert [item for item in flagged if set(item["flag"]) & set(item.get("show", ()))] == []


def test_about_three_in_five_allow_their_words_to_be_shown():
    shown = sum(len(item.get("show", ())) for item in SUBMISSIONS)

    assert 0.5 < shown / len(TEXTS) < 0.7


def test_one_consultation_is_open_and_only_there_is_anything_unread():
    still_open = [n for n, t in YEAR.items() if t["consultation"]["closes_weeks_ago"] < 0]
    unread = [n for n, t in YEAR.items() for item in t["submission"] if item.get("unread")]

    assert len(still_open) == 1
    assert set(unread) == set(still_open)
    assert len(unread) >= 3


def test_some_texts_hold_made_up_details_and_only_drama_numbers():
    numbers = [n for text in TEXTS for n in re.findall(r"\d[\d ]{8,}\d", text)]

    assert len(numbers) >= 1
    assert [number for number in numbers if not DRAMA.fullmatch(number)] == []
    assert [text for text in TEXTS if re.search("Kayleigh|Hazelmoor|Mr Dunmore", text)]


def test_the_council_is_made_up_and_rings_only_drama_numbers(council):
    texts = [council["help"]["council_phone"], *(way["phone"] for way in council["help"]["way"])]

    assert council["made_up"] is True
    assert len(council["reading"]["readers"]) == len(council["safeguarding"]["contacts"]) == 2
    assert [number for number in texts if not DRAMA.fullmatch(number)] == []


def test_every_consultation_is_offered_to_groups_of_the_council(council):
    groups = {group["code"] for group in council["group"]}

    offered = {code for table in YEAR.values() for code in table["consultation"]["groups"]}

    assert offered == groups


def test_every_promise_has_a_card_and_a_theme(council, themes):
    promises = {p["code"]: p["words"] for p in council["pledge"]["promise"]}
    survey = load_survey("pledge-feedback", "demo")

    cards = {q.promise: q.asks.to("en") for q in survey.questions if q.kind == "pledge"}

    assert cards == promises
    assert set(council["theme_promises"].values()) == set(promises)
    assert set(council["theme_promises"]) == {theme["code"] for theme in themes}


def test_six_meetings_follow_one_another_and_the_last_is_to_come():
    weeks = [meeting["weeks_ago"] for meeting in MEETINGS]
    taken = [name for meeting in MEETINGS for name in meeting["takes"]]

    assert [m["state"] for m in MEETINGS] == ["held"] * 5 + ["planned"]
    assert weeks == sorted(weeks, reverse=True)
    assert weeks[-1] < 0 < weeks[-2]
    assert sorted(taken) == sorted(YEAR)


def test_each_ask_stands_on_answers_its_meeting_takes(council):
    promises = {promise["code"] for promise in council["pledge"]["promise"]}

    for meeting in MEETINGS:
        for ask in meeting.get("ask", []):
            table = YEAR[ask["consultation"]]
            said = [c for item in table["submission"] for c in item.get("themes", {}).values()]

            assert ask["consultation"] in meeting["takes"]
            assert table["consultation"]["closes_weeks_ago"] > meeting["weeks_ago"]
            assert sum(ask["theme"] in chosen for chosen in said) >= 4, ask["code"]
            assert ask["promise"] in promises


def test_every_kind_of_answer_is_given_with_all_that_it_needs():
    needs = {"did": {"shown_by"}, "asked": {"decider", "due_weeks_ago"}, "cannot": {"challenge"},
             "will": {"due_weeks_ago"}, "looking": {"due_weeks_ago"}}  # fmt: skip

    assert {r["kind"] for r in RESPONSES.values()} == KINDS
    for code, response in RESPONSES.items():
        assert needs[response["kind"]] <= set(response), code
        assert response["author"] in {"officer", "lead-member", "chair"}
        assert response.get("due_weeks_ago", -1) < response["published_weeks_ago"], code
        assert 0 < response["published_weeks_ago"] <= response["answered_weeks_ago"], code


def test_one_promise_is_late_and_one_ask_has_no_answer():
    late = [code for code, r in RESPONSES.items() if r.get("due_weeks_ago", -1) > 0]

    assert len(late) == 1
    assert len(ASKS) - len(RESPONSES) == 1


def test_verdicts_are_no_more_than_the_submissions_some_enough_some_too_few():
    given = {code: sum(r["verdicts"].values()) for code, r in RESPONSES.items()}

    assert all(set(r["verdicts"]) <= VERDICTS for r in RESPONSES.values())
    assert [
        c for c, n in given.items() if n > len(YEAR[ASKS[c]["consultation"]]["submission"])
    ] == []
    assert min(given.values()) < 10 <= max(given.values())


def test_one_ask_is_kept_from_the_public_and_its_answer_names_none_of_it():
    kept = {code: ask for code, ask in ASKS.items() if "exempt" in ask}
    (ask,) = kept.values()
    told = f"{ask['exempt']['title']} {ask['exempt']['reason']} {ask['response']['plain']}"

    assert telling_word(told, (ask["words"],)) == ""


def test_what_did_not_help_came_back_and_then_did():
    first, again = RESPONSES["family-time-notice"], RESPONSES["family-time-notice-again"]

    assert ASKS["family-time-notice"]["theme"] == ASKS["family-time-notice-again"]["theme"]
    assert first["kind"] == again["kind"] == "did"
    assert first["verdicts"]["not-really"] > sum(first["verdicts"].values()) / 2
    assert again["verdicts"]["helped"] > sum(again["verdicts"].values()) / 2
    assert first["published_weeks_ago"] > again["answered_weeks_ago"]


def test_plain_answers_are_short_calm_and_say_what_the_board_said():
    for code, response in RESPONSES.items():
        sentences = re.split(r"[.?:]\s", response["plain"])

        assert max(len(sentence.split()) for sentence in sentences) <= 20, code
        assert "!" not in response["plain"] + response["words"]
        assert plain(response["plain"]) != plain(response["words"])
