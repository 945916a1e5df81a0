"""The base of editors of text in a language: which language it is, and its translations below it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from app.fields import Field
from app.i18n import _
from app.values import Text, Translation
from ui.forms.editor import Editor
from ui.forms.lookup import Lookup
from ui.shortcuts import pressed, shown
from ui.widgets import Button
from ui.widgets.tips import set_tip


def guessed(text: str, default: str) -> str:
    """The language a text is most likely in, by its script."""
    if any("\uac00" <= c <= "\ud7a3" or "\u1100" <= c <= "\u11ff" for c in text):
        return "ko"
    if any("\u4e00" <= c <= "\u9fff" for c in text):
        return "zh"
    return "en" if any("a" <= c.lower() <= "z" for c in text) else default


class Spoken(Editor):
    """A text, the button that says its language, and an input for each translation.

    Subclasses say how an input is made, read and filled. Who made a translation stays unless its words
    change: then it is by who works here, or by a machine where somebody says so.
    """

    def __init__(self, field: Field, lookup: Lookup) -> None:
        super().__init__(field, lookup)
        self.others: dict[str, QWidget] = {}
        self.shown = Text("", lookup.language)
        self._language = ""
        self._machine: dict[str, bool] = {}
        self.tongue = Button("", kind="quiet")
        self.tongue.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Tab goes from value to value; a key opens it
        self.tongue.clicked.connect(lambda _checked=False: self._menu().popup(self._below()))

    # for subclasses

    def make_input(self, name: str) -> QWidget:
        """An input for a translation."""
        raise NotImplementedError

    def read_input(self, control: QWidget) -> str:
        """What stands in an input, as it may be kept."""
        raise NotImplementedError

    def fill_input(self, control: QWidget, text: str) -> None:
        """Put a text into an input."""
        raise NotImplementedError

    def beginning(self) -> str:
        """The first letters of the text itself."""
        raise NotImplementedError

    # the language

    @property
    def language(self) -> str:
        """The language of the text: as chosen, else by its script."""
        return self._language or guessed(self.beginning(), self.lookup.language)

    def set_language(self, code: str) -> None:
        """Say which language the text is in."""
        self._language = code
        self.name_tongue()
        self.touched()

    def name_tongue(self) -> None:
        """Show the language on its button."""
        name = self.lookup.label("language", self.language)
        self.tongue.setText(self.language.upper())
        told = _("Language of this text: {language}").format(language=name)
        set_tip(self.tongue, f"{told} ({shown('tongue')})")
        said = _("{field}: language {language}").format(field=self.label, language=name)
        self.tongue.setAccessibleName(said)
        self.tongue.setVisible(bool(self.beginning()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The key of the shortcut opens what the button opens, once something stands in the field."""
        if pressed(event, "tongue") and self.beginning():
            self.tongue.click()
            return True
        return super().eventFilter(watched, event)

    def _below(self) -> QPoint:
        return self.tongue.mapToGlobal(self.tongue.rect().bottomLeft())

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        offered = self.lookup.offered("language")
        for code, label in offered:
            choice = menu.addAction(label)
            choice.setCheckable(True)
            choice.setChecked(code == self.language)
            choice.triggered.connect(lambda _checked=False, code=code: self.set_language(code))
        menu.addSeparator()
        more = menu.addMenu(_("Add a translation"))
        for code, label in offered:
            if code != self.language and code not in self.others:
                more.addAction(label).triggered.connect(
                    lambda _checked=False, code=code: self.add_translation(code)
                )
        if self.others:
            machine = menu.addMenu(_("Translated by a machine"))
            for code in self.others:
                choice = machine.addAction(self.lookup.word("language", code))
                choice.setCheckable(True)
                choice.setChecked(self._machine.get(code, False))
                choice.triggered.connect(lambda on, code=code: self.set_machine(code, on))
        return menu

    # translations

    def set_machine(self, code: str, on: bool) -> None:
        """Say whether nobody made a translation but a machine."""
        self._machine[code] = on
        self._say_who()
        self.touched()

    def _say_who(self) -> None:
        """Say with each translation who made it."""
        known = {t.language: t.by for t in self.shown.translations}
        for code, control in self.others.items():
            by = known.get(code) or self.lookup.desk.staff
            who = _("Translation by {name}").format(name=by) if by else ""
            said = _("Translated by a machine") if self._machine.get(code) else who
            set_tip(control, said)
            control.setAccessibleDescription(said)

    def add_translation(self, code: str) -> None:
        """Open an input for a translation and go there."""
        self.other(code).setFocus()

    def other(self, code: str) -> QWidget:
        """The input of a translation, made when it is first wanted."""
        if code not in self.others:
            name = self.lookup.word("language", code)
            control = self.make_input(
                _("{field}: translation, {language}").format(field=self.label, language=name)
            )
            control.setProperty("second", "true")
            control.installEventFilter(self)
            self.others[code] = control
            self.box.insertWidget(self.box.count() - 1, control)
        return self.others[code]

    def spoken(self, text: str) -> Text | None:
        """The value: the text in its language, with its translations."""
        before = {t.language: t for t in self.shown.translations}
        made = []
        for code, control in self.others.items():
            words, old = self.read_input(control), before.get(code)
            if words:
                kept = old if old and old.text == words else Translation(code, words, self.lookup.desk.staff)
                machine = self._machine.get(code, False)
                made.append(kept if kept.machine == machine else self._by(kept, machine))
        return Text(text, self.language, tuple(made)) if text or made else None

    def _by(self, made: Translation, machine: bool) -> Translation:
        """The same words, by a machine or by who works here."""
        return replace(made, by="" if machine else self.lookup.desk.staff, machine=machine)

    def show_spoken(self, text: Text) -> None:
        """Show language and translations of a text."""
        self.shown = text
        self._language = text.language if text.text else ""
        wanted = {t.language: t.text for t in text.translations}
        for code in [c for c in self.others if c not in wanted]:
            gone = self.others.pop(code)
            gone.hide()
            gone.deleteLater()
        for code, words in wanted.items():
            self.fill_input(self.other(code), words)
        self._machine = {t.language: t.machine for t in text.translations}
        self._say_who()
        self.name_tongue()
