"""The pages of the window, in the order of the navigation."""

from __future__ import annotations

from ui.frame.page import Page
from ui.pages.cases import Cases
from ui.pages.events import Events
from ui.pages.help import About, Manual, Shortcuts
from ui.pages.home import Home
from ui.pages.importing import Import
from ui.pages.notes import Notes
from ui.pages.office import OurOffice
from ui.pages.passphrase import Passphrase
from ui.pages.records import Places, Sources
from ui.pages.reports import Reports
from ui.pages.review import Review
from ui.pages.security import Security
from ui.pages.settings import SettingsPage
from ui.pages.tasks import Tasks
from ui.pages.trash import Trash
from ui.pages.words import WordsPage

PAGES: tuple[type[Page], ...] = (
    Home,
    Cases,
    Events,
    Sources,
    Places,
    Reports,
    Tasks,
    Notes,
    Review,
    Trash,
    Import,
    Security,
    OurOffice,
    WordsPage,
    Passphrase,
    SettingsPage,
    Manual,
    Shortcuts,
    About,
)
"""Those with `in_sidebar` stand in the navigation; the others are reached by commands."""
