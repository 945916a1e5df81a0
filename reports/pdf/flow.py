"""Pieces onto pages: notes on the page of their mark, heads again, nothing cut, columns side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from reports import blocks as b
from reports.pdf.faces import Faces
from reports.pdf.palette import BOTTOM, GEOMETRY, LINK, NAVY, RULE, TOP_FIRST, TOP_LATER
from reports.pdf.pieces import Context, Piece, draw_lines, draw_stack, lines_of, stack_height
from reports.pdf.setters import pieces
from reports.pdf.sheet import Sheet, baseline
from reports.pdf.text import Line, Setting

SCALES = (1.0, 0.98, 0.96, 0.94, 0.92, 0.90, 0.88)
MAIN, BETWEEN = 308.0, 18.0
NOTES_ABOVE = 9.0  # from the text down to the rule above the notes, at least
NOTE_INDENT = 13.0


class Flow:
    """Lays one part of a document onto pages of a sheet.

    `begin(first)` draws the head of a page; it is called once a page, `first` on the document's first.
    """

    def __init__(
        self, sheet: Sheet, document: b.Document, part: b.Part, begin: Callable[[b.Part, bool], None]
    ) -> None:
        self.sheet, self.document, self.part, self.begin = sheet, document, part, begin
        self.geometry = GEOMETRY[part.look]
        self.context = self._context(1.0)
        self.y, self.top = 0.0, True
        self.notes: list[tuple[int, list[Line]]] = []
        self.foot: list[Piece] = []
        self.bottom = BOTTOM

    def _context(self, scale: float) -> Context:
        geometry = self.geometry
        marks = geometry.left - geometry.marks if geometry.marks else 0.0
        faces = Faces(self.part.look, self.document.language, scale)
        return Context(faces, self.document.language, geometry.width, self.sheet.root, marks, self.part.look)

    def run(self) -> None:
        """All pages of the part."""
        if self.part.fit:
            self.context = self._context(self._scale())
        self.foot = list(pieces(self.part.foot, self.context))
        self._begin()
        for block in self.part.blocks:
            if isinstance(block, b.Narrow):
                self._narrow(block)
            else:
                self._place_all(pieces([block], self.context))
        self._end(last=True)

    # one page or more

    def _scale(self) -> float:
        """The largest scale at which a part fits on one page; the smallest where none does."""
        for scale in SCALES:
            context = self._context(scale)
            whole = [block for block in self.part.blocks if not isinstance(block, b.Narrow)]
            height = stack_height(list(pieces(whole, context))) + self._foot_height(
                list(pieces(self.part.foot, context))
            )
            for block in self.part.blocks:
                if isinstance(block, b.Narrow):
                    height += max(stack_height(column) for column in self._split(block, context)) + 9.0
            if self._start() + height <= BOTTOM:
                return scale
        return SCALES[-1]

    def _start(self) -> float:
        first = self.sheet.page == 0
        return (TOP_FIRST + 11.0) if first else TOP_LATER + 5.5

    def _foot_height(self, foot: list[Piece]) -> float:
        return stack_height(foot) + 8.0 if foot else 0.0

    def _begin(self) -> None:
        self.begin(self.part, self.sheet.page == 0)
        self.y, self.top, self.notes = self._start(), True, []
        self.bottom = BOTTOM - self._foot_height(self.foot)

    def _end(self, *, last: bool) -> None:
        self._draw_notes()
        if last and self.foot:
            with self.sheet.tag(None):
                self.sheet.rule(
                    self.geometry.left, self.bottom + 2, self.geometry.right, colour=NAVY, width=0.8
                )
            draw_stack(self.sheet, self.geometry.left, self.bottom + 4.5, self.foot)
        self.sheet.end_page()

    # one column

    def _place_all(self, flow: Iterable[Piece]) -> None:
        group: list[Piece] = []
        for piece in flow:
            group.append(piece)
            if not piece.keep:
                self._place(group)
                group = []
        if group:
            self._place(group)

    def _place(self, group: list[Piece]) -> None:
        """A piece with those that must stand above it on the same page."""
        if not self.top and not self._fits(group):
            self._end(last=False)
            self._begin()
        if self.top and group[0].again is not None and not self._heads(group[0]):
            self._draw(replace(group[0].again, again=None, only_inside=False))
        for piece in group:
            self._draw(piece)

    def _heads(self, piece: Piece) -> bool:
        """Whether a piece is the head that would come again."""
        return piece.again is piece

    def _fits(self, group: list[Piece]) -> bool:
        height = sum(piece.height + piece.gap for piece in group)
        fresh = [note for piece in group for note in piece.notes if not self._noted(note)]
        taken = self._notes_height([*(lines for _, lines in self.notes), *map(self._note_lines, fresh)])
        return self.y + height + taken <= self.bottom

    def _draw(self, piece: Piece) -> None:
        if self.top and piece.only_inside:
            return
        self.y += 0.0 if self.top else piece.gap
        piece.draw(self.sheet, self.geometry.left, self.y)
        self.y += piece.height
        self.top = False
        for note in piece.notes:
            if not self._noted(note):
                self.notes.append((note, self._note_lines(note)))

    # notes

    def _noted(self, note: int) -> bool:
        return any(number == note for number, _ in self.notes)

    def _note_setting(self) -> Setting:
        return self.context.setting("cited")

    def _note_lines(self, note: int) -> list[Line]:
        text = self.document.notes[note - 1]
        return lines_of(text, self._note_setting(), self.geometry.width - NOTE_INDENT)

    def _notes_height(self, notes: list[list[Line]]) -> float:
        leading = self._note_setting().face.leading
        return sum(len(lines) * leading + 0.9 for lines in notes) + NOTES_ABOVE + 5.0 if notes else 0.0

    def _draw_notes(self) -> None:
        if not self.notes:
            return
        setting = self._note_setting()
        face = setting.face
        y = self.bottom - self._notes_height([lines for _, lines in self.notes]) + NOTES_ABOVE
        left = self.geometry.left
        with self.sheet.tag(None):
            self.sheet.rule(left, y, left + 120, colour=RULE, width=0.8)
        y += 5.0
        for number, lines in self.notes:
            with self.sheet.tag(self.sheet.root.add("Note")):
                self.sheet.words(
                    left + 8,
                    y + baseline(face.leading, face.size),
                    str(number),
                    size=face.size - 0.1,
                    colour=LINK,
                    bold=True,
                    align="right",
                )
                draw_lines(self.sheet, left + NOTE_INDENT, y, lines, setting)
            y += len(lines) * face.leading + 0.9

    # two columns of one page

    def _split(self, block: b.Narrow, context: Context) -> tuple[list[Piece], list[Piece]]:
        main = list(pieces(block.main, replace(context, width=MAIN)))
        side = list(
            pieces(block.side, replace(context, width=self.geometry.width - MAIN - BETWEEN, marks=0.0))
        )
        return _headed(main), _headed(side)

    def _narrow(self, block: b.Narrow) -> None:
        main, side = (iter_again(column) for column in self._split(block, self.context))
        left, start = self.geometry.left, self.y + 9.0
        while True:
            feet = [
                self._fill(main, left, start),
                self._fill(side, left + MAIN + BETWEEN, start),
            ]
            self.y, self.top = max(feet), False
            if not main and not side:
                return
            self._end(last=False)
            self._begin()
            start = self.y

    def _fill(self, column: list[Piece], x: float, y: float) -> float:
        """Draw as many pieces of a column as the page holds, and take them off it."""
        top = True
        while column:
            size = next((at for at, piece in enumerate(column, 1) if not piece.keep), len(column))
            group = column[:size]
            height = sum(piece.height + piece.gap for piece in group)
            if not top and y + height > self.bottom:
                break
            for piece in group:
                y += 0.0 if top else piece.gap
                piece.draw(self.sheet, x, y)
                y += piece.height
                top = False
            del column[:size]
        return y


def _headed(column: list[Piece]) -> list[Piece]:
    """A column whose first hairline is drawn although it stands at the top."""
    if column and column[0].only_inside:
        return [replace(column[0], only_inside=False), *column[1:]]
    return column


def iter_again(column: list[Piece] | Iterator[Piece]) -> list[Piece]:
    """A column as a list that can be taken from."""
    return list(column)
