"""The input method: its half-made syllable must be committed before anything reads a field."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QListView


def commit_input() -> None:
    """Make what is being composed part of the text of the focused field.

    Call it before save, lock, close, a change of record or page, and every command: `text()` lacks the
    last Hangul syllable until then (measured with ibus-hangul). Nothing happens within `quietly`.
    """
    if not _quiet and isinstance(QGuiApplication.instance(), QGuiApplication):
        _commit()


def _commit() -> None:
    QGuiApplication.inputMethod().commit()


SYLLABLE_MS = 100
"""How often it is looked whether a syllable is finished."""

_quiet = False
_composing = False


def follow_composing(event: QEvent) -> None:
    """Called by a field with each event of it: whether something is being composed there."""
    global _composing
    if isinstance(event, QInputMethodEvent):
        _composing = bool(event.preeditString())
    elif event.type() == QEvent.Type.FocusOut:
        _composing = False


def composing() -> bool:
    """Whether something is being composed in a field: another text put there would tear it apart."""
    return _composing


def quietly(run: Callable[[], object]) -> None:
    """Do what a clock began, and leave what is being composed to whoever composes it.

    Whoever thinks in the middle of a syllable would else get it in pieces (measured with ibus-hangul, a key a
    second: 광부 became ㄱㅘㅇ부). It is saved with the next change of the text.
    """
    global _quiet
    before, _quiet = _quiet, True
    try:
        run()
    finally:
        _quiet = before


def put_away_offers() -> None:
    """Close the list that a half-typed word has open: a command that moves the cursor leaves it behind."""
    offered = QApplication.activePopupWidget()
    if isinstance(offered, QListView):
        offered.hide()
