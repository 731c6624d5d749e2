"""A form must come from one of our own pages, and what was typed is kept when it does not."""

import re
from base64 import urlsafe_b64encode

from participation.domain.policy import Role
from participation.web.forgery import under_mask


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
    assert under_mask(first) == under_mask(officer.token) != ""


def test_what_is_no_token_is_no_valid_one(officer):
    officer.get("/")
    other = urlsafe_b64encode(bytes(16) + bytes(20)).decode()

    for text in ("", "é", "abcde", "AAAA", "not a token at all", other, officer.token[:-4]):
        answer = officer.client.post("/consultations/new", data={"csrf_token": text})

        assert answer.status_code == 400
        assert "This page was open for too long" in answer.text


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
