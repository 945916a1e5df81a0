"""The pages of sources and places: a list, and a record with what refers to it."""

from ui.pages.records.places import Places
from ui.pages.records.sources import Sources

__all__ = ["Places", "Sources"]
