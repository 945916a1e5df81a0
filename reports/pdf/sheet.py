"""A ReportLab canvas seen from the top left corner: text lines, rules, boxes, signs, marked content."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from reportlab import rl_config
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from app.dossier import Mark
from reports.blocks import Sign
from reports.pdf import fonts
from reports.pdf.palette import BILATERAL, NAVY, PAGE_HEIGHT, PAGE_WIDTH, WHITE
from reports.pdf.tags import Node
from reports.pdf.text import Line, Segment

SIGN_SIZE = 6.0
FADE_STEPS = 24
FIRST = 0.86  # share of the size that stands above the baseline, for every font


def baseline(leading: float, size: float) -> float:
    """Distance from the top of a line to its baseline."""
    return (leading - size) / 2 + FIRST * size


@cache
def _rgb(colour: str) -> str:
    """A colour as three numbers of an operator."""
    return " ".join(f"{int(colour[at : at + 2], 16) / 255:.4f}" for at in (1, 3, 5))


class Sheet:
    """The pages of one document. Coordinates are points from the top left; nothing is written to disk."""

    def __init__(self, language: str, title: str) -> None:
        self.language = language
        self.buffer = io.BytesIO()
        first = fonts.split("x", "sans", language, False)[0][0]
        rl_config.useA85 = 0
        self.canvas: Any = Canvas(
            self.buffer,
            pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
            pageCompression=1,
            invariant=1,
            initialFontName=first,
            initialFontSize=8,
        )
        self.canvas.setTitle(title)
        self.canvas.setAuthor("")
        self.canvas.setCreator("")
        self.canvas.setProducer("")
        self.canvas.setSubject("")
        self.root = Node("Document")
        self.page = 0
        self._marks = 0
        self._pages: list[dict[str, Any]] = []
        self._inside = False
        self._words: dict[tuple[str, str], tuple[tuple[int, str], ...]] = {}

    # marked content

    @contextmanager
    def tag(self, node: Node | None) -> Iterator[None]:
        """What is drawn inside belongs to an element; None: it is decoration. The outermost one counts."""
        if self._inside:
            yield
            return
        self._inside = True
        if node is None:
            self.canvas._code.append("/Artifact BMC")
        else:
            self.canvas._code.append(f"/{node.role} <</MCID {self._marks}>> BDC")
            node.kids.append((self.page, self._marks))
            self._marks += 1
        yield
        self.canvas._code.append("EMC")
        self._inside = False

    # pages

    def end_page(self) -> None:
        """Keep the page; it is written when the number of pages is known."""
        self._pages.append(dict(self.canvas.__dict__))
        self.canvas._startPage()
        self.page += 1
        self._marks = 0

    def finish(self, foot: Callable[[int, int], None]) -> bytes:
        """Draw the foot of each page (number, of how many) and write the document."""
        for number, state in enumerate(self._pages, 1):
            self.canvas.__dict__.update(state)
            with self.tag(None):
                foot(number, len(self._pages))
            self.canvas.showPage()
        self.canvas.save()
        return self.buffer.getvalue()

    # text

    def line(self, x: float, y: float, line: Line) -> None:
        """A line with its baseline at `y`; a soft end gets a space, so that extracted words stay apart.

        Written as operators, since the text objects of ReportLab take most of the time of a long table.
        """
        if not line.segments:
            return
        code = [f"BT 1 0 0 1 {x:.3f} {PAGE_HEIGHT - y:.3f} Tm"]
        colour, rise = "", 0.0
        last = len(line.segments) - 1
        for index, segment in enumerate(line.segments):
            if segment.colour != colour:
                colour = segment.colour
                code.append(f"{_rgb(colour)} rg")
            if segment.rise != rise:
                rise = segment.rise
                code.append(f"{rise:.2f} Ts")
            shown = segment.text.replace("\N{NO-BREAK SPACE}", " ")
            shown += " " if line.soft and index == last else ""
            for name, text in self._encoded(segment.font, shown):
                code.append(f"{name} {segment.size:.2f} Tf ({text}) Tj")
        code.append("0 Ts ET" if rise else "ET")
        self.canvas._code.append(" ".join(code))

    def _encoded(self, font: str, text: str) -> list[tuple[str, str]]:
        """A text as (font of the file, escaped codes), word by word from what was encoded before."""
        words = [self._word(font, word) if word else () for word in text.split(" ")]
        made = fonts.load(font)
        if all(len(parts) < 2 and (not parts or parts[0][0] == 0) for parts in words):
            name = made.getSubsetInternalName(0, self.canvas._doc)
            return [(name, " ".join(parts[0][1] if parts else "" for parts in words))]
        return [
            (made.getSubsetInternalName(subset, self.canvas._doc), self.canvas._escape(codes))
            for subset, codes in made.splitString(text, self.canvas._doc)
        ]

    def _word(self, font: str, word: str) -> tuple[tuple[int, str], ...]:
        known = self._words.get((font, word))
        if known is None:
            parts = fonts.load(font).splitString(word, self.canvas._doc)
            known = tuple((subset, self.canvas._escape(codes)) for subset, codes in parts)
            self._words[font, word] = known
        return known

    def words(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float,
        colour: str,
        bold: bool = False,
        family: str = "sans",
        align: str = "left",
        spaced: float = 0.0,
        slant: bool = False,
    ) -> float:
        """One line of clean text at a baseline; returns its width. `align`: left | right | centre of x."""
        parts = fonts.split(text, family, self.language, bold)
        length = sum(fonts.width(font, part) for font, part in parts) * size + spaced * len(text)
        start = x - {"left": 0.0, "right": length, "centre": length / 2}[align]
        if not spaced and not slant:
            made = tuple(
                Segment(part, font, size, colour, fonts.width(font, part) * size) for font, part in parts
            )
            self.line(start, y, Line(made, length))
            return length
        obj = self.canvas.beginText()
        obj.setTextTransform(1, 0, 0.2 if slant else 0, 1, start, PAGE_HEIGHT - y)
        obj.setFillColor(HexColor(colour))
        obj.setCharSpace(spaced)
        for font, part in parts:
            obj.setFont(font, size)
            obj.textOut(part)
        obj.setCharSpace(0)
        self.canvas.drawText(obj)
        return length

    def halo(self, x: float, y: float, text: str, *, size: float, colour: str, bold: bool = False) -> None:
        """The ground under a label on the map: its outlines, stroked wide; no text that reads twice."""
        canvas = self.canvas
        canvas.saveState()
        canvas.setStrokeColor(HexColor(colour))
        canvas.setLineWidth(2.4)
        canvas.setLineJoin(1)
        for font, part in fonts.split(text, "sans", self.language, bold):
            path = canvas.beginPath()
            x = fonts.outline(path, font, part, x, PAGE_HEIGHT - y, size)
            canvas.drawPath(path, fill=0, stroke=1)
        canvas.restoreState()

    # shapes

    def rule(self, x: float, y: float, to: float, *, colour: str, width: float = 0.5) -> None:
        """A horizontal line."""
        self.stroke(x, y, to, y, colour=colour, width=width)

    def stroke(
        self,
        x: float,
        y: float,
        to_x: float,
        to_y: float,
        *,
        colour: str,
        width: float = 0.5,
        dash: tuple[float, float] | None = None,
    ) -> None:
        """A line from point to point."""
        dashed = f"[{dash[0]:.2f} {dash[1]:.2f}] 0 d" if dash else "[] 0 d"
        ends = f"{x:.3f} {PAGE_HEIGHT - y:.3f} m {to_x:.3f} {PAGE_HEIGHT - to_y:.3f} l S"
        self.canvas._code.append(f"{_rgb(colour)} RG {width:.2f} w {dashed} {ends}")
        if dash:
            self.canvas._code.append("[] 0 d")

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: str = "",
        edge: str = "",
        line: float = 0.8,
        round_: float = 0.0,
    ) -> None:
        """A rectangle with its top left corner at x, y."""
        canvas = self.canvas
        self._paint(fill, edge, line)
        flags = {"fill": int(bool(fill)), "stroke": int(bool(edge))}
        if round_:
            canvas.roundRect(x, PAGE_HEIGHT - y - height, width, height, round_, **flags)
        else:
            canvas.rect(x, PAGE_HEIGHT - y - height, width, height, **flags)

    def circle(
        self,
        x: float,
        y: float,
        radius: float,
        *,
        fill: str = "",
        edge: str = "",
        line: float = 0.8,
        dash: tuple[float, float] | None = None,
    ) -> None:
        """A circle around x, y."""
        self._paint(fill, edge, line)
        if dash:
            self.canvas.setDash(*dash)
        self.canvas.circle(x, PAGE_HEIGHT - y, radius, fill=int(bool(fill)), stroke=int(bool(edge)))
        if dash:
            self.canvas.setDash()

    def polygon(
        self,
        points: list[tuple[float, float]],
        *,
        fill: str = "",
        edge: str = "",
        line: float = 0.8,
        dash: tuple[float, float] | None = None,
    ) -> None:
        """A closed shape."""
        self._paint(fill, edge, line)
        if dash:
            self.canvas.setDash(*dash)
        path = self.canvas.beginPath()
        path.moveTo(points[0][0], PAGE_HEIGHT - points[0][1])
        for x, y in points[1:]:
            path.lineTo(x, PAGE_HEIGHT - y)
        path.close()
        self.canvas.drawPath(path, fill=int(bool(fill)), stroke=int(bool(edge)))
        if dash:
            self.canvas.setDash()

    def _paint(self, fill: str, edge: str, line: float) -> None:
        if fill:
            self.canvas.setFillColor(HexColor(fill))
        if edge:
            self.canvas.setStrokeColor(HexColor(edge))
            self.canvas.setLineWidth(line)

    @contextmanager
    def clipped(self, x: float, y: float, width: float, height: float) -> Iterator[None]:
        """What is drawn inside stays within a rectangle."""
        self.canvas.saveState()
        path = self.canvas.beginPath()
        path.rect(x, PAGE_HEIGHT - y - height, width, height)
        self.canvas.clipPath(path, stroke=0, fill=0)
        yield
        self.canvas.restoreState()

    def hatch(self, x: float, y: float, width: float, height: float) -> None:
        """The hatching of a number that is not published."""
        self.box(x, y, width, height, fill=WHITE)
        with self.clipped(x, y, width, height):
            at = x - height
            while at < x + width:
                self.stroke(at, y + height, at + height, y, colour="#8390A3", width=0.55)
                at += 2.6

    def fade(self, x: float, y: float, width: float, height: float) -> None:
        """A bar from white to navy grey, in flat steps: no shading, which archives do not like."""
        for step in range(FADE_STEPS):
            share = (step + 1) / FADE_STEPS
            low, high = (0xF4, 0xF6, 0xF9), (0x6D, 0x80, 0x9A)
            tone = [round(a + (b - a) * share) for a, b in zip(low, high, strict=True)]
            self.box(
                x + width * step / FADE_STEPS,
                y,
                width / FADE_STEPS + 0.2,
                height,
                fill="#{:02X}{:02X}{:02X}".format(*tone),
            )

    # signs

    def sign(self, right: float, y: float, sign: Sign) -> None:
        """A mark whose right edge is at `right`, its word on the baseline `y`."""
        length = fonts.measure(sign.word, "sans", self.language, SIGN_SIZE, bold=True)
        width, height = length + 7.8, 9.4
        fill, edge, ink = {
            Mark.PUBLIC: (WHITE, NAVY, NAVY),
            Mark.BILATERAL: (BILATERAL, NAVY, NAVY),
            Mark.YOU_ONLY: (NAVY, NAVY, WHITE),
        }[sign.mark]
        self.box(right - width, y - 6.9, width, height, fill=fill, edge=edge, line=0.7, round_=2.2)
        self.words(right - width / 2, y, sign.word, size=SIGN_SIZE, colour=ink, bold=True, align="centre")
