"""A survey's texts in another language: what is missing, and putting them where they belong."""

from dataclasses import replace

from surveys.loader import load_survey
from surveys.translating import left_behind, missing_in, texts_of, with_translation
from surveys.words import Words


def home():
    return load_survey("where-i-live")


def test_every_text_that_somebody_wrote_is_there_once_and_no_other():
    keys = [text.key for text in texts_of(home())]

    assert keys[:4] == ["title", "about", "feel.asks", "feel.easy"]
    assert "good.option.wifi" in keys
    assert len(keys) == len(set(keys)) == 25
    assert not any(key.startswith("feel.option") or key == "feel.hint" for key in keys)


def test_what_is_typed_is_put_where_it_belongs_and_the_rest_is_still_missing():
    typed = {"title": " Де я  живу ", "good.option.wifi": "Інтернет", "feel.asks": ""}

    survey = with_translation(home(), "uk", typed)

    assert survey.title == Words((("en", "Where I live"), ("uk", "Де я живу")))
    wifi = next(option for option in survey.by_name["good"].own_options if option.code == "wifi")
    assert wifi.words.to("uk") == "Інтернет"
    assert len(missing_in(survey, "uk")) == 23
    assert survey.languages == ("en", "uk")
    assert survey.by_name["feel"] == home().by_name["feel"]


def test_an_emptied_text_is_missing_again():
    begun = with_translation(home(), "uk", {"title": "Де я живу"})

    assert with_translation(begun, "uk", {"title": "\n "}) == home()


def test_the_only_words_that_stand_there_are_not_taken_out():
    welsh = replace(home(), title=Words((("cy", "Ble dwi'n byw"),)))

    assert with_translation(welsh, "cy", {"title": ""}) == welsh


def test_another_language_keeps_its_words():
    welsh = with_translation(home(), "cy", {"title": "Ble dwi'n byw"})

    both = with_translation(welsh, "uk", {"title": "Де я живу"})

    assert both.title.to("cy") == "Ble dwi'n byw"
    assert both.title.main == "en"


def test_the_languages_that_are_left_behind_new_words_of_ours_are_told():
    welsh = with_translation(home(), "cy", {"title": "Ble dwi'n byw", "about": "Am fyw."})
    renamed = replace(welsh, title=Words((("en", "Home"), *welsh.title.entries[1:])))

    assert left_behind(welsh, renamed) == ("cy",)
    assert left_behind(welsh, with_translation(renamed, "cy", {"title": "Adref"})) == ()
    assert left_behind(home(), renamed) == ()
    assert left_behind(welsh, welsh) == ()
