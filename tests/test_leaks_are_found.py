"""The search for a planted marker finds it in every form: the control of every test that finds none."""

from __future__ import annotations

import base64
import gzip
import json
import unicodedata
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.leaks import MARK, holding

FORMS: dict[str, Callable[[str], bytes]] = {
    "utf-8": lambda mark: mark.encode(),
    "utf-16": lambda mark: mark.encode("utf-16"),
    "utf-16-be": lambda mark: mark.encode("utf-16-be"),
    "nfd": lambda mark: unicodedata.normalize("NFD", mark).encode(),
    "folded": lambda mark: mark.casefold().encode(),
    "hex": lambda mark: mark.encode().hex().encode(),
    "json": lambda mark: json.dumps({"a": mark}).encode(),
    "base64": lambda mark: base64.b64encode(b"x" + mark.encode() + b"yy"),
    "base64 further on": lambda mark: base64.b64encode(b"xy" + mark.encode() + b"yy"),
    "pdf stream": lambda mark: b"%PDF-1.7 stream\n" + zlib.compress(mark.encode() * 3) + b"\nendstream",
    "gzip": lambda mark: gzip.compress(mark.encode() * 3),
}


@pytest.mark.parametrize("form", FORMS)
def test_the_marker_is_found(tmp_path: Path, form: str) -> None:
    (tmp_path / "it").write_bytes(FORMS[form](f"x{MARK}y"))
    (tmp_path / "other").write_bytes(FORMS[form]("nothing of the kind 김철수"))
    assert holding(tmp_path) == ["it"]


def test_it_is_found_in_a_spreadsheet_as_other_libraries_write_one(tmp_path: Path) -> None:
    """A zip of XML, and the sheet that they leave in a temporary file of its own."""
    with zipfile.ZipFile(tmp_path / "book.xlsx", "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/sharedStrings.xml", f"<si><t>{MARK}</t></si>")
    (tmp_path / "sheet.tmp").write_text(f"<c><t>{MARK}</t></c>", "utf-8")
    assert holding(tmp_path) == ["book.xlsx", "sheet.tmp"]
