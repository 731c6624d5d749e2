"""A type that carries a promise is made in one place, so the promise is kept in one place."""

import ast

import pytest

from tests.house.sources import SHIPPED, called, shown, trees

MAKERS = {
    "ClearedText": "participation/services/clearing.py",
    "Released": "participation/domain/disclosure/",
    "ReleasedBase": "participation/domain/disclosure/",
    "ReleasedRow": "participation/domain/disclosure/",
    "ReleasedTable": "participation/domain/disclosure/",
    "FrozenRelease": "participation/domain/disclosure/",
}


def made_at(name: str) -> list[str]:
    return [
        shown(path, node.lineno)
        for path, tree in trees(*SHIPPED)
        for node in ast.walk(tree)
        if called(node) == name
    ]


@pytest.mark.parametrize(("name", "maker"), MAKERS.items())
def test_a_promise_is_made_in_one_place(name, maker):
    elsewhere = [place for place in made_at(name) if not place.startswith(maker)]

    assert elsewhere == []


def test_every_type_that_carries_a_promise_still_has_its_name():
    classes = {
        node.name
        for _, tree in trees(*SHIPPED)
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    }

    assert set(MAKERS) <= classes


def test_a_promise_keeps_its_name_where_it_is_imported():
    renamed = [
        shown(path, node.lineno)
        for path, tree in trees(*SHIPPED)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        and any(alias.name in MAKERS and alias.asname for alias in node.names)
    ]

    assert renamed == []
