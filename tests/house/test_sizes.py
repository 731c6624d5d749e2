"""A file of at most 300 lines, a function of at most 40: what wants more is split by noun."""

import ast

from tests.house.sources import SHIPPED, files, shown, trees

LONGEST_FILE = 300
LONGEST_FUNCTION = 40
OURS = (*SHIPPED, "tests")
WRITTEN_BY_HAND = (".py", ".html", ".css", ".js", ".svg", ".typ")


def test_no_file_is_longer_than_300_lines():
    sizes = {
        shown(path): len(path.read_text(encoding="utf-8").splitlines())
        for path in files(*OURS, "templates", endings=WRITTEN_BY_HAND)
    }

    assert {name: size for name, size in sizes.items() if size > LONGEST_FILE} == {}


def test_no_function_is_longer_than_40_lines():
    too_long = [
        f"{shown(path, node.lineno)} {node.name}"
        for path, tree in trees(*OURS)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION
    ]

    assert too_long == []
