"""Every young page in every language: no error, and no English where there is a translation."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from participation.core.catalogues import catalogue_of, languages, locale_of, nearest
from participation.core.clock import SetClock
from participation.core.keys import KeyFolder
from participation.models.database import Database
from tests.factories import a_consultation, a_council
from tests.fixtures_databases import migrate
from tests.languages.messages import messages
from tests.languages.offering import offer
from tests.web.young.conftest import Scene, Visitor, an_app, close

OTHERS = [code for code in languages() if code != "en"]
IN_ENGLISH = re.compile(r'<(\w+)[^>]* lang="en"[^>]*>.*?</\1>', re.DOTALL)
HIDDEN = re.compile(r"<(style|script)[^>]*>.*?</\1>", re.DOTALL)
PATHS = ("/", "/journey", "/carry-on", "/wall/testshire", "/help/testshire",
         "/contact/testshire", "/contact/code", "/nowhere", "/language", "/take-back")  # fmt: skip


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """One app over a council that offers every language."""
    folder = tmp_path_factory.mktemp("pages")
    url = f"sqlite:///{folder / 'pages.sqlite'}"
    clock = SetClock(datetime(2026, 3, 11, 12, tzinfo=UTC))
    keys = KeyFolder(folder / "keys")
    keys.prepare()
    migrate(url)
    database = Database(url)
    with database.writing() as session:
        council = a_council(session)
        offer(session, council, *OTHERS)
        link = a_consultation(session, council, clock.now().date()).link
    app = an_app(url, keys, clock, folder)
    yield Scene(app, url, link, "")
    close(app)
    database.close()


def english_in(page: str, language: str) -> list[str]:
    """Return the whole messages that stand in the page in English though they are translated."""
    own = HIDDEN.sub("", IN_ENGLISH.sub("", page))
    shown = {" ".join(part.split()) for part in re.split(r"<[^>]*>", own)}
    return sorted(text for text in shown & set(messages()) if _differs(text, language))


def _differs(text: str, language: str) -> bool:
    for code in nearest(language):
        forms = catalogue_of(code).messages.get(text)
        if forms:
            return forms[0] != text
    return False


def pages_of(visitor: Visitor, scene: Scene, language: str) -> Iterator[str]:
    """Walk from the first page to the receipt and back, through what goes wrong as well."""
    yield visitor.open(f"/c/{scene.link}?in={language}").text
    yield visitor.send(f"/c/{scene.link}").text
    yield visitor.send("/q", value="").text
    yield visitor.open("/later").text
    visitor.open("/q")
    while visitor.here.startswith("/q/"):
        option = re.search(r'type="(?:radio|checkbox)" name="value" value="([^"]+)"', visitor.text)
        yield visitor.answer(option.group(1) if option else "07700 900123").text
    yield visitor.send("/send").text
    receipt = " ".join(visitor.ticket)
    for path in ("/journey", "/take-back", "/taken-back"):
        visitor.open("/journey")
        yield visitor.send(path, receipt=receipt).text
    for path in PATHS:
        yield visitor.open(path).text
    yield visitor.send("/journey", receipt="no such words").text


@pytest.mark.parametrize("language", OTHERS)
def test_every_page_speaks_the_language(scene: Scene, language: str) -> None:
    visitor = Visitor(scene.app.test_client())
    left: dict[str, list[str]] = {}

    for page in pages_of(visitor, scene, language):
        direction = locale_of(language).text_direction
        assert f'<html lang="{language}" dir="{direction}"' in page
        left.update({text: [] for text in english_in(page, language)})

    assert not left
