import re

import pytest

from participation.core.errors import NotSetUp
from participation.domain.disclosure.counts import Kind
from participation.domain.disclosure.gate import release
from participation.domain.disclosure.ledger import FrozenRelease
from tests.domain.disclosure.making import counts


def a_release():
    tables = [
        counts([20, 14, 3], key="where"),
        counts([22, 9], key="themes", kind=Kind.THEMES, answered=37),
        counts([3, 2], key="few"),
    ]
    return release(37, tables, [])


def test_a_release_comes_back_from_the_ledger_as_it_was():
    told = a_release()

    assert FrozenRelease.from_json(told.to_json()) == told


def test_the_same_release_is_written_the_same_way():
    told = a_release()

    assert FrozenRelease.from_json(told.to_json()).to_json() == told.to_json()


def test_the_ledger_holds_no_exact_cell():
    told = release(37, [counts([20, 14, 3]), counts([31, 6], key="r")], []).to_json()

    assert '"people":37' in told
    assert not re.search(r"\b(14|3|31|6)\b", told)


def test_the_exact_base_is_not_in_the_printed_form():
    assert "37" not in repr(a_release())


def test_an_unreadable_line_stops_new_figures():
    with pytest.raises(NotSetUp, match="no new figures"):
        FrozenRelease.from_json('{"people": 12}')


def test_a_withheld_table_is_not_shown():
    told = a_release()

    assert told.shown("few") is None
    assert told.holds("few")
    assert told.shown("where") is not None
