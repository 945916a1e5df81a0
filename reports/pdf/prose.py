"""Titles, headings, paragraphs, lists, the box of the bottom line: blocks of words to pieces."""

from __future__ import annotations

from collections.abc import Iterator

from reports import blocks as b
from reports.pdf.palette import GOLD, GOLD_TEXT, NAVY, RULE, SECOND, TINT
from reports.pdf.pieces import Context, Draw, Piece, draw_lines, lines_of, notes_of, paragraph
from reports.pdf.sheet import Sheet, baseline
from reports.pdf.tags import Node
from reports.pdf.text import Setting

_GAPS = {
    b.Style.DATELINE: 2.0,
    b.Style.LEGEND: 1.0,
    b.Style.BODY: 3.2,
    b.Style.SIDE: 3.4,
    b.Style.NOTE: 3.0,
    b.Style.CITED: 1.5,
    b.Style.WARNING: 2.2,
    b.Style.CAPTION: 3.5,
    b.Style.INTRO: 2.0,
}


def marked(sign: b.Sign | None, context: Context, setting: Setting) -> Draw | None:
    """Draws the mark of a paragraph in the margin, on the baseline of its first line."""
    if sign is None or not context.marks:
        return None
    chosen, distance = sign, context.marks
    node = context.root.add("Span")

    def draw(sheet: Sheet, x: float, y: float) -> None:
        with sheet.tag(node):
            sheet.sign(x - distance, y + baseline(setting.face.leading, setting.face.size) - 0.5, chosen)

    return draw


def title(block: b.Title, context: Context) -> Iterator[Piece]:
    """The title: level 1 heads the document, level 2 an annex."""
    setting = context.setting("title" if block.level == 1 else "title2")
    lines = lines_of(b.plain(block.text), setting, context.width)
    node = context.root.add("H1")

    def draw(sheet: Sheet, x: float, y: float) -> None:
        with sheet.tag(node):
            draw_lines(sheet, x, y, lines, setting)

    yield Piece(len(lines) * setting.face.leading, draw, 9.0 if block.level == 1 else 4.0, keep=True)


def prose(block: b.Paragraph, context: Context) -> Iterator[Piece]:
    """A paragraph of running text."""
    setting = Setting(context.faces.of(block.style), context.language)
    before = marked(block.sign, context, setting)
    node = context.root.add("P")
    gap = _GAPS[block.style] * context.scale + (5.0 if context.look in ("card", "form") else 0.0)
    yield from paragraph(block.text, setting, context.width, node=node, before=before, gap=gap)


def facts(block: b.Facts, context: Context) -> Iterator[Piece]:
    """Label and value, two pairs a line, between two hairlines."""
    setting = context.setting("table")
    half = context.width * 0.53
    rows = [block.pairs[at : at + 2] for at in range(0, len(block.pairs), 2)]
    node = context.root.add("P")
    height, pad = setting.face.leading, 2.35
    values = [
        [
            lines_of(b.plain(value), setting, (half if at == 0 else context.width - half) - 58 - 4)
            for at, (_, value) in enumerate(row)
        ]
        for row in rows
    ]
    tall = [max(len(value) for value in row) * height + 2 * pad for row in values]

    def draw(sheet: Sheet, x: float, y: float) -> None:
        with sheet.tag(None):
            sheet.rule(x, y, x + context.width, colour=RULE)
            sheet.rule(x, y + sum(tall) + 2, x + context.width, colour=RULE)
        with sheet.tag(node):
            top = y + 1
            for row, value, down in zip(rows, values, tall, strict=True):
                for at, (label, _) in enumerate(row):
                    left = x + (half if at else 0)
                    line = top + pad + baseline(height, setting.face.size)
                    sheet.words(left, line, label, size=setting.face.size, colour=SECOND, bold=True)
                    indent = 58 if at == 0 else 40
                    draw_lines(sheet, left + indent, top + pad, value[at], setting)
                top += down

    yield Piece(sum(tall) + 2, draw, 5.5)


def callout(block: b.Callout, context: Context) -> Iterator[Piece]:
    """The tinted box with its gold bar."""
    label, setting = context.setting("label"), context.setting("callout")
    inset = 12.6
    lines = lines_of(block.text, setting, context.width - 2 * inset)
    top, foot = 4.6, 7.6
    height = top + label.face.leading + len(lines) * setting.face.leading + foot
    node = context.root.add("P")

    def draw(sheet: Sheet, x: float, y: float) -> None:
        with sheet.tag(None):
            sheet.box(x, y, context.width, height, fill=TINT)
            sheet.box(x, y, 2.7, height, fill=GOLD)
        with sheet.tag(node):
            line = y + top + baseline(label.face.leading, label.face.size)
            sheet.words(x + inset, line, block.label, size=label.face.size, colour=GOLD_TEXT, bold=True)
            draw_lines(sheet, x + inset, y + top + label.face.leading, lines, setting)

    yield Piece(height, draw, 6.5)


def heading(block: b.Heading, context: Context) -> Iterator[Piece]:
    """A heading under its hairline; level 2 without."""
    if block.level == 1:
        above = {"sheet": 17.0, "form": 15.0}.get(context.look, 8.0 * context.scale)
        yield Piece(0.0, _hairline(context.width), above, keep=True, only_inside=True)
    setting = context.setting("heading" if block.level == 1 else "heading2")
    face = setting.face
    node = context.root.add("H2" if block.level == 1 else "H3")
    before = marked(block.sign, context, setting)
    under = block.level == 2 and context.look != "one_page"

    def draw(sheet: Sheet, x: float, y: float) -> None:
        if before is not None:
            before(sheet, x, y)
        line = y + baseline(face.leading, face.size)
        with sheet.tag(node):
            at = x
            if block.number:
                at += sheet.words(x, line, block.number, size=face.size, colour=GOLD_TEXT, bold=True)
                at += face.size * 0.7
            sheet.words(at, line, block.text, size=face.size, colour=NAVY, bold=True, family=face.family)
            if block.aside:
                right = x + context.width
                sheet.words(right, line, block.aside, size=7.1, colour=SECOND, align="right")
        if under:
            with sheet.tag(None):
                sheet.rule(x, y + face.leading + 0.6, x + context.width, colour=NAVY, width=0.8)

    gap = (2.4 if block.level == 1 else 3.0) * context.scale
    yield Piece(face.leading + (1.0 if under else 0.0), draw, gap, keep=True)


def _hairline(width: float) -> Draw:
    def draw(sheet: Sheet, x: float, y: float) -> None:
        with sheet.tag(None):
            sheet.rule(x, y, x + width, colour=RULE)

    return draw


def lead(block: b.Lead, context: Context) -> Iterator[Piece]:
    """The summary line, whole: its first words large, the rest in body size."""
    large, setting = context.setting("lead"), context.setting("body")
    heads = lines_of(b.plain(block.head), large, context.width)
    rest = lines_of(block.rest, setting, context.width)
    before = marked(block.sign, context, large)
    node = context.root.add("P")
    first = len(heads) * large.face.leading

    def draw(sheet: Sheet, x: float, y: float) -> None:
        if before is not None:
            before(sheet, x, y)
        with sheet.tag(node):
            draw_lines(sheet, x, y, heads, large)
            draw_lines(sheet, x, y + first, rest, setting)

    height = first + len(rest) * setting.face.leading
    yield Piece(height + 1.0, draw, 1.5, notes=notes_of(block.rest))


def items(block: b.Items, context: Context) -> Iterator[Piece]:
    """A list: dot, dash or number in gold, then the text and perhaps a second, smaller line."""
    listed = context.root.add("L")
    for number, item in enumerate(block.items, 1):
        node = listed.add("LI").add("LBody")
        yield from _item(item, number, block, context, node)


def _item(item: b.Item, number: int, block: b.Items, context: Context, node: Node) -> Iterator[Piece]:
    setting = Setting(context.faces.of(block.style), context.language)
    mark = marked(item.sign, context, setting)
    indent = {
        b.Bullet.DOT: 9.9 if context.look == "one_page" else 11.2,
        b.Bullet.DASH: 9.2,
        b.Bullet.NUMBER: 14.0 if context.look in ("summary", "sheet", "card") else 12.0,
        b.Bullet.NONE: 0.0,
    }[block.bullet]
    bullet = _bullet(block.bullet, number, setting, context)

    def before(sheet: Sheet, x: float, y: float) -> None:
        if mark is not None:
            mark(sheet, x, y)
        bullet(sheet, x, y)

    gap = (3.0 if block.style is b.Style.BODY else 1.6) * context.scale
    gap += 2.6 if context.look == "card" else 0.0
    found = list(
        paragraph(item.text, setting, context.width, node=node, before=before, gap=gap, indent=indent)
    )
    under = list(_under(item, context, indent, node))
    for at, piece in enumerate(found):
        last = at == len(found) - 1
        yield Piece(piece.height, piece.draw, piece.gap, bool(under) and last, piece.notes)
    yield from under


def _under(item: b.Item, context: Context, indent: float, node: Node) -> Iterator[Piece]:
    if item.under:
        setting = context.setting("under")
        yield from paragraph(b.plain(item.under), setting, context.width, node=node, gap=0.4, indent=indent)


def _bullet(kind: b.Bullet, number: int, setting: Setting, context: Context) -> Draw:
    face = setting.face
    numbers = context.faces["number"]

    def draw(sheet: Sheet, x: float, y: float) -> None:
        line = y + baseline(face.leading, face.size)
        with sheet.tag(None):
            if kind is b.Bullet.DOT:
                sheet.circle(x + 1.9, line - face.size * 0.32, 1.25, fill=GOLD)
            elif kind is b.Bullet.DASH:
                sheet.rule(x, line - face.size * 0.32, x + 4.2, colour=GOLD, width=1.1)
            elif kind is b.Bullet.NUMBER:
                sheet.words(
                    x,
                    line,
                    str(number),
                    size=numbers.size,
                    colour=GOLD_TEXT,
                    bold=True,
                    family=numbers.family,
                )

    return draw


def dated(block: b.Dated, context: Context) -> Iterator[Piece]:
    """A chronology without rules: the date in gold, the text beside it."""
    setting, dates = context.setting("side"), context.setting("date")
    indent = max(
        (line.width for date, _ in block.lines for line in lines_of(b.plain(date), dates, 200.0)), default=0.0
    )
    indent = max(indent + 5.0, 45.0)
    for date, text in block.lines:
        node = context.root.add("P")
        before = _date(date, dates, setting, node)
        gap = 2.6 * context.scale
        yield from paragraph(text, setting, context.width, node=node, before=before, gap=gap, indent=indent)


def _date(date: str, dates: Setting, setting: Setting, node: Node) -> Draw:
    face = setting.face

    def draw(sheet: Sheet, x: float, y: float) -> None:
        with sheet.tag(node):
            line = y + baseline(face.leading, face.size)
            sheet.words(x, line, date, size=dates.face.size, colour=GOLD_TEXT, bold=True)

    return draw


def big_figures(block: b.BigFigures, context: Context) -> Iterator[Piece]:
    """The band of large figures: number, and under it what it counts."""
    large, small = context.setting("figure"), context.setting("side")
    step = context.width / max(len(block.items), 1)
    node = context.root.add("P")
    labels = [lines_of(b.plain(label), small, step - 14) for _, label in block.items]
    height = large.face.leading + max(len(lines) for lines in labels) * small.face.leading + 6

    def draw(sheet: Sheet, x: float, y: float) -> None:
        for at, (figure, _) in enumerate(block.items):
            left = x + at * step + (10 if at else 0)
            if at:
                with sheet.tag(None):
                    sheet.stroke(x + at * step, y, x + at * step, y + height, colour=RULE)
            with sheet.tag(node):
                line = y + baseline(large.face.leading, large.face.size)
                sheet.words(left, line, figure, size=large.face.size, colour=NAVY, bold=True, family="serif")
                draw_lines(sheet, left, y + large.face.leading + 2, labels[at], small)

    yield Piece(height, draw, 14.0)
