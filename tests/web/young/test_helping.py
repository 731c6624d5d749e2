"""Help on every page: who can put something right, and who can be asked to get in touch."""

import pytest

from participation.models.database import Database
from participation.services import contacts
from participation.services.councils import council_named
from tests.factories import an_account
from tests.fixtures_databases import SqliteGround
from tests.web.young.conftest import TICKET, Scene, Visitor

FIXED = "Get something fixed for you"
REACHED = "Ask someone to reach you"
PASSPHRASE = "a long enough passphrase of somebody"


@pytest.fixture
def ground(sqlite_ground: SqliteGround) -> SqliteGround:
    """One kind of database: whether a key is there is one look-up on both."""
    return sqlite_ground


@pytest.fixture
def with_key(database: Database, scene: Scene) -> None:
    with database.writing() as session:
        council = council_named(session, "testshire")
        lead = an_account(session, council)
        contacts.make_key(session, council, {lead.id: PASSPHRASE})


def pages_of(visitor: Visitor, scene: Scene) -> dict[str, str]:
    """Return the pages of one who answers and sends, and those of a visitor."""
    pages = {path: visitor.open(path).text for path in ("/", "/journey", "/carry-on", "/nowhere")}
    pages["first"] = visitor.open(f"/c/{scene.link}").text
    pages["wall"] = visitor.open("/wall/testshire").text
    visitor.begin(scene.link)
    pages["question"] = visitor.text
    pages["later"] = visitor.open("/later").text
    pages["check"] = visitor.open("/q").answer_all().text
    pages["receipt"] = visitor.send("/send").text
    words = " ".join(TICKET.findall(pages["receipt"]))
    pages["journey"] = visitor.open("/journey").send("/journey", receipt=words).text
    return pages


def test_every_page_offers_to_have_something_fixed(visitor: Visitor, scene: Scene) -> None:
    pages = pages_of(visitor, scene)

    assert [name for name, page in pages.items() if FIXED not in page] == []
    assert "Where your words are" in pages["journey"]


def test_without_a_key_no_page_offers_the_form(visitor: Visitor, scene: Scene) -> None:
    pages = pages_of(visitor, scene)
    pages["help"] = visitor.open("/help/testshire").text
    pages["form"] = visitor.open("/contact/testshire").text

    assert [name for name in pages if f">{REACHED}</a>" in pages[name]] == []
    assert "You can't leave your name here just now." in pages["form"]


def test_with_a_key_every_page_of_the_council_offers_it(
    visitor: Visitor, scene: Scene, with_key: None
) -> None:
    pages = pages_of(visitor, scene)
    pages["help"] = visitor.open("/help/testshire").text
    elsewhere = visitor.open(f"/c/{scene.other_link}").text

    offering = {name for name in pages if f">{REACHED}</a>" in pages[name]}
    assert offering == {"first", "wall", "question", "later", "check", "receipt", "journey", "help"}
    assert f">{REACHED}</a>" not in elsewhere


def test_of_several_councils_the_right_one_is_asked_for(visitor: Visitor, scene: Scene) -> None:
    page = visitor.open("/help").text

    assert 'href="/help/testshire"' in page
    assert 'href="/help/othershire"' in page


def test_the_only_council_is_gone_to_at_once(
    visitor: Visitor, scene: Scene, database: Database
) -> None:
    with database.writing() as session:
        session.delete(council_named(session, "othershire"))

    visitor.open("/help")

    assert visitor.here == "/help/testshire"
