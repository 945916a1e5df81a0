"""The building blocks of every page; import them from here."""

from ui.widgets.basics import (
    Block,
    Button,
    CheckBox,
    Choice,
    Hairline,
    Heading,
    IconButton,
    Label,
    Panel,
    Scroller,
    Segmented,
    column,
    row,
)
from ui.widgets.fields import QuietEdit, QuietLine, SearchField, set_wrong
from ui.widgets.painted import Painted

__all__ = [
    "Block",
    "Button",
    "CheckBox",
    "Choice",
    "Hairline",
    "Heading",
    "IconButton",
    "Label",
    "Painted",
    "Panel",
    "QuietEdit",
    "QuietLine",
    "Scroller",
    "SearchField",
    "Segmented",
    "column",
    "row",
    "set_wrong",
]
