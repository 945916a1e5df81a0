"""Files of others are decoded under limits, tell what they give away, and come back as pixels alone."""

from __future__ import annotations

import struct
import zlib
from contextlib import suppress
from io import BytesIO

import pytest
from PIL import ExifTags, Image, PngImagePlugin

from app.errors import CasebookError, Invalid
from app.media import HEAD, media_type
from app.messages import Msg
from app.pictures import SHOWN, Told
from reports.pictures import preview, without_metadata
from reports.previewer import ChildPreviewer

SECRET = "Tumen 42.97"
KINDS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP", "image/tiff": "TIFF"}


def picture(kind: str = "image/jpeg", size: tuple[int, int] = (40, 20), *, exif: bool = True) -> bytes:
    """A picture, red at the left, that says where and with what it was taken, turned on its side."""
    image = Image.new("RGB", size, "blue")
    image.paste("red", (0, 0, size[0] // 4, size[1]))
    found = Image.Exif()
    if exif:
        found[ExifTags.Base.Make], found[ExifTags.Base.Model] = "Maker", "Phone 7"
        found[ExifTags.Base.Orientation] = 6
        found[ExifTags.Base.ImageDescription] = SECRET
        gps = {1: "N", 2: (42.0, 58.0, 12.0), 3: "E", 4: (129.0, 50.0, 24.0)}
        found.get_ifd(ExifTags.IFD.GPSInfo).update(gps)
        found.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = "2023:10:09 21:00:00"
    target = BytesIO()
    image.save(target, KINDS[kind], **({"exif": found} if exif else {}))
    return target.getvalue()


def png(width: int, height: int, rows: bytes = b"") -> bytes:
    """A PNG whose header says that size, whatever it holds."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows))


def pdf(pages: int = 2, more: bytes = b"") -> bytes:
    """A PDF of blank pages."""
    kids = b" ".join(b"%d 0 R" % (3 + n) for n in range(pages))
    objects = [b"<</Type/Catalog/Pages 2 0 R%s>>" % more]
    objects += [b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, kids)]
    objects += [b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 300]>>"] * pages
    body = b"".join(b"%d 0 obj%sendobj\n" % (n, o) for n, o in enumerate(objects, start=1))
    return b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R>>\n%%EOF"


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_is_shown_upright_and_tells_what_it_gives_away(kind: str) -> None:
    shown = preview(picture(kind), kind, 0)
    assert (shown.width, shown.height, len(shown.pixels)) == (20, 40, 20 * 40 * 3)
    assert shown.pixels[0] > 200 > shown.pixels[-3]
    written = kind != "image/tiff"  # Pillow leaves these two out of the TIFF it writes
    place, taken = ("42.97000, 129.84000", "2023:10:09 21:00:00") if written else ("", "")
    assert shown.told == Told(place, taken, "Maker Phone 7", metadata=True)
    assert preview(picture(kind, exif=False), kind, 0).told == Told()


def test_a_large_picture_is_made_smaller() -> None:
    shown = preview(picture(size=(3000, 1000), exif=False), "image/jpeg", 0)
    assert shown.width == SHOWN
    assert abs(shown.height - SHOWN / 3) < 2


@pytest.mark.parametrize("kind", KINDS)
def test_a_copy_without_metadata_holds_pixels_alone(kind: str) -> None:
    """Control: the secret stands in the original."""
    original = picture(kind)
    copy = without_metadata(original, kind)
    assert SECRET.encode() in original
    assert not any(word in copy for word in (SECRET.encode(), b"Phone", b"Exif", b"2023:10:09"))
    shown = preview(copy, kind, 0)
    assert (shown.width, shown.height, shown.told) == (20, 40, Told())
    assert media_type(copy[:HEAD]) == kind


def test_texts_of_a_png_and_a_profile_do_not_stay() -> None:
    """CVE-2022-44268 reads a local file into a text of the picture: it does not survive the pixels."""
    texts, target = PngImagePlugin.PngInfo(), BytesIO()
    texts.add_text("profile", "/etc/passwd")
    texts.add_text("Raw profile type", SECRET, zip=True)
    Image.new("RGBA", (5, 5), (1, 2, 3, 4)).save(target, "PNG", pnginfo=texts)
    assert preview(target.getvalue(), "image/png", 0).told.metadata
    copy = without_metadata(target.getvalue(), "image/png")
    assert b"passwd" not in copy
    assert b"Raw" not in copy
    with Image.open(BytesIO(copy)) as again:
        assert again.getpixel((0, 0)) == (1, 2, 3, 4)


@pytest.mark.parametrize(
    ("data", "kind", "said"),
    [
        (png(60_000, 60_000), "image/png", Msg.PREVIEW_TOO_MANY_PIXELS),
        (png(31_000, 10), "image/png", Msg.PREVIEW_TOO_MANY_PIXELS),
        (png(9_000, 9_000), "image/png", Msg.PREVIEW_TOO_MANY_PIXELS),
        (png(0, 10), "image/png", Msg.PREVIEW_MALFORMED),
        (png(100, 100, b"short"), "image/png", Msg.PREVIEW_MALFORMED),
        (picture()[:-200], "image/jpeg", Msg.PREVIEW_MALFORMED),
        (picture("image/png"), "image/jpeg", Msg.PREVIEW_MALFORMED),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml", Msg.PREVIEW_NO_KIND),
        (b"PK\x03\x04", "application/zip", Msg.PREVIEW_NO_KIND),
        (b"%PDF-1.4 nothing", "application/pdf", Msg.PREVIEW_MALFORMED),
        (pdf(0), "application/pdf", Msg.PREVIEW_MALFORMED),
        (b"", "image/gif", Msg.PREVIEW_MALFORMED),
    ],
)
def test_what_cannot_be_shown_is_said(data: bytes, kind: str, said: Msg) -> None:
    with pytest.raises(Invalid) as e:
        preview(data, kind, 0)
    assert e.value.message.text is said


def test_a_copy_is_made_of_some_kinds_only() -> None:
    with pytest.raises(Invalid) as e:
        without_metadata(b"GIF89a", "image/gif")
    assert e.value.message.text is Msg.COPY_NO_KIND


def test_only_the_first_picture_of_many_is_shown() -> None:
    frames = [Image.new("RGB", (8, 8), (n % 256, 0, 0)) for n in range(2_000)]
    target = BytesIO()
    frames[0].save(target, "GIF", save_all=True, append_images=frames[1:], duration=10)
    shown = preview(target.getvalue(), "image/gif", 0)
    assert (shown.width, shown.height, shown.pixels[0]) == (8, 8, 0)


def test_what_hangs_behind_a_picture_does_not_stay() -> None:
    """A file that is a picture and an archive at once is a picture; a copy of it is nothing else."""
    both = picture() + b"PK\x03\x04" + SECRET.encode() * 100
    assert media_type(both[:HEAD]) == "image/jpeg"
    assert (preview(both, "image/jpeg", 0).width, preview(both, "image/jpeg", 0).height) == (20, 40)
    copy = without_metadata(both, "image/jpeg")
    assert b"PK\x03\x04" not in copy
    assert SECRET.encode() not in copy


def test_a_page_that_bursts_is_shown_or_refused() -> None:
    """A stream of a PDF that unpacks, three times over, to a hundred megabytes of nothing."""
    bomb = bytes(100 * 2**20)
    for _again in range(3):
        bomb = zlib.compress(bomb, 9)
    filters = b"[/FlateDecode/FlateDecode/FlateDecode]"
    stream = b"<</Length %d/Filter%s>>stream\n%s\nendstream" % (len(bomb), filters, bomb)
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 300]/Contents 4 0 R>>"
    parts = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>", page, stream]
    body = b"".join(b"%d 0 obj%sendobj\n" % (n, part) for n, part in enumerate(parts, start=1))
    data = b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R>>\n%%EOF"
    assert len(data) < 2_000
    with suppress(CasebookError):
        assert ChildPreviewer().preview(data, "application/pdf").pages == 1


def test_every_cut_of_a_picture_is_shown_or_said() -> None:
    """Whatever a decoder makes of half a file, nothing but our errors comes out."""
    for kind in KINDS:
        data = picture(kind)
        for end in range(0, len(data), 37):
            try:
                preview(data[:end], kind, 0)
            except CasebookError:
                continue


def test_pages_of_a_pdf() -> None:
    """An action at the opening, an address and a script are parts that nobody draws."""
    data = pdf(3, b"/OpenAction<</S/JavaScript/JS(app.alert(1))>>/URI(http://a)")
    shown = preview(data, "application/pdf", 1)
    assert (shown.page, shown.pages, shown.height) == (1, 3, SHOWN)
    assert shown.pixels[:3] == b"\xff\xff\xff"
    assert preview(data, "application/pdf", 99).page == 2


def test_it_runs_in_the_child() -> None:
    shown = ChildPreviewer().preview(picture(), "image/jpeg")
    assert (shown.width, shown.height) == (20, 40)
    assert media_type(ChildPreviewer().without_metadata(picture(), "image/jpeg")) == "image/jpeg"
    with pytest.raises(Invalid):
        ChildPreviewer().preview(png(60_000, 60_000), "image/png")


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"\x00\x00\x00\x18ftypheic", "image/heic"),
        (b"\x00\x00\x00\x18ftypisom", "video/mp4"),
        (b"MZ\x90\x00", "application/vnd.microsoft.portable-executable"),
        (b"PK\x03\x04.....mimetypeapplication/hwp+zip", "application/hwp+zip"),
        ("﻿그는 다리에서 보였다".encode(), "text/plain"),
        (("가" * HEAD).encode()[:HEAD], "text/plain"),
        (b"  <?xml version='1.0'?><svg onload='x'/>", "image/svg+xml"),
        (b"<?xml version='1.0'?><a/>", "application/xml"),
        (b"<!DOCTYPE html><p>", "text/html"),
        (b"\x00\x01\x02", "application/octet-stream"),
        (b"\xff\xfe\xfd", "application/octet-stream"),
    ],
)
def test_a_file_is_what_it_holds(head: bytes, kind: str) -> None:
    assert media_type(head) == kind
