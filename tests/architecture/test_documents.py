"""What the documents say is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name

from tests.architecture.source import ROOT

DOCUMENTS = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
_LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")


def test_every_library_has_its_licence_named() -> None:
    locked = set(re.findall(r"^([\w.-]+)==", (ROOT / "requirements.txt").read_text("utf-8"), re.MULTILINE))
    rows = [
        line for line in (ROOT / "docs" / "licences.md").read_text("utf-8").splitlines() if line[:1] == "|"
    ]
    named = {canonicalize_name(word) for row in rows for word in re.findall(r"[\w.-]+", row.split("|")[1])}
    assert {canonicalize_name(name) for name in locked} - named == set()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document: Path) -> None:
    links = _LINK.findall(document.read_text("utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []
