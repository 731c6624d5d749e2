"""Pictures that somebody sends, made anew from their pixels so that nothing else is kept.

Where and when a photo was taken, by whose phone, a smaller copy of it from before it was cut,
whatever hangs on after its end: all of that stands outside the pixels, and pixels alone are
copied, onto a fresh sheet. What an upload is called or says of itself is not believed.
"""

import logging
import warnings
from base64 import b64encode
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from threading import Lock

from PIL import ExifTags, Image

from participation.core.errors import BadInput
from participation.core.speech import marked, said

MOST_BYTES = 10_000_000
"""Of one upload: phones make photos of 2 to 8 MB."""
LONGEST_SIDE = 1600
"""At this many points a page of handwriting that fills a photo can be read."""
PICTURE_ROOM = 256 * 1024 - 4
"""Each picture is made to fit this, and then padded to it: all have one size (`core.sealed`)."""
THUMB_SIDE = 160

NOT_A_PICTURE = marked(
    "We can't open that as a picture. Take a new photo, or choose one saved as JPEG or PNG."
)
OTHER_PHOTO = marked(
    "We can't open this kind of photo. Take a screenshot of it, and choose the screenshot."
)
TOO_BIG = marked(
    "That picture is too big. Up to 10 MB is fine. Take a screenshot of it, and choose that."
)

# GIF and WebP may move: their first picture is taken.
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
_QUALITIES = (80, 65, 50, 35, 20)
# A JPEG is opened at a fraction of its size; anything else has to be unpacked whole.
_MOST_POINTS_OF_JPEG = 50_000_000
_MOST_POINTS = 25_000_000
_PHONE_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1", b"avif", b"avis")

_SHRINK_AS_THEY_ARE = frozenset({"RGB", "RGBA", "L", "LA", "CMYK", "YCbCr"})
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""How a photo is turned upright, by its orientation in EXIF."""

Image.MAX_IMAGE_PIXELS = _MOST_POINTS_OF_JPEG
warnings.simplefilter("error", Image.DecompressionBombWarning)
# Where a log takes everything, the library would tell it what stands beside the pixels.
logging.getLogger("PIL").setLevel(logging.WARNING)

_one_at_a_time = Lock()
"""An open photo takes some 100 MB for a moment: two at once would be twice that."""


@dataclass(frozen=True)
class Picture:
    """A JPEG of nothing but pixels, no larger than `PICTURE_ROOM`."""

    jpeg: bytes

    @property
    def mark(self) -> str:
        """Return a short name that another picture does not have."""
        return sha256(self.jpeg).hexdigest()[:16]

    @property
    def thumb(self) -> str:
        """Return a small copy, as an address that holds it."""
        with Image.open(BytesIO(self.jpeg), formats=("JPEG",)) as opened:
            opened.draft("RGB", (THUMB_SIDE, THUMB_SIDE))
            opened.thumbnail((THUMB_SIDE, THUMB_SIDE))
            return f"data:image/jpeg;base64,{b64encode(_jpeg(opened, 60)).decode()}"


def picture_of(upload: bytes) -> Picture:
    """Return the upload as a picture of ours; raises BadInput for what is none, or too big."""
    if len(upload) > MOST_BYTES:
        raise BadInput(said(TOO_BIG))
    with _one_at_a_time:
        return Picture(_fitted(_on_white(pixels_of(upload, LONGEST_SIDE))))


def pixels_of(upload: bytes, longest: int) -> Image.Image:
    """Return the first picture in the upload, the right way up, its sides no longer than this.

    Raises BadInput. Grey, transparent and indexed ones come as red, green, blue and clear.
    """
    if upload[4:8] == b"ftyp" and upload[8:12] in _PHONE_BRANDS:
        raise BadInput(said(OTHER_PHOTO))
    try:
        with Image.open(BytesIO(upload), formats=_FORMATS) as opened:
            _refuse_bomb(opened)
            # For a JPEG: the smallest of the sizes that it opens at and that is large enough.
            opened.draft("RGB", (longest, longest))
            return _upright(opened, longest)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise BadInput(said(TOO_BIG)) from error
    except BadInput:
        raise
    except Exception as error:  # what a broken file makes a decoder raise is in no list
        raise BadInput(said(NOT_A_PICTURE)) from error


def _refuse_bomb(opened: Image.Image) -> None:
    most = _MOST_POINTS_OF_JPEG if opened.format in ("JPEG", "MPO") else _MOST_POINTS
    if opened.width * opened.height > most:
        raise BadInput(said(TOO_BIG))


def _upright(opened: Image.Image, longest: int) -> Image.Image:
    turn = _TURNS.get(_orientation(opened))
    if opened.mode in _SHRINK_AS_THEY_ARE and "transparency" not in opened.info:
        opened.thumbnail((longest, longest))
    image = _in_colour(opened)
    image.thumbnail((longest, longest))
    return image if turn is None else image.transpose(turn)


def _orientation(opened: Image.Image) -> int:
    """Return which way up the camera was held, by EXIF: 1 is upright."""
    with suppress(Exception):
        return int(opened.getexif().get(ExifTags.Base.Orientation, 1))
    return 1


def _in_colour(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I"):
        # Sixteen bits of grey: the upper eight.
        image = image.point(lambda value: value * (1 / 256)).convert("L")
    may_be_clear = image.mode in ("P", "PA", "LA", "RGBA") or "transparency" in image.info
    return image.convert("RGBA") if may_be_clear else image.convert("RGB").convert("RGBA")


def _on_white(image: Image.Image) -> Image.Image:
    sheet = Image.new("RGB", image.size, "white")
    sheet.paste(image, mask=image.getchannel("A"))
    return sheet


def _fitted(image: Image.Image) -> bytes:
    while True:
        for quality in _QUALITIES:
            content = _jpeg(image, quality)
            if len(content) <= PICTURE_ROOM:
                return content
        image = image.resize((max(1, image.width * 3 // 4), max(1, image.height * 3 // 4)))


def _jpeg(image: Image.Image, quality: int) -> bytes:
    kept = BytesIO()
    image.save(kept, "JPEG", quality=quality, optimize=True)
    return kept.getvalue()
