"""The data protection papers as files, told through the command."""

from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from docx import Document
from pypdf import PdfReader

from participation.cli import main


def test_each_paper_is_written_in_three_forms(
    tmp_path: Path, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARTICIPATION_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("PARTICIPATION_DATABASE_URL", database_url)
    CliRunner().invoke(main, ["council", "add", "leicester"])

    result = CliRunner().invoke(main, ["dpia", str(tmp_path / "out")])

    assert result.exit_code == 0, result.output
    files = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    assert len(files) == 9
    assert b"Leicester City Council" in files["impact-assessment.html"]
    assert len(PdfReader(BytesIO(files["privacy-notice.pdf"])).pages) == 2
    assert len(Document(BytesIO(files["retention-schedule.docx"])).tables) == 3
    assert "data protection officer confirms them" in result.output
