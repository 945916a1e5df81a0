"""Tab goes through a page as the eye does: in the order of its layouts, whenever a widget was made.

What only helps with a field (the button that shows a passphrase, the offer of one) waits behind the last
field: somebody who types one passphrase after another must not type into a button, whose spaces would show
the first.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QDialog,
    QLayout,
    QLineEdit,
    QScrollArea,
    QWidget,
)

REACHED = Qt.FocusPolicy.TabFocus
ASIDE = "aside"
"""Property of a widget that only helps with a field."""
PART = "part"
"""Property of a widget that is a part of a page, with a heading of its own."""


def reached(root: QWidget) -> list[QWidget]:
    """The widgets below `root` in the order in which Tab reaches them."""
    found = list(in_order(root))
    asides = [w for w in found if w.property(ASIDE)]
    others = [w for w in found if not w.property(ASIDE)]
    last = max((n for n, w in enumerate(others, 1) if isinstance(w, QLineEdit)), default=len(others))
    return [*others[:last], *asides, *others[last:]]


def in_order(root: QWidget) -> Iterator[QWidget]:
    """The widgets below `root` that Tab may reach, in the order of the layouts."""
    if isinstance(root, QAbstractScrollArea):
        inside = root.widget() if isinstance(root, QScrollArea) else None
        if inside is not None:
            yield from in_order(inside)
        return
    layout = root.layout()
    laid_out = list(_of_layout(layout)) if layout is not None else []
    others = [c for c in root.children() if isinstance(c, QWidget) and not c.isWindow() and c not in laid_out]
    for child in (*laid_out, *others):
        if child.isVisible() and child.isEnabled():
            if _takes_tab(child):
                yield child
            yield from in_order(child)


def _takes_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & REACHED) and widget.focusProxy() is None


def _of_layout(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        widget, inner = (item.widget(), item.layout()) if item is not None else (None, None)
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _of_layout(inner)


def step_out(*going: QWidget) -> None:
    """A cursor in one of the widgets that go stands before it on its page then, else after it: Qt would give
    it to whatever stands first in the window, and Enter would lead away."""
    now = QApplication.focusWidget()
    holder = next((one for one in going if now is not None and _holds(one, now)), None)
    page = holder.parentWidget() if holder is not None else None
    while page is not None and not page.isWindow() and not isinstance(page, QScrollArea):
        page = page.parentWidget()
    if page is None or holder is None:
        return
    fields = reached(page)
    inside = [n for n, field in enumerate(fields) if _holds(holder, field)]
    around = [*reversed(fields[: inside[0]]), *fields[inside[-1] + 1 :]] if inside else []
    stays = next((field for field in around if not any(_holds(one, field) for one in going)), None)
    if stays is not None:
        stays.setFocus(Qt.FocusReason.OtherFocusReason)


def _holds(one: QWidget, field: QWidget) -> bool:
    return one is field or one.isAncestorOf(field)


def move_focus(root: QWidget, forward: bool) -> bool:
    """Move the cursor to the next field of `root`, or out of it at its end; False where there is none.

    In a dialog it goes round: after the last control comes the first.
    """
    window = root.window()
    around = isinstance(window, QDialog)
    fields = reached(window if around else root)
    now = window.focusWidget()
    if now is None or now not in fields:
        return False
    place = fields.index(now) + (1 if forward else -1)
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    if around or 0 <= place < len(fields):
        fields[place % len(fields)].setFocus(reason)
        return True
    return _leave(root, now, forward, reason)


def move_part(root: QWidget, forward: bool) -> bool:
    """Put the cursor at the beginning of the next part of `root` that has a field, round at its end; parts
    are the innermost blocks with a heading. False where there is none."""
    starts: list[tuple[QWidget | None, QWidget]] = []
    for field in in_order(root):
        block = _part(field)
        if all(block is not known for known, _first in starts):
            starts.append((block, field))
    now = root.window().focusWidget()
    here = _part(now) if now is not None and root.isAncestorOf(now) else root
    places = [place for place, (block, _first) in enumerate(starts) if block is here]
    if not starts:
        return False
    place = places[0] + (1 if forward else -1) if places else 0
    block, first = starts[place % len(starts)]
    first.setFocus(Qt.FocusReason.TabFocusReason)
    for widget in (block, first):  # with its heading, where there is room for it
        if widget is not None:
            bring_into_sight(widget)
    return True


def bring_into_sight(widget: QWidget) -> None:
    """Scroll what is around a widget so far that it is seen."""
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(widget, 0, 12)
        around = around.parentWidget()


def _part(widget: QWidget) -> QWidget | None:
    """The innermost part that holds a widget, None where there is none."""
    above = widget.parentWidget()
    while above is not None and not above.property(PART):
        above = above.parentWidget()
    return above


def _leave(root: QWidget, now: QWidget, forward: bool, reason: Qt.FocusReason) -> bool:
    """The next widget of the window that is not in `root`."""
    other = now.nextInFocusChain() if forward else now.previousInFocusChain()
    while other is not None and other is not now:
        if other.isVisible() and other.isEnabled() and _takes_tab(other) and not root.isAncestorOf(other):
            other.setFocus(reason)
            return True
        other = other.nextInFocusChain() if forward else other.previousInFocusChain()
    return False
