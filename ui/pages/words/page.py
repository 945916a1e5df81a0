"""The page of words and fields: what staff add to a vault without a programmer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.i18n import N_, _
from ui.forms.lookup import lookup_of
from ui.frame.desk import Desk
from ui.frame.page import Page
from ui.pages.words.fields import FieldsBlock, Kept, read_fields
from ui.pages.words.terms import TermsBlock, Vocabulary, read_vocabularies
from ui.widgets import Label, Scroller, column

if TYPE_CHECKING:
    from app.ports import Vault

Found = tuple[tuple[Vocabulary, ...], tuple[Kept, ...]]


class WordsPage(Page):
    """Vocabularies above, own fields below."""

    key, title, icon = "words", N_("Words and fields"), "languages"
    in_sidebar = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._lookup = lookup_of(desk)
        self.terms = TermsBlock(desk, self._again)
        self.fields = FieldsBlock(desk, self._again)
        scroller = Scroller((56, 24, 56, 28), 22)
        scroller.body.addWidget(Label(_(self.title), "title"))
        words = _("Type over a label to change or translate it. Nothing is deleted: what holds it keeps it.")
        scroller.body.addWidget(Label(words, "sentence", wrap=True))
        scroller.body.addWidget(self.fields)
        scroller.body.addWidget(self.terms)
        scroller.body.addStretch(1)
        self.setLayout(column(scroller, spacing=0))

    def refresh(self, _changed: frozenset[str]) -> None:
        """Read vocabularies and fields."""

        def read(vault: Vault) -> Found:
            with vault.read() as reader:
                return read_vocabularies(reader), read_fields(reader)

        self.desk.ask(read, self._show, owner=self)

    def _again(self) -> None:
        """After a change: read again, and let every form know."""
        self.refresh(frozenset())
        self._lookup.load()

    def _show(self, found: Found) -> None:
        self.terms.show_all(found[0])
        self.fields.show_all(found[1], found[0])
