"""The accessibility tree of a widget, as a screen reader gets it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleInterface
from PySide6.QtWidgets import QWidget

MOST_CHILDREN = 400


@dataclass(frozen=True)
class Node:
    """One thing a screen reader can reach: `role` is the name of its QAccessible.Role."""

    role: str
    name: str
    children: tuple[Node, ...] = ()

    def flat(self) -> list[Node]:
        """This node and all below it."""
        return [self, *(node for child in self.children for node in child.flat())]

    def as_json(self, page: str) -> dict[str, Any]:
        """{page, role, name, children}."""
        children = [child.as_json(page) for child in self.children]
        return {"page": page, "role": self.role, "name": self.name, "children": children}

    def lines(self, depth: int = 0) -> list[str]:
        """The tree as indented text."""
        own = f"{'  ' * depth}{self.role} {self.name}".rstrip()
        return [own, *(line for child in self.children for line in child.lines(depth + 1))]


def announce(widget: QWidget, text: str) -> None:
    """Have a screen reader say something that changed without the keyboard moving."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


def tree(widget: QWidget) -> Node:
    """What a screen reader finds in a widget that is shown; hidden parts are left out."""
    QAccessible.setActive(True)
    return _node(QAccessible.queryAccessibleInterface(widget))


def _node(interface: QAccessibleInterface) -> Node:
    children: list[Node] = []
    for number in range(min(interface.childCount(), MOST_CHILDREN)):
        child = interface.child(number)
        if child is not None and child.isValid() and not child.state().invisible:
            children.append(_node(child))
    role = QAccessible.Role(interface.role()).name
    return Node(role, interface.text(QAccessible.Text.Name), tuple(children))
