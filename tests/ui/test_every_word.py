"""Every word of the window goes through the catalogue, and every control of every page has a name."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from app.records.record import new, row
from app.values import Text, uncertain
from tests.fakes import FakeVault
from tests.ui.nameless import unnamed
from tests.ui.windows import FakeOpener
from ui import smoke
from ui.theme import Theme

SAME_EVERYWHERE = {"Casebook", "EN", "Esc", "한", "English", "한국어", "Python", "Qt", "Han Seo-yun"}
NAMES = re.compile(
    r"PySide6|Qt for Python|SQLCipher|SQLAlchemy|PyNaCl|ReportLab|pikepdf|pypdfium2|RapidFuzz|HiGHS|"
    r"XlsxWriter|XChaCha20-Poly1305|Noto|Lucide|Natural Earth|MIT|BSD|OFL|ISC|Apache|LGPL|MPL|"
    r"Linux|Windows|Darwin|"
    r"^Ctrl |^Alt |^Shift |^F\d|/|^[\d.]+$|\d{1,2} \w+ \d{4}|^\d{1,2} \w{3}, \d\d:\d\d$|"
    r"^about 600$|^reported handed over$|^[0-9A-Z]{4}$|2023-10-09|K7QM-2XDP"
)
MARK = "⟦data⟧"
DATA = {
    ("words", "Cell"),
    ("words", "EditableText"),
    ("manual", "ListItem"),
    ("manual", "StaticText"),
}
"""Tables of what stands in the vault, codes and labels of terms; and the manual, a text of its own in each
language."""


def filled() -> FakeVault:
    """One record of each kind; every word of it, and every label of a term, is marked as data."""
    place = new("place", name=Text(MARK), kind="crossing", country="CN", latitude="42.96", longitude="129.85")
    source = new("source", name=Text(MARK), type="newspaper")
    event = new(
        "event", code="2023-10-09", title=Text(MARK), kind="forced_return", date=uncertain("2023-10-09")
    )
    claim = new(
        "claim",
        event=event.id,
        claimant=Text(MARK),
        wording=Text(MARK),
        measure="handed_over",
        qualifier="about",
        low=600,
        high=600,
        relayed_by=source.id,
        crossings=(place.id,),
    )
    person = new("person", names=(row(text=MARK, script="hangul"),), sex="female", birth=uncertain("1991"))
    case = new("case", code="K7QM-2XDP", person=person.id, status="arrested", narrative=Text(MARK))
    link = new("link", case=case.id, event=event.id, certainty="probable")
    step = new("step", case=case.id, kind="handover", place=place.id, certainty="probable")
    vault = FakeVault(place, source, event, claim, person, case, link, step)
    vault.vocabulary = tuple(replace(t, en=f"⟦{t.en}⟧", ko=f"⟦{t.ko}⟧") for t in vault.vocabulary)
    return vault


@pytest.mark.slow
def test_every_word_goes_through_the_catalogue_and_every_control_is_named(look: Theme) -> None:
    """Every page, empty and filled, in the pseudo-language, which marks what the catalogue gave."""
    options = smoke.Options(language="en_XA")
    raw, nameless = set(), {}
    for vault in (FakeVault, filled):
        for page in smoke.paint(FakeOpener(), options, vault, "1.0"):
            nameless[page.page] = unnamed(page.tree)
            raw |= {
                f"{page.page}: {node.role} {node.name}"
                for node in page.tree.flat()
                if _is_raw(node.name) and (page.page, node.role) not in DATA
            }
    assert raw == set()
    assert {page: found for page, found in nameless.items() if found} == {}
    assert len(nameless) > 10


def _is_raw(name: str) -> bool:
    meant = name in SAME_EVERYWHERE or NAMES.search(name) is not None
    return re.search(r"[A-Za-z가-힣]{2}", name) is not None and "⟦" not in name and not meant
