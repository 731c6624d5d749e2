import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.core.ports import Suggester
from participation.domain.theming.fitting import fit
from participation.domain.theming.suggester import CHUNK, FittedSuggester
from tests.domain.theming.examples import CODEBOOK, THEMES, decided

FROM_CODEBOOK = fit(THEMES, CODEBOOK, [])
FROM_DECISIONS = fit(THEMES, CODEBOOK, decided(200))


def themes_for(suggester: FittedSuggester, text: str) -> list[str]:
    return [suggestion.theme for suggestion in suggester.suggest([text])[0] or ()]


def test_a_codebook_alone_suggests_from_the_first_day():
    suggester: Suggester = FROM_CODEBOOK

    [look] = suggester.look(["The wifi never works in my room"], [""])

    suggestions = look.suggestions
    assert suggestions[0].theme == "wifi-and-phones"
    assert "wifi" in suggestions[0].phrases[0]


def test_an_answer_may_have_several_themes_the_likeliest_first():
    text = "my sister came and dinner was cold"

    [suggestions] = FROM_DECISIONS.suggest([text])

    assert {suggestion.theme for suggestion in suggestions} == {"food", "contact-with-family"}
    assert suggestions[0].score >= suggestions[1].score


def test_an_answer_that_fits_no_theme_has_no_suggestion():
    assert FROM_DECISIONS.suggest(["my bike has a puncture"]) == [[]]


@pytest.mark.parametrize("text", ["", "   \n", "😀😀", "?!… —", "\x00", "你好", "ናፍቆት አለኝ"])
def test_what_nothing_is_known_of_keeps_its_place_and_is_told_apart_from_no_theme(text: str):
    texts = ["the food is horrible", text, "wifi is slow"]

    first, middle, last = FROM_CODEBOOK.suggest(texts)

    assert middle is None
    assert first[0].theme == "food"
    assert last[0].theme == "wifi-and-phones"


def test_no_texts_have_no_suggestions():
    assert FROM_CODEBOOK.suggest([]) == []


def test_a_text_gets_the_same_suggestions_alone_and_among_thousands():
    texts = [f"{row.text} {number}" for number in range(CHUNK // 5) for row in CODEBOOK[::3]]

    together = FROM_CODEBOOK.suggest(texts)

    assert len(together) == len(texts)
    for number in (0, CHUNK - 1, len(texts) - 1):
        [alone] = FROM_CODEBOOK.suggest([texts[number]])
        assert together[number] == alone


def test_a_phrase_is_written_as_the_young_person_wrote_it():
    text = "I MISS my Brother, and it’s hard"

    [suggestions] = FROM_CODEBOOK.suggest([text])

    assert suggestions[0].theme == "contact-with-family"
    assert any(phrase.startswith("I MISS") for phrase in suggestions[0].phrases)


def test_a_word_spelt_as_nobody_did_before_still_gives_a_reason():
    [suggestions] = FROM_CODEBOOK.suggest(["hungryy Wifii"])

    assert [(s.theme, s.phrases) for s in suggestions] == [("wifi-and-phones", ("Wifii",))]


def test_a_letter_that_grows_when_made_small_moves_no_phrase():
    text = "İİİ the food is horrible"

    [suggestions] = FROM_CODEBOOK.suggest([text])

    assert suggestions[0].theme == "food"
    assert all(phrase in text for phrase in suggestions[0].phrases)


def test_doubt_is_greatest_where_a_theme_is_nearly_proposed():
    texts = ["wifi wifi wifi wifi wifi", "my sister came and dinner was cold", "zz"]

    sure, unsure, nothing = FROM_DECISIONS.look(texts, [""] * 3)

    assert 0 <= sure.doubt < unsure.doubt <= 1
    assert nothing is None or nothing.doubt < unsure.doubt


WORDS = st.sampled_from([word for row in CODEBOOK for word in row.text.split()])
TEXTS = st.lists(WORDS | st.text(max_size=12), max_size=30).map(" ".join)


@given(st.lists(TEXTS, max_size=4))
def test_every_suggestion_has_a_chance_and_up_to_three_phrases_of_that_very_text(
    texts: list[str],
):
    suggested = FROM_CODEBOOK.suggest(texts)

    assert len(suggested) == len(texts)
    for text, suggestions in zip(texts, suggested, strict=True):
        if suggestions is None:
            continue
        assert len({s.theme for s in suggestions}) == len(suggestions)
        for suggestion in suggestions:
            assert 0 <= suggestion.score <= 1
            assert 1 <= len(suggestion.phrases) <= 3
            assert all(phrase and phrase in text for phrase in suggestion.phrases)


def test_a_text_of_ten_thousand_words_is_suggested_for():
    text = "the wifi is slow and my phone has no signal " * 1000

    assert themes_for(FROM_CODEBOOK, text)[0] == "wifi-and-phones"


def test_what_people_decided_is_learnt():
    text = "puncture, says my bike"
    bikes = [row if row.themes else type(row)(row.text, ("getting-about",)) for row in decided(100)]

    before = fit([*THEMES, "getting-about"], CODEBOOK, [])
    after = fit([*THEMES, "getting-about"], CODEBOOK, bikes)

    assert "getting-about" not in themes_for(before, text)
    assert themes_for(after, text) == ["getting-about"]
    assert after.decided == 100
