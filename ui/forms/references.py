"""A line that finds records by a few letters, and makes one of a name that nobody has."""

from __future__ import annotations

from enum import Enum
from functools import partial

from PySide6.QtCore import QModelIndex, QPoint, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter

from app.i18n import N_, _
from app.records.record import new
from app.services.files import named_person
from app.services.saving import Saved, save
from app.values import Text
from ui.accessibility import announce
from ui.forms.lookup import Hit, Lookup, called_so
from ui.forms.offers import Offers
from ui.forms.texts import Line, guessed
from ui.forms.undo import undo_of
from ui.ime import commit_input
from ui.theme import theme

PAUSE_MS = 150


CREATED = {
    "source": N_("Add “{text}” as a new source"),
    "place": N_("Add “{text}” as a new place"),
    "person": N_("Add “{text}” as a new person"),
}
"""Records that a name alone makes, where the letters found none of that name."""


class Done(Enum):
    """What was pressed before the answer to the letters was there."""

    NO, ENTERED, PASSED, LEFT = range(4)


class FindLine(Line):
    """A line whose letters find records; `picked(hit)` when one was chosen, or made from its name."""

    picked = Signal(object)

    def __init__(self, name: str, types: tuple[str, ...], lookup: Lookup, *, hint: str = "") -> None:
        super().__init__(name, hint=hint)
        self.types, self.lookup = types, lookup
        self.hits: list[Hit] = []
        self.meant = ""  # the kind of place that is meant
        self.makes = True  # whether a name that nobody has makes a record
        self._asked = ""
        self._coming = False
        """Whether an answer is under way."""
        self._done = Done.NO
        self._lines = QStringListModel(self)
        self.completions = QCompleter(self._lines, self)
        self.completions.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.completions.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.completions.setMaxVisibleItems(10)
        self.found = Offers(name, self, self.completions)  # the line's own would write over the letters
        self.found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.completions.activated.connect(self._activated)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self._composed = ""
        self.textEdited.connect(self._typed)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """What is being composed is looked for with the rest: the last syllable is composed until Enter."""
        before, self._composed = self._composed, event.preeditString()
        super().inputMethodEvent(event)
        if self._composed != before:  # what is committed is told as typed
            self._typed()

    def words(self) -> str:
        """What stands here, with what is being composed."""
        place, text = self.cursorPosition(), self.text()
        return (text[:place] + self._composed + text[place:]).strip()

    def _typed(self) -> None:
        """Ask after a pause: a syllable that ends is gone for a moment, and there again."""
        self._done = Done.NO
        if self.words() == self._asked and (self._coming or self.found.isVisible()):
            self._pause.stop()
        else:
            self._pause.start()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab takes the only record found; among several somebody chooses, and nothing is made by passing."""
        if forward and self.found.isVisible() and len(self.hits) == 1 and self._settled():
            self.found.hide()
            self._activated(self.hits[0].line)
        elif forward:
            self._ask_at_once(Done.PASSED)
        return super().focusNextPrevChild(forward)

    def stand(self, title: str) -> None:
        """The title of a record stands here: all of it is selected where somebody is in the line, as the next
        letter looks for another; else its beginning shows."""
        if self.text() != title:
            self.setText(title)
        if self.hasFocus():
            self.selectAll()
        else:
            self.home(False)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """By F2 and the like, too, all that stands here is selected, as by Tab."""
        super().focusInEvent(event)
        if event.reason() is Qt.FocusReason.OtherFocusReason and not self.hasSelectedText():
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A record of the very name that was typed is taken though its answer comes later."""
        if self._done is Done.NO:
            self._ask_at_once(Done.LEFT)
        super().focusOutEvent(event)

    def _ask_at_once(self, done: Done) -> bool:
        """Whether what stands here is not answered yet; it is asked, and the answer taken as `done` says."""
        if not self.words() or not (self._pause.isActive() or self._coming):
            return False
        self._done = done
        if self._pause.isActive():
            self._ask()
        return True

    def _settled(self) -> bool:
        """Whether the rows answer what stands here now."""
        return not self._pause.isActive() and self.words() == self._asked

    def _ask(self) -> None:
        self._pause.stop()
        text = self.words()
        if text:
            self._asked, self._coming, self.hits = text, True, []
            self.lookup.find(text, self.types, partial(self._arrived, text), self, self.meant)
        else:
            self._asked, self._coming, self.hits = "", False, []
            self.found.hide()

    def _arrived(self, text: str, hits: list[Hit]) -> None:
        if text != self._asked:
            return
        done, self._coming, self._done = self._done, False, Done.NO
        if text != self.words():
            return
        self.hits = hits
        if not hits and self._composed and not "가" <= self._composed <= "힣":
            self.found.hide()  # a letter of a syllable is no name yet
            return
        lines = [hit.line for hit in hits]
        if self.exact() is None:
            lines += [words] if (words := self.creation()) else []
        self._lines.setStringList(lines)
        if line := self._taken(done):
            self.found.hide()
            self._activated(line)
        elif not lines and self.hasFocus():
            self._lines.setStringList([_("Nothing here matches.")])
            self.completions.complete()
            self.found.setCurrentIndex(QModelIndex())
            announce(self, _("Nothing here matches."))
        elif self.hasFocus():
            self.found.setMinimumWidth(self._wide_enough())
            self.completions.complete()
            self.found.setCurrentIndex(self._lines.index(0))

    def _taken(self, done: Done) -> str:
        """The row that is taken by what was pressed before it was there."""
        exact = self.exact()
        if done is not Done.NO and exact is not None:
            return exact.line
        alone = done in (Done.ENTERED, Done.PASSED) and len(self.hits) == 1
        return self.hits[0].line if alone else ""

    def _wide_enough(self) -> int:
        """Pixels that show the rows whole, as far as the window reaches."""
        wanted = max(self.found.sizeHintForColumn(0) + theme().px(28), theme().px(280))
        left = self.mapTo(self.window(), QPoint(0, 0)).x()
        return max(min(wanted, self.window().width() - left - theme().px(16)), self.width())

    def creation(self) -> str:
        """What is offered where the record is not there yet, "" for records that need more than a name.

        One Latin letter is the beginning of a word, and no name that anybody meant.
        """
        pattern = "" if len(self._asked) == 1 and self._asked.isascii() else self._pattern()
        return _(pattern).format(text=self._asked) if pattern else ""

    def _pattern(self) -> str:
        return CREATED.get(self.types[0], "") if self.makes and len(self.types) == 1 else ""

    def wants(self) -> str:
        """What to do where the letters stand for no record."""
        if self._pattern():
            return _("Press the down arrow, then choose one of those found or add it as new.")
        return _("Press the down arrow, then choose one of those found.")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The down arrow shows what the letters find once more, where the list is gone.

        Enter before the answer is there takes the one record of it, else the rows are shown.
        """
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers()
        if entered and self._ask_at_once(Done.ENTERED):
            event.accept()
            return
        if event.key() == Qt.Key.Key_Down and self.words() and not self.found.isVisible():
            self._ask()
            return
        super().keyPressEvent(event)

    def make(self) -> None:
        """Make a record that has what stands here for its name, and choose it."""
        text, language = self._asked, self.lookup.language
        if self.types[0] == "person":
            draft = named_person(text, role="")
        else:
            draft = new(self.types[0], name=Text(text, guessed(text, language)))

        def made(saved: Saved) -> None:
            undo_of(self.lookup.desk).did(saved)
            self.lookup.learn([saved.record])
            self.picked.emit(self.lookup.hits[saved.record.id])

        self.lookup.desk.save(lambda vault: save(vault, draft)[0], made, kinds=[draft.type], owner=self)

    def _activated(self, line: str) -> None:
        if self.hasFocus():
            commit_input()
        if not self._settled():  # a row of what stood here before
            self._ask_at_once(Done.ENTERED)
            return
        if line == self.creation():
            self._pause.stop()
            QTimer.singleShot(0, self, self.make)
            return
        found = next((hit for hit in self.hits if hit.line == line), None)
        if found is not None:
            self._pause.stop()
            QTimer.singleShot(0, self, lambda: self.picked.emit(found))

    def exact(self) -> Hit | None:
        """The one record whose title is what stands here, if there is just one."""
        hits = self.hits if self._settled() else []
        same = [hit for hit in hits if called_so(hit, self._asked)]
        return same[0] if len(same) == 1 else None
