"""A name says what the thing is, in the field's words."""

import ast
import re
from pathlib import Path

from tests.house.sources import ROOT, SHIPPED, files, shown, trees

EMPTY_WORDS = {"manager", "helper", "helpers", "util", "utils", "data", "info"}


def words_of(name: str) -> set[str]:
    """Return the words of a snake_case, kebab-case or CamelCase name."""
    return {word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)}


def test_no_module_or_folder_has_an_empty_name():
    parts = {
        part
        for path in files(*SHIPPED, "tests")
        for part in (Path(*path.relative_to(ROOT).parts[:-1], path.stem)).parts
    }

    assert {part for part in parts if words_of(part) & EMPTY_WORDS} == set()


def test_no_class_or_function_has_an_empty_name():
    empty = [
        f"{shown(path, node.lineno)} {node.name}"
        for path, tree in trees(*SHIPPED)
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and words_of(node.name) & EMPTY_WORDS
    ]

    assert empty == []
