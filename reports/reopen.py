"""Opens a finished file again and gives every text in it: pages, metadata, attachments, earlier revisions."""

from __future__ import annotations

import csv
import html
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

_END = b"%%EOF"
_TAG = re.compile(r"<[^>]*>")
_ATTRIBUTE = re.compile(r'="([^"]*)"')


def texts(files: Mapping[str, bytes], kind: str) -> tuple[str, ...]:
    """Everything that can be read in the files of a release (by suffix), whose main one is of `kind`.

    `kind`: pdf | xlsx | csv; a file beside the main one tells its own by its suffix. Raises ValueError for
    another kind.
    """
    found: list[str] = []
    for suffix, data in files.items():
        reader = _readers.get(suffix.rpartition(".")[2] or kind)
        if reader is None:
            raise ValueError(kind)
        found += reader(data)
    return tuple(dict.fromkeys(filter(None, found)))


def _csv(data: bytes) -> Iterator[str]:
    for line in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")):
        yield from line


def _xlsx(data: bytes) -> Iterator[str]:
    """Every member of the archive, its name, text between tags and values of attributes."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        yield archive.comment.decode("utf-8", "replace")
        for member in archive.infolist():
            yield member.filename
            yield member.comment.decode("utf-8", "replace")
            text = archive.read(member).decode("utf-8", "replace")
            yield from (html.unescape(part).strip() for part in _TAG.split(text))
            yield from (html.unescape(value) for value in _ATTRIBUTE.findall(text))


def _pdf(data: bytes) -> Iterator[str]:
    """What a reader sees, and everything else that the file and its earlier revisions hold."""
    yield from _visible(data)
    yield from _within(data)
    for end in [m.end() for m in re.finditer(_END, data)][:-1]:
        yield from _revision(data[:end])


def _revision(data: bytes) -> Iterator[str]:
    """A file that was complete once and written on; what cannot be read as one is read as it stands."""
    import pikepdf
    import pypdfium2

    try:
        found = [*_visible(data), *_within(data)]
    except (pikepdf.PdfError, pypdfium2.PdfiumError):
        found = [data.decode("utf-8", "replace")]
    yield from found


def _visible(data: bytes) -> Iterator[str]:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        for page in document:
            text = page.get_textpage()
            yield text.get_text_bounded()
            text.close()
            page.close()
        yield from document.get_metadata_dict(skip_empty=True).values()
        yield from (mark.get_title() for mark in document.get_toc())
    finally:
        document.close()


def _within(data: bytes) -> Iterator[str]:
    """Every string of every object, metadata streams and attachments."""
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        for item in pdf.objects:
            yield from _strings(item)
            if isinstance(item, pikepdf.Stream) and item.get("/Type") in ("/Metadata", "/EmbeddedFile"):
                yield item.read_bytes().decode("utf-8", "replace")
        yield from _strings(pdf.trailer.get("/Info"))


def _strings(item: Any) -> Iterator[str]:
    import pikepdf

    if isinstance(item, pikepdf.String):
        yield str(item)
    elif isinstance(item, pikepdf.Array):
        for part in item:
            yield from _direct(part)
    elif isinstance(item, (pikepdf.Dictionary, pikepdf.Stream)):
        for part in dict(item.stream_dict if isinstance(item, pikepdf.Stream) else item).values():
            yield from _direct(part)


def _direct(part: Any) -> Iterator[str]:
    """Objects of their own come round by themselves."""
    if not getattr(part, "is_indirect", False):
        yield from _strings(part)


_readers = {"csv": _csv, "xlsx": _xlsx, "pdf": _pdf}
