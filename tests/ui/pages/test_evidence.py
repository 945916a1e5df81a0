"""Evidence on the page of a case, over a real vault: files come in, are shown, go out, are derived from."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.errors import Invalid
from app.messages import Msg
from app.pictures import Preview
from app.records.record import Record
from app.services.evidence import items
from app.services.files import named_person, new_case
from app.services.saving import save
from db.making import create
from db.vault import DbVault
from reports import pictures
from reports.outbox import FileOutbox
from tests.db.conftest import PASSPHRASE, cheap_terms
from tests.reports.test_pictures import pdf, picture
from tests.ui.pages.conftest import Stage
from ui.frame.ways import Ways
from ui.parts.evidence import EvidenceBlock
from ui.parts.evidence_view import EvidenceView, Picture
from ui.theme import Theme
from ui.widgets import Button


class Decoder:
    """The functions of the child, in this process; remembers what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, int]] = []

    def preview(self, data: bytes, kind: str, page: int = 0) -> Preview:
        self.asked.append((kind, page))
        return pictures.preview(data, kind, page)

    def without_metadata(self, data: bytes, kind: str) -> bytes:
        return pictures.without_metadata(data, kind)


@pytest.fixture
def decoder() -> Decoder:
    return Decoder()


@pytest.fixture
def real(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DbVault:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    vault, _ = create(tmp_path / "vault", PASSPHRASE, staff="Han", recovery=False, terms=cheap_terms())
    new_case(vault, named_person("홍길동"))
    return vault


@pytest.fixture
def stage(qtbot: QtBot, look: Theme, real: DbVault, decoder: Decoder) -> Iterator[Stage]:
    made = Stage(qtbot, real)
    made.desk.ways = Ways(outbox=FileOutbox(), previewer=decoder)
    record = made.page.record
    record.tabs.setCurrentIndex(list(record.sections.values()).index(record.evidence))
    made.settle()
    yield made
    made.end()


def block(stage: Stage) -> EvidenceBlock:
    assert stage.page.record.evidence.isVisible()
    return stage.page.record.evidence


def case_of(vault: DbVault) -> Record:
    with vault.read() as reader:
        return next(reader.all("case"))


def log(vault: DbVault) -> list[list[str]]:
    """The actions of the custody log of each item."""
    with vault.read() as reader:
        return [[e.text("action") for e in i.custody] for i in items(reader, case_of(vault))]


def attach(stage: Stage, folder: Path, **files: bytes) -> None:
    paths = []
    for name, data in files.items():
        paths.append(folder / name.replace("_", "."))
        paths[-1].write_bytes(data)
    block(stage).take(paths)
    stage.settle()


def shown(stage: Stage) -> str:
    return "\n".join(w.text() for w in block(stage).findChildren(QLabel) if w.isVisible())


def open_item(stage: Stage, place: int = 0) -> EvidenceView:
    here = block(stage)
    here.open(here._items[place])
    stage.settle()
    stage.settle()
    assert here._view is not None
    return here._view


def test_files_come_in_one_after_the_other(stage: Stage, real: DbVault, tmp_path: Path) -> None:
    assert "No evidence yet" in shown(stage)
    attach(stage, tmp_path, photo_jpg=picture(), note_txt=b"seen at the crossing")
    said = shown(stage)
    assert ("Picture (JPEG)" in said, "Text · 20 bytes" in said, "2 items" in said) == (True, True, True)
    assert log(real) == [["received"], ["received"]]
    assert not block(stage).taking.isVisible()
    assert f"still lies in {tmp_path} as well, not encrypted by Casebook" in said
    stage.page.undo()
    stage.settle()
    assert len(log(real)) == 1


def test_files_for_another_case_wait_for_those_of_the_first(
    stage: Stage, real: DbVault, tmp_path: Path
) -> None:
    other = new_case(real, named_person("김영희"))[-1].record
    for name in ("one.txt", "second.txt"):
        (tmp_path / name).write_bytes(name.encode())
    here = block(stage)
    here.take([tmp_path / "one.txt"])
    here.taking.take(other, [tmp_path / "second.txt"])
    stage.settle()
    with real.read() as reader:
        found = [[i.size for i in items(reader, of)] for of in (case_of(real), other)]
    assert found == [[len("one.txt")], [len("second.txt")]]
    assert "still lies in" in shown(stage)
    assert [text for text, _undo in stage.said if "still lies in" in text]
    assert stage.troubles == []


def test_a_file_dropped_on_the_case_is_taken_in(stage: Stage, real: DbVault, tmp_path: Path) -> None:
    """Whichever tab shows; an address of elsewhere and a folder are none."""
    stage.page.record.tabs.setCurrentIndex(0)
    file = tmp_path / "photo.jpg"
    file.write_bytes(picture())
    data = QMimeData()
    elsewhere = [QUrl("http://example.org/a.jpg"), QUrl.fromLocalFile(str(tmp_path))]
    for urls in (elsewhere, [QUrl.fromLocalFile(str(file))]):
        data.setUrls(urls)
        target, none = stage.page.record.viewport(), Qt.KeyboardModifier.NoModifier
        entered = QDragEnterEvent(
            QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, none
        )
        QApplication.sendEvent(target, entered)
        dropped = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, none)
        QApplication.sendEvent(target, dropped)
        stage.settle()
    assert log(real) == [["received"]]
    assert block(stage).isVisible()


def test_a_picture_is_shown_with_what_it_gives_away(stage: Stage, real: DbVault, tmp_path: Path) -> None:
    attach(stage, tmp_path, photo_jpg=picture())
    view = open_item(stage)
    (found,) = view.findChildren(Picture)
    assert (found.image.width(), found.image.height()) == (20, 40)
    assert "where it was taken (42.97000, 129.84000)" in shown(stage)
    assert log(real) == [["received", "opened"]]
    assert "Opened, Han" in shown(stage)


def test_distressing_content_waits_until_asked(
    stage: Stage, real: DbVault, decoder: Decoder, tmp_path: Path
) -> None:
    attach(stage, tmp_path, photo_jpg=picture())
    with real.read() as reader:
        record = items(reader, case_of(real))[0].record
    save(real, record.with_values(distressing="yes"))
    stage.desk.changed.emit(frozenset({"evidence"}))
    stage.settle()
    view = open_item(stage)
    assert (decoder.asked, view.findChildren(Picture), log(real)) == ([], [], [["received"]])
    view.unfold.click()
    stage.settle()
    stage.settle()
    assert decoder.asked == [("image/jpeg", 0)]
    assert len(view.findChildren(Picture)) == 1


def test_pages_of_a_pdf_are_turned(stage: Stage, decoder: Decoder, tmp_path: Path) -> None:
    attach(stage, tmp_path, paper_pdf=pdf(2))
    view = open_item(stage)
    assert "Page 1 of 2" in shown(stage)
    next(b for b in view.findChildren(Button) if b.accessibleName() == "Next page").click()
    stage.settle()
    assert "Page 2 of 2" in shown(stage)
    assert decoder.asked == [("application/pdf", 0), ("application/pdf", 1)]


def test_what_is_no_picture_is_not_opened(stage: Stage, decoder: Decoder, tmp_path: Path) -> None:
    """Nor called what its name says; the direction sign of the name is shown as such."""
    attach(stage, tmp_path, **{"photo\u202egpj_exe": b"MZ" + bytes(500)})
    open_item(stage)
    said = shown(stage)
    assert ("photo[U+202E]gpj.exe" in said, "This is a program" in said) == (True, True)
    assert ("There is no preview" in said, decoder.asked) == (True, [])


def test_a_broken_picture_is_said_and_told_nowhere_else(stage: Stage, tmp_path: Path) -> None:
    attach(stage, tmp_path, photo_jpg=picture()[:-100])
    open_item(stage)
    assert "This file cannot be shown" in shown(stage)
    assert stage.troubles == []


def test_a_copy_is_saved_byte_for_byte(stage: Stage, real: DbVault, tmp_path: Path) -> None:
    attach(stage, tmp_path, photo_jpg=picture())
    view, place = open_item(stage), tmp_path / "out.jpg"
    view.save_to(place)
    stage.settle()
    assert place.read_bytes() == picture()
    assert log(real) == [["received", "opened", "exported"]]
    assert [text for text, _undo in stage.said] == ["Copy saved"]


def test_a_copy_without_metadata_stands_beside_its_original(
    stage: Stage, real: DbVault, tmp_path: Path
) -> None:
    attach(stage, tmp_path, photo_jpg=picture())
    view = open_item(stage)
    view.make_clean()
    for _ in range(4):
        stage.settle()
    with real.read() as reader:
        original, copy = items(reader, case_of(real))
    assert copy.record.ref("original") == original.record.id
    assert copy.record.text("file_name") == "photo (without metadata).jpg"
    assert log(real) == [["received", "opened", "derived"], ["received"]]
    data = b"".join(real.give_out(copy.record.text("sha256"), copy.size))
    with Image.open(BytesIO(data)) as image:
        assert dict(image.getexif()) == {}


def test_a_picture_leaves_without_what_it_gives_away(stage: Stage, real: DbVault, tmp_path: Path) -> None:
    attach(stage, tmp_path, photo_jpg=picture())
    view, place = open_item(stage), tmp_path / "out.jpg"
    offered = {b.text() for b in stage.frame.findChildren(Button)}
    assert {"Save without metadata…", "Save the original…"} <= offered
    view.save_clean(place)
    for _ in range(5):
        stage.settle()
    with Image.open(place) as image:
        assert dict(image.getexif()) == {}
    assert log(real) == [["received", "opened", "derived"], ["received", "exported"]]
    with real.read() as reader:
        original = items(reader, case_of(real))[0].record
    assert b"".join(real.give_out(original.text("sha256"), original.number_of("size") or 0)) == picture()


def test_of_what_cannot_be_cleaned_it_is_said_that_a_copy_tells_all(stage: Stage, tmp_path: Path) -> None:
    attach(stage, tmp_path, phone_heic=b"\0\0\0\x18ftypheic" + bytes(40), photo_jpg=picture())
    open_item(stage)
    assert "a copy leaves with it" in shown(stage)
    open_item(stage, 1)
    assert "a copy leaves with it" not in shown(stage)


def test_an_entry_of_custody_is_added(stage: Stage, real: DbVault) -> None:
    here = block(stage)
    here.note_item()
    stage.settle()
    assert "Physical item" in shown(stage)
    with real.read() as reader:
        here.ask_entry(items(reader, case_of(real))[0].record)
    next(b for b in here.findChildren(Button) if b.text() == "Keep this entry").click()
    stage.settle()
    assert log(real) == [["received", "handed_over"]]


def test_giving_up_leaves_nothing(stage: Stage, real: DbVault, tmp_path: Path) -> None:
    file = tmp_path / "film.mp4"
    file.write_bytes(bytes(30 * 2**20))
    here = block(stage)
    here.take([file, file])
    here.taking.stop.click()
    stage.settle()
    assert log(real) == []
    assert list((tmp_path / "vault" / "evidence").glob("*")) == []


def test_a_file_that_is_gone_is_told_and_the_next_goes_on(
    stage: Stage, real: DbVault, tmp_path: Path
) -> None:
    file = tmp_path / "there.txt"
    file.write_bytes(b"there")
    block(stage).take([tmp_path / "gone.txt", file])
    stage.settle()
    stage.settle()
    (trouble,) = stage.troubles
    assert isinstance(trouble, Invalid)
    assert trouble.message.text is Msg.EVIDENCE_UNREADABLE
    assert log(real) == [["received"]]
