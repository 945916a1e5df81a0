"""Controls without a name in an accessibility tree."""

from __future__ import annotations

from ui.accessibility import Node

CONTROLS = frozenset(
    {
        "Button",
        "EditableText",
        "ComboBox",
        "CheckBox",
        "RadioButton",
        "Table",
        "Tree",
        "List",
        "Slider",
        "SpinBox",
        "MenuItem",
        "PageTab",
        "Graphic",
    }
)
"""Roles that say nothing without a name."""


def unnamed(node: Node) -> list[str]:
    """Controls that a screen reader could only call by their kind."""
    return [
        f"{found.role} in {parent.role} {parent.name}".rstrip()
        for parent in node.flat()
        for found in parent.children
        if found.role in CONTROLS and not found.name.strip() and not _is_part(found, parent)
    ]


def _is_part(found: Node, parent: Node) -> bool:
    """Parts Qt puts into its own controls, named by them: the list of a combo box, the corner of a table."""
    return parent.role in {"ComboBox", "Table", "Tree", "ScrollBar", "SpinBox"} or found.role == "MenuItem"
