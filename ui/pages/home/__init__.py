"""The home page of the window."""

from ui.pages.home.page import Home

__all__ = ["Home"]
