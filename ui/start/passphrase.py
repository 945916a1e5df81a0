"""The passphrase field: dots, what the keyboard types, an eye, a hint about Caps Lock."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, QRectF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.i18n import _
from ui.theme import theme
from ui.widgets import IconButton, Label, Sign
from ui.widgets.painted import draw_text
from ui.widgets.tabbing import ASIDE


class PassphraseField(QLineEdit):
    """A line of dots; `caps_lock(on)` and `script()` tell what the last letter gave away.

    `korean` is whether Korean is typed: what Qt says of the keyboard until a letter shows better. A Korean
    input method calls itself Korean also while it types Latin letters.
    """

    caps_lock = Signal(bool)
    script = Signal()

    def __init__(self, name: str, *, badge: bool = True) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setProperty("big", "true")
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setMaxLength(1024)
        self._badge = badge
        self.eye = IconButton("eye", _("Show the passphrase"), self._toggle)
        self.eye.setParent(self)
        self.eye.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.eye.setProperty(ASIDE, True)
        self.korean = types_korean()
        QGuiApplication.inputMethod().localeChanged.connect(self._ask_keyboard)
        theme().changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        self.setTextMargins(0, 0, theme().px(84 if self._badge else 44), 0)

    def _toggle(self) -> None:
        self.show_text(self.echoMode() == QLineEdit.EchoMode.Password)

    def show_text(self, on: bool) -> None:
        """Show what is typed, or dots."""
        self.setEchoMode(QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password)
        self.eye.set_icon("eye-off" if on else "eye")
        self.eye.setAccessibleName(_("Hide the passphrase") if on else _("Show the passphrase"))

    def resizeEvent(self, event: object) -> None:
        """The eye stands at the right."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        size = self.eye.sizeHint()
        self.eye.resize(size)
        self.eye.move(self.width() - size.width() - 8, (self.height() - size.height()) // 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A capital without Shift, or a small letter with it, means Caps Lock."""
        if self.window().focusWidget() is self.eye:
            event.ignore()  # meant for nothing: its spaces press the eye, and the words came in without them
            return
        text = event.text()
        self._learn(text)
        super().keyPressEvent(event)
        if len(text) == 1 and text.isascii() and text.isalpha():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps_lock.emit(text.isupper() != shift)
        elif event.key() == Qt.Key.Key_CapsLock:
            self.caps_lock.emit(False)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """What is being composed shows the script before anything is in the field."""
        self._learn(event.preeditString() or event.commitString())
        super().inputMethodEvent(event)

    def _ask_keyboard(self) -> None:
        self._types(types_korean())

    def _learn(self, typed: str) -> None:
        letters = [letter for letter in typed if letter.isalpha()]
        if letters:
            self._types(not letters[-1].isascii())

    def _types(self, korean: bool) -> None:
        if korean != self.korean:
            self.korean = korean
            self.update()
            self.script.emit()

    def event(self, event: QEvent) -> bool:
        """Repaint the badge when the focus comes."""
        if event.type() == QEvent.Type.FocusIn:
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The field and the badge of the keyboard."""
        super().paintEvent(event)
        if not self._badge:
            return
        width, height = theme().px(34), theme().px(24)
        box = QRectF(self.width() - theme().px(52) - width, (self.height() - height) / 2, width, height)
        with QPainter(self) as p:
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(theme().color("tint"))
            p.drawRoundedRect(box, 5, 5)
            text = "한" if self.korean else "EN"
            draw_text(p, box, text, "code", role="head", align=Qt.AlignmentFlag.AlignHCenter, elide=False)


class CapsHint(QWidget):
    """Says that Caps Lock is on while something is typed into one of some passphrase fields."""

    def __init__(self, *fields: PassphraseField) -> None:
        super().__init__()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(Sign("arrow-big-up", "amber_ink"))
        layout.addWidget(Label(_("Caps Lock is on"), "warn"), 1)
        self.hide()
        for field in fields:
            field.caps_lock.connect(self.setVisible)


def types_korean() -> bool:
    """Whether the keyboard is switched to Korean, as far as Qt knows."""
    return QGuiApplication.inputMethod().locale().language() == QLocale.Language.Korean
