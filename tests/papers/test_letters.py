import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.papers.alphabet import FONTS, alphabets, code_points
from participation.papers.letters import runs_right_to_left, tidy
from participation.papers.spelled import spelled, spelled_title


def test_controls_and_forced_directions_are_left_out_and_lines_are_kept():
    typed = "a\x00b\x07c\u202ed\u2066e\ufefff\ufffeg\ud800h\ti\r\nj\u2028k\U0001ffff"

    assert tidy(typed) == "abcdefgh i\nj\nk"


@given(st.text(st.characters(exclude_categories=())))
def test_tidied_text_can_be_written_down_in_utf_8_and_is_tidy_already(text):
    once = tidy(text)

    assert tidy(once) == once
    assert once.encode("utf-8").decode("utf-8") == once


@pytest.mark.parametrize(
    ("text", "turned"), [("123 أريد", True), ("שלום", True), ("hi أريد", False), ("123", False)]
)
def test_the_first_letter_with_a_direction_turns_a_text(text, turned):
    assert runs_right_to_left(text) is turned


def test_a_sign_that_no_font_holds_is_written_as_words():
    assert spelled("no 你 here") == "no [sign U+4F60 cjk unified ideograph-4f60] here"
    assert spelled("a\u0488") == "a[sign U+0488 combining cyrillic hundred thousands sign]"
    assert spelled("\ue000") == "[sign U+E000]"


def test_a_long_row_of_unknown_signs_is_told_once():
    assert spelled("我想多见我弟弟") == (
        "[7 signs that this paper cannot show, first U+6211 cjk unified ideograph-6211]"
    )


def test_a_mark_with_no_letter_under_it_is_written_as_words():
    assert spelled("\u0657") == "[sign U+0657 arabic inverted damma]"


@pytest.mark.parametrize(
    "text",
    [
        "Tôi muốn gặp em trai tôi nhiều hơn",
        "أريد أن أرى أخي",
        "ወንድሜን ማየት እፈልጋለሁ።",
        "я хочу бачити брата, Ελένη",
        "👍 😢 🧿 👨\u200d👩\u200d👧 1\ufe0f\u20e3 ✓ £5 – “yes”",
    ],
)
def test_what_young_people_here_write_in_is_shown_as_it_is(text):
    assert spelled(text) == unicodedata.normalize("NFC", text)


def test_a_word_that_no_line_could_hold_may_be_broken():
    words = spelled("x" * 100).split("\u200b")

    assert [len(word) for word in words] == [40, 40, 20]


@pytest.mark.parametrize("title", ["", " ", "\n\t", "\u200b"])
def test_a_title_that_nobody_could_see_gets_a_word(title):
    assert spelled_title(title) == "Untitled"


def test_every_weight_of_the_sans_holds_the_same_letters():
    regular, semibold = sorted(FONTS.glob("SourceSans3-*.ttf"))

    assert code_points(regular.read_bytes()) == code_points(semibold.read_bytes())


def test_the_alphabets_hold_letters_and_not_those_of_others():
    by_font = dict(
        zip([font.stem for font in sorted(FONTS.glob("*.ttf"))], alphabets(), strict=True)
    )

    assert ord("ም") in by_font["NotoSansEthiopic-Regular"]
    assert ord("ع") in by_font["NotoSansArabic-Regular"]
    assert ord("😢") in by_font["NotoEmoji-Regular"]
    assert ord("ع") not in by_font["SourceSans3-Regular"]
    assert 0xFFFF not in by_font["SourceSans3-Regular"]


def test_the_fonts_are_small_and_come_with_their_licences():
    fonts = list(FONTS.glob("*.ttf"))

    assert sum(font.stat().st_size for font in fonts) < 6_000_000
    for licence in ("SourceSans3", "NotoEmoji", "NotoSans"):
        assert "SIL OPEN FONT LICENSE" in (FONTS / f"{licence}-OFL.txt").read_text()
