"""When the window locks by itself: the idle minutes, and the other reasons with what works on this system."""

from __future__ import annotations

from app.i18n import _, ngettext
from ui.capture import POSSIBLE
from ui.frame.desk import Desk
from ui.pages.security.parts import Fact
from ui.shortcuts import shown
from ui.watch import hears
from ui.widgets import Block, Button, Choice, Label

MINUTES = (5, 10, 15, 30, 60, 0)


class LockBlock(Block):
    """What locks, and what this system does not tell."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("When it locks"), spacing=0)
        self._desk = desk
        self.minutes = minutes_choice(desk)
        self.body.addWidget(
            Fact(
                "clock",
                _("Nobody touches it"),
                _("No key, no movement: the window locks itself."),
                self.minutes,
            )
        )
        heard = hears()
        keys = _("{keys}, or the lock at the foot of the navigation").format(keys=shown("lock"))
        self._reason("keyboard", _("You lock it"), keys, True)
        self._reason("lock", _("The screen is locked"), _("The user is switched, too"), heard.screen)
        self._reason("moon", _("The computer sleeps"), _("The lid is closed, too"), heard.sleep)
        words = _("More than five minutes: it slept, or somebody set the clock")
        self._reason("history", _("The clock jumps"), words, True)
        self.body.addWidget(self._capture())
        self.body.addSpacing(6)
        self.body.addWidget(
            Label(_("What you were typing is kept, encrypted, and is there again."), "dim", wrap=True)
        )

    def _capture(self) -> Fact:
        title = _("Pictures of the screen")
        if not POSSIBLE:
            words = _("This system lets every program take them. Close the others before you open a file.")
            return Fact("scan-eye", title, words)
        on = self._desk.preferences.hide_from_capture
        words = _("The window is kept out of them.") if on else _("The window can be seen in them.")
        settings = Button(_("Change…"), lambda: self._desk.navigate("settings"), kind="link")
        settings.setAccessibleName(_("Change whether the screen may be pictured"))
        return Fact("scan-eye", title, words, settings, state="good" if on else "warn")

    def _reason(self, icon: str, title: str, words: str, works: bool) -> None:
        if works:
            self.body.addWidget(Fact(icon, title, words))
        else:
            told = _("This system does not tell it: lock by hand before you go.")
            self.body.addWidget(Fact("triangle-alert", title, told, state="warn"))


def minutes_choice(desk: Desk) -> Choice:
    """The choice of minutes; picking one acts at once."""
    choice = Choice(_("Locks itself"), [(lock_words(n), n) for n in MINUTES])
    choice.setCurrentIndex(max(0, choice.findData(desk.preferences.lock_after)))
    choice.activated.connect(lambda _at: desk.prefer.emit("lock_after", choice.currentData()))
    return choice


def lock_words(minutes: int) -> str:
    """How long after the last touch: "after 10 minutes"."""
    if not minutes:
        return _("never")
    return ngettext("after {n} minute", "after {n} minutes", minutes).format(n=minutes)
