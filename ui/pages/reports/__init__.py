"""The reports page of the window."""

from ui.pages.reports.page import Reports

__all__ = ["Reports"]
