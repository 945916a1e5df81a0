"""Figures: signs, labels that cover nothing, places outside the map, a time line without days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from reports import blocks as b
from reports.brief import build
from reports.brief_figures import Figures
from reports.pdf import border
from reports.pdf.faces import Faces
from reports.pdf.pieces import Context
from reports.pdf.tags import Node
from reports.phrases import Phrases
from reports.render import render
from tests.reports.conftest import pages_of
from tests.reports.handmade import handmade
from tests.reports.samples import dossier
from tests.reports.test_writer import page

CONTEXT = Context(Faces("figures", "en"), "en", 499, Node("Document"))
PLACES = (
    b.MapSign("Dandong", "4 claims", 40.12, 124.39, 10),
    b.MapSign("Tumen", "2 claims", 42.97, 129.84, 8),
    b.MapSign("Hunchun", "3 claims", 42.863, 130.366, 3),
    b.MapSign("Namyang", "", 42.95, 129.86, 3, minor=True),
    b.MapSign("Jilin", "place of detention", 43.0, 126.2, 200, province=True),
    b.MapSign("Kunming", "1 claim", 25.04, 102.71, 10),
)


def test_labels_cover_neither_each_other_nor_the_edge() -> None:
    view = border.view_of(PLACES)
    shown = [place for place in PLACES if border.inside(place, view)]
    projection = border._Projection(view[0], view[3], 40.0)
    labels = border._labels(shown, projection, CONTEXT, 339.0, 271.0)
    assert {label.sign.name for label in labels} >= {"Dandong", "Tumen", "Hunchun"}
    for number, label in enumerate(labels):
        assert not any(label.box.meets(other.box) for other in labels[:number])


def test_crowded_places_still_get_their_labels() -> None:
    crowd = tuple(b.MapSign(f"Place number {n}", "1 claim", 42.5 + n / 200, 129.8, 5) for n in range(30))
    picture = b.MapPicture(crowd, (("CHINA", 43.0, 124.6),), ())
    assert "Place number 29" in "".join(pages_of(render(page(picture), "pdf")))


def test_the_view_grows_for_a_place_of_the_cut_and_ignores_one_outside() -> None:
    west, _, _, north = border.view_of((b.MapSign("Changchun", "", 43.88, 125.32, 10),))
    assert north > 43.88
    assert west == border.VIEW[0]
    assert border.view_of((PLACES[-1],)) == border.VIEW
    assert not border.inside(PLACES[-1], border.VIEW)


def test_the_page_of_figures_names_every_claim_that_is_drawn() -> None:
    text = "".join(pages_of(render(build(dossier(kind="full")), "pdf"))[2:4])
    for label in ("C1", "C2", "C5", "C6", "C7", "C8", "C9", "C10", "C13"):
        assert label in text


@pytest.mark.parametrize("language", ["en", "ko"])
def test_ranges_between_two_numbers_and_words_are_drawn(language: str) -> None:
    rows = (
        b.RangeRow("C1", "Between", "300 to 400", True, "own origin", 300, 400, "between"),
        b.RangeRow("C2", "A long name of a claimant, on two lines", "40", False, "no", 40, 40, "exactly"),
        b.RangeRow("C3", "Word", "“some”", False, "no: unnamed", None, None, "some"),
        b.RangeRow("C4", "At least", "at least 5", True, "own origin", 5, None, "at_least"),
    )  # fmt: skip
    picture = b.RangePicture(
        rows, 5, 400, ("Claimant", "Figure", "Origin", "no number"), ("We can name", 3, "x")
    )
    text = "".join(pages_of(render(page(picture, language=language), "pdf")))
    assert "300 to 400" in text
    assert "no number" in text


def test_an_event_without_a_day_or_claims_draws_nothing() -> None:
    made = handmade()
    event = replace(made.events[0], claims=(), places=(), day=None)
    bare = replace(made, events=(event,), chronology=made.chronology[:1])
    assert Figures(bare, Phrases("en")).part() is None


def test_a_time_line_without_a_day_of_the_event_takes_all_lines() -> None:
    made = handmade()
    event = replace(made.events[0], day=None)
    part = Figures(replace(made, events=(event,)), Phrases("ko")).part()
    assert part is not None
    [line] = [f.body[0] for f in part.blocks if isinstance(f, b.Figure) and isinstance(f.body[0], b.Timeline)]
    assert line.first < date(2024, 4, 3) < line.last


def test_bars_of_one_group_and_of_long_names() -> None:
    bars = b.Bars((("Age", (3, None, 12)),), ("0–17", "A name too long for its bar", "other"), "h")
    text = "".join(pages_of(render(page(bars), "pdf")))
    assert "A name too long for its bar" in text
    assert "h" in text


def test_a_place_of_several_events_is_drawn_once_with_all_its_claims() -> None:
    made = handmade()
    other = replace(
        made.events[0], code="other", places=(replace(made.events[0].places[0], claims=("C9", "C1")),)
    )
    part = Figures(replace(made, events=(made.events[0], other)), Phrases("en")).part()
    assert part is not None
    [drawn] = [
        f.body[0] for f in part.blocks if isinstance(f, b.Figure) and isinstance(f.body[0], b.MapPicture)
    ]
    assert [place.name for place in drawn.places] == ["Tumen", "Hunchun", "Jilin"]
    assert drawn.places[0].under == "3 claims"
