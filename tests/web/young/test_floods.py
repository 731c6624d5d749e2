"""A flood slows whoever makes it, and nobody else: not elsewhere, and not in the same home."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from participation.core.clock import SetClock
from participation.core.keys import KeyFolder
from participation.models import Submission
from participation.models.database import Database
from participation.web.young import limits
from participation.web.young.limits import BROWSERS, place_of
from tests.fixtures_databases import SqliteGround
from tests.web.young.conftest import Scene, Visitor, an_app, close

HOME, ELSEWHERE = "203.0.113.9", "203.0.113.10"
PLACE = 12
OWN = PLACE // BROWSERS


@pytest.fixture
def ground(sqlite_ground: SqliteGround) -> SqliteGround:
    """One kind of database: nothing here depends on it."""
    return sqlite_ground


@pytest.fixture
def small(
    scene: Scene,
    keys: KeyFolder,
    clock: SetClock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Scene]:
    """The same council on an app whose limits are soon reached."""
    for view in limits.LIMITS.keys() - {"start.begin"}:
        monkeypatch.setitem(limits.LIMITS, view, PLACE)
    app = an_app(scene.url, keys, clock, tmp_path)
    yield Scene(app, scene.url, scene.link, scene.other_link)
    close(app)


def at(scene: Scene, address: str) -> Visitor:
    """Return a fresh browser at this address."""
    client = FlaskClient(scene.app, scene.app.response_class)
    client.environ_base["REMOTE_ADDR"] = address
    return Visitor(client)


def looks(visitor: Visitor, words: str = "no such words here now") -> int:
    return visitor.open("/journey").send("/journey", receipt=words).page.status_code


def sends(visitor: Visitor, link: str) -> int:
    return visitor.begin(link).answer_all().send("/send").page.status_code


def test_wrong_receipts_slow_their_browser_and_not_who_lives_with_it(small: Scene) -> None:
    flooder, housemate = at(small, HOME), at(small, HOME)
    housemate.begin(small.link).answer_all().send("/send")
    receipt = " ".join(housemate.ticket)

    flood = [looks(flooder) for _ in range(PLACE * 2)]

    assert flood == [404] * OWN + [429] * (PLACE * 2 - OWN)
    assert "Wait one minute" in flooder.text
    assert looks(housemate, receipt) == 200


def test_a_flooder_who_takes_a_new_cookie_each_time_reaches_the_limit_of_the_place(
    small: Scene,
) -> None:
    flood = [looks(at(small, HOME)) for _ in range(PLACE + 3)]

    assert flood == [404] * PLACE + [429] * 3
    assert looks(at(small, ELSEWHERE)) == 404


def test_spam_is_stored_no_faster_than_its_browser_may_send(
    small: Scene, database: Database
) -> None:
    spammer, housemate = at(small, HOME), at(small, HOME)

    spam = [sends(spammer, small.link) for _ in range(OWN + 1)]

    assert spam == [200] * OWN + [429]
    assert sends(housemate, small.link) == 200
    with database.reading() as session:
        assert session.query(Submission).count() == OWN + 1


def test_on_a_shared_tablet_each_person_has_a_share(small: Scene) -> None:
    tablet = at(small, HOME)

    sent = []
    for _ in range(OWN + 2):
        tablet.open(f"/c/{small.link}").send(f"/c/{small.link}", shared="on").answer_all()
        sent.append(tablet.send("/send").page.status_code)
        tablet.open("/next")

    assert set(sent) == {200}


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:bbbb::9", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("no address", "no address"),
        ("", ""),
    ],
)
def test_whoever_makes_up_addresses_within_a_connection_stays_one_place(
    address: str, place: str
) -> None:
    assert place_of(address) == place
