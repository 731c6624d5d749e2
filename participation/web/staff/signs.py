"""Signs drawn as SVG: the code that a phone reads."""

import segno
from markupsafe import Markup


def qr_code(link: str, title: str, large: bool = False) -> Markup:
    """Return the link as a QR code, black on white in light and dark."""
    return Markup(squares(segno.make(link, error="m"), 10 if large else 5, title))


def squares(code: segno.QRCode, scale: int, title: str | None = None) -> str:
    """Return the drawing as SVG: squares alone, what they say stands in no part of it."""
    drawn: str = code.svg_inline(
        scale=scale, border=4, dark="#000", light="#fff", title=title, omitsize=title is not None
    )
    return drawn
