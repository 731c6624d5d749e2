"""Digests: built, filled, looked at and sent."""

from uuid import uuid4

import pytest
from sqlalchemy import select

from participation.domain.policy import Role
from participation.models import Ask, Digest, DigestConsultation, Job, Quote

ASK = {"words": "Fix the wifi in every room.", "theme": "wifi-and-phones", "promise": ""}


@pytest.fixture
def home(house):
    """A consultation that twelve answered, all of it read."""
    row = house.say("the wifi never works in my room", many=12)
    house.read_all()
    return row


@pytest.fixture
def digest(house, home):
    """A draft that takes the consultation."""
    return house.digest()


def rows(house, table):
    with house.database.reading() as session:
        return session.scalars(select(table)).all()


def test_one_is_built_from_what_was_chosen(house, officer, home):
    meeting = house.meeting()

    answer = officer.post(f"/meetings/{meeting.id}/digest", consultations=["home"])

    (digest,) = rows(house, Digest)
    assert answer.location == f"/digests/{digest.id}/edit"
    page = officer.page(answer.location)
    assert "Figures frozen" in page
    assert "the wifi never works in my room" in page
    figures = officer.page(f"/digests/{digest.id}/figures")
    behind = officer.page(f"/digests/{digest.id}/figures/home/wifi-and-phones")
    assert "about 10" in figures
    assert behind.count("the wifi never works in my room") == 12
    assert officer.get(f"/digests/{digest.id}/figures/home/money").status_code == 200
    assert officer.get(f"/digests/{digest.id}/figures/home/nothing").status_code == 404
    asks = officer.page(f"{answer.location}?theme=wifi-and-phones&consultation={home.id}")
    assert "nobody has been asked about them yet" in asks
    assert '<option value="wifi-and-phones" selected' in asks
    officer.post(f"/digests/{digest.id}/asks", **ASK, consultation=str(home.id))
    assert "nobody has been asked about them yet" not in officer.page(answer.location)


def test_a_paper_without_a_consultation_says_so_and_needs_something_to_tell(house, officer, home):
    built = officer.post(f"/meetings/{house.meeting().id}/digest")
    (digest,) = rows(house, Digest)
    page = officer.page(built.location)

    empty = officer.post(f"/digests/{digest.id}/send")
    action = {"words": "Wifi in every home.", "promise": "", "owner": "Fostering", "partner": ""}
    officer.post("/plan/new", **action, due=["1", "5", "2026"])
    sent = officer.post(f"/digests/{digest.id}/send")

    assert "No consultation comes to this meeting" in page
    assert "Add an ask" not in page
    assert (empty.status_code, "nothing to tell in this digest" in empty.text) == (400, True)
    assert "No consultation comes to this meeting" in officer.page(sent.location)
    assert "Wifi in every home" in officer.page(sent.location)


def test_unread_answers_stand_in_the_way_until_the_officer_says_so(house, officer, home):
    house.say("one more thing about the wifi")
    address = f"/meetings/{house.meeting().id}/digest"

    first = officer.post(address, consultations=["home"])
    second = officer.post(address, consultations=["home"], although_unread="y")

    assert first.status_code == 400
    assert "still unread" in first.text
    assert "Take them although some answers are unread" in first.text
    assert 'value="home" checked' in first.text.replace("\n", " ").replace("  ", " ")
    assert second.status_code == 302


def test_building_again_keeps_the_opening_and_the_asks(house, officer, digest, home):
    officer.post(f"/digests/{digest.id}/framing", framing="Why this comes now.")
    officer.post(f"/digests/{digest.id}/asks", **ASK, consultation=str(home.id))

    answer = officer.post(f"/meetings/{digest.meeting_id}/digest", consultations=["home"])

    page = officer.page(answer.location.partition("#")[0])
    assert "Why this comes now.</textarea>" in page
    assert ASK["words"] in page
    assert len(rows(house, Digest)) == 1


def test_too_long_an_opening_is_refused_and_kept(officer, digest):
    words = "too long " * 500

    answer = officer.post(f"/digests/{digest.id}/framing", framing=words)

    assert answer.status_code == 400
    assert "Use at most 4,000 characters." in answer.text
    assert words.strip() in answer.text


def test_words_stand_in_place_of_figures_where_too_few_answered(house, officer):
    row = house.say("the wifi never works in my room", many=3)
    house.read_all()
    digest = house.digest()

    officer.post(f"/digests/{digest.id}/statements/{row.id}", statement="We want wifi at night.")

    page = officer.page(f"/digests/{digest.id}/edit")
    assert "Too few for figures" in page
    assert "We want wifi at night.</textarea>" in page
    assert rows(house, DigestConsultation)[0].statement == "We want wifi at night."


def test_a_quote_is_taken_out(house, officer, digest):
    (quote, *_) = rows(house, Quote)

    officer.post(f"/digests/{digest.id}/quotes/{quote.answer_id}/remove")
    again = officer.post(f"/digests/{digest.id}/quotes/{quote.answer_id}/remove")

    assert quote.answer_id in {row.answer_id for row in rows(house, Quote) if row.taken_out}
    assert again.status_code == 404


def test_an_ask_is_put_on_and_taken_off(house, officer, digest, home):
    officer.post(f"/digests/{digest.id}/asks", **ASK, consultation=str(home.id))
    (ask,) = rows(house, Ask)

    officer.post(f"/digests/{digest.id}/asks/{ask.id}/remove")

    assert (ask.number, ask.words, ask.promise) == (1, ASK["words"], "home")
    assert rows(house, Ask) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"words": " "}, "Write what the board is asked to do."),
        ({"consultation": str(uuid4())}, "Choose one from the list."),
        ({"consultation": ""}, "Choose one from the list."),
        ({"theme": "none"}, "Choose one from the list."),
        ({"words": "x" * 4001}, "Use at most 4,000 characters."),
    ],
)
def test_a_wrong_ask_is_refused_and_the_rest_is_kept(house, officer, digest, home, change, told):
    typed = {**ASK, "consultation": str(home.id), **change}

    answer = officer.post(f"/digests/{digest.id}/asks", **typed)

    assert answer.status_code == 400
    assert told in answer.text
    assert typed["words"].strip() in answer.text
    assert rows(house, Ask) == []


def test_before_sending_it_is_shown_as_members_read_it(house, officer, digest):
    page = officer.page(f"/digests/{digest.id}/send")

    assert "This is how members will read it." in page
    assert "There is no ask in this digest" in page
    assert "What young people say" in page


def test_sending_tells_every_member_once(house, officer, digest, home):
    officer.post(f"/digests/{digest.id}/asks", **ASK, consultation=str(home.id))

    answer = officer.post(f"/digests/{digest.id}/send")
    again = officer.post(f"/digests/{digest.id}/send")

    mails = [job for job in rows(house, Job) if job.kind == "tell-member"]
    assert answer.location == f"/digests/{digest.id}"
    assert again.status_code == 409
    assert len(mails) == 1


def test_what_was_sent_cannot_be_changed(house, officer, home):
    digest = house.digest("Fix the wifi.", sent=True)
    (quote, *_) = rows(house, Quote)
    ask = house.ask_id(digest)

    answers = [
        officer.post(f"/digests/{digest.id}/framing", framing="New words for it."),
        officer.post(f"/digests/{digest.id}/quotes/{quote.answer_id}/remove"),
        officer.post(f"/digests/{digest.id}/asks/{ask}/remove"),
        officer.post(f"/digests/{digest.id}/asks", **ASK, consultation=str(home.id)),
        officer.post(f"/digests/{digest.id}/statements/{home.id}", statement="New words."),
    ]

    assert {answer.status_code for answer in answers} == {409}
    assert "New words for it." in answers[0].text
    assert officer.get(f"/digests/{digest.id}/edit").location == f"/digests/{digest.id}"


def test_members_and_ambassadors_see_no_draft(house, digest):
    for role in (Role.MEMBER, Role.AMBASSADOR):
        answers = [
            house.visitor(role).get(f"/digests/{digest.id}{ending}")
            for ending in ("", "/paper.pdf", "/paper.docx")
        ]

        assert {answer.status_code for answer in answers} == {404}
