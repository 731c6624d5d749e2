import pytest

from participation.core.errors import BadInput, Refused
from participation.models import Answer, Coding
from participation.services import clearing
from participation.services import codebook_editing as editing
from participation.services import codebook_merging as merging
from participation.services import codebook_splitting as splitting
from participation.services.codebook_record import FIRST_VERSION, states
from participation.services.codebooks import codes_now
from participation.services.figures import release_figures, theme_rows
from participation.services.theming import lessons_of
from tests.factories import a_consultation, a_council, an_account
from tests.services.test_codebook_merging import given, store

WHOLE = "money"
SPLIT = FIRST_VERSION + 1
POCKET = editing.Wording("Pocket money", "Our own money", "Money to spend.", examples=("a fiver",))
SAVING = editing.Wording("Savings", "Money for later", "Money that is put by.")


@pytest.fixture
def hall(sqlite_database, keys, clock):
    """A council with forty answers of one theme and six of another; figures were told."""
    with sqlite_database.writing() as session:
        council = a_council(session)
        officer = an_account(session, council)
        consultation = a_consultation(session, council, clock.now().date())
        store(session, keys, council, officer, consultation, (WHOLE,), 40)
        store(session, keys, council, officer, consultation, ("friends",), 6)
        release_figures(session, council, consultation)
        yield session, council, officer, consultation


def cut(session, council, officer, clock) -> tuple[str, ...]:
    return splitting.split(session, council, officer, WHOLE, (POCKET, SAVING), clock.now())


def give(session, council, officer, clock, codes, many=50) -> None:
    """Give so many of the answers that wait these parts."""
    while many > 0 and (waiting := splitting.to_place(session, council, WHOLE)):
        chosen = {one.answer_id: codes for one in waiting[:many]}
        many -= splitting.place(session, council, officer, WHOLE, chosen, clock.now())


def told(session, council, consultation) -> dict[str, int | None]:
    rows = theme_rows(release_figures(session, council, consultation).frozen)
    return {row.code: row.count.rounded for row in rows}


def test_figures_tell_the_whole_until_all_is_given_and_its_parts_after_that(
    hall, keys, clock
) -> None:
    session, council, officer, consultation = hall
    parts = cut(session, council, officer, clock)
    give(session, council, officer, clock, parts[:1], 20)

    store(session, keys, council, officer, consultation, parts[1:], 10)
    while_waiting = told(session, council, consultation)
    give(session, council, officer, clock, parts[1:])
    store(session, keys, council, officer, consultation, parts[:1], 10)
    after = told(session, council, consultation)

    assert while_waiting[WHOLE] == 50
    assert not set(parts) & set(while_waiting)
    assert WHOLE not in after
    assert (after[parts[0]], after[parts[1]]) == (30, 30)


def test_a_small_part_is_told_with_the_whole_that_was_told_before(hall, keys, clock) -> None:
    session, council, officer, consultation = hall
    parts = cut(session, council, officer, clock)
    give(session, council, officer, clock, parts[1:], 5)
    give(session, council, officer, clock, parts[:1])
    store(session, keys, council, officer, consultation, ("friends",), 10)

    after = told(session, council, consultation)

    assert after[WHOLE] == 40
    assert not set(parts) & set(after)


def test_undoing_a_split_gives_every_answer_the_whole_again(hall, keys, clock) -> None:
    session, council, officer, consultation = hall
    before, stood = given(session), states(session, council)[WHOLE]
    parts = cut(session, council, officer, clock)
    give(session, council, officer, clock, parts, 30)
    editing.rename_in_own_words(session, council, officer, parts[0], "Cash", clock.now())

    merging.undo(session, council, officer, keys.reading(), SPLIT, clock.now())

    assert given(session) == before
    assert states(session, council)[WHOLE] == stood
    assert {states(session, council)[part].merged_into for part in parts} == {WHOLE}
    assert splitting.left_to_place(session, council) == {}
    store(session, keys, council, officer, consultation, ("friends",), 10)
    assert told(session, council, consultation)[WHOLE] == 40
    editing.add_theme(session, council, officer, POCKET, clock.now())


def test_what_cannot_be_split_or_undone_is_refused(hall, keys, clock) -> None:
    session, council, officer, _ = hall
    name = states(session, council)[WHOLE].name
    same = editing.Wording(name, "Something", "All of it.")
    nameless = editing.Wording("", "", "Nothing.")

    for wordings, field in [
        ((POCKET,), "name_2"),
        ((POCKET, same), "name_2"),
        ((nameless, POCKET), "name_1"),
        ((POCKET, POCKET), "name_2"),
    ]:
        with pytest.raises(BadInput) as refused:
            splitting.split(session, council, officer, WHOLE, wordings, clock.now())
        assert refused.value.field == field

    assert not states(session, council)[WHOLE].retired_on
    parts = cut(session, council, officer, clock)
    editing.retire(session, council, officer, parts[0], clock.now())
    with pytest.raises(Refused, match="changed again since"):
        merging.undo(session, council, officer, keys.reading(), SPLIT, clock.now())


def test_a_split_moves_nothing_until_a_person_has_given_each_answer_a_part(hall, clock) -> None:
    session, council, officer, _ = hall
    parts = cut(session, council, officer, clock)
    (one, *_) = splitting.to_place(session, council, WHOLE)
    answer = session.get(Answer, one.answer_id)
    clearing.set_themes(session, council, officer, answer, [parts[1]])
    taken = splitting.place(
        session, council, officer, WHOLE, {one.answer_id: parts[:1]}, clock.now()
    )

    give(session, council, officer, clock, parts[:1], 24)
    give(session, council, officer, clock, parts, 10)
    give(session, council, officer, clock, (), 1)

    standing = states(session, council)
    assert taken == 0
    assert given(session)[one.answer_id] == {parts[1]}
    assert splitting.left_to_place(session, council) == {WHOLE: 4}
    assert session.query(Coding).count() == 25 + 10 * 2 + 4 + 6
    assert [part.code for part in splitting.parts_of(standing, WHOLE)] == list(parts)
    assert standing[parts[0]].promise == standing[WHOLE].promise
    assert len(lessons_of(session, council).decisions) == 42
    whole = next(key for key, codes in codes_now(session, council).items() if WHOLE in codes)
    assert codes_now(session, council)[whole] == {WHOLE, *parts}
    with pytest.raises(BadInput, match="no part of this theme"):
        give(session, council, officer, clock, ("friends",))
    with pytest.raises(Refused, match="is retired"):
        cut(session, council, officer, clock)
