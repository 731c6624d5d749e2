from xml.etree import ElementTree

from participation.papers.chart import bar_chart, bars, is_drawable
from tests.papers.factory import table

SVG = "{http://www.w3.org/2000/svg}"


def widths(svg):
    return [float(bar.get("width")) for bar in ElementTree.fromstring(svg).iter(f"{SVG}rect")]


def test_bars_start_at_zero_and_are_as_long_as_their_figures():
    drawn = ElementTree.fromstring(bar_chart(table("t", "T", One=40, Two=20, Three=10), "c"))

    starts = {bar.get("x") for bar in drawn.iter(f"{SVG}rect")}
    first, second, third = widths(bar_chart(table("t", "T", One=40, Two=20, Three=10), "c"))

    assert starts == {"0"}
    assert (second / first, third / first) == (0.5, 0.25)


def test_hidden_figures_have_words_and_no_bar():
    svg = bar_chart(table("t", "T", One=40, Two=None, Three=None), "c")

    discs = list(ElementTree.fromstring(svg).iter(f"{SVG}circle"))

    assert len(widths(svg)) == 1
    assert len({disc.get("r") for disc in discs}) == 1
    assert len(discs) == svg.count(">fewer than 8<") == 2


def test_every_bar_carries_its_words_and_the_chart_tells_itself():
    drawn = ElementTree.fromstring(bar_chart(table("t", "How is it?", Good=30, Bad=None), "c3"))

    named = {part.get("id"): part.text for part in drawn if part.get("id")}

    assert named["c3-title"] == "How is it?"
    assert named["c3-desc"] == "Bar chart. Good: about 30 (100%); Bad: fewer than 8."
    assert drawn.get("aria-labelledby") == "c3-title c3-desc"
    assert drawn.get("role") == "img"


def test_words_from_people_cannot_become_drawing():
    hostile = table(
        "t", '</title><script>x("&")</script>', **{"<rect width='9'/>": 10, "b\x0b": 15}
    )

    drawn = ElementTree.fromstring(bar_chart(hostile, "c"))

    assert not list(drawn.iter(f"{SVG}script"))
    assert len(list(drawn.iter(f"{SVG}rect"))) == 2


def test_a_long_label_takes_more_lines_instead_of_leaving_the_picture():
    drawn = ElementTree.fromstring(bar_chart(table("t", "T", **{"word " * 40: 10}), "c"))

    lines = [text.text for text in drawn.iter(f"{SVG}text")][:-1]

    assert len(lines) > 2
    assert max(len(line) for line in lines) <= 60


def test_a_table_of_hidden_figures_is_not_drawn():
    assert not is_drawable(table("t", "T", One=None, Two=None))
    assert [bar.length for bar in bars(table("t", "T", One=None))] == [None]
    assert bars(table("t", "T")) == ()
