"""Builders: a dossier to blocks, in their order and with their marks."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from app.dossier import BriefOptions, Mark, People
from app.records import new
from app.services.events import add_claims
from app.services.releases import prepare_brief
from app.services.saving import save
from app.values import Text, uncertain
from reports import blocks as b
from reports.brief import build
from reports.phrases import marks_of, texts_of
from tests.fakes import FakeVault
from tests.reports.conftest import dump, pages_of
from tests.reports.handmade import handmade
from tests.reports.samples import dossier
from tests.stories import FixedClock, claim

REFERENCE = Path(__file__).parent / "_reference"


def text_of(document: b.Document) -> str:
    return " ".join(" ".join(texts_of(document)).replace("\N{NO-BREAK SPACE}", " ").split())


@pytest.mark.parametrize("kind", ["one_page", "full"])
def test_the_tree_of_blocks_is_the_golden_one(kind: str) -> None:
    """After a wanted change run with CASEBOOK_GOLDEN=write, then read the diff."""
    found = dump(build(handmade(kind=kind)))
    path = REFERENCE / f"brief-{kind}.txt"
    if os.environ.get("CASEBOOK_GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8")


def test_the_summary_line_stands_whole_in_both_kinds() -> None:
    for kind in ("one_page", "full"):
        made = dossier(kind=kind)
        [lead] = [block for part in build(made).parts for block in walk(part) if isinstance(block, b.Lead)]
        said = lead.head + " " + "".join(run.text for run in lead.rest)
        assert said.replace("\N{NO-BREAK SPACE}", " ") == made.events[0].line.whole


def walk(value: object) -> list[object]:
    """Every block in a tree of blocks."""
    if isinstance(value, tuple):
        return [found for item in value for found in walk(item)]
    if hasattr(value, "__dataclass_fields__"):
        return [value, *(f for key in value.__dataclass_fields__ for f in walk(getattr(value, key)))]
    return []


def test_a_brief_with_a_name_has_all_three_marks_a_legend_and_the_red_sentence() -> None:
    document = build(handmade())
    assert marks_of(document) == {Mark.PUBLIC, Mark.BILATERAL, Mark.YOU_ONLY}
    text = text_of(document)
    assert "never China or the DPRK" in text
    assert "This name: consent covers your Government only" in text


@pytest.mark.parametrize("kind", ["one_page", "full"])
def test_a_public_document_prints_no_split_no_name_and_no_picture_of_the_count(kind: str) -> None:
    text = text_of(build(handmade(kind=kind, audience="public", recipient="")))
    assert "only counted" not in text
    assert "consent covers" not in text
    assert "on the same scale" not in text
    assert "Individuals we can name: 12" in text


def test_without_people_the_section_is_not_there() -> None:
    for kind in ("one_page", "full"):
        text = text_of(build(replace(handmade(kind=kind), people=People("", None))))
        assert "Individuals" not in text


def test_without_a_state_no_record_of_one_is_shown() -> None:
    made = replace(handmade(kind="full"), state="", own_record=(), likely_answer="")
    text = text_of(build(made))
    assert "own record" not in text
    assert "Findings to cite" in text


def test_what_is_barred_is_named_as_not_to_be_pleaded() -> None:
    for kind in ("one_page", "full"):
        assert "Not to be pleaded:" in text_of(build(handmade(kind=kind)))


def test_the_un_is_addressed_as_the_recipient() -> None:
    text = text_of(build(handmade(audience="un")))
    assert "consent covers the recipient only" in text


@pytest.mark.parametrize("count", [2, 5])
def test_several_names_are_counted_in_the_red_sentence(count: int) -> None:
    made = handmade()
    people = replace(made.people, named=made.people.named * count)
    text = text_of(build(replace(made, people=people)))
    assert ("Both names:" if count == 2 else "All 5 names:") in text


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("kind", ["one_page", "full"])
def test_several_events_each_have_their_line(kind: str, language: str) -> None:
    from reports.render import render

    made = dossier(language, kind=kind, events=("2023-10-09", "2023-08-29", "2024-04-26"), people=False)
    document = build(made)
    leads = [block for part in document.parts for block in walk(part) if isinstance(block, b.Lead)]
    assert [lead.head for lead in leads] == [event.line.head for event in made.events]
    assert pages_of(render(document, "pdf"))


@pytest.mark.parametrize("code", ["2012-03", "2021-07-14", "2023-08-28-V", "2024-08-21"])
def test_every_kind_of_event_makes_a_brief(code: str) -> None:
    from reports.render import render

    for kind in ("one_page", "full"):
        made = dossier(kind=kind, events=(code,), audience="public", state="", people=False)
        assert made.events[0].line.head in "".join(pages_of(render(build(made), "pdf"))).replace("\r\n", " ")


def test_a_bare_dossier_still_makes_a_document() -> None:
    made = handmade(kind="full", version=0, occasion="")
    bare = replace(
        made,
        organisation="",
        contact="",
        sample=False,
        chronology=(),
        standing=(),
        requests=(),
        findings=(),
        legal=made.legal[:1],
        events=(
            replace(
                made.events[0], claims=(), elements=(), places=(), gaps=(), judgement=None, statuses_set=""
            ),
        ),
    )
    for kind in ("one_page", "full"):
        document = build(replace(bare, options=replace(bare.options, kind=kind)))
        assert document.sample is None
        assert text_of(document)


def test_claims_named_on_one_page_are_cited_at_its_foot_and_no_others() -> None:
    document = build(handmade(kind="one_page"))
    [part] = document.parts
    cited = " ".join(texts_of(part.foot))
    assert all(label in cited for label in ("C1", "C2", "C3", "C6", "C8"))
    assert "C4" not in cited
    assert "C7" not in cited


def test_where_no_claim_is_an_origin_one_page_shows_the_others() -> None:
    vault = FakeVault()
    when = uncertain("2023-10-09")
    event = new("event", code="2023-10-09", title=Text("Return"), kind="forced_return", date=when)
    save(vault, event)
    groups = Text("Local human rights groups")
    figure = {"measure": "handed_over", "low": 600, "high": 600, "qualifier": "about"}
    add_claims(vault, event.id, [claim(claimant=groups, named="no", **figure)])
    prepared = prepare_brief(vault, FixedClock(), BriefOptions(events=("2023-10-09",)))
    text = text_of(build(prepared.dossier))
    assert "about 600" in text
    assert "C1 Local human rights groups" in text


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_annex_numbers_its_claims_as_it_prints_them_and_every_reference_agrees(language: str) -> None:
    made = dossier(language, kind="full", events=("2023-10-09", "2023-08-29", "2024-04-26"), people=False)
    [annex] = [part for part in build(made).parts if part.look == "annex"]
    tables = [block for block in annex.blocks if isinstance(block, b.Table)][: len(made.events)]
    rows = [row for table in tables for row in table.rows if not row.group]
    cells = [[cell for cell in row.cells if isinstance(cell, tuple)] for row in rows]
    printed = ["".join(run.text for run in labels) for labels, *_more in cells]
    assert printed == [f"C{n}" for n in range(1, len(rows) + 1)]
    told = {claim.label: claim.claimant for event in made.events for claim in event.claims}
    assert [claimant[0].text for _label, claimant, *_more in cells] == [told[label] for label in printed]
    for event in made.events:
        for named in (*(e.claims for e in event.elements), *(p.claims for p in event.places)):
            assert list(named) == sorted(named, key=lambda label: int(label[1:]))
