"""Text of people is shown letter by letter: no page draws a picture that a text asks for."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QLabel

from app.records.record import new, row
from app.values import Text, uncertain
from tests.fakes import FakeVault
from tests.ui.windows import FakeOpener
from ui import smoke
from ui.theme import Theme

LOUD = QColor(255, 0, 255)


def _loud(image: QImage) -> int:
    """How many pixels are of the colour that nothing in the window has."""
    small = image.convertToFormat(QImage.Format.Format_RGB888)
    data, line, row_bytes = bytes(small.constBits()), small.bytesPerLine(), small.width() * 3
    return sum(data[n * line : n * line + row_bytes].count(b"\xff\x00\xff") for n in range(small.height()))


def _vault(markup: str) -> FakeVault:
    text = Text(markup)
    place = new("place", name=text, kind="crossing", country="CN", latitude="42.96", longitude="129.85")
    source = new("source", name=text, type="newspaper", note=text)
    event = new("event", code="E", title=text, summary=text, kind="forced_return", date=uncertain("2023"))
    claim = new("claim", event=event.id, claimant=text, wording=text, relayed_by=source.id)
    person = new("person", names=(row(text=markup),), occupation=text, note=text)
    case = new("case", code="K7QM-2XDP", person=person.id, narrative=text)
    link = new("link", case=case.id, event=event.id, certainty="probable")
    evidence = new("evidence", case=case.id, title=text, file_name=markup, sha256="ab" * 32, size=1)
    task = new("task", case=case.id, what=text)
    return FakeVault(place, source, event, claim, person, case, link, evidence, task)


@pytest.mark.slow
def test_no_page_draws_a_picture_that_a_text_asks_for(look: Theme, tmp_path: Path) -> None:
    picture = QImage(80, 80, QImage.Format.Format_RGB32)
    picture.fill(LOUD)
    assert picture.save(str(tmp_path / "loud.png"))
    markup = f'<img src="{tmp_path / "loud.png"}">'
    shown = QLabel(markup)
    shown.setTextFormat(Qt.TextFormat.RichText)
    assert _loud(shown.grab().toImage()) >= 6400  # the control
    shown.deleteLater()
    options = smoke.Options(pictures=tmp_path / "pages")
    told = [page.tree for page in smoke.paint(FakeOpener(), options, lambda: _vault(markup), "1.0")]
    assert sum("loud.png" in node.name for tree in told for node in tree.flat()) > 10
    pages = sorted((tmp_path / "pages").glob("*.png"))
    assert len(pages) > 10
    assert [page.name for page in pages if _loud(QImage(str(page)))] == []
