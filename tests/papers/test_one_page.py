"""The chair's page: one side of A4 however much is promised, and the same words as on screen."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from uuid import uuid4

import pytest
from pypdf import PdfReader

from participation.domain.one_page import (
    MostWanted,
    NextMeeting,
    OnePage,
    PageLine,
    PagePart,
    Part,
    ToClose,
)
from participation.papers.one_page import draw_one_page, since_words

LONG = "Whatever anyone could write about it " * 20
DAY = date(2026, 4, 11)


def line(long=False, **held):
    given = {
        "words": LONG if long else "Mend the wifi.",
        "headline": "Will, by 2 April 2026",
        "told": LONG if long else "They said yes.",
        "board": "Corporate Parenting Board",
        "met_on": date(2026, 3, 10),
        "days": 9,
    }
    return PageLine(**{**given, **held})


def page(lines, wanted=None, to_close=()):
    parts = tuple(PagePart(part, tuple(lines)) for part in Part)
    coming = NextMeeting("Corporate Parenting Board", date(2026, 5, 21))
    return OnePage("Testshire", DAY, date(2026, 3, 10), coming, wanted, parts, to_close)


def drawn(made):
    reader = PdfReader(BytesIO(draw_one_page(made)))
    return reader, " ".join(" ".join(one.extract_text() for one in reader.pages).split())


@pytest.mark.parametrize("many", [0, 1, 40])
def test_it_is_one_side_whatever_stands_on_it(many):
    late = line(long=True, is_late=True, late_because=LONG, ladder=LONG[:200], is_new=True)

    closing = (ToClose(LONG, "Did", LONG, "Corporate Parenting Board", uuid4(), "Birch"),) * many

    reader, text = drawn(page([late] * many, MostWanted(LONG, None, 32), closing))

    assert ("waits for Birch, in the chair" in text) is bool(many)
    assert len(reader.pages) == 1
    assert ("more, on the list of asks" in text) is (many == 40)


def test_it_says_what_is_late_why_and_what_they_most_want_answered():
    wanted = MostWanted("A lock for my room.", None, 32)

    reader, text = drawn(page([line(is_late=True, late_because="The builders left.")], wanted))

    assert "9 days late. Why: The builders left." in text
    assert "A lock for my room. It has waited 32 days since the meeting." in text
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.metadata.title == "Where promises to young people stand: Testshire, 11 April 2026"


def test_what_is_new_since_last_time_is_counted():
    before, new = since_words(page([line()])), since_words(page([line(is_new=True)]))

    assert before.endswith("young people have been told nothing new.")
    assert new.endswith("4 new answers were told to young people: 1 done, 2 promised, 1 cannot.")


def test_what_waits_to_be_closed_comes_after_what_is_late_and_before_the_rest():
    to_close = (ToClose("Mend the gate.", "Did", "", "Board", uuid4()),)

    _, text = drawn(replace(page([line()]), to_close=to_close))

    places = [text.index(words) for words in ("Late", "For the chair to close", "Promised Mend")]
    assert places == sorted(places)


def test_an_answer_kept_from_the_public_is_its_headline_alone():
    _, text = drawn(page([line(told="")]))

    assert "Will, by 2 April 2026." in text
    assert "Will, by 2 April 2026:" not in text
