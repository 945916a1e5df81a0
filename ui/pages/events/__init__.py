"""The events page of the window."""

from ui.pages.events.page import Events

__all__ = ["Events"]
