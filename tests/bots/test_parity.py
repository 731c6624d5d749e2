"""One survey, three doors: every shipped survey is stored alike, whichever way it was answered."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from bots.talk import Talk
from bots.telegram import TELEGRAM
from bots.terminal import TERMINAL
from bots.visit import Scope
from participation.core.clock import SetClock
from participation.core.keys import KeyFolder
from participation.core.sealed import open_original
from participation.models import Answer, Submission
from participation.models.database import Database
from surveys import engine
from surveys.kinds import Kind
from surveys.loader import load_survey_file
from tests.bots.conftest import ADDRESS, Somebody
from tests.bots.shipped import SHIPPED
from tests.bots.three_doors import (
    Reply,
    by_text,
    in_a_terminal,
    in_chat,
    on_the_web,
    opened,
    replies_to,
)
from tests.factories import a_council
from tests.fixtures_databases import migrate
from tests.house.sources import ROOT
from tests.web.young.conftest import Visitor, an_app, close

EVERY = load_survey_file(ROOT / "tests" / "surveys" / "every-kind.toml")
SURVEYS = [*SHIPPED, EVERY]

Row = tuple[object, ...]


@dataclass(frozen=True)
class House:
    """One council's service, by its pages and by chat."""

    app: Flask
    talk: Talk
    plain: Talk
    keys: KeyFolder
    clock: SetClock


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The service on SQLite: what a door stores does not depend on the database."""
    folder = tmp_path_factory.mktemp("doors")
    url = f"sqlite:///{folder / 'doors.sqlite'}"
    clock, keys = SetClock(datetime(2026, 3, 11, 12, tzinfo=UTC)), KeyFolder(folder / "keys")
    keys.prepare()
    migrate(url)
    database = Database(url)
    with database.writing() as session:
        a_council(session)
    app = an_app(url, keys, clock, folder)
    talk, plain = (
        Talk(
            database,
            keys.young(),
            keys.read("chat"),
            clock,
            Scope(able, ("testshire",), ADDRESS),
        )
        for able in (TELEGRAM, TERMINAL)
    )
    yield House(app, talk, plain, keys, clock)
    close(app)
    database.close()


def stored(talk: Talk, keys: KeyFolder, consultation_id: UUID | None = None) -> list[list[Row]]:
    """Return the answers of each submission, opened, in the same order."""
    private = keys.reading().reading_private
    every = select(Submission)
    if consultation_id is not None:
        every = every.where(Submission.consultation_id == consultation_id)
    with talk.database.reading() as session:
        return [
            sorted(
                (
                    one.question,
                    one.codes,
                    one.original and open_original(private, one.original),
                    one.may_show,
                    one.worry,
                    one.reading,
                    submission.week,
                    submission.origin,
                )
                for one in session.query(Answer).filter_by(submission_id=submission.id)
            )
            for submission in session.scalars(every)
        ]


def given(replies: list[Reply]) -> list[Reply]:
    """Return the replies that are stored."""
    return [one for one in replies if one.posted not in ((), (engine.SKIP,))]


@pytest.mark.parametrize("place", range(len(SURVEYS)), ids=[one.name for one in SURVEYS])
def test_the_same_replies_are_stored_alike_by_every_door(house: House, place: int):
    survey, today = SURVEYS[place], house.clock.now().date()
    consultation = opened(house.talk.database, survey, f"c{place}", today)
    # Each survey with other picks, and other questions left out.
    replies = replies_to(survey, place)
    shown = [one.question.name for one in given(replies) if one.question.written][:1]

    on_the_web(Visitor(house.app.test_client()), consultation.link, replies, shown)
    in_chat(Somebody(house.talk), consultation.link, replies, shown)
    by_text(Somebody(house.plain, "terminal:1"), consultation.link, replies, shown)
    told = in_a_terminal(survey, replies, shown)

    page, chat, text = stored(house.talk, house.keys, consultation.id)
    assert page == chat == text
    assert len(page) == len(given(replies)) > 0
    assert sorted((one.question, " ".join(one.codes), one.words or None) for one in told) == [
        (question, codes, original) for question, codes, original, *_rest in page
    ]
    assert [one.question for one in told if one.may_show] == shown


def test_the_surveys_hold_every_kind_of_question() -> None:
    assert {question.kind for survey in SURVEYS for question in survey.questions} == set(Kind)
