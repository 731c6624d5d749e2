"""Every setting is read in one place, does something, and is documented."""

import ast
import re

import pytest

from participation.core.settings import DESCRIPTIONS, read_settings
from tests.house.sources import ROOT, SHIPPED, shown, table_of, trees

READER = "participation/core/settings.py"
ENVIRONMENT = {"environ", "getenv", "environb", "getenvb", "putenv"}


def test_only_the_settings_read_the_environment():
    readers = {
        shown(path)
        for path, tree in trees(*SHIPPED)
        for node in ast.walk(tree)
        if (isinstance(node, ast.Attribute) and node.attr in ENVIRONMENT)
        or (isinstance(node, ast.alias) and node.name in ENVIRONMENT)
    }

    assert readers == {READER}


def test_every_setting_that_is_read_is_described_and_the_other_way_round():
    read = set()

    class Listening(dict[str, str]):
        def get(self, name, default=None):
            read.add(name)
            return default

    read_settings(environment=Listening())

    assert read == set(DESCRIPTIONS)


@pytest.mark.parametrize("name", DESCRIPTIONS)
def test_every_setting_changes_something(name):
    before = read_settings(environment={})

    after = read_settings(environment={name: "https://example.test:8025"})

    assert after != before


def test_every_setting_stands_in_the_documents_and_no_other():
    documented = {
        name.strip("`"): f"{what}; {unset.strip('`')}"
        for name, what, unset in table_of(ROOT / "docs" / "settings.md")
    }

    assert documented == DESCRIPTIONS


def test_the_documents_name_no_setting_that_is_not_there():
    named = {
        name
        for document in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
        for name in re.findall(r"PARTICIPATION_[A-Z_]*[A-Z]", document.read_text())
    }

    assert named - set(DESCRIPTIONS) == set()
