"""The full wording of one claim in both languages, with everything else it says, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from app.distressing import distressing
from app.fields import FieldType
from app.i18n import LANGUAGES, _
from app.records import TYPES
from ui.pages.events.lines import ClaimRow
from ui.pages.events.loading import ShownEvent
from ui.theme import theme
from ui.widgets import Button, Fold, Label, column, row

SAID_ELSEWHERE = {"event", "position", "claimant", "wording", "note", "named"}


class Wording(QWidget):
    """What stands under a selected claim. Signals carry its row; `unfolded()`: its words were asked for."""

    edit = Signal(object)
    drop = Signal(object)
    copy = Signal(object)
    unfolded = Signal()

    def __init__(self, shown: ShownEvent, claim: ClaimRow, *, asked: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(_("Full wording"))
        self._claim = claim
        texts = QGridLayout()
        texts.setHorizontalSpacing(theme().px(28))
        texts.setVerticalSpacing(2)
        for at, (language, text) in enumerate(wordings(claim)):
            texts.addWidget(Label(shown.word("language", language), "dim"), 0, at)
            words = Label(text or _("not translated yet"), "value" if text else "dim", wrap=True)
            words.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            words.setAccessibleName(text)
            texts.addWidget(words, 1, at, Qt.AlignmentFlag.AlignTop)
            texts.setColumnStretch(at, 1)
        told = QWidget()
        told.setLayout(column(texts, *self._facts(shown), spacing=8))
        self.fold = Fold(told)
        self.fold.show_of(claim.record.id, distressing(claim.record) and not asked)
        self.fold.panel.asked.connect(self.unfolded)
        layout = column(self.fold, self._buttons(), spacing=8)
        layout.setContentsMargins(theme().px(14), 10, 8, 12)
        self.setLayout(layout)

    def _facts(self, shown: ShownEvent) -> list[QWidget]:
        said = "   ".join(f"{name}: {value}" for name, value in facts(shown, self._claim))
        lines: list[QWidget] = [Label(said, "note", wrap=True)] if said else []
        if self._claim.printed.address:
            lines.append(Label(self._claim.printed.address, "dim", wrap=True, selectable=True))
        note = self._claim.record.phrase("note").in_language(shown.language)
        if note:
            lines.append(Label(_("Note: {note}").format(note=note), "dim", wrap=True))
        return lines

    def _buttons(self) -> QHBoxLayout:
        return row(
            Button(_("Edit the claim"), lambda: self.edit.emit(self._claim), icon="pencil"),
            Button(
                _("Copy with its attribution"), lambda: self.copy.emit(self._claim), kind="quiet", icon="copy"
            ),
            Button(_("Delete"), lambda: self.drop.emit(self._claim), kind="quiet", icon="trash-2"),
            None,
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground of the selected row goes on."""
        with QPainter(self) as p:
            p.fillRect(self.rect(), theme().color("tint"))
            p.fillRect(0, 0, 3, self.height(), theme().color("gold"))


def wordings(claim: ClaimRow) -> list[tuple[str, str]]:
    """The wording in its own language first, then in the other; "" where nobody translated it."""
    text = claim.record.phrase("wording")
    first = text.language
    others = [code for code in LANGUAGES if code != first]
    made = {t.language: t.text for t in text.translations}
    others += [code for code in made if code not in LANGUAGES]
    return [(first, text.text), *((code, made.get(code, "")) for code in others)]


def facts(shown: ShownEvent, claim: ClaimRow) -> list[tuple[str, str]]:
    """Every other field of the claim that holds something, by its label."""
    found = []
    for field in TYPES["claim"].fields:
        if field.key in SAID_ELSEWHERE or field.key not in claim.record.values:
            continue
        found.append((field.called(), _value(shown, claim, field.key, field.type, field.vocabulary)))
    return [(name, value) for name, value in found if value]


def _value(shown: ShownEvent, claim: ClaimRow, key: str, kind: FieldType, vocabulary: str) -> str:
    record = claim.record
    if kind is FieldType.TERM:
        return shown.term(vocabulary, record.text(key))
    if kind is FieldType.DATE:
        return shown.day(record, key)
    if kind is FieldType.NUMBER:
        return f"{record.number_of(key):,}"
    if kind is FieldType.RECORDS:
        return ", ".join(_title(shown, r) for r in record.refs(key))
    if kind is FieldType.RECORD:
        return _title(shown, record.ref(key))
    if kind is FieldType.YES_NO:
        return shown.term("yes_no", record.text(key))
    return record.text(key) or record.phrase(key).in_language(shown.language)


def _title(shown: ShownEvent, record_id: object) -> str:
    for record in (*shown.page.places.values(), *shown.page.sources.values()):
        if record.id == record_id:
            return record.phrase("name").in_language(shown.language)
    other = next((c for c in shown.page.claims if c.id == record_id), None)
    return other.phrase("claimant").in_language(shown.language) if other else ""
