import re
from dataclasses import replace
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from participation.core.types import ClearedText
from participation.papers.html import render_html
from tests.papers.factory import consultation, digest, empty_digest, saying, theme

HOSTILE = "<img src=x onerror=alert(1)>\"'&{{ 7*7 }}</p>"


def opened(made):
    return html.fragment_fromstring(render_html(made), create_parent="main")


def text_of(node):
    return " ".join(node.text_content().split())


def test_headings_start_at_one_and_never_skip_a_level():
    levels = [int(node.tag[1]) for node in opened(digest()).iter("h1", "h2", "h3", "h4")]

    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_words_from_people_are_shown_and_never_become_markup():
    page = opened(saying(HOSTILE))

    assert not list(page.iter("img", "script"))
    assert HOSTILE in page.xpath("//blockquote")[0].text_content()


def test_every_chart_has_a_title_a_description_and_its_table():
    page = opened(digest())

    charts = [svg for svg in page.iter("svg") if svg.get("aria-labelledby")]
    names = [name for svg in charts for name in svg.get("aria-labelledby").split()]

    assert len(charts) == 1
    assert len(set(names)) == len(names) == 2
    assert all(page.xpath(f'//*[@id="{name}"]') for name in names)
    assert page.xpath("//details//table")


def test_ids_are_never_given_twice():
    part = consultation()
    ids = re.findall(r' id="([^"]+)"', render_html(replace(digest(), consultations=(part,) * 3)))

    assert len(ids) == len(set(ids)) == 6


def test_tables_name_their_rows_and_columns():
    tables = opened(digest()).xpath("//table")

    assert all(table.xpath("./caption") for table in tables)
    assert all(table.xpath("./thead//th[@scope='col']") for table in tables)
    assert all(
        row.xpath("./th[@scope='row']") for table in tables for row in table.xpath(".//tbody/tr")
    )


def test_nothing_is_drawn_that_a_strict_content_policy_would_drop():
    page = opened(digest())

    assert not page.xpath("//*[@style]")
    assert not list(page.iter("script", "style", "img", "link"))


def test_lines_of_a_quote_stay_lines():
    part = replace(consultation(), themes=(theme("Food", 15, "one\ntwo\r\nthree"),))

    quote = opened(replace(digest(), consultations=(part,))).xpath("//blockquote")[0]

    assert len(quote.xpath("./br")) == 2
    assert quote.get("dir") == "auto"


def test_words_not_allowed_to_be_shown_are_nowhere():
    kept = replace(theme("Food"), quotes=(ClearedText("the secret biscuit tin", False),))

    page = render_html(replace(digest(), consultations=(replace(consultation(), themes=(kept,)),)))

    assert "biscuit" not in page


def test_late_and_unresolved_are_words():
    page = text_of(opened(digest()))

    assert "Unresolved It stays open until young people say that it helped." in page
    assert "Late This is 11 days late." in page


def test_an_empty_digest_says_so():
    page = text_of(opened(empty_digest()))

    assert "No consultation comes to this meeting." in page
    assert "There are no asks at this meeting." in page


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(exclude_categories=()), max_size=60))
def test_whatever_was_typed_leaves_the_page_whole(words):
    page = render_html(saying(words))

    assert len(html.fragment_fromstring(page, create_parent="main").xpath("./h2")) >= 5
    assert page.encode("utf-8")
