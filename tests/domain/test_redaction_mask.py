import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.domain.redaction import Kind, Spot, find, mask

WRITTEN = st.lists(
    st.sampled_from(
        [
            *("karen", "Mark", "07700 900123", "sam@example.com", "LE1 4PT", "@x_y", "12/05/2010"),
            *(
                " ",
                " ",
                ", ",
                ".\n",
                "'s",
                "-",
                "é",
                "Ω",
                "🙂",
                "\u202e",
                "\x00",
                "Road",
                "my",
                "is",
            ),
        ]
    )
    | st.text(max_size=6),
    max_size=30,
).map("".join)


@given(WRITTEN)
def test_spots_lie_in_the_text_in_order_and_apart(text) -> None:
    spots = find(text)

    ends = [0]
    for spot in spots:
        assert ends[-1] <= spot.start < spot.end <= len(text)
        ends.append(spot.end)


@given(WRITTEN)
def test_masking_leaves_all_other_characters_as_they_were(text) -> None:
    spots = find(text)

    shown = mask(text, spots)

    starts = [*(spot.start for spot in spots), len(text)]
    after = (text[spot.end : start] for spot, start in zip(spots, starts[1:], strict=True))
    marks = (f"[{spot.kind.value}]" for spot in spots)
    rest = "".join(mark + kept for mark, kept in zip(marks, after, strict=True))
    assert shown == text[: starts[0]] + rest


def test_overlapping_spots_become_one_mark_of_the_weightier_kind() -> None:
    text = "sam@example.com rang"

    shown = mask(text, [Spot(0, 3, Kind.NAME), Spot(0, 15, Kind.EMAIL), Spot(4, 11, Kind.PLACE)])

    assert shown == "[email] rang"


def test_the_parts_of_one_name_are_one_mark_and_two_names_are_two() -> None:
    text = "Karen Smith, Lee"

    shown = mask(text, [Spot(0, 5, Kind.NAME), Spot(6, 11, Kind.NAME), Spot(13, 16, Kind.NAME)])

    assert shown == "[name], [name]"


@pytest.mark.parametrize("kind", list(Kind))
def test_a_mark_is_not_itself_a_detail(kind) -> None:
    assert find(f"i told [{kind.value}] about it") == ()


@pytest.mark.parametrize(
    "run", ["a", "1", "1 ", "a.b.", "a-", "a_", "www.", "a/", "a@", "b.", "one ", "xqz ", "a'", "+"]
)
def test_very_long_runs_cost_no_more_than_their_length(run) -> None:
    # A pattern that backtracks needs minutes for this; it is here to hang, not to be timed.
    text = "a@" + run * (20_000 // len(run))

    assert len(mask(text, find(text))) <= len(text)
