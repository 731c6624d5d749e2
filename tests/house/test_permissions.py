"""The table of permissions is what the documents say, cell by cell."""

import re

from participation.domain.policy import PERMISSIONS, ROLE_WORDS, Opening, Permission, Role
from tests.house.sources import ROOT, table_of

DOCUMENT = ROOT / "docs" / "permissions.md"


def test_every_permission_is_given_to_someone():
    assert set(PERMISSIONS) == set(Permission)
    assert all(PERMISSIONS.values())


def test_the_documents_show_the_table_as_it_is():
    documented = {
        row[0].strip("`"): {role for role, cell in zip(Role, row[2:], strict=True) if cell == "yes"}
        for row in table_of(DOCUMENT)
    }

    assert documented == {permission.value: set(roles) for permission, roles in PERMISSIONS.items()}


def test_the_columns_are_the_roles_in_the_words_people_read():
    heading = next(line for line in DOCUMENT.read_text().splitlines() if line.startswith("|"))

    cells = [cell.strip() for cell in heading.strip("|").split("|")]

    assert cells[2:] == [ROLE_WORDS[role] for role in Role]


def test_what_needs_no_sign_in_is_named_as_the_exception_that_it_is():
    named = re.findall(r"^- `([a-z-]+)`: ", DOCUMENT.read_text(), re.MULTILINE)

    assert named == [opening.value for opening in Opening]
