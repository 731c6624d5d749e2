import pytest

from surveys.conditions import parse
from surveys.definition import Kind, Question, Survey
from surveys.limits import Limits
from surveys.loader import load_survey, survey_names
from surveys.options import Option
from surveys.packs import council_names
from surveys.words import Words
from surveys.xlsform import read_form, write_form
from surveys.xlsform.expressions import parsed, written

SHIPPED = [
    (council, name) for council in (None, *council_names()) for name in survey_names(council)
]


@pytest.mark.parametrize(("council", "name"), SHIPPED)
def test_every_shipped_survey_comes_back_the_same(council, name):
    survey = load_survey(name, council)

    assert read_form(write_form(survey), f"{name}.xlsx") == survey


def test_languages_limits_ends_and_words_that_look_like_formulas_come_back():
    both = Words((("en", "=1+1 is what?"), ("cy", "Beth yw 1+1?")))
    questions = (
        Question("sum", Kind.NUMBER, both, limits=Limits(least=0, most=30, bands=(0, 5))),
        Question("when", Kind.MONTH, both, limits=Limits(earliest="2019-09", latest="2026-03")),
        Question("much", Kind.SCALE, both, low=Words.english("Not"), high=Words.english("Very")),
        Question(
            "pick",
            Kind.SEVERAL,
            both,
            something_else=True,
            mix=True,
            limits=Limits(most=2),
            show_if=parse("sum at least 3 and not (much at most 5)"),
            own_options=(Option("a", both, ("first", "one")), Option("b", Words.english("B"))),
        ),
        Question(
            "rest",
            Kind.TEXT,
            both,
            show_if=parse("pick is not a or (pick in [a, b] and sum answered)"),
        ),
    )
    survey = Survey("sums", both, both, 3, "11-17", questions)

    assert read_form(write_form(survey), "sums.xlsx") == survey


@pytest.mark.parametrize(
    "rule",
    [
        "feel is sad",
        "feel in [sad, ok]",
        "feel is not sad",
        "feel answered",
        "not (feel is sad)",
        "good is room and feel is sad",
        "good is not room or feel in [sad, ok]",
        "(feel is sad or safe is no) and good answered",
    ],
)
def test_each_rule_is_written_as_others_read_it_and_read_again(rule):
    questions = load_survey("where-i-live").by_name
    names = {name: name for name in questions}

    text = written(parse(rule), questions)

    assert parsed(text, names, lambda _question, code: code) == parse(rule)
