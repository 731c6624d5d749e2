"""A photo where one is asked for: fetched, made anew, kept sealed; anywhere else left alone."""

import json
from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import select

from bots import words
from bots.adapter import Heard, Kind
from bots.fetching import Brought, heard_of
from participation.core.pictures import TOO_BIG
from participation.models import Consultation, Drawing, KeptDrawing
from participation.services import consultations
from participation.services.councils import council_named
from surveys.definition import Question, Survey
from surveys.kinds import Kind as QuestionKind
from surveys.loader import load_survey
from surveys.words import Words
from tests.bots.conftest import Somebody, text_of
from tests.fakes.bot_api import BotApi
from tests.fakes.talking_bot import TalkingBot

PLACE = b"GPS 52.6369 N 1.1398 W"


def photo(colour: str = "navy") -> bytes:
    kept = BytesIO()
    exif = Image.Exif()
    exif[0x010E] = PLACE.decode()
    Image.new("RGB", (320, 240), colour).save(kept, "JPEG", exif=exif)
    return kept.getvalue()


@pytest.fixture
def asked(talk, clock) -> Consultation:
    """A drawing is asked for, then a few words."""
    made = load_survey("where-i-live", "demo")
    drawn = Question("drawn", QuestionKind.DRAWING, Words.english("Draw your room."))
    text = Question("more", QuestionKind.TEXT, Words.english("Anything else?"))
    survey = Survey("drawn", made.title, made.about, 2, made.ages, (drawn, text))
    today = clock.now().date()
    with talk.database.writing() as session:
        council = council_named(session, "testshire")
        version = consultations.publish_survey(session, council, survey)
        opening = consultations.Opening("drawn", "Drawn", (), today, today + timedelta(days=9))
        return consultations.open_consultation(session, council, version, opening)


def rows(talk, table) -> list:
    with talk.database.reading() as session:
        return list(session.scalars(select(table)))


def sent_to(talk, link: str, content: bytes, **sent: object) -> tuple[str, list[str]]:
    """Return what is said to a photo sent through Telegram, and what was called for it."""
    with BotApi() as api, TalkingBot(api, talk):
        api.files["pic"] = content
        chat = api.chat()
        chat.types(f"/start {link}")
        chat.presses("Yes")
        said = chat.sends(**sent)
        return "\n".join(one.text for one in said), api.calls


FILE = {"file_id": "pic", "file_unique_id": "pic"}
PHOTO = {"photo": [{"width": 1, "height": 1, **FILE}]}
DOCUMENT = {"document": {"mime_type": "image/jpeg", **FILE}}


@pytest.mark.parametrize("sent", [PHOTO, DOCUMENT])
def test_a_photo_is_fetched_made_anew_and_asked_on(talk, asked, sent):
    said, calls = sent_to(talk, asked.link, photo(), **sent)

    (kept,) = rows(talk, KeptDrawing)
    assert "getFile" in calls
    assert "You said: A picture" in said
    assert "2 of 2" in said
    assert PLACE not in kept.sealed


@pytest.mark.parametrize("content", [b"no picture at all", b"x" * 10_000_001])
def test_what_is_no_picture_or_too_big_is_told_and_the_question_asked(talk, asked, content):
    said, _calls = sent_to(talk, asked.link, content, **PHOTO)

    assert "picture" in said
    assert "1 of 2" in said
    assert rows(talk, KeptDrawing) == []


def test_a_photo_that_is_gone_stops_nobody(talk, asked):
    gone = {**PHOTO["photo"][0], "file_id": "gone"}

    said, _calls = sent_to(talk, asked.link, b"", photo=[gone])

    assert "1 of 2" in said


def test_the_question_says_how_and_who_sees_it(somebody, asked):
    somebody.begins(asked.link)

    assert words.SEND_PHOTO in somebody.last.text
    assert words.SEEN_BY in somebody.last.text
    for kind in (Kind.OTHER, Kind.FORWARDED):
        said = text_of(somebody.types("", kind))
        # Where a photo is asked for, none may hear that pictures stay unread.
        assert said.startswith(words.NOT_A_PHOTO)
        assert words.SEND_PHOTO in said


def test_a_picture_is_sent_with_the_answers(somebody, talk, asked):
    somebody.begins(asked.link)
    fetched = somebody.talk.answer(Heard(somebody.chat, Kind.PHOTO, photo="pic"))
    worded = somebody.talk.answer(Heard(somebody.chat, Kind.PHOTO, "My room", photo="pic"))
    brought(somebody, jpeg=photo())
    somebody.types("skip")
    somebody.presses("Send")

    assert fetched.fetch
    assert fetched.said == ()
    assert worded.fetch
    assert text_of(worded) == words.ONLY_THE_PICTURE
    assert "A picture" in somebody.seen[-3].text
    assert len(rows(talk, Drawing)) == 1
    assert rows(talk, KeptDrawing) == []


def test_a_picture_that_comes_after_going_on_is_let_go(somebody, talk, asked):
    somebody.begins(asked.link)
    somebody.types("skip")

    assert brought(somebody, jpeg=photo()).said == ()
    assert rows(talk, KeptDrawing) == []


def test_why_it_could_not_be_used_is_said_in_the_chat(somebody, asked):
    somebody.begins(asked.link)

    said = text_of(brought(somebody, why=TOO_BIG))

    assert said.startswith(TOO_BIG)
    assert "1 of 2" in said


def test_a_photo_where_none_is_asked_for_is_never_fetched(somebody, consultation):
    somebody.begins(consultation.link)

    replies = somebody.talk.answer(Heard(somebody.chat, Kind.PHOTO, photo="pic"))

    assert not replies.fetch
    assert text_of(replies).startswith(words.NOT_TEXT[Kind.OTHER])


def brought(somebody: Somebody, jpeg: bytes = b"", why: str = ""):
    heard = heard_of_written(Brought(somebody.chat, "1", "", jpeg, why))
    replies = somebody.talk.answer(heard)
    somebody.seen += replies.said
    return replies


def heard_of_written(picture: Brought) -> Heard:
    heard = heard_of(json.loads(picture.write()))
    assert heard is not None
    return heard
