"""The language of a page: chosen by hand or by the phone, and only one that is offered."""

import pytest

from participation.core.speech import said, speaking
from participation.models.database import Database
from participation.services.councils import council_named
from tests.languages.offering import offer
from tests.web.young.conftest import Scene, Visitor

ARABIC = {"Accept-Language": "ar-SY, en;q=0.5"}


def in_arabic(text: str) -> str:
    with speaking("ar"):
        return said(text)


@pytest.fixture
def offered(scene: Scene, database: Database) -> Scene:
    """One council that offers Arabic and Welsh, and another that offers nothing."""
    with database.writing() as session:
        offer(session, council_named(session, "testshire"), "ar", "cy")
    return scene


def test_the_phones_own_language_is_spoken_where_it_is_offered(
    offered: Scene, visitor: Visitor
) -> None:
    page = visitor.client.get(f"/c/{offered.link}", headers=ARABIC).text

    assert '<html lang="ar" dir="rtl">' in page
    assert in_arabic("Leave quickly") in page


@pytest.mark.parametrize("path", ["/c/{other}", "/c/{other}?in=ar"])
def test_a_council_that_does_not_offer_it_is_shown_in_english(
    offered: Scene, visitor: Visitor, path: str
) -> None:
    address = path.format(other=offered.other_link)

    page = visitor.client.get(address, headers=ARABIC).text

    assert '<html lang="en" dir="ltr">' in page


def test_the_chosen_language_goes_along_to_what_is_wrong_with_an_answer(
    offered: Scene, visitor: Visitor
) -> None:
    visitor.open(f"/c/{offered.link}?in=ar").send(f"/c/{offered.link}")

    visitor.answer("no such face")

    assert in_arabic("We didn't get that. Pick from the answers shown.") in visitor.text


def test_the_language_is_changed_amid_the_questions_and_nothing_is_lost(
    offered: Scene, visitor: Visitor
) -> None:
    visitor.begin(offered.link).answer("happy")
    visitor.open("/language")

    visitor.send("/language", language="ar")

    assert visitor.here == "/q/2"
    assert '<html lang="ar"' in visitor.text
    assert in_arabic("Happy") in visitor.text


def test_a_language_that_nobody_offers_cannot_be_chosen(offered: Scene, visitor: Visitor) -> None:
    visitor.begin(offered.link).open("/language")

    visitor.send("/language", language="vi")

    assert '<html lang="en"' in visitor.text


def test_eight_words_bring_the_language_back_on_another_phone(
    offered: Scene, visitor: Visitor
) -> None:
    visitor.open(f"/c/{offered.link}?in=ar").send(f"/c/{offered.link}")
    words = " ".join(visitor.open("/later").ticket)
    other = Visitor(offered.app.test_client())

    other.open("/carry-on").send("/carry-on", words=words)

    assert '<html lang="ar"' in other.text


def test_numbers_keep_their_order_in_a_page_from_right_to_left(
    offered: Scene, visitor: Visitor
) -> None:
    page = visitor.client.get(f"/c/{offered.link}", headers=ARABIC).text

    assert '<bdi dir="ltr">0800 1111</bdi>' in page
