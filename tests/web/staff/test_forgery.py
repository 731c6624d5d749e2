"""A form must come from one of our own pages, and what was typed is kept when it does not."""

import re

import pytest

from participation.domain.policy import Role
from participation.web.forgery import unmasked


def test_a_form_without_a_token_is_refused_and_its_words_are_kept(house):
    house.say("the wifi is slow")
    officer = house.visitor(Role.OFFICER)

    answer = officer.client.post(
        f"/queue/{house.waiting_id()}/clear", data={"words": "the wifi is slow at home"}
    )

    assert answer.status_code == 400
    assert "This page was open for too long" in answer.text
    assert "the wifi is slow at home" in answer.text


def test_the_token_looks_different_in_every_page(officer):
    officer.get("/")
    first = officer.token
    officer.get("/")

    assert officer.token != first
    assert unmasked(first).split(".")[0] == unmasked(officer.token).split(".")[0]


@pytest.mark.parametrize("text", ["", "é", "abcde", "AAAA", "not a token at all"])
def test_what_is_no_token_is_no_valid_one(text):
    assert "." not in unmasked(text)


def test_every_form_that_sends_carries_the_token(house, officer):
    house.say("the wifi is slow")
    digest = house.digest("Fix the wifi")
    for path in (
        "/",
        "/queue",
        "/consultations/new",
        "/meetings/new",
        f"/meetings/{digest.meeting_id}/digest",
        f"/digests/{digest.id}/edit",
        f"/digests/{digest.id}/send",
    ):
        forms = re.findall(r'<form[^>]*method="post".*?</form>', officer.page(path), re.DOTALL)

        assert forms
        assert all('name="csrf_token"' in form for form in forms), path


def test_a_form_sent_after_the_sign_in_ended_keeps_its_words(house):
    house.say("the wifi is slow")
    visitor = house.visitor()

    answer = visitor.post(f"/queue/{house.waiting_id()}/clear", words="the wifi is slow at home")

    assert answer.status_code == 401
    assert "You were signed out" in answer.text
    assert "the wifi is slow at home" in answer.text
