"""Data protection papers: what is really so, in words that a child of nine can read."""

import re
from dataclasses import replace
from datetime import date

import pytest

from participation.papers.blocks import Grid, Heading, Paper, Points, Words
from participation.papers.html import draw_html
from participation.papers.kept import ALL
from participation.papers.protection import PAPERS, Facts, protection_papers, standards
from surveys.packs import council_names, load_council_pack
from tests.house.sources import ROOT

FACTS = Facts(
    pack=load_council_pack("demo"),
    today=date(2026, 3, 11),
    database="SQLite, in one file",
    young_apart=False,
    young_address="https://views.example",
    mail="mail.example:25",
    mail_folder="",
    telegram=False,
    backups_sealed=True,
    last_backup=date(2026, 3, 9),
    staff={"Participation officer": 2, "Safeguarding lead": 1},
    tables=frozenset().union(*(kind.tables for kind in ALL)),
)
GROUNDS = ("Article 6(1)(e)", "Article 9(2)(g)", "Article 10", "Article 11", "Article 28")
MATTERS = (
    "pseudonymous", "Processor", "Telegram", "Without a receipt", "Freedom of information",
    "police and the courts", "published paper means for erasure",
)  # fmt: skip
HARD_WORDS = {
    "data", "controller", "processor", "pseudonymous", "lawful", "basis", "retention", "erasure",
    "gdpr", "consent", "statutory", "disclosure", "submission", "encrypted", "safeguard",
}  # fmt: skip


def text_of(paper: Paper) -> str:
    """All words of the paper, a line each."""
    lines = [paper.title]
    for section in paper.sections:
        lines.append(section.title)
        for block in section.blocks:
            if isinstance(block, Words | Heading):
                lines.append(block.words)
            elif isinstance(block, Points):
                lines += block.lines
            elif isinstance(block, Grid):
                lines += [" | ".join(row) for row in (block.heads, *block.rows)]
    return "\n".join(lines)


def told(name: str, **changes: object) -> str:
    return text_of(protection_papers(replace(FACTS, **changes))[name])


def syllables(word: str) -> int:
    found = len(re.findall(r"[aeiouy]+", word.lower().removesuffix("e")))
    return max(1, found)


def reading_age(text: str) -> float:
    """Return the Flesch-Kincaid grade and five: about the age of whoever reads it with ease.

    Titles and points of a few words would make any text look easy, so they do not count.
    """
    lines = [line for line in text.splitlines() if len(line.split()) > 6]
    sentences = [part for line in lines for part in re.split(r"[.!?:] ", line)]
    words = [word for part in sentences for word in re.findall(r"[A-Za-z']+", part)]
    beats = sum(syllables(word) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * beats / len(words) - 15.59 + 5


def test_the_assessment_speaks_of_everything_that_it_must():
    text = told("impact-assessment", telegram=True)

    assert [matter for matter in (*GROUNDS, *MATTERS) if matter not in text] == []
    assert "data protection officer must confirm" in text


def test_the_fifteen_standards_stand_with_tests_that_are_there():
    found = standards()
    named = [test for standard in found for test in standard.tests]

    assert [standard.name.split(".")[0] for standard in found] == [str(n) for n in range(1, 16)]
    assert [test for test in named if not (ROOT / test).is_file()] == []
    assert [standard.name for standard in found if not standard.tests] == [
        "14. Connected toys and devices"
    ]
    assert all(standard.does in told("impact-assessment") for standard in found)


def test_only_what_is_set_up_is_claimed():
    well = told("impact-assessment", young_apart=True)
    ill = told(
        "impact-assessment", young_address="http://127.0.0.1:8000", mail="", backups_sealed=False
    )

    assert "cannot read an answer's words" in well
    assert "over HTTPS" in well
    assert "The last is of 9 March 2026" in well
    assert "stands on the same account as the staff's" in ill
    assert "without HTTPS" in ill
    assert "nobody is told anything by mail" in ill
    assert "none can be made yet" in ill
    assert "cleared words, raw answers" in ill
    assert "reaches nobody" in told("impact-assessment", mail_folder="somewhere")


def test_telegram_is_spoken_of_only_where_it_is_set_up():
    for name in PAPERS[1:]:
        assert "Telegram" not in told(name)
        assert "Telegram" in told(name, telegram=True)
    assert "No chat service is set up" in told("impact-assessment")


def test_a_made_up_council_says_so():
    real = replace(FACTS.pack, made_up=False)

    assert "made up" in told("impact-assessment")
    assert "made up" not in told("impact-assessment", pack=real)


def test_only_tables_that_are_there_are_listed():
    few = frozenset({"submission", "answer", "audit_line"})

    schedule = told("retention-schedule", tables=few)

    assert "answer, submission" in schedule
    assert "audit_line" in schedule
    assert "contact_request" not in schedule
    assert "Requests to be contacted" in told("retention-schedule")


def test_the_schedule_has_the_councils_own_days():
    retention = replace(FACTS.pack.retention, unfinished_days=17)

    schedule = told("retention-schedule", pack=replace(FACTS.pack, retention=retention))

    assert "17 days after it was begun" in schedule
    assert "{" not in schedule


@pytest.mark.parametrize("name", council_names())
def test_the_notice_can_be_read_at_nine_to_eleven(name):
    notice = told("privacy-notice", pack=load_council_pack(name), telegram=True)

    words = {word.lower() for word in re.findall(r"[A-Za-z]+", notice)}
    assert reading_age(notice) <= 9
    assert words & HARD_WORDS == set()
    assert "!" not in notice


def test_the_measure_tells_a_hard_text_from_an_easy_one():
    assert reading_age("We keep what you say. It is locked.") < 8
    assert reading_age(told("impact-assessment")) > 11


def test_the_notice_says_who_reads_when_and_whom_to_call():
    notice = told("privacy-notice")

    for words in ("Nadia or Tom", "5 working days", "28 days", "0800 1111", "999", "01632 960147"):
        assert words in notice
    assert FACTS.pack.safeguarding.promise in notice


@pytest.mark.parametrize("council", council_names())
def test_every_councils_papers_can_be_drawn(council):
    papers = protection_papers(replace(FACTS, pack=load_council_pack(council)))

    assert tuple(papers) == PAPERS
    assert all("<h1" in draw_html(paper) for paper in papers.values())


def test_a_sign_in_a_name_does_not_break_a_table():
    pack = replace(FACTS.pack, title="One | Two\nCouncil")

    (table,) = [
        block
        for section in protection_papers(replace(FACTS, pack=pack))["retention-schedule"].sections
        for block in section.blocks
        if isinstance(block, Grid) and section.title == "Outside the database"
    ]

    assert {len(row) for row in table.rows} == {3}
