"""The printed sheets of keys: the key whole and above the first fold, and nothing that says whose it is."""

from __future__ import annotations

import io
import re
from datetime import date

import pikepdf
import pypdfium2
import pytest

from app.paper import RecoverySheet, ShareSheet
from reports import blocks as b
from reports import quick_card
from reports.key_sheets import build_recovery, build_shares
from reports.pdf import fonts
from reports.pdf.faces import Faces
from reports.pdf.palette import FOLDS, PAGE_HEIGHT, PAGE_WIDTH
from reports.pdf.setters import PANEL_MARGIN
from reports.phrases import Phrases
from reports.render import render
from reports.renderer import ChildRenderer, KeyUnreadable, proved, render_recovery_sheet, render_share_sheets
from tests.reports.conftest import pages_of, squeezed

KEY = "7K3M-9QTX-2HWD-5RZB-P8CN-4YGE-6VJA-1SF0-3DQ8"
SHARE = "2F3K-7K3M-9QTX-2HWD-5RZB-P8CN-4YGE-6VJA-1SF0-3DQ8"
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
DAY = date(2026, 11, 20)


def recovery(language: str = "en", number: int = 2, replaces: int = 1) -> RecoverySheet:
    return RecoverySheet(language, KEY, DAY, number, replaces)


def shares(language: str = "en") -> tuple[ShareSheet, ...]:
    return tuple(ShareSheet(language, str(n) + SHARE[1:], n, "F3K", DAY) for n in (1, 2, 3))


def large_letters(data: bytes, page: int) -> list[tuple[str, float, float]]:
    """The characters of a key in 15 points and more below the title: each with top and foot from above."""
    document = pypdfium2.PdfDocument(data)
    try:
        text = document[page].get_textpage()
        found = []
        for at in range(text.count_chars()):
            char = text.get_text_range(at, 1)
            left, bottom, right, top = text.get_charbox(at)
            if char in ALPHABET and top - bottom > 9.5 and right > left and PAGE_HEIGHT - top > 110:
                found.append((char, PAGE_HEIGHT - top, PAGE_HEIGHT - bottom))
        text.close()
        return found
    finally:
        document.close()


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_key_stands_in_order_above_the_first_fold(language: str) -> None:
    data = render(build_recovery(recovery(language)), "pdf")
    letters = large_letters(data, 0)
    assert "".join(char for char, _, _ in letters) == KEY.replace("-", "")
    assert max(foot for _, _, foot in letters) < FOLDS[0]


@pytest.mark.parametrize("language", ["en", "ko"])
def test_each_share_has_a_page_of_its_own_above_the_fold(language: str) -> None:
    data = render(build_shares(shares(language)), "pdf")
    assert len(pages_of(data)) == 3
    for page, sheet in enumerate(shares(language)):
        letters = large_letters(data, page)
        assert "".join(char for char, _, _ in letters) == sheet.share.replace("-", "")
        assert max(foot for _, _, foot in letters) < FOLDS[0]


def test_a_recovery_sheet_is_one_page_and_says_what_it_is_for() -> None:
    [text] = pages_of(render(build_recovery(recovery()), "pdf"))
    said = squeezed(text)
    order = [
        "Never photograph",
        "Recovery key",
        "1 7K3M 2 9QTX 3 2HWD 4 5RZB 5 P8CN 6 4YGE 7 6VJA 8 1SF0",
        "Check 3DQ8",
        "20 November 2026",
        "2 of this vault; sheet 1 no longer opens it",
        "Where to keep it",
        "If the passphrase is lost",
        "If the sheet is lost, or someone has seen it",
        "Backups made before that day still open with it:",
        "Once a year",
    ]
    places = [said.index(squeezed(words)) for words in order]
    assert places == sorted(places)


def test_the_first_sheet_replaces_none() -> None:
    [text] = pages_of(render(build_recovery(recovery(number=1, replaces=0)), "pdf"))
    assert "1 of this vault; it replaces none" in text
    assert "no longer opens it" not in text


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_sheet_names_neither_the_program_nor_anybody(language: str) -> None:
    for rendered in (render_recovery_sheet(recovery(language)), render_share_sheets(shares(language))):
        assert rendered.lost == ()
        assert not re.search(r"casebook", "\n".join(rendered.texts), re.IGNORECASE)
        assert b"Casebook" not in rendered.files[""]


@pytest.mark.parametrize("language", ["en", "ko"])
def test_papers_name_what_the_window_calls_it(language: str) -> None:
    """Each paper leads to the way in that it is for; `tests/ui/test_start.py` holds the window to it."""
    labels = Phrases(language)
    recover, two, attempt = (
        squeezed(labels.gettext(words))
        for words in ("Forgotten? Use the recovery key", "Use two shares", "Try it…")
    )
    [sheet] = pages_of(render(build_recovery(recovery(language)), "pdf"))
    assert [words in squeezed(sheet) for words in (recover, two, attempt)] == [True, False, True]
    for share in pages_of(render(build_shares(shares(language)), "pdf")):
        assert [words in squeezed(share) for words in (recover, two)] == [False, True]
    [card] = pages_of(ChildRenderer().quick_card(language).files[""])
    assert [words in squeezed(card) for words in (recover, two)] == [True, True]


def test_a_sheet_is_tagged_and_the_same_every_time() -> None:
    data = ChildRenderer().recovery_sheet(recovery()).files[""]
    assert data == render(build_recovery(recovery()), "pdf")
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.StructTreeRoot.K
        assert [str(key) for key in pdf.docinfo.keys()] == ["/Title"]  # noqa: SIM118 - no mapping


def test_a_sheet_that_lost_its_key_is_refused() -> None:
    rendered = render_recovery_sheet(recovery())
    assert proved(rendered, [KEY]) is rendered
    for wrong in (KEY.replace("9QTX", "9QTY"), KEY[:-4] + "3DQ9"):
        with pytest.raises(KeyUnreadable):
            proved(rendered, [wrong])


def test_a_key_shows_in_no_representation() -> None:
    assert "7K3M" not in repr(recovery())
    assert "7K3M" not in repr(shares())
    assert "7K3M" not in repr(build_recovery(recovery()))


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_quick_card_is_one_page_of_four_quarters(language: str) -> None:
    document = quick_card.build(language)
    rendered = ChildRenderer().quick_card(language)
    [text] = pages_of(rendered.files[""])
    assert rendered.lost == ()
    assert "casebook" not in text.lower()
    [part] = document.parts
    [panels] = part.blocks
    assert isinstance(panels, b.Panels)
    headings = [panel[0].text for panel in panels.panels if isinstance(panel[0], b.Heading)]
    assert len(headings) == 4
    places = [squeezed(text).index(squeezed(words)) for words in headings]
    assert places == sorted(places)
    face = Faces("card", language)["heading"]
    room = PAGE_WIDTH / 2 - 2 * PANEL_MARGIN
    for words in headings:
        assert fonts.measure(words, face.family, language, face.size, bold=True) <= room
