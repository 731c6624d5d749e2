"""Signs drawn as SVG: the code that a phone reads."""

import segno
from markupsafe import Markup


def qr_code(link: str, title: str, large: bool = False) -> Markup:
    """Return the link as a QR code, black on white in light and dark."""
    drawn = segno.make(link, error="m").svg_inline(
        scale=10 if large else 5, border=4, dark="#000", light="#fff", title=title, omitsize=True
    )
    # Made of squares alone: the link itself stands in no part of the drawing.
    return Markup(drawn)  # noqa: S704
