"""Where pieces stand: nothing below the page, heads again, headings with what they head."""

from __future__ import annotations

from reports import blocks as b
from reports.pdf.palette import BOTTOM
from reports.pdf.plan import Page, Planner
from reports.pdf.tags import Node
from reports.render import render
from tests.reports.conftest import pages_of
from tests.reports.test_writer import page


def planned(*blocks: b.Block, look: str = "brief", notes: tuple[b.Text, ...] = ()) -> list[Page]:
    document = page(*blocks, notes=notes)
    part = b.Part(look, blocks)
    return list(Planner(document, part, Node("Document"), scale=1.0, first=True).pages())


def paragraph(lines: int) -> b.Paragraph:
    return b.Paragraph(b.plain("\n".join(f"line {number}" for number in range(lines))))


def test_no_piece_reaches_below_its_page() -> None:
    pages = planned(*[paragraph(7) for _ in range(30)])
    assert len(pages) > 2
    assert all(y + piece.height <= BOTTOM + 0.01 for page in pages for piece, _, y in page.placed)


def test_notes_and_text_share_a_page_without_meeting() -> None:
    notes = tuple(b.plain(f"Note {number}") for number in range(1, 31))
    body = [b.Paragraph((b.Run("Some text " * 25, note=number),)) for number in range(1, 31)]
    document = page(*body, notes=notes)
    planner = Planner(document, b.Part("brief", tuple(body)), Node("Document"), scale=1.0, first=True)
    seen = []
    for found in planner.pages():
        marked = {note for piece, _, _ in found.placed for note in piece.notes}
        assert {number for number, _ in found.notes} == marked
        height = planner.notes_height([lines for _, lines in found.notes])
        assert found.end + height <= planner.bottom + 0.01
        seen += [number for number, _ in found.notes]
    assert seen == list(range(1, 31))


def test_a_heading_never_stands_alone_at_the_foot_of_a_page() -> None:
    for filler in range(40, 60):
        pages = planned(paragraph(filler), b.Heading("Head"), paragraph(2))
        last = pages[0].placed[-1][0]
        assert not last.keep


def test_the_head_of_a_table_comes_again_on_each_page() -> None:
    columns = (b.Column("Name", 1), b.Column("Count", 1, right=True))
    rows = tuple(b.Row((b.plain(f"row {number}"), b.plain(f"{number}"))) for number in range(150))
    found = pages_of(render(page(b.Table(columns, rows)), "pdf"))
    assert len(found) > 2
    assert all("Name" in text and "Count" in text for text in found)


def test_columns_too_high_for_a_page_stand_one_after_the_other() -> None:
    pages = planned(b.Columns((paragraph(60),), (paragraph(3),)))
    assert len(pages) == 2


def test_a_part_that_asks_for_one_page_is_set_smaller() -> None:
    body = b.Narrow((paragraph(56),), (b.Paragraph(b.plain("side"), b.Style.SIDE),))
    document = page()
    part = b.Part("one_page", (body,), (b.Paragraph(b.plain("foot")),), fit=True)
    one = b.Document(**{**document.__dict__, "parts": (part,)})
    assert len(pages_of(render(one, "pdf"))) == 1
    long = b.Narrow((paragraph(200),), (paragraph(150),))
    two = b.Document(**{**document.__dict__, "parts": (b.Part("one_page", (long,), fit=True),)})
    assert len(pages_of(render(two, "pdf"))) > 1
