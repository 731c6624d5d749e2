"""What every page tells the browser, and what a page may hold."""

import gzip
import re
from base64 import b64encode
from hashlib import sha256

import pytest

from participation.domain.policy import Role
from participation.web.staff.parts import parts

PAGES = ["/", "/queue", "/consultations", "/consultations/new", "/themes", "/meetings", "/asks"]


def test_a_page_is_kept_by_nobody_and_framed_by_nobody(officer):
    headers = officer.get("/").headers

    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-XSS-Protection"] == "1; mode=block"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]


def test_an_error_page_has_the_same_headers(officer):
    headers = officer.get("/nothing").headers

    assert headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_holds_nothing_that_its_own_policy_forbids(house, officer, path):
    house.say("the wifi is slow")
    answer = officer.get(path)
    policy = answer.headers["Content-Security-Policy"]

    inline = re.findall(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", answer.text, re.DOTALL)

    assert inline
    for script in inline:
        assert b64encode(sha256(script.encode()).digest()).decode() in policy
    assert "<style" not in answer.text
    assert not re.search(r'<[^>]+\s(style|on[a-z]+)="', answer.text)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_asks_nothing_of_another_origin(house, officer, path):
    text = officer.get(path).text

    loaded = re.findall(r'<(?:script|link|img|iframe)[^>]+(?:src|href)="([^"]+)"', text)

    assert loaded
    assert all(address.startswith("/static/") for address in loaded)


def test_static_parts_are_small_and_kept_for_good(house):
    client = house.app.test_client()
    for name, part in parts().items():
        answer = client.get(f"/static/{name}?v={part.version}", headers={"Accept-Encoding": "gzip"})

        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert gzip.decompress(answer.data) == part.plain
        assert "Set-Cookie" not in answer.headers


def test_a_static_part_reaches_a_browser_that_unpacks_nothing(house):
    answer = house.app.test_client().get("/static/staff.css")

    assert answer.data == parts()["staff.css"].plain


def test_nothing_outside_the_folder_is_sent(house):
    client = house.app.test_client()

    answers = [client.get(f"/static/{name}") for name in ("../app.py", "vendor", "none.css")]

    assert {answer.status_code for answer in answers} == {404}


def test_no_font_image_or_crown_of_the_government_is_shipped():
    css = parts()["vendor/govuk-frontend-6.3.0/govuk-frontend.min.css"].plain

    assert b"GDS Transport" not in css
    assert b"url(" not in css


def test_pages_are_compressed_for_who_takes_that(officer):
    small = officer.client.get("/themes", headers={"Accept-Encoding": "gzip"})
    plain = officer.client.get("/themes")

    assert small.headers["Content-Encoding"] == "gzip"
    assert len(small.data) < len(plain.data) / 3
    assert "Content-Encoding" not in plain.headers


def test_one_cookie_and_no_more(house):
    visitor = house.visitor(Role.OFFICER)

    visitor.page("/")

    assert [cookie.key for cookie in visitor.client._cookies.values()] == ["staff"]
