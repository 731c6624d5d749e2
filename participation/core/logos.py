"""A logo made anew for young people's pages: small, its points alone, and seen on every paper.

Whether it is seen is measured at its edge, where it meets the page: the points that are not
clear and have a clear one, or the picture's own end, beside them. WCAG 2.2, 1.4.11 asks for 3.
"""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO

from PIL import Image, ImageChops, ImageFilter, ImageOps

from participation.core.colours import CARD, NIGHT_PAPER, PAPER, contrast
from participation.core.errors import BadInput
from participation.core.pictures import MOST_BYTES, pixels_of

TALLEST, WIDEST = 160, 480
LIGHT_ENOUGH = 4_096
"""Bytes under which a logo costs a page nothing that is felt."""
SEEN = 3.0

_SIZES = (1.0, 0.75, 0.6, 0.5)
_COLOURS = (64, 32, 16, 8)
_CLEAR = 128

NO_LOGO = "That is no picture that can be used. Save the logo as PNG or JPEG, of up to 10 MB."
NOTHING_SEEN = "There is nothing to see in that picture: every point of it is clear."


class Ground(StrEnum):
    """The card that a logo stands on, where the page itself would swallow its edge."""

    PAGE = ""
    WHITE = "white"
    INK = "ink"


@dataclass(frozen=True)
class MadeLogo:
    """A PNG of at most 160 by 480 points, and the card that it needs."""

    png: bytes
    width: int
    height: int
    ground: Ground


def make_logo(upload: bytes) -> MadeLogo:
    """Return the upload as a logo of ours; raises BadInput for what is no picture."""
    if len(upload) > MOST_BYTES:
        raise BadInput(NO_LOGO)
    try:
        image = pixels_of(upload, WIDEST * 2)
    except BadInput as error:
        raise BadInput(NO_LOGO) from error
    box = image.getchannel("A").getbbox()
    if box is None:
        raise BadInput(NOTHING_SEEN)
    image = image.crop(box)
    image.thumbnail((WIDEST, TALLEST))
    png, size = _small(image)
    return MadeLogo(png, *size, ground_for(image))


def ground_for(image: Image.Image) -> Ground:
    """Return the card that the picture needs to be seen on light and on dark pages."""
    edge = _edge(image)
    if not any(_fades(edge, paper) for paper in (PAPER, NIGHT_PAPER)):
        return Ground.PAGE
    has_clear = any(image.getchannel("A").histogram()[:_CLEAR])
    return Ground.INK if has_clear and _fades(edge, CARD) else Ground.WHITE


def _fades(edge: Counter[bytes], paper: str) -> bool:
    """Return whether most of the edge cannot be told from the paper."""
    unseen = sum(
        many for colour, many in edge.items() if contrast(f"#{colour.hex()}", paper) < SEEN
    )
    return unseen * 2 > edge.total()


def _edge(image: Image.Image) -> Counter[bytes]:
    """Return how often each colour stands at the picture's edge."""
    there = image.getchannel("A").point(lambda alpha: 255 if alpha >= _CLEAR else 0)
    within = ImageOps.expand(there, 1, 0).filter(ImageFilter.MinFilter(3))
    within = within.crop((1, 1, image.width + 1, image.height + 1))
    marked = ImageChops.subtract(there, within).tobytes()
    points = image.convert("RGB").tobytes()
    return Counter(points[3 * at : 3 * at + 3] for at, mark in enumerate(marked) if mark)


def _small(image: Image.Image) -> tuple[bytes, tuple[int, int]]:
    """Return the largest of several sizes, with its points across and down, that is light."""
    png, size = b"", image.size
    for share in _SIZES:
        size = max(1, round(image.width * share)), max(1, round(image.height * share))
        shrunk = image.resize(size) if size != image.size else image
        for colours in _COLOURS:
            png = _png(shrunk, colours)
            if len(png) <= LIGHT_ENOUGH:
                return png, size
    return png, size


def _png(image: Image.Image, colours: int) -> bytes:
    few = image.quantize(colours, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    fresh, kept = Image.new("P", few.size), BytesIO()
    fresh.putpalette(few.palette.getdata()[1] if few.palette else b"", "RGBA")
    fresh.frombytes(few.tobytes())
    fresh.save(kept, "PNG", optimize=True)
    return kept.getvalue()
