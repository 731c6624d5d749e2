"""A transaction is opened and committed at the door, never below it."""

import ast

from tests.house.sources import called, shown, trees

BELOW_THE_DOORS = ("participation/services", "participation/papers", "participation/domain")
ENDINGS = {"commit", "rollback"}


def test_nothing_below_the_doors_ends_a_transaction():
    endings = [
        shown(path, node.lineno)
        for path, tree in trees(*BELOW_THE_DOORS)
        for node in ast.walk(tree)
        if called(node) in ENDINGS
    ]

    assert endings == []
