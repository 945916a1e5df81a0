"""The manual as the window reads it: sections with an anchor, their paragraphs as plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "docs"
FILES = {"en": "manual.md", "ko": "manual.ko.md"}
_ANCHOR = re.compile(r'<a id="([a-z-]+)"></a>')
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"\*\*|`|\*(?=\S)|(?<=\S)\*")


@dataclass(frozen=True)
class Paragraph:
    """A paragraph: `kind` is text, item (of a list) or code (its lines kept)."""

    kind: str
    text: str


@dataclass(frozen=True)
class Section:
    """A section under a heading; `anchor` is the same in every language."""

    anchor: str
    title: str
    paragraphs: tuple[Paragraph, ...]

    def holds(self, words: str) -> bool:
        """Whether the words stand in it, in the heading or below."""
        wanted = words.casefold()
        return any(wanted in text.casefold() for text in (self.title, *(p.text for p in self.paragraphs)))


def manual(language: str, folder: Path = FOLDER) -> tuple[Section, ...]:
    """The manual in a language, English where there is none. Raises OSError where it is not there."""
    text = (folder / FILES.get(language, FILES["en"])).read_text("utf-8")
    return tuple(_sections(text))


def _sections(text: str) -> Iterator[Section]:
    for part in re.split(r"^(?=<a id=)", text, flags=re.MULTILINE)[1:]:
        anchor, _line, rest = part.partition("\n")
        found = _ANCHOR.fullmatch(anchor.strip())
        heading, _line, body = rest.strip().partition("\n")
        yield Section(found[1] if found else "", heading.lstrip("# "), tuple(_paragraphs(body)))


def _paragraphs(body: str) -> Iterator[Paragraph]:
    for block in re.split(r"\n\s*\n", body.strip("\n")):
        if block.startswith("    "):
            yield Paragraph("code", "\n".join(line[4:] for line in block.splitlines()))
        elif not block.strip().startswith("![") and block.strip():
            yield from _lines(block)


def _lines(block: str) -> Iterator[Paragraph]:
    """The items of a list, or the text as one paragraph."""
    kind, said = "text", ""
    for line in block.splitlines():
        begins = re.match(r"(?:- |\d+\. )(.*)", line)
        if begins:
            if said:
                yield Paragraph(kind, plain(said))
            kind, said = "item", begins[1]
        else:
            said = f"{said} {line.strip()}".strip()
    if said:
        yield Paragraph(kind, plain(said))


def plain(text: str) -> str:
    """Without the marks of Markdown: a link is its words."""
    return _MARKS.sub("", _LINK.sub(r"\1", text)).strip()
