"""The page that takes a spreadsheet in."""

from ui.pages.importing.page import Import

__all__ = ["Import"]
