from dataclasses import replace
from datetime import date
from itertools import pairwise

from participation.core.types import ClearedText
from participation.papers.belonging import belonging
from participation.papers.blocks import (
    Detail,
    Entries,
    Figures,
    Heading,
    Mark,
    NoFigures,
    Quotation,
    Stones,
    Words,
)
from participation.papers.minute import in_one_minute
from participation.papers.outline import paper_of
from tests.papers.factory import (
    OCCASION,
    answer,
    consultation,
    digest,
    empty_digest,
    statement,
    table,
    theme,
)


def blocks(paper, kind):
    return [block for part in paper.sections for block in part.blocks if isinstance(block, kind)]


def minute(made):
    return in_one_minute(made).blocks[0].lines


def one_theme(*quotes, **changes):
    part = replace(consultation(), themes=(replace(theme("Food"), quotes=quotes, **changes),))
    return paper_of(replace(digest(), consultations=(part,)))


def test_the_head_never_tells_a_meeting_as_held_that_was_not():
    by = date(2026, 4, 10)
    fell = replace(OCCASION, instead=by)
    rolled = replace(fell, instead_at="Cabinet")

    written, elsewhere = (paper_of(replace(digest(), occasion=one)) for one in (fell, rolled))

    day = Detail("Meeting", "12 March 2026, not held")
    assert {day, Detail("Answered", "In writing by 10 April 2026")} <= {*written.details}
    cabinet = Detail("Answered", "At the meeting of Cabinet on 10 April 2026")
    assert {day, cabinet} <= {*elsewhere.details}
    assert written.subject.endswith(
        "Corporate Parenting Board, answered in writing by 10 April 2026"
    )
    assert Detail("Meeting", "12 March 2026") in paper_of(digest()).details


def test_a_paper_follows_the_order_that_a_chair_reads_in():
    paper = paper_of(digest())

    assert [section.title for section in paper.sections] == [
        "In one minute",
        "Purpose",
        "What young people said",
        "What we ask of the Corporate Parenting Board",
        "Answers that come back",
        "How to read the figures",
    ]


def test_the_title_block_names_council_board_meeting_and_focus():
    details = {detail.label: detail.words for detail in paper_of(digest()).details}

    assert details == {
        "Council": "Fernshire Council",
        "For": "Corporate Parenting Board",
        "Meeting": "12 March 2026",
        "From": "Fernshire Voices",
        "Focus": "To listen to you",
    }


def test_one_minute_tells_asks_what_came_back_and_what_is_late():
    assert minute(digest()) == (
        "Young people spoke in two consultations: “Where I live” and “Moving on at eighteen”.",
        "Three asks need an answer from the Corporate Parenting Board.",
        "Three answers come back with what young people say of them: two are unresolved.",
        "One is late: “Let us keep our phones overnight” (11 days).",
    )


def test_one_minute_of_a_single_good_answer():
    made = replace(digest(), asks=digest().asks[:1], returning=(answer(resolved=True),))

    assert minute(made)[1:] == (
        "One ask needs an answer from the Corporate Parenting Board.",
        "One answer comes back with what young people say of it: each one helped.",
        "None of them is late.",
    )


def test_an_empty_digest_says_so_in_sentences():
    paper = paper_of(empty_digest())

    assert minute(empty_digest()) == (
        "No consultation comes to this meeting.",
        "Nothing is asked of the Corporate Parenting Board this time.",
        "No answer comes back to this meeting.",
    )
    assert [block.words for block in blocks(paper, Words)] == [
        "To bring the Corporate Parenting Board what young people said, and to ask for answers.",
        "No consultation comes to this meeting.",
        "There are no asks at this meeting.",
        "No answer comes back to this meeting.",
    ]


def test_words_whose_author_did_not_allow_it_are_never_shown():
    paper = one_theme(ClearedText("not for showing", False), ClearedText("for showing", True))

    assert [quote.words for quote in blocks(paper, Quotation)] == ["for showing"]


def test_figures_stand_in_words_and_a_missing_count_is_not_told():
    counted, uncounted = one_theme(), one_theme(count=None)

    said = "About 15 young people spoke of this."
    assert said in [block.words for block in blocks(counted, Words)]
    assert "spoke of this" not in " ".join(block.words for block in blocks(uncounted, Words))


def test_a_theme_shows_its_path_and_its_asks():
    small = [block.words for block in blocks(paper_of(digest()), Stones) if block.small]

    assert small == [
        "Taken to this meeting: ask 1",
        "Taken to this meeting: ask 2",
        "Taken to this meeting",
    ]


def test_themes_stand_under_the_headings_that_the_board_reports_by():
    bare = replace(theme("Food"), headings=("Health and well-being",))
    part = replace(consultation(), themes=(*consultation().themes, bare))

    drawn = list(belonging(part.themes))

    assert [block.words for block in drawn if isinstance(block, Heading | Words)] == [
        "Where these themes belong",
        "Our pledge",
        "Seven principles",
    ]
    assert [block.lines for block in drawn if isinstance(block, Entries)] == [
        (Detail("To listen to you", "Wifi and phones; Seeing my family"),),
        (Detail("Safety and stability", "Wifi and phones; Seeing my family"),),
        (Detail("Health and well-being", "Food"),),
    ]
    assert not list(belonging((replace(bare, headings=()),)))


def test_themes_of_too_few_with_nothing_to_show_become_one_list():
    few = [theme("Food", None), theme("Pets", None), theme("Sport", None, "we play on fridays")]
    asked = theme("Wifi and phones", None)
    part = replace(consultation(), themes=(theme("Friends", 10), *few, asked))

    paper = paper_of(replace(digest(), consultations=(part,)))

    names = [block.words for block in blocks(paper, Heading) if block.level == 3]
    assert names == [
        "Friends",
        "Sport",
        "Wifi and phones",
        "Themes with fewer than 8, or none",
        "Where these themes belong",
    ]
    assert "Food; Pets." in [block.words for block in blocks(paper, Words)]


def test_one_chart_is_drawn_for_each_consultation_at_most():
    hidden = table("h", "All hidden", One=None)
    part = replace(consultation(), tables=(hidden, *consultation().tables))
    paper = paper_of(replace(digest(), consultations=(part, part)))

    drawn = [block.title for block in blocks(paper, Figures) if block.chart]

    assert drawn == ["How do you feel about where you live?"] * 2


def test_a_withheld_table_says_why():
    withheld = blocks(paper_of(digest()), NoFigures)[0]

    assert withheld.title == "Who do you talk to?"
    assert withheld.reason.startswith("Too few young people")


def test_a_consultation_without_figures_says_why_and_brings_the_statement():
    paper = paper_of(replace(digest(), consultations=(statement(),), returning=()))

    words = [block.words for block in blocks(paper, Words)]

    assert "Fewer than 10 young people took part, so this part has no figures." in words
    assert not blocks(paper, Figures)
    assert "young people answered" not in " ".join(words)


def test_a_returning_answer_is_unresolved_unless_it_helped_and_late_is_said():
    late = paper_of(replace(digest(), returning=(answer(days_late=1),)))
    helped = paper_of(replace(digest(), returning=(answer(resolved=True),)))

    assert [(mark.word, mark.good) for mark in blocks(late, Mark)] == [
        ("Unresolved", False),
        ("Late", False),
    ]
    assert blocks(late, Mark)[1].sentence == "This is 1 day late."
    assert [(mark.word, mark.good) for mark in blocks(helped, Mark)] == [("Helped", True)]


def test_the_last_stone_is_filled_only_when_verdicts_can_be_shown():
    shown, withheld, _ = (
        paper_of(replace(digest(), returning=(one,), consultations=()))
        for one in digest().returning
    )

    assert blocks(shown, Stones)[0].filled == 7
    assert blocks(withheld, Stones)[0].filled == 6
    assert blocks(withheld, Stones)[0].spoken == (
        "Step 6 of 7. Done: said, heard, themed, taken, answered, told. Still to come: checked."
    )


def test_headings_never_skip_a_level():
    paper = paper_of(digest())

    for section in paper.sections:
        levels = [1, *(block.level for block in section.blocks if isinstance(block, Heading))]
        assert all(after <= before + 1 for before, after in pairwise(levels))
