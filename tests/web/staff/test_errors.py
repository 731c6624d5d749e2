"""Errors are pages in plain words, and the log holds nobody's."""

import logging

import pytest
from sqlalchemy.exc import IntegrityError

from participation.core import errors
from participation.domain.policy import Permission
from participation.web.staff.access import needs
from participation.web.staff.errors import page_for


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (errors.NotFound("x"), 404),
        (errors.NotAllowed("x"), 403),
        (errors.Changed("x"), 409),
        (errors.Refused("x"), 409),
        (IntegrityError("x", None, ValueError("x")), 409),
        (errors.BadFile("a", "b", "c"), 400),
        (errors.NotSetUp("x"), 503),
        (errors.ParticipationError("x"), 500),
        (RuntimeError("x"), 500),
    ],
)
def test_each_error_has_its_line_in_the_table(error, status):
    assert page_for(error).status == status


def test_an_unknown_address_is_told_plainly(officer):
    answer = officer.get("/nothing")

    assert answer.status_code == 404
    assert "This is not here" in answer.text


def test_what_nobody_foresaw_is_told_plainly_and_logged_without_its_words(house, officer, caplog):
    @needs(Permission.SEE_START)
    def fail():
        raise RuntimeError("someone hurts me")

    house.app.add_url_rule("/fails", "fails", fail)

    with caplog.at_level(logging.ERROR):
        answer = officer.get("/fails")

    assert answer.status_code == 500
    assert "Sorry, this did not work" in answer.text
    assert "RuntimeError" in caplog.text
    assert "hurts" not in caplog.text + answer.text


def test_a_form_that_is_far_too_long_is_refused(officer):
    answer = officer.post("/meetings/new", focus="x" * 300_000)

    assert answer.status_code == 413
    assert "too long to send" in answer.text
