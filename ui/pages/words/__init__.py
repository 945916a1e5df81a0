"""The page of vocabularies and fields of one's own."""

from ui.pages.words.page import WordsPage

__all__ = ["WordsPage"]
