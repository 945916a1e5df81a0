"""Looking for a planted marker in files, in every form in which it could lie there."""

from __future__ import annotations

import base64
import io
import json
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

MARK = "MARKERLEAK 각하"
_ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
_DEEP = 2
_MOST = 64 * 2**20


def needles(mark: str = MARK) -> list[bytes]:
    """The marker, its first word and its NFD and folded forms in UTF-8 and both UTF-16; hex, base64, JSON."""
    forms = [mark, mark.split()[0], unicodedata.normalize("NFD", mark), mark.casefold()]
    found = [form.encode(code) for form in forms for code in ("utf-8", "utf-16-le", "utf-16-be")]
    plain = mark.encode()
    found += [plain.hex().encode(), plain.hex().upper().encode(), json.dumps(mark)[1:-1].encode()]
    return [*found, *(base64.b64encode(b" " * n + plain)[4:-4] for n in range(3))]


_NEEDLES = re.compile(b"|".join(re.escape(n) for n in needles()))


def holds(data: bytes, deep: int = _DEEP) -> bool:
    """Whether the marker can be read in some bytes, also in what a zip or deflated stream in them holds."""
    if _NEEDLES.search(data):
        return True
    return deep > 0 and any(holds(inside, deep - 1) for inside in _inside(data))


def _inside(data: bytes) -> Iterator[bytes]:
    if data.startswith(b"PK"):
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                yield from (archive.read(name) for name in archive.namelist())
        except (zipfile.BadZipFile, RuntimeError):
            return
    elif b"%PDF" in data[:1024] or data.startswith(b"\x1f\x8b") or len(data) < 2**20:
        yield from _inflated(data)


def _inflated(data: bytes) -> Iterator[bytes]:
    """Every zlib or gzip stream that begins somewhere in the bytes and gives anything."""
    starts = [(found.start(), zlib.MAX_WBITS) for found in _ZLIB.finditer(data)]
    starts += [(0, 16 + zlib.MAX_WBITS)] if data.startswith(b"\x1f\x8b") else []
    for at, window in starts:
        try:
            given = zlib.decompressobj(window).decompress(data[at:], _MOST)
        except zlib.error:
            continue
        if len(given) > 8:
            yield given


def holding(*folders: Path) -> list[str]:
    """The names of files under folders in which the marker can be read."""
    found = [p for folder in folders for p in (folder, *folder.rglob("*"))]
    files = [p for p in found if p.is_file() and not p.is_symlink()]
    return sorted(p.name for p in files if holds(p.read_bytes()))
