"""One piece of evidence opened: what the file is, its preview, what it gives away, who held it."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.errors import CasebookError, Refused
from app.i18n import _
from app.media import COPIED, PDF, PICTURES
from app.messages import Message, Msg
from app.pictures import LARGEST, Preview, Told
from app.records.record import Record
from app.services.evidence import OPENED, Item, content, copy_name, keep_copy, save_copy
from app.services.saving import Saved
from app.steps import told
from ui.files import ask_save, placed
from ui.forms.lookup import Lookup
from ui.forms.reading import say_date
from ui.forms.undo import undo_of
from ui.frame.desk import Desk
from ui.parts.evidence_words import PROGRAMS, file_name, kind, size
from ui.theme import theme
from ui.widgets import Block, Button, FoldPanel, IconButton, Label, Painted, Panel, column, row
from ui.widgets.layouts import clear
from ui.worker import Progress, Slices

R = TypeVar("R")
HIGHEST = 460
"""Pixels of the preview's height at 100 per cent."""


class Picture(Painted):
    """Pixels from the child, as large as the pane lets them be."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.image = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_pixels(self, preview: Preview) -> None:
        """Show a picture or a page."""
        form = QImage.Format.Format_RGB888
        made = QImage(preview.pixels, preview.width, preview.height, preview.width * 3, form)
        self.image = made.copy()  # Qt does not keep the bytes
        self._fit()

    def _shown(self) -> QSize:
        room = QSize(max(self.width(), 1), theme().px(HIGHEST))
        shown = self.image.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        return shown if shown.width() < self.image.width() else self.image.size()

    def _fit(self) -> None:
        self.setFixedHeight(max(self._shown().height(), 1))
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As high as its width asks."""
        super().resizeEvent(event)
        if not self.image.isNull():
            self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The pixels, at the left."""
        if self.image.isNull():
            return
        with QPainter(self) as p:
            p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            shown = self._shown()
            p.drawImage(QRect(QPoint(0, 0), shown), self.image)
            p.setPen(theme().color("line2"))  # a white page would have no edge
            p.drawRect(QRect(QPoint(0, 0), shown).adjusted(0, 0, -1, -1))


class EvidenceView(QWidget):
    """Facts and preview of one item; nothing is ever handed to another program. `custody` is its log, for
    whoever shows it to put in its place."""

    def __init__(
        self, desk: Desk, lookup: Lookup, item: Item, staff: Mapping[UUID, str], *, folded: bool = False
    ) -> None:
        super().__init__()
        self._folded = folded
        self.desk, self.lookup, self.item = desk, lookup, item
        self._data = b""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(8)
        if item.is_file:
            self._facts(layout)
            self.pane = QVBoxLayout()
            self.pane.setSpacing(6)
            layout.addLayout(self.pane)
            self._begin()
        self.custody = Block(_("Custody log"), rule=False, spacing=2)
        self.log = QVBoxLayout()
        self.log.setSpacing(2)
        self.custody.body.addLayout(self.log)
        self.show_item(item, staff)

    def show_item(self, item: Item, staff: Mapping[UUID, str]) -> None:
        """The item was read again: its custody log may have grown."""
        self.item = item
        clear(self.log)
        for entry in item.custody:
            self.log.addWidget(Label(self._entry(entry, staff), "second", wrap=True, selectable=True))

    def _entry(self, entry: Record, staff: Mapping[UUID, str]) -> str:
        date = entry.date("date")
        parts = [
            say_date(date, self.lookup.language) if date else "",
            self.lookup.label("custody_action", entry.text("action")),
            entry.text("party"),
            entry.phrase("note").text,
        ]
        who = staff.get(entry.created_by, "") if entry.created_by else ""
        return ", ".join(filter(None, [*parts, who]))

    def _facts(self, layout: QVBoxLayout) -> None:
        record = self.item.record
        facts = (kind(self.item), size(self.item.size), file_name(self.item))
        layout.addWidget(Label(", ".join(filter(None, facts)), "second", wrap=True, selectable=True))
        layout.addWidget(Label(f"SHA-256 {record.text('sha256')}", "dim", wrap=True, selectable=True))
        if record.text("media_type") in PROGRAMS:
            warning = _("This is a program, whatever its name says. Do not start it.")
            layout.addWidget(Label(warning, "warn", wrap=True))
        if self._kind.startswith(("image/", "video/")) and self._kind not in COPIED:
            told = _(
                "It may say where, when and with what it was taken. Casebook cannot take that out of such a"
                " file: a copy leaves with it."
            )
            layout.addWidget(Label(told, "dim", wrap=True))

    # the preview

    @property
    def _kind(self) -> str:
        return self.item.record.text("media_type")

    def _begin(self) -> None:
        """Show at once, or wait until asked where the content is distressing."""
        if self._kind not in PICTURES and self._kind != PDF:
            self._say(Message(Msg.PREVIEW_NO_KIND))
        elif self.item.size > LARGEST:
            self._say(Message(Msg.PREVIEW_TOO_LARGE, {"limit": LARGEST // 2**20}))
        elif self.desk.ways.previewer is None:
            self._say(Message(Msg.PREVIEW_NO_KIND))
        elif self._folded:
            panel = FoldPanel()
            panel.asked.connect(self.show_preview)
            self.unfold = panel.show_it
            self.pane.addWidget(panel)
        else:
            self.show_preview()

    def _say(self, message: Message) -> None:
        clear(self.pane)
        self.pane.addWidget(Label(message.render(), "dim", wrap=True))

    def show_preview(self) -> None:
        """Read the file and let the child decode it; the opening is entered in the custody log."""
        clear(self.pane)
        self.pane.addWidget(Label(_("Opening …"), "dim"))
        record, clock, of = self.item.record, self.desk.clock, self.item.size
        self.desk.ask_long(
            lambda vault: held(content(vault, clock, record, OPENED), of),
            self._read,
            owner=self,
            failed=self._failed,
        )

    def _read(self, data: bytes) -> None:
        self._data = data
        self.desk.changed.emit(frozenset({"custody"}))
        self._turn(0)

    def _turn(self, page: int) -> None:
        previewer, data, found = self.desk.ways.previewer, self._data, self._kind
        assert previewer is not None
        self.desk.aside(
            lambda: previewer.preview(data, found, page), self._show, owner=self, failed=self._failed
        )

    def _failed(self, error: Exception) -> None:
        if isinstance(error, CasebookError):
            self._say(error.message)
        else:
            self.desk.trouble(error)

    def _show(self, preview: Preview) -> None:
        clear(self.pane)
        if told := told_words(preview.told):
            panel = Panel("amber")
            panel.body.addWidget(Label(told, "body", wrap=True, selectable=True))
            self.pane.addWidget(panel)
        picture = Picture(_("Preview"))
        picture.show_pixels(preview)
        self.pane.addWidget(picture)
        if preview.pages > 1:
            self.pane.addLayout(self._pages(preview))

    def _pages(self, preview: Preview) -> QVBoxLayout:
        back = IconButton("chevron-left", _("Page before"), lambda: self._turn(preview.page - 1))
        on = IconButton("chevron-right", _("Next page"), lambda: self._turn(preview.page + 1))
        back.setEnabled(preview.page > 0)
        on.setEnabled(preview.page + 1 < preview.pages)
        words = _("Page {n} of {m}").format(n=preview.page + 1, m=preview.pages)
        return column(row(back, Label(words, "second"), on, None))

    # out and on

    def tools(self) -> list[QWidget]:
        """What can be done with the file."""
        if not self.item.is_file:
            return []
        if self._kind not in COPIED or self.desk.ways.previewer is None or self.item.record.ref("original"):
            return [Button(_("Save a copy"), self.ask_where, icon="download")]
        return [
            Button(_("Save without metadata…"), self.ask_clean, icon="download"),
            Button(_("Save the original…"), self.ask_where, kind="link"),
            Button(_("Make a copy without metadata"), lambda: self.make_clean(), kind="link"),
        ]

    def ask_where(self) -> None:
        """Ask where the copy goes."""
        ask_save(self, _("Save a copy"), Path.home() / copy_name(self.item.record), "", self.save_to)

    def ask_clean(self) -> None:
        """Ask where a copy of the pixels alone goes: a picture says where and when it was taken."""
        ask_save(self, _("Save a copy"), Path.home() / copy_name(self.item.record), "", self.save_clean)

    def save_clean(self, path: Path) -> None:
        """Keep a copy without metadata beside its original, and write that one there."""
        self.make_clean(path)

    def save_to(self, path: Path) -> None:
        """Write the original there, byte for byte."""
        self._write(self.item.record, path)

    def _write(self, record: Record, path: Path) -> None:
        outbox, clock = self.desk.ways.outbox, self.desk.clock
        if outbox is None:
            return
        place, of = str(path), record.number_of("size") or 0
        self.desk.ask_long(
            lambda vault: counted(save_copy(vault, clock, outbox, record, place, replace=True), of),
            lambda _none: self._saved(path),
            owner=self,
        )

    def _saved(self, path: Path) -> None:
        self.desk.changed.emit(frozenset({"custody"}))
        self.desk.notify(placed(_("Copy saved"), path))

    def make_clean(self, place: Path | None = None) -> None:
        """A picture of the pixels alone, kept as an item that points to this one; with `place`, written there
        too."""
        record, clock, of = self.item.record, self.desk.clock, self.item.size
        self.desk.ask_long(
            lambda vault: held(content(vault, clock, record, ""), of),
            partial(self._clean, place),
            owner=self,
        )

    def _clean(self, place: Path | None, data: bytes) -> None:
        previewer, found = self.desk.ways.previewer, self._kind
        assert previewer is not None
        keep = partial(self._keep_clean, place)
        self.desk.aside(lambda: previewer.without_metadata(data, found), keep, owner=self)

    def _keep_clean(self, place: Path | None, data: bytes) -> None:
        record, clock = self.item.record, self.desk.clock
        name = Path(copy_name(record))
        called = f"{name.stem} ({_('without metadata')}){name.suffix}"
        self.desk.ask_long(
            lambda vault: counted(keep_copy(vault, clock, record, BytesIO(data), called), len(data)),
            partial(self._kept, place),
            owner=self,
        )

    def _kept(self, place: Path | None, saved: Saved) -> None:
        undo_of(self.desk).did(saved)
        self.desk.changed.emit(frozenset({"evidence", "custody"}))
        if place is not None:
            self._write(saved.record, place)
        else:
            self.desk.notify(_("Copy without metadata kept beside its original"))


def told_words(told: Told) -> str:
    """What a picture gives away, in a sentence; "" where it says nothing."""
    if not told.metadata:
        return ""
    parts = [
        _("where it was taken ({place})").format(place=told.place) if told.place else "",
        _("when ({time})").format(time=told.taken) if told.taken else "",
        _("with what ({device})").format(device=told.device) if told.device else "",
    ]
    said = ", ".join(filter(None, parts))
    if not said:
        return _("This picture carries metadata. A copy without metadata leaves them out.")
    return _("This picture says {what}. A copy without metadata leaves that out.").format(what=said)


def counted(slices: Generator[int, None, R], of: int) -> Slices[R]:
    """The slices of a service as the worker's, in KiB; given up, they clear up at once."""
    return told(slices, lambda done: Progress(done // 1024, of // 1024))


def held(slices: Generator[int, None, bytes], of: int) -> Slices[bytes]:
    """A whole file, where it is not too large to be held."""
    if of > LARGEST:
        raise Refused(Msg.PREVIEW_TOO_LARGE, limit=LARGEST // 2**20)
    return (yield from counted(slices, of))
