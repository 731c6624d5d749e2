"""What every answer carries, weighs and leaves behind."""

import gzip
import logging
import re
from http.cookies import SimpleCookie
from pathlib import Path

import pytest

from participation.core.clock import SetClock
from participation.core.keys import KeyFolder
from participation.web.young.style import policy_name
from tests.fixtures_databases import SqliteGround
from tests.web.young.conftest import Scene, Visitor, an_app, close

LARGEST = 8_000


@pytest.fixture
def ground(sqlite_ground: SqliteGround) -> SqliteGround:
    """One kind of database: nothing here depends on it."""
    return sqlite_ground


def over_the_wire(visitor: Visitor, path: str) -> int:
    """Return the bytes of the answer, with its headers, as a phone receives it."""
    page = visitor.client.get(path, headers={"Accept-Encoding": "gzip"})
    assert page.headers["Content-Encoding"] == "gzip"
    head = "".join(f"{name}: {value}\r\n" for name, value in page.headers)
    return len(f"HTTP/1.1 200 OK\r\n{head}\r\n") + len(page.data)


def test_the_first_pages_are_small(visitor: Visitor, scene: Scene) -> None:
    visitor.begin(scene.link)

    sizes = {path: over_the_wire(visitor, path) for path in ("/", f"/c/{scene.link}", "/q/1")}

    assert max(sizes.values()) <= LARGEST, sizes


@pytest.mark.parametrize("path", ["/", "/c/{link}", "/q/1", "/wall/testshire", "/leave"])
def test_a_page_asks_for_nothing_more(visitor: Visitor, scene: Scene, path: str) -> None:
    visitor.begin(scene.link).open(path.format(link=scene.link))

    fetched = re.findall(r'(?:src|action|rel="\w+" href)="([^"]+)"', visitor.text)

    assert all(place.startswith("/") or place == "data:," for place in fetched)
    assert "<script src" not in visitor.text
    assert '<link rel="stylesheet"' not in visitor.text
    assert " style=" not in visitor.text


@pytest.mark.parametrize("path", ["/", "/c/{link}", "/q/1", "/nowhere", "/leave"])
def test_every_answer_is_guarded_and_kept_by_nobody(
    visitor: Visitor, scene: Scene, path: str
) -> None:
    visitor.begin(scene.link).open(path.format(link=scene.link))
    headers = visitor.page.headers

    policy = headers["Content-Security-Policy"]

    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert not re.search(r"https?:", policy)
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Robots-Tag"] == "noindex, nofollow"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_a_page_allows_only_the_style_and_script_that_it_carries(
    visitor: Visitor, scene: Scene
) -> None:
    visitor.begin(scene.link)
    policy = visitor.page.headers["Content-Security-Policy"]

    style, script = (
        re.search(f"<{kind}>(.*?)</{kind}>", visitor.text, re.DOTALL).group(1)
        for kind in ("style", "script")
    )

    assert f"style-src {policy_name(style)};" in policy
    assert f"script-src {policy_name(script)} 'self';" in policy


def test_later_questions_point_to_parts_that_the_browser_keeps(
    visitor: Visitor, scene: Scene
) -> None:
    visitor.begin(scene.link).answer("ok")
    place = re.search(r'<link rel="stylesheet" href="([^"]+)"', visitor.text).group(1)

    part = visitor.client.get(place, headers={"Accept-Encoding": "gzip"})
    plain = visitor.client.get(place)
    before = visitor.client.get("/p/0123456789.css")

    assert "<style>" not in visitor.text
    assert "immutable" in part.headers["Cache-Control"]
    assert gzip.decompress(part.data) == plain.data
    assert before.headers["Cache-Control"] == "no-store"
    assert before.data == plain.data
    assert visitor.client.get("/p/secret.txt").status_code == 404


def test_titles_and_file_names_say_nothing(visitor: Visitor, scene: Scene) -> None:
    visitor.begin(scene.link)

    titles = [
        re.search(r"<title>(.*?)</title>", visitor.open(path).text).group(1)
        for path in ("/", f"/c/{scene.link}", "/q/1", "/later", "/journey", "/wall/testshire")
    ]

    assert not re.search(r"care\b|council|child|shire", " ".join(titles), re.IGNORECASE)
    assert "og:" not in visitor.text


def test_one_cookie_that_scripts_and_other_sites_cannot_use(visitor: Visitor, scene: Scene) -> None:
    page = visitor.client.get(f"/c/{scene.link}")

    cookie = SimpleCookie(page.headers.getlist("Set-Cookie")[0])["views"]

    assert len(page.headers.getlist("Set-Cookie")) == 1
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert not cookie["expires"]


def test_over_https_the_cookie_belongs_to_this_host_alone(
    scene: Scene, keys: KeyFolder, clock: SetClock, tmp_path: Path
) -> None:
    address = {"PARTICIPATION_YOUNG_ADDRESS": "https://views.example"}
    app = an_app(scene.url, keys, clock, tmp_path, **address)
    proxied = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "views.example"}

    page = app.test_client().get(f"/c/{scene.link}", headers=proxied)

    close(app)
    cookie = page.headers["Set-Cookie"]
    assert cookie.startswith("__Host-views=")
    assert "Secure" in cookie
    assert "max-age" in page.headers["Strict-Transport-Security"]


def test_the_token_of_a_form_is_masked_anew_in_every_page(visitor: Visitor) -> None:
    tokens = {visitor.open("/journey").hidden["csrf_token"] for _ in range(3)}

    assert len(tokens) == 3


def test_a_browser_that_takes_no_gzip_gets_the_plain_page(visitor: Visitor) -> None:
    plain = visitor.client.get("/")
    packed = visitor.client.get("/", headers={"Accept-Encoding": "gzip"})

    assert "Content-Encoding" not in plain.headers
    assert b"Say what you think" in gzip.decompress(packed.data)


def test_a_fault_shows_a_plain_page_and_logs_neither_words_nor_address(
    visitor: Visitor,
    scene: Scene,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def break_down(**_: object) -> None:
        raise RuntimeError("my secret words")

    monkeypatch.setitem(scene.app.view_functions, "helping.show", break_down)
    with caplog.at_level(logging.DEBUG):
        page = visitor.client.get("/help/testshire", environ_base={"REMOTE_ADDR": "203.0.113.9"})

    assert page.status_code == 500
    assert "Something broke at our end" in page.text
    assert "RuntimeError" in caplog.text
    assert "secret" not in caplog.text + page.text
    assert "203.0.113.9" not in caplog.text


def test_a_fault_keeps_what_was_typed_and_offers_to_try_again(
    visitor: Visitor, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down() -> None:
        raise RuntimeError

    visitor.begin(scene.link).answer_all().open("/q/5")
    with monkeypatch.context() as broken:
        broken.setitem(scene.app.view_functions, "questions.answer", break_down)
        visitor.answer("my long thought")
    refused = visitor.page.status_code, visitor.text

    visitor.send("/q", value="my long thought")

    assert refused[0] == 500
    assert 'name="value" value="my long thought"' in refused[1]
    assert "Try again" in refused[1]
    assert "my long thought" in visitor.open("/q/5").text


def test_the_wrong_way_to_ask_is_told_plainly(visitor: Visitor) -> None:
    visitor.open("/journey")
    page = visitor.client.post("/", data=visitor.hidden)

    assert page.status_code == 405
    assert "There is nothing here" in page.text


def test_after_sending_nothing_stands_in_the_log(visitor: Visitor, scene: Scene) -> None:
    visitor.begin(scene.link).answer_all().send("/send")

    log = Path(scene.url.removeprefix("sqlite:///") + "-wal")

    assert len(visitor.ticket) == 5
    assert log.stat().st_size == 0
