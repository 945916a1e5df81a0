"""The help pages: keyboard shortcuts, and about this program."""

from ui.pages.help.about import About
from ui.pages.help.keys import Shortcuts

__all__ = ["About", "Shortcuts"]
