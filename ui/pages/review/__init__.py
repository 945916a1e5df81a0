"""The page of what waits for review."""

from ui.pages.review.page import Review

__all__ = ["Review"]
