"""Five words as a picture, for whoever would rather keep that than write them down."""

import json

import typst

from participation.core.files import templates_dir
from participation.domain.receipts import Receipt
from participation.papers.alphabet import FONTS
from participation.papers.pdf import ONE_AT_A_TIME

DOTS_PER_INCH = 220


def draw_ticket(receipt: Receipt) -> bytes:
    """Return the words and their numbers as a PNG with no title and no date in it."""
    lines = json.dumps(list(zip(receipt.words, receipt.digits.split(), strict=True)))
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS]
    )
    with ONE_AT_A_TIME:
        drawn = typst.compile(
            (templates_dir() / "papers" / "ticket.typ").read_bytes(),
            format="png",
            ppi=DOTS_PER_INCH,
            font_paths=fonts,
            sys_inputs={"lines": lines},
        )
    if not isinstance(drawn, bytes):
        raise TypeError("a ticket is one picture")
    return drawn
