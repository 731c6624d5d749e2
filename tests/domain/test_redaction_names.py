import tomllib
from pathlib import Path

import pytest

from participation.domain.redaction import Kind, find, mask

UK_TEXTS = tomllib.loads(
    Path(__file__).with_name("redaction_uk_texts.toml").read_text(encoding="utf-8")
)


def masked(text: str, allowed: frozenset[str] = frozenset()) -> str:
    return mask(text, find(text, allowed))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("my social worker karen never rings", "my social worker [name] never rings"),
        ("my foster carer's name is hope", "my foster carer's name is [name]"),
        ("Karen's office is miles away", "[name]'s office is miles away"),
        ("KIERAN HIT ME AGAIN", "[name] HIT ME AGAIN"),
        ("i hate mr long", "i hate mr [name]"),
        ("Dr. Wells was kind", "Dr. [name] was kind"),
        ("my worker is mark. mark never rings", "my worker is [name]. [name] never rings"),
        ("Will is my keyworker", "[name] is my keyworker"),
        ("ask Grace or Mark", "ask [name] or [name]"),
        ("everyone calls me borna", "everyone calls me [name]"),
        ("a girl called summer", "a girl called [name]"),
        ("Kate M Begum", "[name]"),
        ("sara van der berg", "[name]"),
        ("I know Ellie-Mae", "I know [name]"),
        ("d'andre said no", "[name] said no"),
        ("Zoë and José", "[name] and [name]"),
        ("jayden09 did it", "[name] did it"),
        ("im grace", "im [name]"),
        ("love from Li", "love from [name]"),
        ("I spoke to nurse Amara", "I spoke to nurse [name]"),
        ("Tell Мария please", "Tell [name] please"),
    ],
)
def test_a_name_is_masked_however_it_is_written(text, shown) -> None:
    assert masked(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("bill said no", "[name] said no"),
        ("can you ask hope", "can you ask [name]"),
        ("i miss mark", "i miss [name]"),
        ("say hi to drew", "say hi to [name]"),
        ("i want joy to come", "i want [name] to come"),
        ("why can drew stay", "why can [name] stay"),
        ("its joy who does nights", "its [name] who does nights"),
        ("because mark isnt safe", "because [name] isnt safe"),
        ("me and hope had tea", "me and [name] had tea"),
        ("will and karen went", "[name] and [name] went"),
        ("hope and joy are my sisters", "[name] and [name] are my sisters"),
        ("mark's mum shouts", "[name]'s mum shouts"),
        ("its bills house", "its [name] house"),
        ("i went round to jacks", "i went round to [name]"),
        ("love from faith xx", "love from [name] xx"),
        ("we saw karennn", "we saw [name]"),
        ("with nataile and simonee", "with [name] and [name]"),
    ],
)
def test_a_word_in_lower_case_is_a_name_by_what_is_done(text, shown) -> None:
    assert masked(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("I go to Ashfield High School", "I go to [school]"),
        ("we live at beech lodge", "we live at [place]"),
        ("they moved me to Skegness", "they moved me to [place]"),
        ("I got the train from Reading", "I got the train from [place]"),
        ("the shop on Narborough Road", "the shop on [address]"),
        ("near cobden st", "near [address]"),
        ("i go bishop wendreda school", "i go [school]"),
    ],
)
def test_a_place_by_its_name_is_masked(text, shown) -> None:
    assert masked(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "will you ring me in may",
        "I hope my social worker will come",
        "my worker may not mark it on the list",
        "In May I have English, and on Monday Maths",
        "the amber light and a holly tree and the rose",
        "my old school and a nice house near the park",
        "i dont no why becuase nobody tels me enything",
        "lol idk tbh its sooooo boring innit",
        "CAMHS said my EHCP and PEP are late",
        "I speak Tigrinya and I am Muslim",
        "my nan and my auntie and my little brother",
        "hmm, nah, pls tell the IRO",
        "the bill said 40 quid and its rich",
        "i asked with hope and faith and missed summer",
        "me and will be told they will be late",
        "we want to mark it and my worker will page you",
        "its sunny and may my sister come",
        "its reaaally boringgg and definatly seperate",
    ],
)
def test_ordinary_writing_is_left_alone(text) -> None:
    assert masked(text) == text


def test_words_of_the_council_are_left_standing_alone_but_not_inside_a_name() -> None:
    allowed = frozenset({"Leicester", "Big Mouth Forum"})

    assert masked("Leicester and LEICESTER", allowed) == "Leicester and LEICESTER"
    assert masked("ask the Big Mouth Forum", allowed) == "ask the Big Mouth Forum"
    assert masked("i go to Leicester High School", allowed) == "i go to [school]"


def test_a_place_is_told_from_a_name() -> None:
    kinds = [spot.kind for spot in find("karen moved me to skegness")]

    assert kinds == [Kind.NAME, Kind.PLACE]


@pytest.mark.parametrize("written", [str, str.lower, str.upper])
def test_details_in_made_up_uk_texts_are_found(written) -> None:
    found = [
        is_hidden for text in UK_TEXTS["naming"] for is_hidden in _details_hidden(written(text))
    ]

    assert len(found) >= 75
    assert sum(found) / len(found) >= 0.92


def test_made_up_uk_texts_that_name_nobody_are_hardly_touched() -> None:
    touched = [text for text in UK_TEXTS["clean"] if find(text)]

    assert len(touched) / len(UK_TEXTS["clean"]) <= 0.05


def _details_hidden(marked: str) -> list[bool]:
    text, details = "", []
    for number, part in enumerate(marked.replace("}", "{").split("{")):
        if number % 2:
            details.append(range(len(text), len(text) + len(part)))
        text += part
    hidden = {place for spot in find(text) for place in range(spot.start, spot.end)}
    tail = ("'s", "'S")
    return [
        all(place in hidden for place in detail if text[place].isalnum())
        or (text[detail.start : detail.stop].endswith(tail) and detail.start in hidden)
        for detail in details
    ]
