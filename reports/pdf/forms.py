"""Blank forms: boxes to tick, rows answered with yes or no, lines and tables to fill in by hand."""

from __future__ import annotations

from collections.abc import Iterator

from reports import blocks as b
from reports.pdf import fonts
from reports.pdf.palette import GOLD, GOLD_TEXT, HAIRLINE, NAVY, RULE, SECOND, TEXT, TINT, WHITE
from reports.pdf.pieces import Context, Piece, draw_lines, lines_of
from reports.pdf.sheet import Sheet, baseline
from reports.pdf.text import Setting

BOX, SMALL_BOX, TICK = 13.0, 11.0, 8.4  # points
YES, NO = 55.6, 16.7  # from the right edge to the middle of a box
NUMBER = 17.7  # from a number to its text
LABELS = 132.0  # the column of the labels of entries
WRITE = 19.0  # from one line for handwriting to the next
CODE_BOX, CODE_STEP, CODE_GAP = (15.0, 19.0), 16.7, 5.6


def title(block: b.FormTitle, context: Context) -> Iterator[Piece]:
    """The title, at the right boxes for a code."""
    setting = context.setting("title")
    face, small = setting.face, context.setting("under").face
    node = context.root.add("H1")
    width = sum(block.boxes) * CODE_STEP + (len(block.boxes) - 1) * CODE_GAP

    def draw(sheet: Sheet, x: float, y: float) -> None:
        with sheet.tag(node):
            line = y + baseline(face.leading, face.size)
            sheet.words(x, line, block.text, size=face.size, colour=NAVY, bold=True, family="serif")
        at = x + context.width - width
        with sheet.tag(context.root.add("P")):
            sheet.words(at - 6.0, y + 24.0, block.label, size=8.3, colour=SECOND, align="right")
            right = x + context.width
            sheet.words(right, y + 42.4, block.note, size=small.size - 0.4, colour=SECOND, align="right")
        with sheet.tag(None):
            for group in block.boxes:
                for _ in range(group):
                    sheet.box(at, y + 11.6, *CODE_BOX, edge=SECOND, fill=WHITE, line=0.7)
                    at += CODE_STEP
                at += CODE_GAP

    yield Piece(46.0, draw, 9.0, keep=True)


def notice(block: b.Notice, context: Context) -> Iterator[Piece]:
    """A list in the tinted box."""
    label, setting = context.setting("label"), context.setting("body")
    inset, indent, gap = 13.6, 12.2, 1.4
    texts = [lines_of(b.plain(text), setting, context.width - 2 * inset - indent) for text in block.texts]
    tall = [len(lines) * setting.face.leading + gap for lines in texts]
    height = 5.0 + label.face.leading + sum(tall) + 7.0
    listed = context.root.add("L")

    def draw(sheet: Sheet, x: float, y: float) -> None:
        with sheet.tag(None):
            sheet.box(x, y, context.width, height, fill=TINT)
            sheet.box(x, y, 2.7, height, fill=GOLD)
        with sheet.tag(listed.add("Caption")):
            line = y + 5.0 + baseline(label.face.leading, label.face.size)
            sheet.words(x + inset, line, block.label, size=label.face.size, colour=GOLD_TEXT, bold=True)
        top = y + 6.0 + label.face.leading
        for lines, step in zip(texts, tall, strict=True):
            middle = top + baseline(setting.face.leading, setting.face.size) - setting.face.size * 0.32
            with sheet.tag(None):
                sheet.circle(x + inset + 2.4, middle, 1.6, fill=GOLD)
            with sheet.tag(listed.add("LI").add("LBody")):
                draw_lines(sheet, x + inset + indent, top, lines, setting)
            top += step

    yield Piece(height, draw, 10.0)


def answers(block: b.Answers, context: Context) -> Iterator[Piece]:
    """Rows with a box for yes and one for no, each kept whole; the last one above a navy rule."""
    if block.head:
        yield _answers_head(block, context)
    for at, ask in enumerate(block.rows):
        yield _ask(ask, context, small=not block.head, first=at == 0, last=at == len(block.rows) - 1)


def _answers_head(block: b.Answers, context: Context) -> Piece:
    face = context.setting("heading").face
    node = context.root.add("P")

    def draw(sheet: Sheet, x: float, y: float) -> None:
        line = y + baseline(face.leading, face.size)
        right = x + context.width
        with sheet.tag(node):
            sheet.words(x, line, block.head, size=face.size, colour=NAVY, bold=True)
            for words, from_right in ((block.yes, YES), (block.no, NO)):
                middle = right - from_right
                sheet.words(middle, line, words, size=8.8, colour=NAVY, bold=True, align="centre")
        with sheet.tag(None):
            sheet.rule(x, y + face.leading + 3.0, right, colour=NAVY, width=0.8)

    return Piece(face.leading + 3.4, draw, 9.0, keep=True)


def _ask(ask: b.Ask, context: Context, *, small: bool, first: bool, last: bool) -> Piece:
    setting, under = context.setting("part" if small else "ask"), context.setting("under")
    room = context.width - NUMBER - YES - 24.0
    lines = lines_of(b.plain(ask.text), setting, room)
    below = lines_of(b.plain(ask.under), under, room) if ask.under else []
    text = len(lines) * setting.face.leading + len(below) * under.face.leading
    ticks = _rows_of(ask.choices, context.setting("choice"), context.width - NUMBER)
    pad = 2.6 if small else 4.0
    height = max(text + len(ticks) * (WRITE - 3.0) + 2 * pad, 20.0)
    box = SMALL_BOX if small else BOX
    row = context.root.add("P")

    def draw(sheet: Sheet, x: float, y: float) -> None:
        top, right = y + pad, x + context.width
        line = top + baseline(setting.face.leading, setting.face.size)
        with sheet.tag(row):
            size = setting.face.size
            sheet.words(x, line, ask.number, size=size, colour=GOLD_TEXT, bold=True)
            draw_lines(sheet, x + NUMBER, top, lines, setting)
            draw_lines(sheet, x + NUMBER, top + len(lines) * setting.face.leading, below, under)
            _draw_choices(sheet, x + NUMBER, top + text + 2.0, ticks, context.setting("choice"))
        with sheet.tag(None):
            if small and first:
                sheet.rule(x, y, right, colour=RULE)
            middle = y + (height if not ticks else text + 2 * pad) / 2
            for from_right in (YES, NO):
                left = right - from_right - box / 2
                sheet.box(left, middle - box / 2, box, box, edge=TEXT, fill=WHITE, line=0.9)
            sheet.rule(x, y + height, right, colour=NAVY if last else HAIRLINE, width=0.8 if last else 0.5)

    return Piece(height, draw, 5.0 if small and first else 0.0)


def _wide(choice: b.Choice, setting: Setting) -> float:
    words = fonts.measure(choice.text, "sans", setting.language, setting.face.size)
    return TICK + 4.8 + words + (choice.blank + 4.0 if choice.blank else 0.0)


def _rows_of(choices: tuple[b.Choice, ...], setting: Setting, width: float) -> list[list[b.Choice]]:
    """Choices side by side, as many as a row holds."""
    rows: list[list[b.Choice]] = []
    used = 0.0
    for choice in choices:
        wide = _wide(choice, setting) + 13.0
        if not rows or used + wide > width + 13.0:
            rows.append([])
            used = 0.0
        rows[-1].append(choice)
        used += wide
    return rows


def _draw_choices(sheet: Sheet, x: float, y: float, rows: list[list[b.Choice]], setting: Setting) -> None:
    face = setting.face
    for row in rows:
        at, line = x, y + baseline(face.leading, face.size)
        for choice in row:
            sheet.box(at, line - TICK + 1.1, TICK, TICK, edge=TEXT, fill=WHITE, line=0.7)
            after = at + TICK + 4.8
            after += sheet.words(after, line, choice.text, size=face.size, colour=TEXT)
            if choice.blank:
                sheet.rule(after + 4.0, line + 2.2, after + 4.0 + choice.blank, colour=TEXT, width=0.6)
            at += _wide(choice, setting) + 13.0
        y += WRITE - 3.0


def entry(block: b.Entry, context: Context) -> Iterator[Piece]:
    """Label and hint at the left, boxes or lines at the right, a hairline below; long ones over the width."""
    setting, under = context.setting("entry"), context.setting("under")
    tall = block.lines > 2
    room = context.width if tall else LABELS - 12.0
    label = lines_of(b.plain(block.label), setting, room)
    hint = lines_of(b.plain(block.help), under, room) if block.help else []
    said = len(label) * setting.face.leading + len(hint) * under.face.leading
    inside = context.width - (0.0 if tall else LABELS)
    ticks = _rows_of(block.choices, context.setting("choice"), inside)
    filled = len(ticks) * (WRITE - 3.0) if ticks else block.lines * WRITE
    height = (said + filled + 8.0) if tall else max(said + 7.0, filled + 5.0)
    node = context.root.add("P")

    def draw(sheet: Sheet, x: float, y: float) -> None:
        with sheet.tag(node):
            draw_lines(sheet, x, y + 3.6, label, setting)
            draw_lines(sheet, x, y + 3.6 + len(label) * setting.face.leading, hint, under)
            top = y + (said if tall else 0.0)
            left = x if tall else x + LABELS
            _draw_choices(sheet, left, top + 3.4, ticks, context.setting("choice"))
        with sheet.tag(None):
            if not ticks:
                for number in range(1, block.lines + 1):
                    sheet.rule(left, top + number * WRITE, x + context.width, colour=SECOND, width=0.5)
            elif not tall:
                sheet.rule(x, y + height, x + context.width, colour=HAIRLINE)

    yield Piece(height, draw, 1.0)


def grid(block: b.Grid, context: Context) -> Iterator[Piece]:
    """An empty table: small heads, rows high enough for handwriting."""
    total = sum(share for _, share in block.columns)
    heads = context.setting("blank")
    label = context.setting("entry").face
    above = label.leading if block.label else 0.0
    head, row = 15.0, 23.0
    height = above + head + row * block.rows
    node = context.root.add("P")

    def draw(sheet: Sheet, x: float, y: float) -> None:
        if block.label:
            with sheet.tag(node):
                line = y + baseline(label.leading, label.size)
                sheet.words(x, line, block.label, size=label.size, colour=TEXT)
        top, at, right = y + above, x, x + context.width
        edges = []
        for words, share in block.columns:
            with sheet.tag(node):
                sheet.words(at + 3.0, top + 10.2, words, size=heads.face.size, colour=SECOND)
            edges.append(at)
            at += context.width * share / total
        with sheet.tag(None):
            sheet.rule(x, top, right, colour=NAVY, width=0.8)
            for number in range(block.rows + 1):
                sheet.rule(x, top + head + number * row, right, colour=RULE)
            for edge in (*edges, right):
                sheet.stroke(edge, top, edge, y + height, colour=RULE)

    yield Piece(height, draw, 6.0)
