from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.core.words import (
    WORD_COUNT,
    all_words,
    nearest_word,
    one_slip_apart,
    read_words,
    spell,
    unspell,
)

SOUND_ALIKE = """
flour flower|bear bare|deer dear|hare hair|plane plain|sail sale|tail tale|night knight|sun son
sea see|beach beech|blue blew|red read|horse hoarse|weather whether|steel steal|meet meat
cereal serial|bread bred|leek leak|bean been|pea pee|plum plumb|root route|board bored|rain reign
scent cent sent|sight site|symbol cymbal|pedal peddle|paws pause|stair stare|stake steak
mail male|mane main|peace piece|creek creak|write right|road rode|rose rows|wait weight
war wore|wood would|whole hole|week weak|sew so sow|seen scene|aloud allowed|court caught
berry bury|ball bawl|band banned|brake break|buy by|cell sell|choose chews|coarse course|dew due
draught draft|fair fare|feet feat|flea flee|guest guessed|hall haul|hear here|heel heal|hour our
lane lain|lead led|loan lone|maid made|mist missed|morning mourning|mussel muscle|oar ore
pail pale|pane pain|pair pear|past passed|pour poor paw|wrap rap|ring wring|source sauce
story storey|sweet suite|throne thrown|thyme time|toe tow|vase vain|waist waste|yolk yoke
world whirled|medal meddle metal|lion line|panda pander|pitcher picture|sundae sunday|jeans genes
team teem|great grate|shoe shoo|summit some|colour culler|fourth forth|clothes close|ant aunt
""".replace("\n", "|")

# Rude, violent, of family and care, of bodies, illness, drugs, belief and politics; and words
# that young people in care may have heard too often.
UNWELCOME = set(
    """
mum mam dad baby family parent sister brother aunt uncle home house bed bag bin locker key gate
foster carer care contact review plan placement move court judge police social worker school
adopt orphan alone lonely lost empty hungry sad angry scared cry hurt hit kick punch fight kill
die dead gun knife sword bomb blood sick ill pain drug pill dope weed joint crack beer wine rum
god angel church mosque temple holy devil hell vote tory labour war army fat ugly stupid silly
pig cow ape rat monkey snake slug sexy naked bum poo pee bra tit cock ass butt hash smoke promise
report escape cage cell trap tag handful forever rescue shelter step black white brown yellow
""".split()  # noqa: SIM905 - a paragraph of words reads better than a column
)


def test_list_holds_1296_different_words_in_order() -> None:
    words = all_words()

    assert len(words) == len(set(words)) == WORD_COUNT == 6**4
    assert list(words) == sorted(words)


def test_every_word_is_three_to_seven_plain_letters() -> None:
    odd = [w for w in all_words() if not (3 <= len(w) <= 7 and w.isascii() and w.islower())]

    assert odd == []


def test_no_two_words_are_one_slip_apart() -> None:
    near = [pair for pair in combinations(all_words(), 2) if one_slip_apart(*pair)]

    assert near == []


def test_no_two_words_sound_alike() -> None:
    words = set(all_words())

    both = [group for group in SOUND_ALIKE.split("|") if len(words & set(group.split())) > 1]

    assert both == []


def test_no_word_is_one_that_could_hurt() -> None:
    assert sorted(UNWELCOME.intersection(all_words())) == []


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("maple", "maple", False),
        ("maple", "mapl", True),
        ("maple", "mapple", True),
        ("maple", "mable", True),
        ("maple", "mapel", True),
        ("maple", "amplee", False),
        ("maple", "elpam", False),
        ("abcd", "badc", False),
    ],
)
def test_a_slip_is_one_letter_or_two_neighbours_swapped(one, other, apart) -> None:
    assert one_slip_apart(one, other) is apart
    assert one_slip_apart(other, one) is apart


@given(st.integers(0, WORD_COUNT - 1), st.integers(0, 6), st.sampled_from("abcdexyz"))
def test_any_single_changed_letter_is_mended_or_refused_but_never_another_word(
    place, at, letter
) -> None:
    word = all_words()[place]
    at %= len(word)

    mended = nearest_word(word[:at] + letter + word[at + 1 :])

    assert mended in (word, None)


def test_most_left_out_letters_are_mended() -> None:
    slips = [(w, w[:at] + w[at + 1 :]) for w in all_words() for at in range(len(w))]

    mended = [nearest_word(slip) for _, slip in slips]

    right = sum(found == word for found, (word, _) in zip(mended, slips, strict=True))
    assert right / len(slips) > 0.8


@given(st.integers(0, WORD_COUNT**8 - 1))
def test_numbers_survive_being_spelled(number) -> None:
    assert unspell(spell(number, 8)) == number


def test_a_number_too_large_for_the_words_is_refused() -> None:
    with pytest.raises(ValueError, match="3 words"):
        spell(WORD_COUNT**3, 3)


def test_words_are_read_through_case_marks_numbering_and_accents() -> None:
    first, second = all_words()[0], all_words()[700]

    read = read_words(f"  1) {first.upper()},--2) {second.replace('a', 'á')}\n", 2)

    assert read == (first, second)


def test_a_wrong_count_of_words_is_not_read() -> None:
    assert read_words("abacus abacus abacus", 2) is None
    assert read_words("abacus " * 500, 500) is None
