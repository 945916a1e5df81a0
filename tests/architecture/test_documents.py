"""What the documents say is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name

from tests.architecture import source
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


_TEST = re.compile(r"`([\w/]+\.py)::(test_\w+)`")
_PLACE = re.compile(r"`((?:app|db|ui|reports)/[\w/]*(?:\.py|/))`")


def _missing(text: str) -> list[str]:
    """The tests and modules that a page names and that are not there."""
    lost = [
        f"{file}::{test}"
        for file, test in _TEST.findall(text)
        if not (path := ROOT / "tests" / file).exists()
        or not re.search(rf"^def {test}\(", path.read_text("utf-8"), re.MULTILINE)
    ]
    return lost + [place for place in _PLACE.findall(text) if not (ROOT / place).exists()]


def test_every_test_and_module_that_a_requirement_names_is_there() -> None:
    text = (ROOT / "docs" / "threat-model.md").read_text("utf-8")
    requirements = re.findall(r"^\| (S-\d\d) \|.*$", text, re.MULTILINE)
    assert requirements == [f"S-{n:02}" for n in range(1, 21)]
    assert len(_TEST.findall(text)) > 80
    assert _missing(text) == []


def test_every_test_that_a_feature_of_the_window_names_is_there() -> None:
    text = (ROOT / "docs" / "window.md").read_text("utf-8")
    rows = [line.split("|")[1:-1] for line in text.splitlines() if re.match(r"\| \d", line)]
    shown = {int(n) for number, _what, _by in rows for n in number.split(",")}
    assert {*range(1, 91)} - shown == {11, 24, 26, *range(30, 37), *range(49, 55), 60, *range(70, 74), 76}
    assert [number for number, _what, by in rows if not _TEST.findall(by)] == []
    assert _missing(text) == []


_PAGE = re.compile(r"(?<![\w./-])(?:docs/)?[\w.-]+\.md\b")


def _pages(text: str) -> list[str]:
    """The pages that a source names and that stand neither beside main.py nor in docs/."""
    return [p for p in _PAGE.findall(text) if not ((ROOT / p).exists() or (ROOT / "docs" / p).exists())]


def test_every_page_that_a_source_names_is_there() -> None:
    found = {source.dotted(path): _pages(path.read_text("utf-8")) for path in source.modules()}
    assert {module: pages for module, pages in found.items() if pages} == {}
    assert _pages("as docs/dates.md and README.md say; not docs/moon.md, nor moon.md (section 2)") == [
        "docs/moon.md",
        "moon.md",
    ]


def test_a_name_that_is_not_there_is_noticed() -> None:
    here = "architecture/test_documents.py"
    assert _missing(f"`{here}::test_a_name_that_is_not_there_is_noticed` `app/child.py` `app/records/`") == []
    for wrong in (f"`{here}::test_of_the_moon`", "`db/test_moon.py::test_x`", "`db/moon.py`", "`app/moon/`"):
        assert len(_missing(wrong)) == 1
