"""Decodes pictures and pages of a PDF to pixels, and makes copies of pictures that hold pixels alone.

Everything here runs in the child. Whatever a decoder raises becomes one of our errors, without its text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from PIL import ExifTags, Image, ImageFile, ImageOps

from app.errors import CasebookError, Invalid
from app.media import COPIED, PDF, PICTURES
from app.messages import Msg
from app.pictures import LONGEST_SIDE, MOST_PIXELS, SHOWN, Preview, Told

FORMATS = {
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/webp": "WEBP",
    "image/tiff": "TIFF",
    "image/gif": "GIF",
    "image/bmp": "BMP",
}
MOST_PAGES = 10_000
SAVING: dict[str, dict[str, Any]] = {
    "image/jpeg": {"quality": 95, "subsampling": 0, "optimize": True},
    "image/png": {},
    "image/webp": {"quality": 95, "exact": True},
    "image/tiff": {"compression": "tiff_deflate"},
}
"""How a copy is written: lossless where the form can, else as close as it gets."""
ImageFile.LOAD_TRUNCATED_IMAGES = False
Image.MAX_IMAGE_PIXELS = None  # `_opened` judges the header itself, and says so in our words


def preview(data: bytes, kind: str, page: int) -> Preview:
    """The pixels of a file of media type `kind`. Raises Invalid where it is none to be shown, holds more than
    a preview decodes, or is malformed."""
    with _decoder_errors():
        if kind == PDF:
            return _page(data, page)
        if kind not in PICTURES:
            raise Invalid(Msg.PREVIEW_NO_KIND)
        image = _opened(data, kind)
        told = _told(image)
        if image.format == "JPEG":
            image.draft("RGB", (SHOWN, SHOWN))
        shown = ImageOps.exif_transpose(_flat(image))
        shown.thumbnail((SHOWN, SHOWN))
        return Preview(shown.width, shown.height, shown.tobytes(), told=told)


def without_metadata(data: bytes, kind: str) -> bytes:
    """The picture again from its pixels, upright, in sRGB, with nothing else. Raises Invalid."""
    with _decoder_errors():
        if kind not in COPIED:
            raise Invalid(Msg.COPY_NO_KIND)
        image = _opened(data, kind)
        upright = ImageOps.exif_transpose(image)
        flat = _in_srgb(upright)
        target = BytesIO()
        clean = Image.frombytes(flat.mode, flat.size, flat.tobytes())
        clean.save(target, FORMATS[kind], **SAVING[kind])
        made = target.getvalue()
        if _told(_opened(made, kind)).metadata:
            raise Invalid(Msg.COPY_NOT_CLEAN)
        return made


@contextmanager
def _decoder_errors() -> Iterator[None]:
    """A decoder raises what it likes; none of it is told, for it can hold what the file holds."""
    try:
        yield
    except CasebookError:
        raise
    except MemoryError:
        raise Invalid(Msg.PREVIEW_TOO_MANY_PIXELS) from None
    except Exception:
        raise Invalid(Msg.PREVIEW_MALFORMED) from None


def _opened(data: bytes, kind: str) -> Image.Image:
    """A picture of that form and no other, its size known from its header and nothing decoded yet."""
    image = Image.open(BytesIO(data), formats=[FORMATS[kind]])
    if image.width * image.height > MOST_PIXELS or max(image.size) > LONGEST_SIDE:
        raise Invalid(Msg.PREVIEW_TOO_MANY_PIXELS)
    return image


def _flat(image: Image.Image) -> Image.Image:
    """RGB on white."""
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        clear = image.convert("RGBA")
        white = Image.new("RGBA", clear.size, "white")
        made = Image.alpha_composite(white, clear).convert("RGB")
    else:
        made = image.convert("RGB")
    made.info = {k: v for k, v in image.info.items() if k == "exif"}
    return made


def _in_srgb(image: Image.Image) -> Image.Image:
    """The pixels as they are meant, without the profile that says how."""
    keeps = image.mode in ("RGB", "RGBA", "L", "LA")
    mode = image.mode if keeps else "RGBA" if "transparency" in image.info else "RGB"
    profile = image.info.get("icc_profile")
    made = image if keeps else image.convert(mode)
    if profile and made.mode in ("RGB", "RGBA"):
        from PIL import ImageCms

        srgb = ImageCms.createProfile("sRGB")
        made = ImageCms.profileToProfile(made, BytesIO(profile), srgb, outputMode=made.mode) or made
    return made


# what a picture tells


def _told(image: Image.Image) -> Told:
    exif = image.getexif()
    inner: Mapping[int, Any] = exif.get_ifd(ExifTags.IFD.Exif)
    taken = inner.get(ExifTags.Base.DateTimeOriginal) or exif.get(ExifTags.Base.DateTime) or ""
    device = " ".join(str(exif.get(tag, "")) for tag in (ExifTags.Base.Make, ExifTags.Base.Model))
    place = _place(exif.get_ifd(ExifTags.IFD.GPSInfo))
    more = {"exif", "xmp", "photoshop", "comment", "icc_profile", "Software", "XML:com.adobe.xmp"}
    texts = getattr(image, "text", {}) or {}
    own = _of_the_form(image)
    metadata = bool((more & image.info.keys()) or texts or set(exif) - own)
    return Told(place, _line(taken), _line(device), metadata)


def _of_the_form(image: Image.Image) -> set[int]:
    """The tags of a TIFF that say how its pixels lie; no other form keeps them among its metadata."""
    if image.format != "TIFF":
        return set()
    return {256, 257, 258, 259, 262, 273, 277, 278, 279, 284, 317, 320, 338, 339, 322, 323, 324, 325, 254}


def _place(gps: Mapping[int, Any]) -> str:
    """Latitude and longitude in decimal degrees."""
    try:
        found = [
            _degrees(gps[value], gps.get(ref, ""))
            for value, ref in ((ExifTags.GPS.GPSLatitude, 1), (ExifTags.GPS.GPSLongitude, 3))
        ]
    except (KeyError, TypeError, ValueError, ZeroDivisionError, IndexError):
        return ""
    return f"{found[0]:.5f}, {found[1]:.5f}"


def _degrees(value: Any, ref: object) -> float:
    degrees, minutes, seconds = (float(part) for part in value)
    angle = degrees + minutes / 60 + seconds / 3600
    return -angle if str(ref).strip("\x00 ") in ("S", "W") else angle


def _line(value: object) -> str:
    """One short printable line."""
    text = "".join(c if c.isprintable() else " " for c in str(value))
    return " ".join(text.split())[:80]


# PDF


def _page(data: bytes, number: int) -> Preview:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        pages = len(document)
        if not 0 < pages <= MOST_PAGES:
            raise Invalid(Msg.PREVIEW_MALFORMED)
        number = min(max(number, 0), pages - 1)
        page = document[number]
        width, height = page.get_size()
        if not (0 < width < 1e6 and 0 < height < 1e6):
            raise Invalid(Msg.PREVIEW_MALFORMED)
        bitmap = page.render(scale=SHOWN / max(width, height), rev_byteorder=True, may_draw_forms=False)
        image = bitmap.to_pil().convert("RGB")
        page.close()
        return Preview(image.width, image.height, image.tobytes(), number, pages)
    finally:
        document.close()
