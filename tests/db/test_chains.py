"""A chain of sources over a real vault: counted alike on the page, in the list, in a brief, by the rules."""

from __future__ import annotations

import pytest

from app.dossier import BriefOptions
from app.ports import ListQuery
from app.records.record import Record, new
from app.services.events import event_page
from app.services.releases import prepare_brief
from app.services.saving import delete, save
from app.values import Text, uncertain
from app.verification import proposed
from db.vault import DbVault
from tests.stories import FixedClock
from ui.pages.events.loading import event_rows, load_event

BRIEF = BriefOptions(("2023",), audience="government")


def _told(vault: DbVault, *, chained: bool) -> Record:
    """An event that three papers report, of which each repeats the one before where `chained`."""
    draft = new("event", code="2023", title=Text("A return"), kind="forced_return", date=uncertain("2023"))
    event = save(vault, draft)[0].record
    above = None
    for n in range(3):
        name = Text(f"Paper {n}", "en")
        source = save(vault, new("source", name=name, repeats=above if chained else None))[0].record
        claim = new("claim", event=event.id, claimant=name, wording=Text("40", "en"), relayed_by=source.id)
        claim = claim.with_values(claimant_kind="media", named="yes")
        save(vault, claim.with_values(measure="handed_over", low=40, high=40))
        above = source.id
    return event


@pytest.mark.parametrize(("chained", "origins"), [(True, 1), (False, 3)], ids=["a chain", "control"])
def test_every_place_that_counts_origins_counts_alike(vault: DbVault, chained: bool, origins: int) -> None:
    event = _told(vault, chained=chained)
    with vault.read() as reader:
        page = event_page(reader, event.id, "en")
    brief = prepare_brief(vault, FixedClock(), BRIEF).dossier.events[0]
    with vault.read() as reader:
        (row,) = event_rows(reader, reader.numbers(ListQuery("event")), "en")
    shown = load_event(vault, event.id, "en")
    assert [line.origins for line in (page.part.line, brief.line, row.line)] == [origins] * 3
    assert sum(c.is_origin for c in page.part.claims) == origins
    assert [c.is_origin for c in brief.claims] == [c.is_origin for c in page.part.claims]
    assert {e.element: e.origins for e in brief.elements}["happened"] == origins
    status = "reported" if chained else "corroborated"
    assert [proposed(e, page.claims, shown.chains).status for e in ("happened", "count")] == [status] * 2


def test_a_source_in_the_trash_still_says_whom_it_repeats(vault: DbVault) -> None:
    event = _told(vault, chained=True)
    with vault.read() as reader:
        middle = next(s for s in reader.all("source") if s.phrase("name").text == "Paper 1")
    delete(vault, middle)
    brief = prepare_brief(vault, FixedClock(), BRIEF).dossier.events[0]
    with vault.read() as reader:
        page = event_page(reader, event.id, "en")
    assert (brief.line.origins, page.part.line.origins) == (1, 1)
