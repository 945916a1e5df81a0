"""The quick notes that led to a case: a line each, which opens the note."""

from __future__ import annotations

from functools import partial

from app.distressing import distressing
from app.i18n import _
from app.services.files import CaseFile
from app.services.notes import beginning
from ui.forms.reading import say_date
from ui.frame.desk import Desk
from ui.widgets import Block, ElidedLink, Label, column


class NotesBlock(Block):
    """Not there while there are none."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Notes that led here"), spacing=8)
        self.desk = desk
        self._shown: tuple[object, ...] = ()
        self.hide()

    def show_file(self, file: CaseFile) -> None:
        """Show the notes of a file."""
        language, marked = self.desk.language, distressing(file.case)
        if (marked, *file.notes) == self._shown:
            return
        self._shown = marked, *file.notes
        self.clear()
        for note in file.notes:
            when = note.date("when")
            told = "" if marked else beginning(note, language)
            link = ElidedLink(told or _("Quick note"), partial(self.desk.navigate, "notes", note.id))
            day = Label(say_date(when, language) if when else "", "note")
            self.body.addLayout(column(link, day, spacing=0))
        self.setVisible(bool(file.notes))
