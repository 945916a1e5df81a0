"""Which piece stands where: pages planned one after another, without drawing anything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from reports import blocks as b
from reports.pdf.faces import Faces
from reports.pdf.palette import GEOMETRY, TEXT_LATER
from reports.pdf.pieces import Context, Piece, lines_of, stack_height
from reports.pdf.setters import pieces
from reports.pdf.tags import Node
from reports.pdf.text import Line, Setting

MAIN, BETWEEN = 308.0, 18.0
NOTES_ABOVE = 9.0  # from the text down to the rule above the notes, at least
NOTE_INDENT = 13.0


@dataclass
class Page:
    """A planned page: pieces with their places, its notes, and how far down it is filled."""

    first: bool
    placed: list[tuple[Piece, float, float]] = field(default_factory=list)
    notes: list[tuple[int, list[Line]]] = field(default_factory=list)
    foot: list[Piece] = field(default_factory=list)
    end: float = 0.0


class Planner:
    """Plans one part at one scale. `first`: the part begins the document, under the navy band."""

    def __init__(self, document: b.Document, part: b.Part, root: Node, *, scale: float, first: bool) -> None:
        self.document, self.part, self.first = document, part, first
        self.geometry = GEOMETRY[part.look]
        marks = self.geometry.left - self.geometry.marks if self.geometry.marks else 0.0
        faces = Faces(part.look, document.language, scale)
        self.context = Context(faces, document.language, self.geometry.width, root, marks, part.look)
        self.foot = list(pieces(part.foot, self.context))
        self.bottom = self.geometry.bottom - (stack_height(self.foot) + 8.0 if self.foot else 0.0)
        self.page, self.y = Page(first), self.start(first)

    def start(self, first: bool) -> float:
        """Where the text of a page begins, from the top."""
        return self.geometry.top if first else TEXT_LATER

    def pages(self) -> Iterator[Page]:
        """The pages, as they are full."""
        waiting: list[b.Block] = []
        for block in self.part.blocks:
            if isinstance(block, b.Narrow):
                yield from self._flow(pieces(waiting, self.context))
                yield from self._narrow(block)
                waiting = []
            else:
                waiting.append(block)
        yield from self._flow(pieces(waiting, self.context))
        self.page.foot = self.foot
        yield self._turn()

    def _turn(self) -> Page:
        done = self.page
        done.end = self.y
        self.page, self.y = Page(False), self.start(False)
        return done

    @property
    def _top(self) -> bool:
        return not self.page.placed

    # one column

    def _flow(self, flow: Iterable[Piece]) -> Iterator[Page]:
        group: list[Piece] = []
        for piece in flow:
            group.append(piece)
            if not piece.keep:
                yield from self._group(group)
                group = []
        if group:
            yield from self._group(group)

    def _group(self, group: list[Piece]) -> Iterator[Page]:
        """A piece with those that must stand above it on the same page."""
        if not self._top and not self._fits(group):
            yield self._turn()
        if self._top and group[0].again is not None:
            self._put(replace(group[0].again, again=None))
        for piece in group:
            self._put(piece)

    def _fits(self, group: list[Piece]) -> bool:
        height = sum(piece.height + piece.gap for piece in group)
        fresh = [note for piece in group for note in piece.notes if not self._noted(note)]
        lines = [*(found for _, found in self.page.notes), *map(self._note_lines, fresh)]
        return self.y + height + self.notes_height(lines) <= self.bottom

    def _put(self, piece: Piece) -> None:
        if self._top and piece.only_inside:
            return
        self.y += 0.0 if self._top else piece.gap
        self.page.placed.append((piece, self.geometry.left, self.y))
        self.y += piece.height
        for note in piece.notes:
            if not self._noted(note):
                self.page.notes.append((note, self._note_lines(note)))

    # notes

    def _noted(self, note: int) -> bool:
        return any(number == note for number, _ in self.page.notes)

    @property
    def note_setting(self) -> Setting:
        """How notes are set."""
        return self.context.setting("cited")

    def _note_lines(self, note: int) -> list[Line]:
        text = self.document.notes[note - 1]
        return lines_of(text, self.note_setting, self.geometry.width - NOTE_INDENT)

    def notes_height(self, notes: list[list[Line]]) -> float:
        """Height of the notes of a page with the rule above them; 0 without notes."""
        leading = self.note_setting.face.leading
        return sum(len(lines) * leading + 0.9 for lines in notes) + NOTES_ABOVE + 5.0 if notes else 0.0

    # two columns of one page

    def _narrow(self, block: b.Narrow) -> Iterator[Page]:
        main = list(pieces(block.main, replace(self.context, width=MAIN)))
        width = self.geometry.width - MAIN - BETWEEN
        side = list(pieces(block.side, replace(self.context, width=width, marks=0.0)))
        main, side = _headed(main), _headed(side)
        start = self.y + (0.0 if self._top else 9.0)
        while True:
            left = self._fill(main, self.geometry.left, start)
            self.y = max(left, self._fill(side, self.geometry.left + MAIN + BETWEEN, start))
            if not main and not side:
                return
            yield self._turn()
            start = self.y

    def _fill(self, column: list[Piece], x: float, y: float) -> float:
        """Put as many pieces of a column as the page holds, and take them off it."""
        top = True
        while column:
            size = next((at for at, piece in enumerate(column, 1) if not piece.keep), len(column))
            height = sum(piece.height + piece.gap for piece in column[:size])
            if not top and y + height > self.bottom:
                break
            for piece in column[:size]:
                y += 0.0 if top else piece.gap
                self.page.placed.append((piece, x, y))
                y += piece.height
                top = False
            del column[:size]
        return y


def _headed(column: list[Piece]) -> list[Piece]:
    """A column whose first hairline is drawn although it stands at the top."""
    if column and column[0].only_inside:
        return [replace(column[0], only_inside=False), *column[1:]]
    return column
