"""A paper as a tagged PDF (PDF/UA-1) on A4."""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from threading import Lock

import typst

from participation.core.errors import NotSetUp
from participation.core.files import templates_dir
from participation.domain.digest import ReleasedDigest
from participation.papers.alphabet import FONTS
from participation.papers.blocks import Block, Figures, Heading, Paper, Stones
from participation.papers.chart import bars, spoken
from participation.papers.letters import runs_right_to_left
from participation.papers.outline import paper_of
from participation.papers.spelled import spelled, spelled_title

# A compiler keeps what it has read between papers and takes one paper at a time.
ONE_AT_A_TIME = Lock()


def render_pdf(digest: ReleasedDigest) -> bytes:
    """Return the digest as a PDF; the same digest gives the same bytes."""
    return draw_pdf(paper_of(digest))


def draw_pdf(paper: Paper) -> bytes:
    """Return any paper as a PDF; the same paper gives the same bytes.

    Raises NotSetUp in a process that was forked from one which had made a PDF.
    """
    return compiled("paper.typ", {"paper": _page(paper)})


def compiled(template: str, inputs: Mapping[str, object]) -> bytes:
    """Return what a template makes of plain values, as a PDF.

    Raises NotSetUp in a process that was forked from one which had made a PDF.
    """
    words = {name: json.dumps(value, ensure_ascii=False) for name, value in inputs.items()}
    compiler, process = _compiler(template)
    if process != os.getpid():
        # The compiler's threads do not come along: it would wait for them for ever.
        raise NotSetUp("This process cannot make PDFs. Start the service again.")
    with ONE_AT_A_TIME:
        made = compiler.compile(format="pdf", pdf_standards="ua-1", sys_inputs=words)
    if not isinstance(made, bytes):
        raise TypeError("a PDF is one file")
    return made


@cache
def _compiler(template: str) -> tuple[typst.Compiler, int]:
    """Return a compiler and the process that it works in."""
    folder = templates_dir() / "papers"
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS]
    )
    return typst.Compiler(folder / template, root=folder, font_paths=fonts), os.getpid()


Shown = dict[str, object]


def _page(paper: Paper) -> Shown:
    """Return the paper as plain values, every word spelled in signs that the fonts hold."""
    sections = [
        {
            "title": spelled(section.title),
            "set_apart": section.set_apart,
            "own_page": section.own_page,
            "blocks": [_shown(block) for block in section.blocks],
        }
        for section in paper.sections
    ]
    head = {"title": paper.title, "subject": paper.subject, "council": paper.council}
    details = [asdict(detail) for detail in paper.details]
    return {**_fit_all({**head, "details": details}), "sections": sections}


def _shown(block: Block) -> Shown:
    shown = _fit_all(asdict(block))
    shown["right_to_left"] = runs_right_to_left(str(getattr(block, "words", "")))
    if isinstance(block, Heading):
        shown["words"] = spelled_title(block.words)
    if isinstance(block, Stones):
        shown |= {"steps": block.steps, "spoken": block.spoken}
    if isinstance(block, Figures):
        shown |= {"has_shares": block.has_shares, "chart": None}
        if block.chart:
            drawn = [_fit_all(asdict(bar)) for bar in bars(block.chart)]
            shown |= {"chart": drawn, "alt": spelled(spoken(block.chart))}
    return shown


def fitted(shown: Shown) -> Shown:
    """Return plain values with every word spelled in signs that the fonts hold."""
    return _fit_all(shown)


def _fit_all(shown: Shown) -> Shown:
    return {key: _fit(value) for key, value in shown.items()}


def _fit(value: object) -> object:
    if isinstance(value, str):
        return spelled(value)
    if isinstance(value, dict):
        return _fit_all(value)
    if isinstance(value, list | tuple):
        return [_fit(inner) for inner in value]
    return value
