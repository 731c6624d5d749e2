"""Every kind of question on its page: what fits, what does not, and what is stored."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import select

from participation.core.clock import SetClock
from participation.core.keys import KeyFolder
from participation.core.sealed import open_original
from participation.models import Answer, Reading
from participation.models.database import Database
from participation.services import consultations
from participation.services.councils import council_named
from participation.web.young.asked import MOST_FOLDED
from surveys.loader import load_survey_file
from tests.core.test_pictures import a_photo
from tests.web.young.conftest import Scene, Visitor

EVERY = load_survey_file(Path(__file__).parents[2] / "surveys" / "every-kind.toml")

# Each line: the question, a reply that does not fit, what must still be there, one that fits.
WALK = [
    ("hello", None, "", {}),
    ("feel", {"value": "purple"}, "Pick from the answers shown.", {"value": "ok"}),
    (
        "colour",
        {"value": "red", "words": "a bit orange"},
        'value="a bit orange"',
        {"value": "other", "words": "a bit orange"},
    ),
    (
        "help",
        {"value": ["music", "walk", "sleep", "talk"]},
        "You can pick 3 here",
        {"value": ["talk"], "words": "my dog"},
    ),
    ("place", {"value": "12 Oak Road"}, "Pick from the answers shown.", {"value": "own-place"}),
    ("rate-place", {}, "We need an answer here.", {"value": "very-bad"}),
    ("rate-review", {"value": "9"}, "Pick from the answers shown.", {"value": "skip"}),
    ("safe", {"value": ["yes", "no"]}, "You can pick one here.", {"value": "yes"}),
    ("listen", {"value": ""}, "We need an answer here.", {"value": "kept"}),
    ("life", {"value": "11"}, "Pick a number from 0 to 10.", {"value": "3"}),
    ("low-why", {"value": "x" * 61}, 'value="xxxx', {"value": "the noise"}),
    ("moves", {"value": "lots & lots"}, 'value="lots & lots"', {"value": "4"}),
    ("since", {"value": ["5", "24"]}, 'value="24"', {"value": ["5", "2024"]}),
    (
        "matters",
        {"value": ["food:1", "", "quiet:1"]},
        'value="quiet:1" selected',
        {"value": ["food:2", "", "quiet:1"]},
    ),
    ("nice", {"value": "nothing"}, "Pick from the answers shown.", {"value": "pet"}),
    ("better", {"value": "y" * 401}, "yyyy</textarea>", {"value": ""}),
    ("draw", {"picture": b"no picture"}, 'type="file" id="answer"', {"picture": a_photo()}),
]
STORED = {
    "feel": ("ok", None),
    "colour": ("other", "a bit orange"),
    "help": ("talk other", "my dog"),
    "place": ("own-place", None),
    "rate-place": ("very-bad", None),
    "safe": ("yes", None),
    "listen": ("kept", None),
    "life": ("3", None),
    "low-why": ("", "the noise"),
    "moves": ("4", None),
    "since": ("2024-05", None),
    "matters": ("quiet food", None),
    "nice": ("pet", None),
    "draw": ("", ""),
}


def send(visitor: Visitor, name: str, given: dict[str, object]) -> None:
    """Send the form of the question as its page does."""
    if name != "draw":
        visitor.send("/q", **given)
        return
    upload = BytesIO(given["picture"]), "photo.jpg"
    form = {**visitor.hidden, "picture": upload}
    at = re.search(r'action="(/q/\d+/drawing)"', visitor.text).group(1)
    visitor.page = visitor.client.post(at, data=form, follow_redirects=True)


@pytest.fixture
def begun(visitor: Visitor, scene: Scene, database: Database, clock: SetClock) -> Visitor:
    """A browser at the first question of the survey of every kind."""
    with database.writing() as session:
        council = council_named(session, "testshire")
        version = consultations.publish_survey(session, council, EVERY)
        today = clock.now().date()
        opening = consultations.Opening("kinds", "Every kind", (), today, today)
        link = consultations.open_consultation(session, council, version, opening).link
    return visitor.begin(link)


def test_every_kind_is_asked_mended_checked_and_stored(
    begun: Visitor, database: Database, keys: KeyFolder
) -> None:
    for name, unfit, kept, fits in WALK:
        assert begun.hidden["question"] == name
        assert begun.text.count('class="mine"') <= MOST_FOLDED
        if unfit is not None:
            send(begun, name, unfit)
            assert begun.hidden["question"] == name
            assert 'id="fix" tabindex="-1"' in begun.text
            assert re.search(r'aria-describedby="[^"]*fix"', begun.text)
            assert kept in begun.text
        send(begun, name, fits)

    check = begun.text
    begun.send("/send")

    assert all(words in check for words in ("May 2024", "1 A quiet room, 2 Good food", "a bit o"))
    assert "Talking to someone, Something else" in check
    assert "About these questions" not in check
    assert len(begun.ticket) == 5
    private = keys.reading().reading_private
    with database.reading() as session:
        answers = session.scalars(select(Answer)).all()
        stored = {
            one.question: (one.codes, one.original and open_original(private, one.original))
            for one in answers
        }
        unread = {one.question for one in answers if one.reading == Reading.UNREAD}
    assert stored == STORED
    assert unread == {"colour", "help", "low-why", "draw"}


def test_a_page_to_read_asks_nothing_and_a_picture_stands_beside_its_words(begun: Visitor) -> None:
    page = begun.text
    drawn = begun.client.get("/picture/house.svg")
    missing = begun.client.get("/picture/nothing.svg")

    assert '<img class="shown" src="/picture/house.svg" alt=""' in page
    assert 'name="value"' not in page
    assert "I don't want to say" not in page
    assert drawn.mimetype == "image/svg+xml"
    assert drawn.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert missing.status_code == 404


def test_changing_an_earlier_answer_leads_to_its_own_page(begun: Visitor) -> None:
    begun.send("/q").send("/q", value="happy")

    change = re.search(r'href="(/q/\d+)#now">Change', begun.text).group(1)

    assert change == "/q/2"
    assert 'value="happy" checked' in begun.open(change).text
