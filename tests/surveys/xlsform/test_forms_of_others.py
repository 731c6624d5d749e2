"""Public forms of others: each is taken, or everything it uses beyond our subset is named.

They are those of the Humanitarian OpenStreetMap Team, fetched from the package index as their
own release and never kept here. Two are in the old format, which a person would save anew.
"""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import xlrd

from participation.core.errors import BadFile
from surveys.xlsform import read_form
from tests.surveys.xlsform.workbooks import workbook

RELEASE = "osm-fieldwork==0.23.0"
FOLDER = "osm_fieldwork/xlsforms"
NAMED = {
    "buildings": ("row 8: trigger: ", "row 25: A day can tell who somebody is"),
    "health": ('row 8: There is no list called "yes_no"', "row 3: calculation: "),
    "highways": ("row 4: default: ", "row 13: Say the smallest and the largest number"),
}


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The release with the forms in it."""
    folder = tmp_path_factory.mktemp("release")
    fetch = ["pip", "download", "--quiet", "--no-deps", "--dest", str(folder), RELEASE]
    subprocess.run([sys.executable, "-m", *fetch], check=True, timeout=120)
    (found,) = folder.glob("*.whl")
    return found


def form_in(release: Path, name: str) -> bytes:
    """Return the form as an .xlsx workbook."""
    with zipfile.ZipFile(release) as wheel:
        content = wheel.read(f"{FOLDER}/{name}.xls")
    return content if content.startswith(b"PK") else saved_anew(content)


def saved_anew(content: bytes) -> bytes:
    old = xlrd.open_workbook(file_contents=content)
    return workbook(
        {
            sheet.name: [
                [cell or None for cell in sheet.row_values(number)] for number in range(sheet.nrows)
            ]
            for sheet in old.sheets()
        }
    )


@pytest.mark.parametrize("name", NAMED)
def test_what_a_form_of_others_uses_beyond_our_subset_is_named(release, name):
    with pytest.raises(BadFile) as told:
        read_form(form_in(release, name), f"{name}.xlsx")

    for reason in NAMED[name]:
        assert reason in told.value.message


def test_the_old_format_is_refused_with_how_to_save_it(release):
    with zipfile.ZipFile(release) as wheel:
        old = wheel.read(f"{FOLDER}/health.xls")

    with pytest.raises(BadFile, match="as an Excel workbook"):
        read_form(old, "health.xls")
