"""The settings page of the window."""

from ui.pages.settings.page import SettingsPage

__all__ = ["SettingsPage"]
