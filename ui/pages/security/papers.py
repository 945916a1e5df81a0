"""Further ways: the quick card on paper, moving to a new vault."""

from __future__ import annotations

from PySide6.QtCore import Signal

from app.i18n import _
from app.ports import Rendered, Renderer
from ui.frame.desk import Desk
from ui.pages.security.parts import Fact, flowing
from ui.papers import Papers
from ui.widgets import Block, Button


class QuickCard(Block):
    """The card to keep beside the laptop."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("On paper"), spacing=0)
        language, name = desk.language, _("Quick card")
        words = _(
            "How to unlock and lock, a lost passphrase, a laptop taken away: one page that names nobody."
        )
        fact = Fact("file-text", name, words)

        def render(renderer: Renderer) -> Rendered:
            return renderer.quick_card(language)

        renderer, outbox = desk.ways.renderer, desk.ways.outbox
        if renderer is not None and outbox is not None:
            papers = Papers(desk.bridge, renderer, outbox, self, failed=desk.trouble, done=desk.notify)
            self.papers, self.make = papers, render
            buttons = flowing(
                Button(_("Print…"), lambda: papers.print(name, render), icon="printer"),
                Button(_("Save as PDF…"), lambda: papers.save(name, render), icon="download"),
            )
            fact.more.addSpacing(4)
            fact.more.addWidget(buttons)
        self.body.addWidget(fact)


class Rarely(Block):
    """What is done once in a while. `rekey` and `travel` ask for their sheets."""

    rekey = Signal()
    travel = Signal()

    def __init__(self) -> None:
        super().__init__(_("Rarely"), spacing=0)
        pack = Button(_("Pack a travel vault…"), self.travel.emit)
        words = _("A few cases in a vault of its own, carried over a border instead of yours.")
        self.body.addWidget(_with(Fact("footprints", _("Travel vault"), words), pack))
        button = Button(_("Move to a new vault…"), self.rekey.emit)
        words = _(
            "Somebody may have copied the open vault, or a key is known: everything anew under new keys."
        )
        self.body.addWidget(_with(Fact("key-round", _("Full change of keys"), words), button))


def _with(fact: Fact, button: Button) -> Fact:
    fact.more.addSpacing(4)
    fact.more.addWidget(flowing(button))
    return fact
