"""A council's own colour, made into the four that pages need, each with enough contrast.

Contrast is that of WCAG 2.2: (lighter + 0.05) / (darker + 0.05) of the two luminances.
"""

import re
from dataclasses import dataclass

from participation.core.errors import BadInput

TEXT = 4.5
"""The least contrast of text with what it stands on: WCAG 2.2, 1.4.3."""

BRIGHT = 8.0
"""The contrast at which a colour still looks like one on a dark page, and not like dusk."""

PAPER, CARD, INK = "#fffbf4", "#ffffff", "#221b35"
NIGHT_PAPER, NIGHT_CARD, NIGHT_INK = "#17131f", "#221c2e", "#f6f1ff"

_HEX = re.compile(r"#[0-9a-f]{6}")
_STEPS = 50

Channels = tuple[int, int, int]


@dataclass(frozen=True)
class Colours:
    """A colour of buttons and links, its ground, and two hills, on a light or a dark page."""

    brand: str
    soft: str
    far: str
    near: str

    @property
    def css(self) -> str:
        """Return the colours as the stylesheet names them."""
        return (
            f":root{{--brand:{self.brand};--brand-soft:{self.soft};"
            f"--far:{self.far};--near:{self.near}}}"
        )


def read_colour(typed: str) -> str:
    """Return the colour as #rrggbb; raises BadInput for what is none."""
    colour = typed.strip().lower()
    colour = colour if colour.startswith("#") else f"#{colour}"
    if not _HEX.fullmatch(colour):
        raise BadInput("Write a colour as six letters and numbers after a #, as in #4a2c8f.")
    return colour


def is_readable(text: str) -> bool:
    """Return whether pages may wear the text as a colour; nothing means our own."""
    try:
        return not text or (read_colour(text) == text and by_day(text).brand == text)
    except BadInput:
        return False


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def by_day(brand: str) -> Colours:
    """Return the colours of light pages; raises BadInput when the brand is too pale for text."""
    soft = _mixed(brand, CARD, 0.9)
    least = min(contrast(brand, ground) for ground in (PAPER, CARD, soft))
    if least < TEXT:
        raise BadInput(
            f"This colour is too pale to read: its contrast is {least:.1f}, and text needs "
            f"{TEXT}. Choose a darker one."
        )
    return Colours(brand, soft, _mixed(brand, CARD, 0.8), _mixed(brand, CARD, 0.71))


def by_night(brand: str) -> Colours:
    """Return the colours of dark pages: the brand made lighter until it reads on its ground."""
    soft = _mixed(brand, NIGHT_PAPER, 0.7)
    lighter = (_mixed(brand, CARD, step / _STEPS) for step in range(_STEPS + 1))
    shown = next(one for one in lighter if _reads_at_night(one, soft))
    return Colours(shown, soft, _mixed(brand, NIGHT_PAPER, 0.6), _mixed(brand, NIGHT_PAPER, 0.45))


def _reads_at_night(colour: str, soft: str) -> bool:
    on_paper, on_others = contrast(colour, NIGHT_PAPER), (NIGHT_CARD, soft)
    return on_paper >= BRIGHT and min(contrast(colour, one) for one in on_others) >= TEXT + 1


def _mixed(colour: str, into: str, share: float) -> str:
    """Return the colour with this share of the other in it."""
    pairs = zip(_channels(colour), _channels(into), strict=True)
    mixed = (round(one * (1 - share) + other * share) for one, other in pairs)
    return "#" + "".join(f"{channel:02x}" for channel in mixed)


def _channels(colour: str) -> Channels:
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return red, green, blue


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
