"""The bar at the top (menus, find, language, lock) and the one at the foot (saved, counts, time to lock)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenuBar, QSizePolicy, QWidget

from app.i18n import _, ngettext
from ui.shortcuts import shown
from ui.theme import theme
from ui.widgets import Button, Elided, SearchField, Segmented
from ui.widgets.signs import Sign


class TopBar(QWidget):
    """A real menu bar, the find field, the language, lock."""

    def __init__(self, menus: QMenuBar, language: str, lock: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("topbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.menus = menus
        self.field = SearchField(
            _("Find"), _("Find a case, event, source or command"), shown("find"), tinted=True
        )
        self.field.setMaximumWidth(theme().px(384))
        self.language = Segmented(_("Language"), [("EN", "en"), ("한", "ko")], language)
        self.lock = Button(_("Lock"), lock, kind="quiet", icon="lock", tip=f"{_('Lock')} ({shown('lock')})")
        menus.setNativeMenuBar(False)
        menus.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(18, 6, 24, 6)
        layout.setSpacing(12)
        layout.addWidget(menus, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addStretch(1)
        layout.addWidget(self.field, 4)
        layout.addStretch(2)
        layout.addWidget(self.language)
        layout.addWidget(self.lock)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        """The menus are as large as their style says, which comes with the window."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._measure()

    def _measure(self) -> None:
        self.setMinimumHeight(theme().px(48))
        self.menus.setFixedHeight(max(theme().px(34), self.menus.sizeHint().height()))
        self.menus.setMinimumWidth(self.menus.sizeHint().width())
        self.field.setMinimumWidth(theme().px(120))


class StatusBar(QWidget):
    """What a glance at the foot of the window answers. `sought(key)`: where is what waits as that draft?"""

    sought = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("statusbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.sign = Sign("check", "green_ink", size=14)
        self._drafts: dict[str, None] = {}  # in the order in which they came
        self._unsaved: frozenset[str] = frozenset()
        self.sample = _plain(_("SAMPLE"))
        self.sample.setObjectName("sample")
        self.sample.hide()
        self.travel = _plain(_("TRAVEL VAULT"))
        self.travel.setObjectName("sample")  # it looks alike
        self.travel.hide()
        self.saved = _plain(_("All changes saved"))
        tip = _("Go to the field that needs a look")
        self.look = Button("", self.seek, kind="link", tip=f"{tip} ({shown('wrong')})")
        self.look.hide()
        self.middle = Elided("", "note")
        self.middle.setObjectName("middle")  # notices stand over its end
        self.right = _plain("")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 3, 16, 3)
        layout.setSpacing(6)
        layout.addWidget(self.sample)
        layout.addWidget(self.travel)
        layout.addWidget(self.sign)
        layout.addWidget(self.saved)
        layout.addWidget(self.look)
        layout.addSpacing(16)
        layout.addWidget(self.middle, 1)
        layout.addWidget(self.right)
        theme().changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        self.setMinimumHeight(theme().px(28))

    def set_saving(self, saving: bool) -> None:
        """Say in words whether everything typed is kept."""
        if saving:
            self.saved.setText(_("Saving…"))
            self.sign.set_icon("clock", "dim")
        elif self._unsaved:
            self.saved.setText(_("Not saved yet: the disk did not take it"))
            self.sign.set_icon("circle-alert", "red_ink")
        elif self._drafts:
            self.saved.setText(_("Kept as a draft: a field needs a look"))
            self.sign.set_icon("pencil", "amber_ink")
            self.look.setText(self.saved.text())
        else:
            self.saved.setText(_("All changes saved"))
            self.sign.set_icon("check", "green_ink")
        leads = bool(self._drafts) and not saving and not self._unsaved
        self.look.setVisible(leads)
        self.saved.setVisible(not leads)

    def set_drafted(self, key: str, on: bool) -> None:
        """Say that something typed is kept as a draft only; `key` tells which."""
        if on:
            self._drafts[key] = None
        else:
            self._drafts.pop(key, None)
        self.set_saving(False)

    def seek(self) -> None:
        """Ask for what waits as a draft; asked again, for the next of several."""
        if self._drafts:
            key = next(iter(self._drafts))
            self._drafts[key] = self._drafts.pop(key)  # behind the others
            self.sought.emit(key)

    def set_unsaved(self, key: str, on: bool) -> None:
        """Say that something typed is not in the vault; `key` tells which."""
        self._unsaved = self._unsaved | {key} if on else self._unsaved - {key}
        self.set_saving(False)

    def set_lock(self, minutes: int) -> None:
        """Say when the vault locks itself (0: never)."""
        now = _("{keys} locks now").format(keys=shown("lock"))
        if minutes <= 0:
            self.right.setText(f"{_('Offline')}  ·  {now}")
            return
        inside = ngettext("locks itself in {n} min", "locks itself in {n} min", minutes).format(n=minutes)
        self.right.setText(f"{_('Offline')}  ·  {inside}  ·  {now}")


def _plain(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
