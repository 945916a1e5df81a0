"""Pieces: what a block becomes for the flow, each a strip that no page break cuts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from reports.blocks import Text
from reports.pdf.faces import Faces
from reports.pdf.sheet import Sheet, baseline
from reports.pdf.tags import Node
from reports.pdf.text import Line, Setting, lay

SHORT = 60  # characters
Draw = Callable[[Sheet, float, float], None]


@dataclass(frozen=True)
class Piece:
    """A strip of the page. `gap` above it falls away at the top of a page; `keep` with the next piece;
    `only_inside`: left out at the top; `again`: drawn before it when a page begins with it."""

    height: float
    draw: Draw
    gap: float = 0.0
    keep: bool = False
    notes: tuple[int, ...] = ()
    only_inside: bool = False
    again: Piece | None = None


@dataclass(frozen=True)
class Context:
    """What blocks need to know to become pieces: faces, width, language, distance of the marks, the tree."""

    faces: Faces
    language: str
    width: float
    root: Node
    marks: float = 0.0  # from the left edge of the text back to the right edge of the marks
    look: str = "brief"

    @property
    def scale(self) -> float:
        """How much smaller than usual the part is set."""
        return self.faces.scale

    def setting(self, role: str) -> Setting:
        """The setting of a role."""
        return Setting(self.faces[role], self.language)


def lines_of(text: Text, setting: Setting, width: float) -> list[Line]:
    """All lines of a text; short ones come again and again in a table and are remembered."""
    if sum(len(run.text) for run in text) < SHORT:
        return list(_remembered(text, setting, width))
    return list(lay(text, setting, width))


@lru_cache(maxsize=4_000)
def _remembered(text: Text, setting: Setting, width: float) -> tuple[Line, ...]:
    return tuple(lay(text, setting, width))


def notes_of(text: Text) -> tuple[int, ...]:
    """The footnotes a text refers to, in order."""
    return tuple(run.note for run in text if run.note)


def draw_lines(
    sheet: Sheet, x: float, y: float, lines: list[Line], setting: Setting, *, right: float | None = None
) -> None:
    """Lines one under another from the top `y`; right-aligned to `right` where given."""
    face = setting.face
    at = y + baseline(face.leading, face.size)
    for line in lines:
        sheet.line(x if right is None else right - line.width, at, line)
        at += face.leading


def stack_height(pieces: list[Piece]) -> float:
    """Height of pieces one under another at the top of a page."""
    total = 0.0
    for index, piece in enumerate(pieces):
        if not (index == 0 and piece.only_inside):
            total += piece.height + (piece.gap if index else 0.0)
    return total


def draw_stack(sheet: Sheet, x: float, y: float, pieces: list[Piece]) -> float:
    """Draw pieces one under another; returns the foot."""
    for index, piece in enumerate(pieces):
        if index == 0 and piece.only_inside:
            continue
        y += piece.gap if index else 0.0
        piece.draw(sheet, x, y)
        y += piece.height
    return y


def paragraph(
    text: Text,
    setting: Setting,
    width: float,
    *,
    node: Node,
    before: Draw | None = None,
    gap: float = 0.0,
    indent: float = 0.0,
) -> Iterator[Piece]:
    """A paragraph as strips of one or two lines, so that a page break leaves two on each side.

    `before` draws what stands beside the first line (a mark, a bullet); `indent` moves the text right.
    """
    waiting: list[Line] = []
    first = True
    for line in lay(text, setting, width - indent):
        waiting.append(line)
        if len(waiting) == 4:
            taken = 2 if first else 1
            yield _strip(waiting[:taken], setting, node, before if first else None, gap, indent)
            waiting, first, gap = waiting[taken:], False, 0.0
    if len(waiting) == 3 and not first:
        yield _strip(waiting[:1], setting, node, None, 0.0, indent)
        waiting = waiting[1:]
    if waiting:
        yield _strip(waiting, setting, node, before if first else None, gap, indent)


def _strip(
    lines: list[Line], setting: Setting, node: Node, before: Draw | None, gap: float, indent: float
) -> Piece:
    kept = list(lines)

    def draw(sheet: Sheet, x: float, y: float) -> None:
        if before is not None:
            before(sheet, x, y)
        with sheet.tag(node):
            draw_lines(sheet, x + indent, y, kept, setting)

    notes = tuple(note for line in kept for note in line.notes)
    return Piece(len(kept) * setting.face.leading, draw, gap, notes=notes)
