"""The building blocks of every page; import them from here."""

from ui.widgets.bars import Bar, BarChart, Meter, ShareBar
from ui.widgets.blocks import Block, Hairline, Heading, Panel
from ui.widgets.buttons import Button, IconButton
from ui.widgets.chain import CustodyChain, Span, Step, TimeStrip
from ui.widgets.empty import EmptyState, Hint
from ui.widgets.fields import QuietEdit, QuietLine, SearchField, set_wrong
from ui.widgets.fold import Fold, FoldPanel, folded_line, folded_task, folded_text, folded_words
from ui.widgets.labels import Elided, Label
from ui.widgets.layouts import column, row
from ui.widgets.links import ElidedLink
from ui.widgets.map import BorderMap, Mark
from ui.widgets.painted import Painted
from ui.widgets.picking import CheckBox, Choice, Segmented
from ui.widgets.ranges import Figure, RangeAxis, RangeCell, Scale, draw_figure, scale_of
from ui.widgets.scrolling import Scroller
from ui.widgets.signs import Certainty, Chip, IconWord, Look, Sign, draw_certainty, draw_chip, look_of

__all__ = [
    "Bar",
    "BarChart",
    "Block",
    "BorderMap",
    "Button",
    "Certainty",
    "CheckBox",
    "Chip",
    "Choice",
    "CustodyChain",
    "Elided",
    "ElidedLink",
    "EmptyState",
    "Figure",
    "Fold",
    "FoldPanel",
    "Hairline",
    "Heading",
    "Hint",
    "IconButton",
    "IconWord",
    "Label",
    "Look",
    "Mark",
    "Meter",
    "Painted",
    "Panel",
    "QuietEdit",
    "QuietLine",
    "RangeAxis",
    "RangeCell",
    "Scale",
    "Scroller",
    "SearchField",
    "Segmented",
    "ShareBar",
    "Sign",
    "Span",
    "Step",
    "TimeStrip",
    "column",
    "draw_certainty",
    "draw_chip",
    "draw_figure",
    "folded_line",
    "folded_task",
    "folded_text",
    "folded_words",
    "look_of",
    "row",
    "scale_of",
    "set_wrong",
]
