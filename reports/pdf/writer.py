"""A document to a PDF: heads and feet of its pages, its parts in order, then the archive form."""

from __future__ import annotations

from reports import blocks as b
from reports.pdf.finish import finish
from reports.pdf.flow import lay
from reports.pdf.palette import (
    FOLDS,
    GEOMETRY,
    GOLD,
    GOLD_TEXT,
    NAVY,
    RED,
    RULE,
    SECOND,
    TOP_LATER,
    WHITE,
    Geometry,
)
from reports.pdf.sheet import Sheet
from reports.pdf.tags import Node

HANDLING, PLAIN_HANDLING = 32.8, 42.6  # baseline of the handling line


def write(document: b.Document) -> bytes:
    """The document as PDF/A-3b: the same document gives the same bytes."""
    sheet = Sheet(document.language, document.title)
    pages = Pages(sheet, document)
    for part in document.parts:
        lay(sheet, document, part, pages.begin)
    return finish(sheet.finish(pages.foot), sheet.root, document.language)


class Pages:
    """What stands on each page besides the text."""

    def __init__(self, sheet: Sheet, document: b.Document) -> None:
        self.sheet, self.document = sheet, document
        self.edges: list[Geometry] = []

    def begin(self, part: b.Part, first: bool) -> None:
        """The head of a page: handling line and sample tag, then the band, a rule or the running head."""
        edge = GEOMETRY[part.look]
        self.edges.append(edge)
        node = self.sheet.root.add("P") if first else None
        if first and edge.plain:
            if edge.head == "rule":
                self._plain(edge, node)
            return
        with self.sheet.tag(node):
            self._handling(edge, HANDLING)
            self._sample(edge, HANDLING)
        with self.sheet.tag(node):
            if first:
                self._band(edge)
            else:
                self._running(edge)

    def foot(self, number: int, total: int) -> None:
        """The foot of a page, drawn when the number of pages is known."""
        edge, sheet = self.edges[number - 1], self.sheet
        if edge.head == "none":
            return
        page = self.document.page.format(page=number, pages=total)
        line, size = (799.2, 7.4) if edge.plain else (817.4, 6.4)
        if page:
            sheet.rule(edge.left, line - 9.6, edge.right, colour=RULE)
        first = self.document.foot_first if number == 1 else ""
        sheet.words(edge.left, line, first or self.document.foot, size=size, colour=SECOND)
        sheet.words(edge.right, line, page, size=size, colour=SECOND, align="right")

    def _plain(self, edge: Geometry, node: Node | None) -> None:
        """Handling line and kind over a navy rule; marks where a letter is folded."""
        sheet, document = self.sheet, self.document
        with sheet.tag(node):
            self._handling(edge, PLAIN_HANDLING)
            taken = 40.0 if document.sample is not None else 0.0
            self._sample(edge, PLAIN_HANDLING)
            sheet.words(
                edge.right - taken,
                PLAIN_HANDLING,
                document.kind,
                size=7.4,
                colour=GOLD_TEXT,
                align="right",
            )
        with sheet.tag(None):
            sheet.box(edge.left, 56.4, edge.width, 2.4, fill=NAVY)
            for fold in FOLDS if document.fold else ():
                sheet.stroke(14.0, fold, 32.5, fold, colour=SECOND, width=0.7, dash=(3.0, 2.2))
                sheet.words(37.5, fold + 2.2, document.fold, size=6.4, colour=SECOND)
                sheet.stroke(561.5, fold, 580.0, fold, colour=SECOND, width=0.7, dash=(3.0, 2.2))

    def _handling(self, edge: Geometry, line: float) -> None:
        colour = NAVY if self.document.handling_public else RED
        size = 8.2 if edge.plain else 7.5
        self.sheet.words(edge.left, line, self.document.handling, size=size, colour=colour, bold=True)

    def _sample(self, edge: Geometry, line: float) -> None:
        if self.document.sample is None:
            return
        sheet, word = self.sheet, self.document.sample_word
        width = 35.0
        left = edge.right - width
        sheet.box(left, line - 8.2, width, 11.6, edge=GOLD_TEXT, fill=WHITE, line=1.0, round_=2.4)
        sheet.words(left + width / 2, line - 0.1, word, size=6.4, colour=GOLD_TEXT, bold=True, align="centre")
        sheet.words(left - 5, line, self.document.sample, size=7.0, colour=GOLD_TEXT, align="right")

    def _band(self, edge: Geometry) -> None:
        sheet = self.sheet
        sheet.box(edge.left, 43.2, edge.width, 19.0, fill=NAVY)
        sheet.box(edge.left, 43.2, 2.7, 19.0, fill=GOLD)
        sheet.words(edge.left + 9.8, 55.5, self.document.organisation, size=8.2, colour=WHITE, bold=True)
        sheet.words(
            edge.right - 8, 55.5, self.document.kind, size=8.2, colour=WHITE, bold=True, align="right"
        )

    def _running(self, edge: Geometry) -> None:
        sheet = self.sheet
        title, version = self.document.running
        sheet.words(edge.left, 51.6, title, size=7.1, colour=SECOND)
        sheet.words(edge.right, 51.6, version, size=7.1, colour=SECOND, align="right")
        sheet.rule(edge.left, TOP_LATER - 1, edge.right, colour=NAVY, width=1.2)
