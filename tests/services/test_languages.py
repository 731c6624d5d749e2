"""A language is offered only when it has a reader and an interpreter, and is heard in English."""

from dataclasses import dataclass
from datetime import datetime

import pytest
from sqlalchemy import select

from participation.core.clock import SetClock
from participation.core.errors import BadInput, NotFound, Refused
from participation.core.keys import KeyFolder
from participation.core.sealed import new_nonce
from participation.domain.policy import Role
from participation.models import Account, Answer, Council, Language
from participation.models.database import Database
from participation.services import (
    clearing,
    conversations,
    interpreting,
    languages,
    reading,
    submissions,
)
from surveys import engine
from surveys.samples import sample
from tests.factories import a_consultation, a_council, an_account

WELSH = "dydy'r wifi ddim yn gweithio"
ENGLISH = "the wifi does not work"


@dataclass(frozen=True)
class Scene:
    """A council with an officer and an interpreter, and a link."""

    council: Council
    officer: Account
    interpreter: Account
    other_officer: Account
    link: str


@pytest.fixture
def scene(database: Database, clock: SetClock) -> Scene:
    """A council that offers Welsh, beside another that offers nothing."""
    now = clock.now()
    with database.writing() as session:
        council, other = a_council(session), a_council(session, "othershire")
        officer, helper = (an_account(session, council, role) for role in HANDS)
        stranger = an_account(session, other)
        languages.record_reading(session, council, officer, "cy", "Nia Made-Up", now)
        languages.name_interpreter(session, council, officer, "cy", helper.email, now)
        languages.turn_on(session, council, officer, "cy", now)
        link = a_consultation(session, council, now.date()).link
    return Scene(council, officer, helper, stranger, link)


HANDS = (Role.OFFICER, Role.INTERPRETER)


def say_in_welsh(database: Database, keys: KeyFolder, link: str, now: datetime) -> None:
    with database.writing() as session:
        begun = conversations.begin(session, link, now.date(), "cy")
        turn = begun.turn
        while isinstance(turn.step, engine.Ask):
            question = turn.step.question
            given = engine.Given(question.name, sample(question, WELSH, 0))
            turn = conversations.reply(session, begun.secret, given, now.date())
        submissions.send(session, keys.young(), begun.secret, new_nonce(), now)


def test_a_language_waits_for_its_reader_and_its_interpreter(
    database: Database, clock: SetClock
) -> None:
    now = clock.now()
    with database.writing() as session:
        council = a_council(session)
        officer = an_account(session, council)
        with pytest.raises(Refused, match="read by a named person and somebody has to be named"):
            languages.turn_on(session, council, officer, "cy", now)

        languages.record_reading(session, council, officer, "cy", "Nia Made-Up", now)
        with pytest.raises(Refused, match="puts answers into English"):
            languages.turn_on(session, council, officer, "cy", now)
        languages.name_interpreter(session, council, officer, "cy", officer.email, now)
        languages.turn_on(session, council, officer, "cy", now)

        assert languages.offered(session, council) == ("en", "cy")


def test_texts_that_changed_have_to_be_read_again(
    database: Database, clock: SetClock, scene: Scene
) -> None:
    with database.writing() as session:
        session.scalars(select(Language)).one().texts_read = "as they were before"
        languages.turn_off(session, scene.council, scene.officer, "cy", clock.now())

        with pytest.raises(Refused, match="have changed and have to be read again"):
            languages.turn_on(session, scene.council, scene.officer, "cy", clock.now())


def test_another_council_offers_nothing_of_it(database: Database, scene: Scene) -> None:
    with database.reading() as session:
        other = session.get_one(Council, scene.other_officer.council_id)

        assert languages.offered(session, other) == ("en",)


@pytest.mark.parametrize(
    ("email", "error"),
    [("nobody@testshire.example", NotFound), ("board-member@testshire.example", Refused)],
)
def test_only_somebody_who_may_interpret_is_named(
    database: Database, clock: SetClock, scene: Scene, email: str, error: type[Exception]
) -> None:
    with database.writing() as session:
        an_account(session, scene.council, Role.MEMBER)

        with pytest.raises(error):
            languages.name_interpreter(
                session, scene.council, scene.officer, "cy", email, clock.now()
            )


def test_an_answer_waits_for_its_interpreter_and_its_english_is_cleared(
    database: Database, keys: KeyFolder, clock: SetClock, scene: Scene
) -> None:
    now = clock.now()
    say_in_welsh(database, keys, scene.link, now)
    office = keys.reading()
    with database.writing() as session:
        unread = reading.next_unread(session, scene.council, office)
        assert unread.waits_for_english
        assert unread.original == WELSH
        with pytest.raises(Refused, match="waits for its interpreter"):
            clearing.clear(
                session,
                scene.council,
                scene.officer,
                unread.answer_id,
                clearing.Decision(WELSH, ()),
                now,
            )
        while found := interpreting.next_to_interpret(
            session, scene.council, scene.interpreter, office
        ):
            interpreting.translate(
                session, scene.council, scene.interpreter, office, found.answer_id, ENGLISH, now
            )

    with database.reading() as session:
        unread = reading.next_unread(session, scene.council, office)
        assert not unread.waits_for_english
        assert unread.original == ENGLISH
        assert unread.interpreter == scene.interpreter.name
        assert reading.sent_in(session, scene.council, office, unread.answer_id) == WELSH


def test_original_and_english_go_together_once_it_is_cleared(
    database: Database, keys: KeyFolder, clock: SetClock, scene: Scene
) -> None:
    now = clock.now()
    say_in_welsh(database, keys, scene.link, now)
    office = keys.reading()
    with database.writing() as session:
        found = interpreting.next_to_interpret(session, scene.council, scene.interpreter, office)
        interpreting.translate(
            session, scene.council, scene.interpreter, office, found.answer_id, ENGLISH, now
        )
        decision = clearing.Decision(ENGLISH, ())
        clearing.clear(session, scene.council, scene.officer, found.answer_id, decision, now)
        clearing.forget_originals(session, scene.council.id)

    with database.reading() as session:
        kept = session.get_one(Answer, found.answer_id)
        assert (kept.original, kept.translation, kept.language) == (None, None, None)
        assert kept.cleared == ENGLISH


def test_nobody_interprets_who_is_not_named(
    database: Database, keys: KeyFolder, clock: SetClock, scene: Scene
) -> None:
    say_in_welsh(database, keys, scene.link, clock.now())
    args = (keys.reading(),)
    with database.writing() as session:
        found = interpreting.next_to_interpret(session, scene.council, scene.interpreter, *args)

        assert interpreting.next_to_interpret(session, scene.council, scene.officer, *args) is None
        with pytest.raises(NotFound):
            interpreting.translate(
                session,
                scene.council,
                scene.officer,
                *args,
                found.answer_id,
                ENGLISH,
                clock.now(),
            )


def test_an_empty_translation_is_not_kept(
    database: Database, keys: KeyFolder, clock: SetClock, scene: Scene
) -> None:
    say_in_welsh(database, keys, scene.link, clock.now())
    office = keys.reading()
    with database.writing() as session, pytest.raises(BadInput):
        found = interpreting.next_to_interpret(session, scene.council, scene.interpreter, office)
        interpreting.translate(
            session, scene.council, scene.interpreter, office, found.answer_id, "  ", clock.now()
        )
