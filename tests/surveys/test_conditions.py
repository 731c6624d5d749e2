"""The condition language: read, held against answers, written back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.core.errors import BadInput
from surveys.answers import LEFT_OUT, Answer
from surveys.condition_tree import AllOf, AnyOf, HasAnswer, Is, IsNot, Node, Not, OneOf
from surveys.conditions import Condition, parse

ANSWERS = {
    "feel": Answer(("sad",)),
    "good": Answer(("wifi", "room")),
    "hard": Answer(text="the noise"),
    "safe": LEFT_OUT,
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("feel in [sad, very-sad]", True),
        ("feel in [happy]", False),
        ("feel is sad", True),
        ("feel is not sad", False),
        ("feel is not happy", True),
        ("good is room", True),
        ("good is not food", True),
        ("hard answered", True),
        ("safe answered", False),
        ("later answered", False),
        ("feel is sad and good is food", False),
        ("feel is happy or good is room", True),
        ("not (feel is happy)", True),
        ("not (feel is sad or good is room)", False),
        ("(feel is happy or feel is sad) and hard answered", True),
    ],
)
def test_holds_or_not_against_the_answers(text, expected):
    assert parse(text).holds(ANSWERS) is expected


@pytest.mark.parametrize("text", ["safe is yes", "safe is not yes", "safe in [yes]"])
def test_a_question_left_out_fulfils_nothing_but_its_negation(text):
    assert not parse(text).holds(ANSWERS)
    assert parse(f"not ({text})").holds(ANSWERS)


def test_and_binds_closer_than_or():
    tree = parse("a is x or b is y and c is z").tree

    assert tree == AnyOf((Is("a", ("x",)), AllOf((Is("b", ("y",)), Is("c", ("z",))))))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", 'Expected the name of a question, but the condition ends'),
        ("feel", "Expected in, is, is not, at least, at most or answered after feel"),
        ("feel is", "Expected an answer's code"),
        ("feel in []", 'Expected an answer\'s code, but found "]"'),
        ("feel in [sad", 'Expected "]"'),
        ("feel in sad", 'Expected "["'),
        ("feel is sad,", 'Expected and, or, or the end, but found ","'),
        ("not feel is sad", 'Expected "("'),
        ("(feel is sad", 'Expected ")"'),
        ("feel is sad and", "Expected the name of a question"),
        ("feel == sad", '"=" cannot be read'),
        ("__import__('os')", '"_" cannot be read'),
        ("Feel is sad", '"F" cannot be read'),
        ("(" * 400 + "a is b" + ")" * 400, "This condition is too long"),
    ],
)  # fmt: skip
def test_a_fault_is_told_in_a_plain_sentence(text, said):
    with pytest.raises(BadInput) as fault:
        parse(text)

    assert said in fault.value.message


NAMES = st.sampled_from(["feel", "very-sad", "q1", "wifi"])
LEAVES = st.one_of(
    st.builds(HasAnswer, NAMES),
    st.builds(Is, NAMES, st.tuples(NAMES)),
    st.builds(IsNot, NAMES, st.tuples(NAMES)),
    st.builds(OneOf, NAMES, st.lists(NAMES, min_size=1, max_size=3).map(tuple)),
)


def _joined(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    parts = st.lists(inner, min_size=2, max_size=3).map(tuple)
    return st.one_of(st.builds(Not, inner), st.builds(AllOf, parts), st.builds(AnyOf, parts))


@given(st.recursive(LEAVES, _joined, max_leaves=6))
def test_what_is_written_reads_back_as_the_same_condition(tree):
    text = Condition(tree).written()

    assert parse(text) == Condition(tree)


@given(st.text(alphabet="abn -[](),iots", max_size=40))
def test_any_text_is_read_or_refused(text):
    try:
        condition = parse(text)
    except BadInput as fault:
        assert fault.message
    else:
        assert parse(condition.written()) == condition
