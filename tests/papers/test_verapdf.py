"""Every sort of PDF that the service makes passes veraPDF's check of PDF/UA-1."""

from pathlib import Path

import pytest
from pypdf import PdfWriter

from participation.domain.exemption import public_twin
from participation.papers.one_page import draw_one_page
from participation.papers.pdf import draw_pdf, render_pdf
from participation.papers.protection import protection_papers
from tests.attack.twinned import Maker
from tests.papers import factory
from tests.papers.test_one_page import line, page
from tests.papers.test_protection import FACTS
from tests.papers.verapdf import faults_of, is_missing


def made_papers() -> dict[str, bytes]:
    for_members = Maker(7, 0).digest()
    assert for_members.exempt
    told = {
        "members' twin": render_pdf(for_members),
        "public twin": render_pdf(public_twin(for_members)),
        "paper": render_pdf(factory.digest()),
        "large paper": render_pdf(factory.big_digest()),
        "empty paper": render_pdf(factory.empty_digest()),
        "odd words": render_pdf(factory.saying("Quote “x” <b> #5 *y* \u200d\u0301 مرحبا")),
        "chair's page": draw_one_page(page([line(), line(long=True, is_late=True)])),
    }
    return told | {name: draw_pdf(paper) for name, paper in protection_papers(FACTS).items()}


def untagged(file: Path) -> None:
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    writer.write(file)


def test_every_sort_of_paper_passes_verapdf(tmp_path: Path) -> None:
    if is_missing():
        pytest.skip(
            "Java is missing. Install it: apt-get install default-jre-headless libjaxb-java"
        )
    papers = made_papers()
    for name, content in papers.items():
        (tmp_path / f"{name}.pdf").write_bytes(content)
    untagged(tmp_path / "untagged.pdf")

    faults = faults_of(sorted(tmp_path.iterdir()))

    assert any("StructTreeRoot" in fault for fault in faults.pop("untagged.pdf"))
    assert faults == {f"{name}.pdf": [] for name in papers}
