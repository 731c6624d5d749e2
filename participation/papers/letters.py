"""Text from people made fit to stand on a page, whatever was typed."""

import re
import unicodedata

NEW_LINES = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# Controls, halves of surrogate pairs and non-characters cannot stand in XML or on a page;
# marks that force a direction would let one person's words turn the words around them.
UNFIT = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufdd0-\ufdef\u202a-\u202e\u2066-\u2069"
    + "".join(f"{chr(last - 1)}-{chr(last)}" for last in range(0xFFFF, 0x110000, 0x10000))
    + "]"
)


def tidy(text: str) -> str:
    """Return the text without signs that no page can hold, every line ending as "\\n"."""
    return UNFIT.sub("", NEW_LINES.sub("\n", text).replace("\t", " "))


def runs_right_to_left(text: str) -> bool:
    """Return whether the text's first letter with a direction runs from right to left."""
    for sign in text:
        direction = unicodedata.bidirectional(sign)
        if direction in ("R", "AL"):
            return True
        if direction == "L":
            return False
    return False
