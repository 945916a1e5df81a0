"""The renderer of the program: documents made in a real child, opened again, pictured."""

from __future__ import annotations

from dataclasses import replace

from reports.brief import build
from reports.render import render
from reports.renderer import ChildRenderer, render_brief, render_summary
from tests.reports.handmade import handmade
from tests.reports.summaries import summary


def test_a_brief_comes_back_from_the_child_as_it_is_made_here() -> None:
    made = handmade(kind="one_page")
    done = ChildRenderer().brief(made)
    assert done.files == {"": render(build(made), "pdf")}
    assert any("more than 30 to up to 50" in text for text in done.texts)
    assert done.lost == ()


def test_what_could_not_be_shown_is_told() -> None:
    made = replace(handmade(kind="one_page"), title="A 😀 title\u200b\u200b")
    lost = dict(render_brief(made).lost)
    assert lost["[U+1F600]"] >= 1
    assert lost["[U+200B]"] >= 2


def test_a_summary_in_each_of_its_formats() -> None:
    made = summary()
    assert render_summary(made, "pdf").files[""].startswith(b"%PDF")
    assert render_summary(made, "xlsx").files[""].startswith(b"PK")
    assert set(render_summary(made, "csv").files) == {"", ".codebook.csv"}
    assert ChildRenderer().summary(made, "csv").files == render_summary(made, "csv").files


def test_pages_are_pictured_on_white() -> None:
    data = render(build(handmade(kind="one_page")), "pdf")
    [(width, height, pixels)] = ChildRenderer().pictures(data, 36)
    assert (width, height) == (298, 421)
    assert len(pixels) == width * height * 3
    assert pixels[:3] == b"\xff\xff\xff"
