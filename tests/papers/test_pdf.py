import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from participation.core.errors import NotSetUp
from participation.papers.alphabet import alphabets
from participation.papers.pdf import render_pdf
from tests.papers.factory import big_digest, consultation, digest, empty_digest, saying, theme

HELD = sorted(set().union(*alphabets()))
MARKS = "\u0301\u064e\u08fa\u20e3\ufe0f\u200c\u200d\U0001f3fb\U0001f1ec\U000e0067"
ODD = MARKS + "\u00ad\u202e\u2066\u3000\u3164\ue000\ud800\n#$*_`\\@<[]"
SIGNS = st.one_of(
    st.characters(exclude_categories=()), st.sampled_from(HELD).map(chr), st.sampled_from(ODD)
)


def opened(made):
    return PdfReader(BytesIO(render_pdf(made)))


def text_of(made):
    pages = "\n".join(page.extract_text() for page in opened(made).pages)
    return " ".join(pages.replace("\u200b", "").split())


def tags(node, found):
    """Collect every element of the structure tree below a node, in reading order."""
    node = node.get_object()
    if isinstance(node, list):
        for child in node:
            tags(child, found)
    elif isinstance(node, dict):
        if "/S" in node:
            found.append(node)
        if "/K" in node:
            tags(node["/K"], found)
    return found


def tagged(made):
    return tags(opened(made).trailer["/Root"]["/StructTreeRoot"]["/K"], [])


@settings(max_examples=150, deadline=None)
@given(st.text(SIGNS, max_size=80))
def test_whatever_was_typed_makes_an_accessible_pdf(words):
    made = render_pdf(saying(words))

    assert made.startswith(b"%PDF-1.7")


def test_a_pdf_says_its_title_language_and_standard():
    reader = opened(digest())

    root = reader.trailer["/Root"]
    described = root["/Metadata"].get_object().get_data().decode()

    assert (
        reader.metadata.title == "What young people say: Corporate Parenting Board, 12 March 2026"
    )
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"].value
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value
    assert "<pdfuaid:part>1</pdfuaid:part>" in described


def test_every_page_is_a4_and_numbered():
    reader = opened(digest())

    count = len(reader.pages)

    for number, page in enumerate(reader.pages, start=1):
        assert [round(float(side)) for side in page.mediabox[2:]] == [595, 842]
        assert f"Page {number} of {count}" in " ".join(page.extract_text().split())


def test_headings_tables_lists_quotes_and_pictures_are_tagged():
    kinds = [str(element["/S"]) for element in tagged(digest())]

    assert [kinds.count(f"/H{level}") for level in (1, 2, 3)] == [6, 5, 5]
    assert kinds.count("/BlockQuote") == 3
    assert kinds.count("/Table") == 4
    assert {"/TH", "/TD", "/L", "/LI", "/LBody", "/P"} <= set(kinds)


def test_every_picture_has_words():
    pictures = [element for element in tagged(digest()) if element["/S"] == "/Figure"]

    spoken = [str(picture["/Alt"]) for picture in pictures]

    assert sum(words.startswith("Bar chart. Very happy: about 15 (33%)") for words in spoken) == 1
    assert sum(words.startswith("Step 4 of 7.") for words in spoken) == 5
    assert len(spoken) == 9


def test_words_from_people_are_never_typst():
    hostile = '#set page(fill: red) #panic("x") *bold* $x^2$ `code` @ref // gone'

    assert f"“{hostile}”" in text_of(saying(hostile))


def test_figures_stand_in_words_and_no_number_hides_behind_fewer():
    text = text_of(digest())

    assert "Between 50 and 59 young people answered." in text
    assert "Sad fewer than 8 not shown" in text


def test_the_same_digest_gives_the_same_bytes_in_any_thread():
    with ThreadPoolExecutor(4) as threads:
        made = set(threads.map(render_pdf, [digest()] * 6))

    assert len(made) == 1


def test_a_digest_of_thirty_themes_and_an_empty_one_are_papers_too():
    assert len(opened(big_digest()).pages) > 10
    assert len(opened(empty_digest()).pages) == 1


def test_a_very_long_quote_runs_over_pages():
    part = replace(consultation(), themes=(theme("Everything", 15, "many words " * 5000),))

    assert len(opened(replace(digest(), consultations=(part,))).pages) > 15


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_forked_process_refuses_instead_of_waiting_for_ever():
    render_pdf(empty_digest())
    child = os.fork()
    if child == 0:
        refused = 1
        try:
            render_pdf(empty_digest())
        except NotSetUp:
            refused = 0
        finally:
            os._exit(refused)

    _, status = os.waitpid(child, 0)

    assert os.waitstatus_to_exitcode(status) == 0
