"""A part onto pages of the sheet: how small it is set, then each planned page drawn."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

from reports import blocks as b
from reports.pdf.palette import GEOMETRY, LINK, NAVY, RULE, TEXT_LATER
from reports.pdf.pieces import draw_lines, draw_stack
from reports.pdf.plan import NOTE_INDENT, NOTES_ABOVE, Page, Planner
from reports.pdf.sheet import Sheet, baseline

ONE_PAGE = (1.0, 0.98, 0.96, 0.94, 0.92, 0.90, 0.88, 0.86)
FEWER_PAGES = (0.98, 0.96, 0.94, 0.92)
NEARLY_EMPTY = 0.32  # of the height: a last page no fuller than that is worth setting smaller
MANY = 12  # pages: a longer part is never planned twice


def lay(sheet: Sheet, document: b.Document, part: b.Part, begin: Callable[[b.Part, bool], None]) -> None:
    """All pages of a part; `begin(part, first)` draws the head of each."""
    scale = _scale(sheet, document, part)
    planner = Planner(document, part, sheet.root, scale=scale, first=_begins(sheet, part))
    for page in planner.pages():
        begin(part, page.first)
        for piece, x, y in page.placed:
            piece.draw(sheet, x, y)
        _notes(sheet, planner, page)
        _foot(sheet, planner, page)
        sheet.end_page()


def _scale(sheet: Sheet, document: b.Document, part: b.Part) -> float:
    """One page where the part asks for it; else a little smaller where that saves a nearly empty page."""
    first = _begins(sheet, part)

    def planned(scale: float) -> list[Page]:
        found = Planner(document, part, sheet.root, scale=scale, first=first).pages()
        return list(islice(found, MANY + 1))

    if part.fit:
        if len(planned(ONE_PAGE[-1])) > 1:
            return 1.0
        return next(scale for scale in ONE_PAGE if len(planned(scale)) == 1)
    pages = planned(1.0)
    top = TEXT_LATER
    filled = (pages[-1].end - top) / (GEOMETRY[part.look].bottom - top)
    if not 1 < len(pages) <= MANY or filled > NEARLY_EMPTY:
        return 1.0
    return next((scale for scale in FEWER_PAGES if len(planned(scale)) < len(pages)), 1.0)


def _begins(sheet: Sheet, part: b.Part) -> bool:
    """Whether a part is headed as the document is."""
    return sheet.page == 0 or GEOMETRY[part.look].plain


def _notes(sheet: Sheet, planner: Planner, page: Page) -> None:
    """The notes of a page above its foot, under a short rule."""
    if not page.notes:
        return
    setting = planner.note_setting
    face = setting.face
    y = planner.bottom - planner.notes_height([lines for _, lines in page.notes]) + NOTES_ABOVE
    left = planner.geometry.left
    with sheet.tag(None):
        sheet.rule(left, y, left + 120, colour=RULE, width=0.8)
    y += 5.0
    for number, lines in page.notes:
        line = y + baseline(face.leading, face.size)
        with sheet.tag(sheet.root.add("Note")):
            sheet.words(left + 8, line, f"{number}", size=face.size, colour=LINK, bold=True, align="right")
            draw_lines(sheet, left + NOTE_INDENT, y, lines, setting)
        y += len(lines) * face.leading + 0.9


def _foot(sheet: Sheet, planner: Planner, page: Page) -> None:
    """What stands at the bottom of the part's last page, under a navy rule."""
    if not page.foot:
        return
    left, right = planner.geometry.left, planner.geometry.right
    with sheet.tag(None):
        sheet.rule(left, planner.bottom + 2, right, colour=NAVY, width=0.8)
    draw_stack(sheet, left, planner.bottom + 4.5, page.foot)
