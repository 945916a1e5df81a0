"""The Cases page: the list of cases, and the file on one individual."""

from ui.pages.cases.page import Cases

__all__ = ["Cases"]
