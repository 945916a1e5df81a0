"""The style sheet of the windows, built from the roles and the type scale."""

from __future__ import annotations

from collections.abc import Callable
from string import Template

from ui.theme.roles import KINDS, Roles
from ui.theme.scale import SANS, SERIF, STYLES, Style

Pixels = Callable[[float], int]


def build(roles: Roles, scale: float) -> str:
    """The whole sheet for a table of colours and a size of text (1.0 is 100 per cent)."""

    def px(pixels: float) -> int:
        return round(pixels * scale)

    parts = [_labels(roles, px)]
    values = {name: str(getattr(roles, name)) for name in roles.names()}
    used = (11, 12, 13, 14, 16, 18, 20, 22, 24, 26, 28, 30, 32, 36, 40, 44, 48, 60)
    sizes = {f"px{n}": f"{px(n)}px" for n in used}
    values |= sizes | {"sans": _families(SANS), "serif": _families(SERIF)}
    for block in (CONTROLS, FIELDS, FORMS, VIEWS, FRAME, PANELS):
        parts.append(Template(block).substitute(values))
    return "\n".join(parts)


def _families(names: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _labels(roles: Roles, px: Pixels) -> str:
    rules = [
        f'QLabel[look="{name}"] {{ {_font(style, px)} color: {getattr(roles, style.role)}; }}'
        for name, style in STYLES.items()
    ]
    rules += [f'QLabel[ink="{kind}"] {{ color: {getattr(roles, kind + "_ink")}; }}' for kind in KINDS]
    return "\n".join(rules)


def _font(style: Style, px: Pixels) -> str:
    families = _families(SERIF if style.face == "serif" else SANS)
    return f"font-family: {families}; font-size: {px(style.size)}px; font-weight: {style.weight};"


CONTROLS = """
QToolTip { color: $page; background: $text; border: 0; padding: 4px 8px; }
* { outline: 0; }
QPushButton { min-height: $px30; padding: 0 14px; border-radius: 6px; font-weight: 500;
  border: 1px solid $line2; background: $page; color: $head; }
QPushButton:hover { background: $tint; }
QPushButton:focus { border: 2px solid $focus; padding: 0 13px; min-height: $px28; }
QPushButton:disabled { background: $tint; color: $dim; border-color: $line2; }
QPushButton[kind="primary"] { background: $primary; color: $primary_text; border-color: $primary; }
QPushButton[kind="primary"]:hover { background: $primary_hover; border-color: $primary_hover; }
QPushButton[kind="primary"]:focus { border: 2px solid $focus; }
QPushButton[kind="primary"]:disabled { background: $tint; color: $dim; border-color: $line2; }
QPushButton[kind="danger"] { color: $red_ink; border-color: $red_ink; }
QPushButton[kind="refused"] { background: $tint; color: $dim; border-color: $line2; }
QPushButton[kind="link"] { border: 2px solid transparent; background: transparent; color: $link;
  padding: 0 3px; min-height: $px22; text-align: left; }
QPushButton[kind="link"]:hover { text-decoration: underline; }
QPushButton[kind="link"]:focus { border-color: $focus; padding: 0 3px; }
QPushButton[kind="link"]:disabled { color: $dim; }
QPushButton[kind="quiet"] { border: 2px solid transparent; background: transparent; color: $text2;
  padding: 0 6px; font-weight: 400; min-height: $px24; }
QPushButton[kind="quiet"]:hover { background: $tint; }
QPushButton[kind="quiet"]:focus { border-color: $focus; padding: 0 6px; }
QPushButton[kind="value"][framed="true"] { border: 1px solid $line2; background: $field; padding: 0 8px;
  min-height: $px30; font-size: $px13; }
QPushButton[kind="value"][framed="true"]:focus { border: 2px solid $focus; padding: 0 7px;
  min-height: $px28; }
QPushButton[kind="line"] { border: 2px solid transparent; background: transparent; border-radius: 6px;
  padding: 0 3px; min-height: 0; text-align: left; }
QPushButton[kind="line"]:hover { background: $tint; }
QPushButton[kind="line"]:focus { border-color: $focus; padding: 0 3px; min-height: 0; }
QPushButton[big="true"] { min-height: $px44; font-size: $px13; }
QPushButton[big="true"]:focus { min-height: $px44; }
QPushButton[kind="row"] { border: 2px solid transparent; background: transparent; border-radius: 8px;
  padding: 0; text-align: left; }
QPushButton[kind="row"]:hover { background: $tint; }
QPushButton[kind="row"]:focus { border-color: $focus; padding: 0; }
QMenuBar { background: transparent; color: $text2; border: 0; }
QMenuBar::item { padding: 8px 10px; border-radius: 6px; background: transparent; }
QMenuBar::item:selected { background: $tint; color: $text; }
QMenu { background: $page; color: $text; border: 1px solid $line2; padding: 6px; }
QMenu::item { padding: 6px 28px 6px 26px; border-radius: 5px; }
QMenu::item:selected { background: $blue; color: $blue_ink; }
QMenu::item:disabled { color: $dim; }
QMenu::separator { height: 1px; background: $line; margin: 6px 4px; }
QMenu::icon { padding-left: 6px; }
QMenu::indicator { width: 14px; height: 14px; left: 6px; }
QCheckBox, QRadioButton { spacing: 10px; color: $text; padding: 3px 2px; border: 2px solid transparent;
  border-radius: 4px; }
QCheckBox::indicator { width: $px16; height: $px16; border: 0; background: transparent; }
QCheckBox:focus, QRadioButton:focus { border-color: $focus; }
QScrollBar:vertical { width: 12px; background: transparent; margin: 0; }
QScrollBar:horizontal { height: 12px; background: transparent; margin: 0; }
QScrollBar::handle { background: $line2; border-radius: 4px; margin: 2px; min-height: 32px; min-width: 32px; }
QScrollBar::handle:hover { background: $dim; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: 0; }
QProgressBar { border: 0; border-radius: 3px; background: $track; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: $bar; border-radius: 3px; }
QDialog { background: $page; }
"""

FIELDS = """
QAbstractScrollArea { border: 0; background: transparent; }
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox {
  background: $field; color: $text; border: 1px solid $line2;
  border-radius: 6px; padding: 0 8px; min-height: $px30; selection-background-color: $focus;
  selection-color: #FFFFFF; }
QPlainTextEdit, QTextEdit { padding: 6px 5px; }
QLineEdit:focus, QComboBox:focus, QSpinBox:focus {
  border: 2px solid $focus; padding: 0 7px; min-height: $px28; }
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $focus; padding: 5px 4px; }
QLineEdit[look="quiet"], QPlainTextEdit[look="quiet"], QComboBox[look="quiet"] { background: transparent;
  border-color: transparent; font-size: $px14; min-height: $px26; }
QPlainTextEdit[look="quiet"] { padding: 6px 5px 6px 1px; }
QPlainTextEdit[look="quiet"]:focus { padding: 5px 4px 5px 0; }
QLineEdit[look="quiet"]:hover, QPlainTextEdit[look="quiet"]:hover, QComboBox[look="quiet"]:hover {
  background: $tint; border-color: $tint; }
QLineEdit[look="quiet"]:focus, QPlainTextEdit[look="quiet"]:focus, QComboBox[look="quiet"]:focus {
  background: $field; border: 2px solid $focus; min-height: $px24; }
QLineEdit[state="wrong"], QLineEdit[look="quiet"][state="wrong"], QPlainTextEdit[state="wrong"],
QComboBox[state="wrong"] {
  border: 2px solid $red_ink; padding: 0 7px; background: $field; min-height: $px28; }
QLineEdit[look="quiet"][state="wrong"] { min-height: $px24; }
QLineEdit[big="true"] { min-height: $px44; border: 1px solid $line2; padding: 0 14px; font-size: $px14; }
QLineEdit[big="true"]:focus { min-height: $px44; border: 2px solid $focus; padding: 0 13px; }
QLineEdit[big="true"][state="wrong"] { min-height: $px44; border: 2px solid $red_ink; padding: 0 13px; }
QLineEdit[find="true"] { background: $tint; border-color: $tint; }
QLineEdit[find="true"]:focus { background: $field; border-color: $focus; }
QLineEdit { lineedit-password-character: 8226; }
QComboBox::drop-down { border: 0; width: 26px; }
QComboBox::down-arrow { image: none; width: 0; height: 0; }
QComboBox QAbstractItemView { background: $page; color: $text; border: 1px solid $line2; outline: 0;
  selection-background-color: $blue; selection-color: $blue_ink; padding: 4px; }
QComboBox QAbstractItemView::item { padding: 4px 8px; }
QComboBox QAbstractItemView::item:selected { background: $blue; color: $blue_ink; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled { color: $dim; background: $tint; }
QLineEdit:read-only[look="quiet"]:hover { background: transparent; border-color: transparent; }
"""

FORMS = """
QComboBox QLineEdit, QComboBox QLineEdit:focus { border: 0; background: transparent; padding: 0; margin: 0;
  min-height: $px24; }
QComboBox[look="quiet"] QLineEdit { font-size: $px14; }
QComboBox[look="quiet"][state="wrong"] { border: 2px solid $red_ink; background: $field; padding: 0 7px;
  min-height: $px24; }
QLineEdit[look="quiet"][second="true"] { font-size: $px12; color: $text2; }
QPushButton[kind="value"] { text-align: left; border: 1px solid transparent; padding: 0 10px;
  background: transparent; color: $text; font-weight: 400; font-size: $px14; min-height: $px26; }
QPushButton[kind="value"]:hover { background: $tint; }
QPushButton[kind="value"]:focus { border: 2px solid $focus; padding: 0 9px; min-height: $px24; }
QPushButton[kind="value"][state="wrong"] { border: 2px solid $red_ink; padding: 0 9px; min-height: $px24; }
QPushButton[kind="value"][framed="true"] { border: 1px solid $line2; background: $field; padding: 0 8px;
  min-height: $px30; font-size: $px13; }
QPushButton[kind="value"][framed="true"]:focus { border: 2px solid $focus; padding: 0 7px;
  min-height: $px28; }
QPushButton[kind="line"] { text-align: left; border: 2px solid transparent; padding: 0 3px; color: $text;
  background: transparent; font-weight: 400; min-height: $px20; }
QPushButton[kind="line"]:hover { color: $link; background: transparent; }
QPushButton[kind="line"]:focus { border-color: $focus; padding: 0 3px; min-height: $px20; }
QPushButton[kind="chip"] { border: 2px solid transparent; border-radius: 12px; padding: 0 8px;
  background: $navy; color: $navy_ink; font-size: $px12; min-height: $px20; }
QPushButton[kind="chip"]:focus { border-color: $focus; padding: 0 8px; min-height: $px20; }
QPushButton[kind="link"][strong="true"] { font-size: $px14; font-weight: 500; }
QListView#found { background: $page; color: $text; border: 1px solid $line2; padding: 2px 4px; }
QListView#found::item { padding: 4px 8px; }
QListView#found::item:selected { background: $blue; color: $blue_ink; }
"""

VIEWS = """
QScrollArea > QWidget > QWidget { background: transparent; }
QListView, QTableView, QTreeView { background: transparent; color: $text; border: 0; outline: 0;
  selection-background-color: $selected; selection-color: $text; gridline-color: $line; }
QTableView { alternate-background-color: transparent; }
QTableView::item { border: 0; border-bottom: 1px solid $line; padding: 0 8px; }
QTableView::item:selected { background: $blue; color: $text; }
QTableView:focus { border: 0; }
QTableView#rows { selection-background-color: transparent; }
QTableView#rows::item, QTableView#rows::item:selected { background: transparent; border: 0; padding: 0; }
QHeaderView { background: transparent; border: 0; }
QHeaderView::section { background: transparent; color: $text2; border: 0; border-bottom: 1px solid $line2;
  padding: 6px 8px; font-size: $px12; font-weight: 500; }
QTableCornerButton::section { background: transparent; border: 0; }
QTabWidget::pane { border: 0; border-top: 1px solid $line; }
QTabBar { qproperty-drawBase: 0; background: transparent; }
QTabBar::tab { background: transparent; color: $text2; border: 0; padding: 6px 0; margin-right: 26px;
  min-height: $px20; border-bottom: 3px solid transparent; }
QTabBar[cases="true"]::tab { background: $tint; border: 1px solid $line; border-bottom: 3px solid $line;
  border-top-left-radius: 6px; border-top-right-radius: 6px; padding: 3px 6px 3px 12px; margin-right: 4px; }
QTabBar[cases="true"]::tab:selected { background: $page; border-bottom: 3px solid $gold; }
QTabBar[tight="true"]::tab { margin-right: 13px; }
QTabBar::tab:selected { color: $head; font-weight: 600; border-bottom: 3px solid $gold; }
QTabBar::tab:hover { color: $head; }
QTabBar::tab:focus { color: $focus; }
QTabBar::scroller { width: $px60; }
QSplitter::handle { background: $line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
"""

FRAME = """
QMainWindow, QWidget#page, QStackedWidget#pages { background: $page; }
QWidget#desk { background: $desk; }
QWidget#listpane { background: $list; border-right: 1px solid $line; }
QWidget#sidebar { background: $sidebar; }
QWidget#sidebar QLabel { color: $sidebar_dim; font-size: $px12; }
QWidget#sidebar QLabel#wordmark { color: #FFFFFF; font-family: $serif; font-size: $px20; font-weight: 600; }
QWidget#sidebar QLabel#staff { color: $sidebar_text; font-size: $px13; }
QWidget#sidebar QLabel#sample { color: $sidebar_gold; border: 1px solid $sidebar_gold; border-radius: 4px;
  padding: 1px 6px; font-size: $px11; font-weight: 600; }
QWidget#sidebar QScrollBar:vertical { width: 8px; }
QWidget#sidebar QScrollBar::handle { background: $sidebar_selected; margin: 1px; border-radius: 3px; }
QWidget#sidebar QFrame#rule { background: $sidebar_selected; max-height: 1px; border: 0; }
QWidget#topbar { background: $page; border-bottom: 1px solid $line; }
QWidget#statusbar { background: $page; border-top: 1px solid $line; }
QWidget#statusbar QLabel { color: $text2; font-size: $px12; }
QWidget#statusbar QPushButton[kind="link"] { font-size: $px12; padding: 0 3px; min-height: 0; }
QWidget#statusbar QLabel#sample { color: $gold_text; font-weight: 600; padding-right: 8px; }
QFrame#hairline { background: $line; max-height: 1px; min-height: 1px; border: 0; }
QWidget#cover { background: $sidebar; }
QWidget#cover QLabel { color: $sidebar_dim; }
QWidget#cover QLabel#wordmark { color: #FFFFFF; font-family: $serif; font-size: 58px; font-weight: 600; }
QWidget#cover QLabel#motto { color: $sidebar_text; font-family: $serif; font-size: $px20; font-weight: 400; }
"""

PANELS = """
QFrame[panel="tint"] { background: $tint; border-radius: 8px; }
QFrame[panel="red"] { background: $red; border-radius: 8px; }
QFrame[panel="amber"] { background: $amber; border-radius: 8px; }
QFrame[panel="green"] { background: $green; border-radius: 8px; }
QFrame[panel="blue"] { background: $blue; border-radius: 8px; }
QFrame[panel="box"] { background: $page; border: 1px solid $line2; border-radius: 8px; }
QFrame[panel="toast"] { background: $sidebar; border: 1px solid $sidebar_selected; border-radius: 8px; }
QFrame[panel="toast"] QLabel { color: #FFFFFF; }
QFrame[panel="toast"] QPushButton {
  color: $sidebar_gold; background: transparent; border: 2px solid transparent;
  padding: 0 8px; }
QFrame[panel="toast"] QPushButton:focus { border-color: $focus; }
QFrame[panel="segmented"] { background: $tint; border-radius: 7px; }
QFrame[panel="segmented"] QPushButton { border: 2px solid transparent; background: transparent; color: $text2;
  padding: 0 12px; min-height: $px24; border-radius: 5px; font-weight: 400; }
QFrame[panel="segmented"] QPushButton:checked { background: $segment; color: $head; font-weight: 600; }
QFrame[panel="segmented"] QPushButton:focus { border-color: $focus; }
"""
