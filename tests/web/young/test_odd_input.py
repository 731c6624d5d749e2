"""What no phone sends: every door answers it with a page, and nothing of it breaks anything."""

import logging

import pytest

from tests.web.young.conftest import Scene, Visitor

BROKEN = 500
ODD = (
    "%00",
    "a%00b",
    "%ff%fe",
    "%c0%af",
    "..%2f..%2fetc%2fpasswd",
    "%0d%0aSet-Cookie:%20x=y",
    "%f0%9f%a6%a6",
    "%ed%a0%80",
    "9" * 400,
    "%22%3E%3Cb%3E",
    "{{7*7}}",
    "'%20or%201=1--",
)
PLACES = (
    "/c/{}",
    "/c/{}/later",
    "/i/{}",
    "/wall/{}",
    "/wall/testshire?thanks={}",
    "/help/{}",
    "/contact/{}",
    "/q/{}",
    "/p/{}",
    "/find?link={}",
    "/{}",
)
FORMS = (
    ("/journey", ("receipt", "response", "verdict")),
    ("/journey/answer", ("receipt", "message", "words")),
    ("/take-back", ("receipt",)),
    ("/taken-back", ("receipt",)),
    ("/carry-on", ("words",)),
    ("/contact/testshire", ("name", "how", "words", "along", "receipt", "nonce")),
    ("/contact/code", ("code",)),
    ("/wall/testshire", ("response", "verdict")),
    ("/language", ("language",)),
    ("/c/{link}", ("shared",)),
    ("/q", ("question", "value", "back", "skip")),
    ("/check", ("change", "show")),
    ("/send", ("nonce", "show")),
)
WORDS = (
    "",
    "\x00",
    "a\x00b",
    "\ud800",
    "\u202egnp.exe",
    "١" * 32,
    "{" + "a" * 32 + "}",
    "9" * 5000,
    "zoë " * 5,
    "\r\nSet-Cookie: x=y",
    "\U0001f9a6" * 50,
)


@pytest.mark.parametrize("place", PLACES)
def test_an_odd_address_is_told_kindly(
    visitor: Visitor, place: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        statuses = {
            odd: visitor.client.get(place.format(odd), follow_redirects=True).status_code
            for odd in ODD
        }

    assert [odd for odd, status in statuses.items() if status >= BROKEN] == []
    assert caplog.records == []


@pytest.mark.parametrize(("place", "fields"), FORMS)
def test_odd_words_in_a_form_break_nothing(
    visitor: Visitor,
    scene: Scene,
    place: str,
    fields: tuple[str, ...],
    caplog: pytest.LogCaptureFixture,
) -> None:
    token = visitor.begin(scene.link).answer("sad").open("/carry-on").hidden
    path = place.format(link=scene.link)
    broken = []
    with caplog.at_level(logging.WARNING):
        for words in WORDS:
            odd = {name: words.encode("utf-8", "surrogatepass") for name in fields}
            page = visitor.client.post(path, data={**token, **odd})
            if page.status_code >= BROKEN or "x=y" in str(page.headers):
                broken.append(words)

    assert broken == []
    assert caplog.records == []


def test_an_answer_with_a_nul_can_be_sent(visitor: Visitor, scene: Scene) -> None:
    visitor.begin(scene.link).answer_all("the wifi\x00 is \ufffe slow \u202e")

    visitor.send("/send")

    assert len(visitor.ticket) == 5
