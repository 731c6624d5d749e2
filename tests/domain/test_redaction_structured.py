import random
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.domain.redaction import Kind, find
from participation.domain.redaction.numbers import is_nhs_number

SENTENCES = ("{}", "you can use {} if you want", "it is {}.", "({})", "mine: {}, ok?", "{}\nthanks")


def kinds_of(text: str) -> set[Kind]:
    return {spot.kind for spot in find(text)}


def is_hidden(text: str, detail: str) -> bool:
    start = text.index(detail)
    hidden = {place for spot in find(text) for place in range(spot.start, spot.end)}
    places = range(start, start + len(detail))
    return all(place in hidden for place in places if text[place].isalnum())


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize(
    ("detail", "kind"),
    [
        ("sam.lee@example.com", Kind.EMAIL),
        ("SAM_LEE99@mail.example.co.uk", Kind.EMAIL),
        ("sam at example dot com", Kind.EMAIL),
        ("sam[at]example.com", Kind.EMAIL),
        ("sam @ example.com", Kind.EMAIL),
        ("https://example.com/u/1?x=2", Kind.LINK),
        ("http://example.org", Kind.LINK),
        ("www.example.net/page", Kind.LINK),
        ("example.co.uk", Kind.LINK),
        ("youtu.be/abc123", Kind.LINK),
        ("07700 900123", Kind.PHONE),
        ("07700900123", Kind.PHONE),
        ("0 7 7 0 0 9 0 0 1 2 3", Kind.PHONE),
        ("07700-900-123", Kind.PHONE),
        ("07700.900.123", Kind.PHONE),
        ("+44 7700 900123", Kind.PHONE),
        ("+44 (0)7700 900 123", Kind.PHONE),
        ("+447700900123", Kind.PHONE),
        ("0044 7700 900123", Kind.PHONE),
        ("(0116) 496 0345", Kind.PHONE),
        ("0116 4960345", Kind.PHONE),
        ("020 7946 0123", Kind.PHONE),
        ("01632 960 001", Kind.PHONE),
        ("01632 96001", Kind.PHONE),
        ("O77OO 9OO123", Kind.PHONE),
        ("oh seven seven double oh nine oh oh one two three", Kind.PHONE),
        ("LE1 4PT", Kind.POSTCODE),
        ("le14pt", Kind.POSTCODE),
        ("SW1A 1AA", Kind.POSTCODE),
        ("m1  1ae", Kind.POSTCODE),
        ("EC1A-1BB", Kind.POSTCODE),
        ("gir 0aa", Kind.POSTCODE),
        ("943 476 5919", Kind.NHS_NUMBER),
        ("9434765919", Kind.NHS_NUMBER),
        ("943-476-5919", Kind.NHS_NUMBER),
        ("QQ123456C", Kind.NI_NUMBER),
        ("qq 12 34 56 c", Kind.NI_NUMBER),
        ("AB-12-34-56-D", Kind.NI_NUMBER),
        ("@sam.lee_09", Kind.HANDLE),
        ("sam_lee_x", Kind.HANDLE),
        ("12/05/2010", Kind.DATE),
        ("2010-05-12", Kind.DATE),
        ("12-05-2010", Kind.DATE),
        ("12th may", Kind.DATE),
        ("3rd of March 2009", Kind.DATE),
        ("March 3, 2009", Kind.DATE),
        ("12.5.10", Kind.DATE),
        ("14 Narborough Road", Kind.ADDRESS),
        ("7b saffron lane", Kind.ADDRESS),
        ("Flat 12", Kind.ADDRESS),
        ("4929 1234 5678 9012", Kind.NUMBER),
        ("GB29NWBK60161331926819", Kind.NUMBER),
        ("LAC/2019/00457", Kind.NUMBER),
    ],
)
def test_each_form_of_a_detail_is_hidden_wherever_it_stands(sentence, detail, kind) -> None:
    text = sentence.format(detail)

    assert is_hidden(text, detail)
    assert kind in kinds_of(text)


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("my insta is sam.lee", "sam.lee"),
        ("snap: jayboy", "jayboy"),
        ("add me on snapchat jay_99", "jay_99"),
        ("my tiktok = zaksta", "zaksta"),
        ("discord zak#4471", "zak#4471"),
        ("my dob is 030309", "030309"),
        ("I was born in 2009", "2009"),
        ("my birthday is the 3rd", "the 3rd"),
        ("we live near LE3 now", "LE3"),
        ("call jayden09 please", "jayden09"),
    ],
)
def test_a_cue_tells_what_the_shape_does_not(text, detail) -> None:
    assert is_hidden(text, detail)


@pytest.mark.parametrize(
    "text",
    [
        "staff are here 24/7 and I rate it 10/10",
        "in 2019-2020 there were 16/17 year olds in one room",
        "contact is 9.30-10.30 or 4pm, for 2.5 hours",
        "it costs £1,000,000 or 25p or £12.50",
        "call Childline on 0800 1111 or 999",
        "my insta is private and snap is down",
        "I got 5 GCSEs in year 11, 3 of them at grade 9",
        "there are 3 of us, 4 of them, about 100000 rules",
        "good.it was fun",
        "we waited 20 minutes, then 1 hour 30",
    ],
)
def test_ordinary_numbers_and_words_are_left_alone(text) -> None:
    assert find(text) == ()


def test_nhs_number_needs_its_check_digit() -> None:
    assert is_nhs_number("9434765919")
    assert not is_nhs_number("9434765918")
    assert Kind.NHS_NUMBER not in kinds_of("943 476 5918")


@given(st.integers(0, 10**9 - 1), st.sampled_from(["07", "01", "02"]), st.randoms())
def test_any_uk_phone_in_any_spacing_is_hidden(number, start, chance) -> None:
    digits = f"{start}{number:09d}"
    spaced = digits[0] + "".join(chance.choice(["", "", " ", "-", "."]) + d for d in digits[1:])

    assert is_hidden(f"ring {spaced} ok", spaced)


@given(st.randoms())
def test_any_e_mail_and_postcode_is_hidden_in_either_case(chance: random.Random) -> None:
    name = "".join(chance.choices(string.ascii_letters + string.digits + "._-", k=8)).strip("._-")
    mail = f"a{name}@{'x' * chance.randint(1, 9)}.{chance.choice(['com', 'org.uk', 'school'])}"
    area = chance.choice(["LE", "B", "SW", "N", "YO", "E", "PO"]) + str(chance.randint(1, 30))
    code = area + chance.choice([" ", "", "  "]) + str(chance.randint(0, 9)) + "QD"
    text = f"write to {mail} or {code.lower()} or {code}"

    assert is_hidden(text, mail)
    assert is_hidden(text, code.lower())
    assert is_hidden(text, code)
