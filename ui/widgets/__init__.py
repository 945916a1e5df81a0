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
from ui.widgets.signs import Certainty, Chip, IconWord, Look, Sign

__all__ = [
    "Block",
    "Button",
    "Certainty",
    "CheckBox",
    "Chip",
    "Choice",
    "Hairline",
    "Heading",
    "IconButton",
    "IconWord",
    "Label",
    "Look",
    "Painted",
    "Panel",
    "QuietEdit",
    "QuietLine",
    "Scroller",
    "SearchField",
    "Segmented",
    "Sign",
    "column",
    "row",
    "set_wrong",
]
