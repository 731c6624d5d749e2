from random import Random
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from participation.domain.theming.ordering import HALF, Queued, is_drawn, reading_order

QUEUED = st.builds(Queued, st.uuids(), st.booleans(), st.integers(0, 3), st.floats(0, 1))


def key(number: int) -> UUID:
    """Return a key of the drawn half for an even number, and of the other for an odd one."""
    return UUID(int=(number % 2) * HALF.int + number)


@given(st.lists(QUEUED, unique_by=lambda one: one.key))
def test_every_answer_is_read_once_with_worry_words_and_late_ones_first(queued: list[Queued]):
    order = reading_order(queued)

    assert sorted(order) == sorted(one.key for one in queued)
    worrying = {one.key for one in queued if one.worry}
    late = {one.key for one in queued if one.late and not one.worry}
    assert set(order[: len(worrying)]) == worrying
    assert set(order[len(worrying) : len(worrying) + len(late)]) == late


@given(st.lists(QUEUED, unique_by=lambda one: one.key), st.integers())
def test_the_order_in_which_answers_came_changes_nothing(queued: list[Queued], seed: int):
    shuffled = list(queued)
    Random(seed).shuffle(shuffled)

    assert reading_order(shuffled) == reading_order(queued)


def test_each_half_has_its_turn_and_the_other_half_starts_with_the_most_doubted():
    queued = [Queued(key(number), doubt=number / 10) for number in range(8)]

    order = reading_order(queued)

    assert order == [key(number) for number in (0, 7, 2, 5, 4, 3, 6, 1)]


def test_doubt_moves_nothing_in_the_drawn_half():
    drawn = [Queued(key(number), doubt=number / 10) for number in (0, 2, 4)]

    assert reading_order(drawn) == [key(0), key(2), key(4)]


def test_about_half_of_random_keys_are_drawn():
    random = Random(1)
    keys = [UUID(int=random.getrandbits(128), version=4) for _ in range(2000)]

    assert 900 < sum(map(is_drawn, keys)) < 1100
