from dataclasses import replace
from datetime import timedelta

import pytest

from participation.core.errors import BadInput, NotFound, Refused
from participation.models import AuditLine, Theme
from participation.services import codebook_editing as editing
from participation.services import codebook_merging as merging
from participation.services.clearing import Decision, clear
from participation.services.codebook_record import (
    FIRST_VERSION,
    ChangeKind,
    codebook_at,
    states,
    version_now,
    versions,
)
from participation.services.reading import next_unread
from participation.services.theming import fit_suggester
from tests.factories import a_consultation, a_council, an_account, say

PETS = editing.Wording(
    name="Pets",
    own_name="Our animals",
    description="Having a pet, missing one, or wanting one.",
    lead="Fostering team",
    examples=("i miss my dog", "  i miss   my dog ", "can we have a cat"),
)


@pytest.fixture
def hall(database, clock):
    """A council with a codebook, and its officer."""
    with database.writing() as session:
        council = a_council(session)
        yield session, council, an_account(session, council)


def code_named(session, name: str) -> str:
    return session.query(Theme).filter_by(name=name).one().code


def test_a_theme_is_added_with_all_that_is_said_of_it(hall, clock) -> None:
    session, council, officer = hall

    code = editing.add_theme(session, council, officer, PETS, clock.now())

    state = states(session, council)[code]
    assert (code, state.own_name, state.lead) == ("pets", "Our animals", "Fostering team")
    assert state.examples == ("can we have a cat", "i miss my dog")
    assert code in fit_suggester(session, council).themes


def test_each_change_is_a_version_with_who_and_when(hall, clock) -> None:
    session, council, officer = hall
    code = editing.add_theme(session, council, officer, PETS, clock.now())
    renamed = replace(PETS, name="Animals")

    editing.change_theme(session, council, officer, code, renamed, clock.now())
    editing.change_theme(session, council, officer, code, renamed, clock.now())

    second, first = versions(session, council)
    assert (first.number, first.kind, first.before) == (FIRST_VERSION + 1, ChangeKind.ADDED, {})
    assert (second.kind, second.who) == (ChangeKind.CHANGED, officer.name)
    assert (second.before[code].name, second.after[code].name) == ("Pets", "Animals")
    assert version_now(session, council) == FIRST_VERSION + 2
    assert session.query(AuditLine).filter_by(action="changed the codebook").count() == 2


def test_any_version_can_be_read_again(hall, clock) -> None:
    session, council, officer = hall
    came = states(session, council)
    code = editing.add_theme(session, council, officer, PETS, clock.now())
    editing.change_theme(
        session, council, officer, code, replace(PETS, name="Animals"), clock.now()
    )

    assert codebook_at(session, council, FIRST_VERSION) == came
    assert codebook_at(session, council, FIRST_VERSION + 1)[code].name == "Pets"
    assert codebook_at(session, council, FIRST_VERSION + 2)[code].name == "Animals"
    with pytest.raises(NotFound, match="no version"):
        codebook_at(session, council, FIRST_VERSION + 3)


WRONG = [
    ({"name": "", "own_name": " "}, "name", "Give the theme a name"),
    ({"name": "Wi-Fi, phones and devices"}, "name", "is called"),
    ({"own_name": "WI-FI  phones, and screens"}, "own_name", "is called"),
    ({"description": " "}, "description", "what the theme means"),
    ({"name": "x" * 81}, "name", "at most 80"),
    ({"promise": "the-moon"}, "promise", "That promise is not in “Our Promise”"),
    ({"lenses": ("moon.1",)}, "lenses", "do not report by"),
    ({"examples": tuple(f"phrase {at}" for at in range(51))}, "examples", "at most 50"),
]


def test_what_cannot_be_kept_is_refused_by_its_field(hall, clock) -> None:
    session, council, officer = hall

    for changed, field, says in WRONG:
        with pytest.raises(BadInput, match=says) as refused:
            editing.add_theme(session, council, officer, replace(PETS, **changed), clock.now())
        assert refused.value.field == field

    assert version_now(session, council) == FIRST_VERSION


def test_a_retired_theme_is_offered_no_more_and_can_come_back(hall, clock, keys) -> None:
    session, council, officer = hall

    editing.retire(session, council, officer, "money", clock.now())

    assert "money" not in fit_suggester(session, council).themes
    with pytest.raises(Refused, match="is retired"):
        editing.change_theme(session, council, officer, "money", PETS, clock.now())
    merging.undo(session, council, officer, keys.reading(), FIRST_VERSION + 1, clock.now())
    assert "money" in fit_suggester(session, council).themes
    with pytest.raises(Refused, match="undone before"):
        merging.undo(session, council, officer, keys.reading(), FIRST_VERSION + 1, clock.now())
    with pytest.raises(Refused, match="not undone"):
        merging.undo(session, council, officer, keys.reading(), FIRST_VERSION + 2, clock.now())


def test_a_codebook_of_one_theme_keeps_it_and_one_of_two_hundred_is_fitted(hall, clock) -> None:
    session, council, officer = hall
    for code in list(states(session, council))[1:]:
        editing.retire(session, council, officer, code, clock.now())
    (last,) = editing.offered(states(session, council))

    with pytest.raises(Refused, match="only theme"):
        editing.retire(session, council, officer, last.code, clock.now())

    session.add_all(
        Theme(
            council_id=council.id,
            code=f"theme-{at}",
            name=f"Theme {at}",
            own_name=f"Ours {at}",
            description=f"What people say about thing {at}",
            promise="",
            lenses="",
        )
        for at in range(198)
    )
    editing.add_theme(session, council, officer, PETS, clock.now())
    assert len(fit_suggester(session, council).themes) == 200


def test_a_change_is_not_undone_once_the_theme_was_changed_again(hall, clock, keys) -> None:
    session, council, officer = hall
    code = editing.add_theme(session, council, officer, PETS, clock.now())
    for name in ("Animals", "Animals and us"):
        wording = replace(PETS, name=name)
        editing.change_theme(session, council, officer, code, wording, clock.now())

    with pytest.raises(Refused, match="changed again since"):
        merging.undo(session, council, officer, keys.reading(), FIRST_VERSION + 2, clock.now())
    merging.undo(session, council, officer, keys.reading(), FIRST_VERSION + 3, clock.now())

    assert states(session, council)[code].name == "Animals"


def test_undoing_never_makes_two_themes_of_one_name(hall, clock, keys) -> None:
    session, council, officer = hall
    code = editing.add_theme(session, council, officer, PETS, clock.now())
    editing.retire(session, council, officer, code, clock.now())
    again = editing.add_theme(session, council, officer, PETS, clock.now())

    with pytest.raises(BadInput, match="called “Pets” already"):
        merging.undo(session, council, officer, keys.reading(), FIRST_VERSION + 2, clock.now())

    assert (code, again) == ("pets", "pets-2")


def test_who_codes_a_theme_that_is_retired_meanwhile_is_told_and_loses_nothing(
    hall, clock, keys
) -> None:
    session, council, officer = hall
    consultation = a_consultation(session, council, clock.now().date())
    say(session, keys, consultation, clock.now() - timedelta(minutes=1))
    unread = next_unread(session, council, keys.reading())
    assert unread is not None
    editing.retire(session, council, officer, "money", clock.now())
    decision = Decision("No money.", ("money",))

    with pytest.raises(BadInput, match="Nothing of yours is lost"), session.begin_nested():
        clear(session, council, officer, unread.answer_id, decision, clock.now())

    again = next_unread(session, council, keys.reading())
    assert again is not None
    assert again.answer_id == unread.answer_id
