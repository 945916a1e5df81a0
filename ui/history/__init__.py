"""The history of records as people read it: who changed what, from what to what, and the way back."""

from ui.history.panel import HistoryBlock, HistoryPanel

__all__ = ["HistoryBlock", "HistoryPanel"]
