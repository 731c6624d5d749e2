"""Stopping, and carrying on later on another device or after a restart."""

from datetime import timedelta
from pathlib import Path

import pytest

from participation.core.clock import SetClock
from participation.core.keys import KeyFolder
from tests.web.young.conftest import Scene, Visitor, an_app, close


@pytest.fixture
def begun(visitor: Visitor, scene: Scene) -> Visitor:
    """A browser that has answered one question."""
    return visitor.begin(scene.link).answer("sad")


def test_eight_words_bring_the_answers_to_another_device(begun: Visitor, scene: Scene) -> None:
    words = begun.open("/later").ticket
    other = Visitor(scene.app.test_client()).open("/carry-on")

    other.send("/carry-on", words=" ".join(words))

    assert len(words) == 8
    assert other.here == "/q/2"
    assert 'value="sad" checked' in other.open("/q/1").text


def test_nobody_promises_the_words_for_longer_than_they_work(begun: Visitor) -> None:
    assert "After 28 days it is all deleted." in begun.open("/later").text


def test_after_that_time_the_words_open_nothing(
    begun: Visitor, scene: Scene, clock: SetClock
) -> None:
    words = begun.open("/later").ticket
    clock.moment += timedelta(days=29)
    other = Visitor(scene.app.test_client()).open("/carry-on")

    other.send("/carry-on", words=" ".join(words))

    assert other.page.status_code == 404


@pytest.mark.parametrize("typed", ["", "one two three", "zoo " * 8, "x" * 5000, "😀 🙂"])
def test_wrong_words_are_kept_in_the_box_with_what_to_do(visitor: Visitor, typed: str) -> None:
    visitor.open("/carry-on").send("/carry-on", words=typed)

    assert visitor.page.status_code == 404
    assert "There should be eight. Check each one" in visitor.text
    assert typed in visitor.text


def test_a_form_open_too_long_keeps_the_words(visitor: Visitor) -> None:
    visitor.open("/carry-on").send("/carry-on", words="some words", csrf_token="old")

    assert visitor.page.status_code == 400
    assert "Press the button again" in visitor.text
    assert ">\nsome words</textarea>" in visitor.text


def test_a_restart_of_the_server_in_the_middle_loses_nothing(
    begun: Visitor, scene: Scene, keys: KeyFolder, clock: SetClock, tmp_path: Path
) -> None:
    begun.answer("room")
    open_form = begun.hidden
    cookie = begun.client.get_cookie("views")
    again = an_app(scene.url, keys, clock, tmp_path)
    after = Visitor(again.test_client())
    after.client.set_cookie("views", cookie.value)

    after.send("/q", open_form, value="no").answer_all().send("/send")

    close(again)
    assert after.page.status_code == 200
    assert len(after.ticket) == 5
