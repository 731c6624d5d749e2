"""Pictures made anew: pixels alone are kept, and whatever is no picture is refused kindly."""

from base64 import b64decode
from io import BytesIO
from random import Random
from zlib import compress, crc32

import pytest
from PIL import ExifTags, Image, ImageCms

from participation.core.errors import BadInput
from participation.core.pictures import (
    LONGEST_SIDE,
    MOST_BYTES,
    NOT_A_PICTURE,
    OTHER_PHOTO,
    PICTURE_ROOM,
    THUMB_SIDE,
    TOO_BIG,
    picture_of,
)

MARK = b"PLANTED-IN-THE-FILE"
GPS = {1: "N", 2: (52.0, 38.0, 8.25), 3: "W", 4: (1.0, 8.0, 23.5)}


def a_sheet(mode: str = "RGB", size: tuple[int, int] = (60, 40)) -> Image.Image:
    """Return a white sheet whose upper left quarter is dark."""
    sheet = Image.new("RGB", size, "white")
    sheet.paste((20, 20, 20), (0, 0, size[0] // 2, size[1] // 2))
    return sheet.convert(mode)


def saved(image: Image.Image, format_: str, **more: object) -> bytes:
    kept = BytesIO()
    image.save(kept, format_, **more)
    return kept.getvalue()


def opened(jpeg: bytes) -> Image.Image:
    image = Image.open(BytesIO(jpeg))
    image.load()
    return image


def a_photo(orientation: int = 1) -> bytes:
    """Return a JPEG with all that a phone and a meddler write beside the pixels."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.ImageDescription] = MARK.decode()
    exif.get_ifd(ExifTags.IFD.GPSInfo).update(GPS)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    photo = saved(a_sheet(), "JPEG", exif=exif, icc_profile=profile, comment=MARK, dpi=(300, 300))
    return photo + MARK


def is_dark(image: Image.Image, across: float, down: float) -> bool:
    point = image.convert("L").getpixel((int(image.width * across), int(image.height * down)))
    return point < 100


def test_nothing_but_the_pixels_of_a_photo_is_kept():
    photo = a_photo()
    held = opened(photo)

    kept = picture_of(photo).jpeg

    assert held.getexif().get_ifd(ExifTags.IFD.GPSInfo)[2] == GPS[2]
    assert MARK in photo and "icc_profile" in held.info
    assert MARK not in kept
    image = opened(kept)
    assert dict(image.getexif()) == {}
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert image.info["jfif_density"] == (1, 1)


@pytest.mark.parametrize(
    ("orientation", "dark"),
    [(1, (0.2, 0.2)), (2, (0.8, 0.2)), (3, (0.8, 0.8)), (4, (0.2, 0.8)), (6, (0.8, 0.2))],
)
def test_a_photo_stands_the_right_way_up(orientation, dark):
    image = opened(picture_of(a_photo(orientation)).jpeg)

    assert is_dark(image, *dark)
    assert (image.width > image.height) == (orientation < 5)


@pytest.mark.parametrize(
    "upload",
    [
        pytest.param(saved(a_sheet("CMYK"), "JPEG"), id="CMYK JPEG"),
        pytest.param(saved(a_sheet("L"), "JPEG"), id="grey JPEG"),
        pytest.param(saved(a_sheet("RGBA"), "PNG"), id="PNG with transparency"),
        pytest.param(saved(a_sheet("P"), "PNG"), id="indexed PNG"),
        pytest.param(saved(a_sheet("1"), "PNG"), id="PNG of one bit"),
        pytest.param(
            saved(a_sheet("L").convert("I").point(lambda v: v * 256).convert("I;16"), "PNG"),
            id="PNG of sixteen bits",
        ),
        pytest.param(saved(a_sheet("LA"), "PNG"), id="grey PNG with transparency"),
        pytest.param(saved(a_sheet(), "WEBP"), id="WebP"),
        pytest.param(saved(a_sheet("P"), "GIF"), id="GIF"),
    ],
)
def test_every_way_of_writing_pixels_gives_the_same_picture(upload):
    image = opened(picture_of(upload).jpeg)

    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (60, 40))
    assert is_dark(image, 0.2, 0.2)
    assert not is_dark(image, 0.8, 0.8)


def test_what_is_clear_becomes_white_paper():
    clear = Image.new("RGBA", (9, 9), (0, 0, 0, 0))

    image = opened(picture_of(saved(clear, "PNG")).jpeg)

    assert not is_dark(image, 0.5, 0.5)


def test_of_a_moving_picture_the_first_is_taken():
    first, then = a_sheet(), Image.new("RGB", (60, 40), "black")

    kept = picture_of(saved(first, "GIF", save_all=True, append_images=[then, then])).jpeg

    assert getattr(opened(kept), "n_frames", 1) == 1
    assert not is_dark(opened(kept), 0.8, 0.8)


@pytest.mark.parametrize("size", [(2000, 1500), (1601, 2), (1, 1), (6000, 1), (1, 6000)])
def test_no_side_is_longer_than_a_page_needs(size):
    image = opened(picture_of(saved(Image.new("RGB", size, "green"), "PNG")).jpeg)

    assert max(image.size) == min(max(size), LONGEST_SIDE)
    assert min(image.size) >= 1


def test_even_noise_fits_its_room():
    noise = Image.frombytes("RGB", (900, 900), Random(5).randbytes(900 * 900 * 3))

    kept = picture_of(saved(noise, "PNG", compress_level=0)).jpeg

    assert len(kept) <= PICTURE_ROOM


def test_the_same_pixels_have_the_same_mark_and_others_another():
    once, again = picture_of(a_photo()), picture_of(a_photo())
    other = picture_of(saved(Image.new("RGB", (60, 40), "red"), "PNG"))

    assert once.mark == again.mark != other.mark


def test_a_small_copy_is_an_address_that_holds_it():
    thumb = picture_of(saved(Image.new("RGB", (900, 400), "red"), "PNG")).thumb

    kind, _, content = thumb.partition(",")
    assert kind == "data:image/jpeg;base64"
    assert max(opened(b64decode(content)).size) == THUMB_SIDE


def a_bomb(width: int, height: int) -> bytes:
    """Return a small PNG that claims so many points; the rows are there for one line alone."""
    content = saved(Image.new("L", (1, 1)), "PNG")
    header = content.index(b"IHDR")
    size = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    chunk = b"IHDR" + size + content[header + 12 : header + 17]
    content = content[:header] + chunk + crc32(chunk).to_bytes(4, "big")
    rows = compress(bytes(1000))
    return content + len(rows).to_bytes(4, "big") + b"IDAT" + rows


@pytest.mark.parametrize(
    ("upload", "sentence"),
    [
        pytest.param(b"", NOT_A_PICTURE, id="nothing"),
        pytest.param(b"dear council, this is a text", NOT_A_PICTURE, id="a text"),
        pytest.param(b"<svg xmlns='http://www.w3.org/2000/svg'/>", NOT_A_PICTURE, id="SVG"),
        pytest.param(b"%PDF-1.7\n", NOT_A_PICTURE, id="PDF"),
        pytest.param(a_photo()[:-400], NOT_A_PICTURE, id="cut short"),
        pytest.param(saved(a_sheet(), "TIFF"), NOT_A_PICTURE, id="another format"),
        pytest.param(b"\0\0\0\x18ftypheic" + bytes(90), OTHER_PHOTO, id="HEIC"),
        pytest.param(a_bomb(60_000, 60_000), TOO_BIG, id="bomb"),
        pytest.param(a_bomb(9_000, 9_000), TOO_BIG, id="small bomb"),
        pytest.param(bytes(MOST_BYTES + 1), TOO_BIG, id="too many bytes"),
    ],
)
def test_what_is_no_picture_is_met_with_a_sentence(upload, sentence):
    with pytest.raises(BadInput) as refused:
        picture_of(upload)

    assert refused.value.message == sentence


def test_a_broken_picture_in_any_place_is_a_picture_or_a_sentence():
    photo, random = a_photo(6), Random(7)

    for _ in range(150):
        broken = bytearray(photo)
        for _ in range(random.randint(1, 20)):
            broken[random.randrange(len(broken))] = random.randrange(256)
        try:
            kept = picture_of(bytes(broken)).jpeg
        except BadInput as error:
            assert error.message in (NOT_A_PICTURE, TOO_BIG, OTHER_PHOTO)
        else:
            assert MARK not in kept
