"""The help pages: manual, keyboard shortcuts, and about this program."""

from ui.pages.help.about import About
from ui.pages.help.keys import Shortcuts
from ui.pages.help.manual import Manual

__all__ = ["About", "Manual", "Shortcuts"]
