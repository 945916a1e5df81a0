"""How everything looks: roles, type, palette and style sheet from one table, rebuilt on a change.

Painters ask `theme()` while they paint (never before); controls get their look from the one style
sheet of their window, by class and by the property `look` (a style of `scale.STYLES`) or `kind`.
"""

from __future__ import annotations

from functools import cache
from weakref import WeakSet

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from ui.theme import fonts, sheet
from ui.theme.roles import DARK, LIGHT, Roles
from ui.theme.scale import SANS, SERIF, STYLES

__all__ = ["Theme", "is_dark", "theme"]


class Theme(QObject):
    """The look in force: light or dark, size of text (1.0 is 100 per cent), the `windows` that wear it."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.dark = False
        self.scale = 1.0
        self._fonts: dict[tuple[str, float], QFont] = {}
        self._metrics: dict[tuple[str, float], QFontMetricsF] = {}
        self._sheet = ""
        self.windows: WeakSet[QWidget] = WeakSet()

    @property
    def roles(self) -> Roles:
        """The table of colours in force."""
        return DARK if self.dark else LIGHT

    def color(self, role: str) -> QColor:
        """The colour of a role, as painters want it."""
        return QColor(str(getattr(self.roles, role)))

    def mixed(self, role: str, share: float) -> QColor:
        """A colour of which only a share stands on the page, without transparency: PDF knows no fading."""
        ink, page = self.color(role), self.color("page")
        parts = ((ink.red(), page.red()), (ink.green(), page.green()), (ink.blue(), page.blue()))
        return QColor(*(round(page_ + (ink_ - page_) * share) for ink_, page_ in parts))

    def px(self, pixels: float) -> int:
        """A length that grows with the text: row heights, widths of columns of text."""
        return round(pixels * self.scale)

    def font(self, style: str) -> QFont:
        """The font of a style of the type scale, at the size of text in force."""
        known = self._fonts.get((style, self.scale))
        if known is None:
            known = self._fonts[(style, self.scale)] = self._build(style)
        return known

    def _build(self, style: str) -> QFont:
        kind = STYLES[style]
        font = QFont()
        font.setFamilies(list(SERIF if kind.face == "serif" else SANS))
        font.setPixelSize(self.px(kind.size))
        font.setWeight(QFont.Weight(kind.weight))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font

    def metrics(self, style: str) -> QFontMetricsF:
        """Metrics of a style, for rows and columns that follow the font."""
        known = self._metrics.get((style, self.scale))
        if known is None:
            known = self._metrics[(style, self.scale)] = QFontMetricsF(self.font(style))
        return known

    def change(self, *, dark: bool | None = None, scale: float | None = None) -> None:
        """Switch the palette or the size of text and dress the application again."""
        self.dark = self.dark if dark is None else dark
        self.scale = self.scale if scale is None else scale
        self.apply()

    def dress(self, window: QWidget) -> None:
        """Dress a window without a parent, now and at each change; what is put into it wears the same.

        Not the application: Qt would then style a widget anew at every level of the page that is being put
        together, which took twice the time of making it.
        """
        self.windows.add(window)
        if window.styleSheet() != self._sheet:
            window.setStyleSheet(self._sheet)

    def apply(self) -> None:
        """Dress the running application: fonts, palette, the windows' style sheet; then tell the painters."""
        fonts.load_first()
        self._fonts.clear()
        self._metrics.clear()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.setFont(self.font("body"))
            app.setPalette(palette(self.roles))
        self._sheet = sheet.build(self.roles, self.scale)
        for window in self.windows:
            if shiboken6.isValid(window):
                window.setStyleSheet(self._sheet)
        self.changed.emit()


def palette(roles: Roles) -> QPalette:
    """Every colour role of Qt from our table (a part set alone leaves the rest to the system)."""
    made = QPalette()
    part = QPalette.ColorRole
    table = {
        part.Window: roles.page,
        part.WindowText: roles.text,
        part.Base: roles.field,
        part.AlternateBase: roles.list,
        part.ToolTipBase: roles.head if roles is LIGHT else roles.tint,
        part.ToolTipText: roles.page if roles is LIGHT else roles.text,
        part.PlaceholderText: roles.dim,
        part.Text: roles.text,
        part.Button: roles.page,
        part.ButtonText: roles.text,
        part.BrightText: roles.red_ink,
        part.Light: roles.page,
        part.Midlight: roles.tint,
        part.Dark: roles.line2,
        part.Mid: roles.line,
        part.Shadow: roles.line2,
        part.Highlight: roles.focus,
        part.HighlightedText: "#FFFFFF" if roles is LIGHT else roles.field,
        part.Link: roles.link,
        part.LinkVisited: roles.link,
        part.Accent: roles.focus,
    }
    for role, colour in table.items():
        made.setColor(role, QColor(colour))
    for role in (part.WindowText, part.Text, part.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(roles.dim))
    return made


def is_dark(colours: str) -> bool:
    """Whether a setting (light, dark, "" as the system) means the dark palette; light where none is told."""
    if colours:
        return colours == "dark"
    return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark


@cache
def theme() -> Theme:
    """The one theme of this process."""
    return Theme()
