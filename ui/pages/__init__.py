"""The pages of the window, in the order of the navigation."""

from __future__ import annotations

from ui.frame.page import Page
from ui.pages.cases import Cases
from ui.pages.empty import Events, Reports
from ui.pages.help import About, Shortcuts
from ui.pages.home import Home
from ui.pages.records import Places, Sources

PAGES: tuple[type[Page], ...] = (
    Home,
    Cases,
    Events,
    Sources,
    Places,
    Reports,
    Shortcuts,
    About,
)
"""Those with `in_sidebar` stand in the navigation; the others are reached by commands."""
