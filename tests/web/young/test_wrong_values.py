"""Every wrong value to every kind of question, in every language: told plainly, and kept."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache

import pytest
from flask import Flask

from participation.core.catalogues import languages
from participation.core.clock import SetClock
from participation.core.keys import KeyFolder
from participation.core.speech import said, speaking
from participation.models.database import Database
from participation.services import consultations
from surveys import sentences
from surveys.definition import Kind, Question
from surveys.kinds import Field
from tests.factories import a_council
from tests.fixtures_databases import SqliteGround
from tests.languages.offering import offer
from tests.surveys.test_every_kind import UNFIT
from tests.web.young.conftest import Visitor, an_app, close
from tests.web.young.test_every_kind import EVERY, WALK

GAP = re.compile(r"%\\\((?:\w+)\\\)s")
LATIN = ("en", "cy", "sq", "vi")
FIX = re.compile(r'<p class="fix" id="fix" tabindex="-1">(.*?)</p>', re.DOTALL)
TYPED_IN = {Field.NUMBER, Field.MONTH, Field.LINE, Field.BOX, Field.PLACES}
NO_PICK = ("feel", "colour", "help", "place", "rate-place", "rate-review", "safe", "listen", "life",
           "matters", "nice")  # fmt: skip
WRONG = [
    *UNFIT,
    *((name, [], "", sentences.NEEDED) for name in NO_PICK),
    ("feel", ["purple"], "", sentences.NOT_FOUND),
    ("feel", ["sad", "happy"], "", sentences.ONLY_ONE),
    ("rate-review", ["good", "bad", "skip"], "", sentences.ONLY_ONE),
    ("safe", ["yes", "no"], "", sentences.ONLY_ONE),
    ("safe", ["purple"], "", sentences.NOT_FOUND),
    ("listen", ["kept", "partly"], "", sentences.ONLY_ONE),
    ("listen", ["<b>"], "", sentences.NOT_FOUND),
    ("help", ["music", "walk", "sleep"], "and feeding the ducks", sentences.TOO_MANY),
    ("help", ["music"], "y" * 201, sentences.TOO_LONG),
]
# In English all of them; in each other language one that is met with each sentence.
ONE_EACH = {(name, told): (name, raw, words, told) for name, raw, words, told in WRONG}
FITTING = {name: fits for name, _unfit, _kept, fits in WALK}


@pytest.fixture(scope="module")
def place(
    sqlite_ground: SqliteGround, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Flask, str]]:
    """One app for all of it, and the link of a survey of every kind in every language."""
    folder, clock = (
        tmp_path_factory.mktemp("wrong"),
        SetClock(datetime(2026, 3, 11, 12, tzinfo=UTC)),
    )
    keys, url = KeyFolder(folder / "keys"), sqlite_ground.migrated()
    keys.prepare()
    database, today = Database(url), clock.now().date()
    with database.writing() as session:
        council = a_council(session)
        offer(session, council, *(code for code in languages() if code != "en"))
        version = consultations.publish_survey(session, council, EVERY)
        opening = consultations.Opening("kinds", "Every kind", (), today, today)
        link = consultations.open_consultation(session, council, version, opening).link
    app = an_app(url, keys, clock, folder)
    yield app, link
    close(app)
    database.close()
    sqlite_ground.drop(url)


@cache
def told_in(language: str) -> re.Pattern[str]:
    """Return what any refusal looks like in the language, by its catalogue."""
    with speaking(language):
        each = {
            text: GAP.sub("(?s:.+?)", re.escape(said(text)))
            for name, text in vars(sentences).items()
            if name.isupper()
        }
    needed = re.escape(each.pop(sentences.NEEDED).replace("\\", ""))
    return re.compile("|".join([*each.values(), *(f"{needed} {need}" for need in each.values())]))


def kept(page: str, question: Question, raw: list[str], words: str) -> bool:
    """Return whether what was typed or picked stands in its field once more."""
    field, codes = question.way.field, {option.code for option in question.options}
    if field is Field.PLACES:
        chosen = [value for value in raw if value.partition(":")[0] in codes]
        # Of a thing that was given two places, the page can show one.
        found = [value for value in chosen if f'value="{value}" selected' in page]
        places = {value.partition(":")[2] for value in chosen} <= {"1", "2", "3"}
        return bool(found) or not chosen or not places
    if field is Field.MONTH:
        month, year = raw if len(raw) == 2 else ("", " ".join(raw))
        picked = not month or int(month) > 12 or f'value="{int(month)}" selected' in page
        return picked and f'value="{year}"' in page
    if field is Field.BOX:
        return f">\n{raw[0]}</textarea>" in page
    if question.way.typed:
        return f'value="{raw[0]}"' in page
    picked = all(f'value="{code}" checked' in page for code in raw if code in codes)
    return picked and (not words or f'value="{words}"' in page)


def faults(visitor: Visitor, language: str, question: Question, raw: list[str], words: str) -> str:
    """Return what is wrong with how the page meets the wrong value, or nothing."""
    form = {**visitor.hidden, "value": raw, "words": words}
    answer = visitor.client.post("/q", data=form)
    if answer.status_code != 303 or not answer.location.endswith("#fix"):
        return f"goes to {answer.status_code} {answer.location}"
    page = visitor.open(answer.location).text
    told = FIX.search(page)
    if visitor.page.status_code != 200 or told is None:
        return "no sentence"
    if not told_in(language).fullmatch(told.group(1)):
        return f"not in the catalogue: {told.group(1)}"
    if language not in LATIN and re.search("[A-Za-z]{2,}", told.group(1)):
        return f"English in it: {told.group(1)}"
    if not re.search(r'aria-describedby="[^"]*\bfix"', page):
        return "no field is described by it"
    if question.way.field in TYPED_IN and 'aria-invalid="true"' not in page:
        return "no field says that it is wrong"
    return "" if kept(page, question, raw, words) else "what was typed is gone"


@pytest.mark.parametrize("language", languages())
def test_a_wrong_value_is_met_with_a_sentence_in_the_readers_language_and_kept(
    place: tuple[Flask, str], language: str
) -> None:
    app, link = place
    visitor = Visitor(app.test_client())
    visitor.open(f"/c/{link}?in={language}").send(f"/c/{link}")
    found, wrong = [], WRONG if language == "en" else ONE_EACH.values()

    for question in EVERY.questions:
        assert visitor.hidden["question"] == question.name
        for name, raw, words, _told in wrong:
            if name == question.name:
                fault = faults(visitor, language, question, raw, words)
                found += [f"{name} {raw} {words}: {fault}"] if fault else []
        visitor.send("/q", FITTING[question.name])

    assert visitor.here == "/check"
    assert found == []


def test_there_is_a_wrong_value_for_every_kind_that_asks() -> None:
    tried = {EVERY.by_name[name].kind for name, *_ in WRONG}

    # A drawing is a file; what is wrong with one is tried in test_drawing.
    assert tried == set(Kind) - {Kind.PAGE, Kind.DRAWING}
