"""No widget is taken from its parent: Python would own it while Qt deletes it (`let_go` does not)."""

from __future__ import annotations

import ast

from tests.architecture import source


def _orphaned(tree: ast.AST) -> list[int]:
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "setParent"
        and any(isinstance(given, ast.Constant) and given.value is None for given in node.args)
    ]


def test_no_widget_is_taken_from_its_parent() -> None:
    found = {source.dotted(path): _orphaned(source.tree(path)) for path in source.modules("ui")}
    assert {module: lines for module, lines in found.items() if lines} == {}


def test_an_orphan_is_found() -> None:
    assert _orphaned(ast.parse("widget.hide()\nwidget.setParent(None)\nwidget.setParent(other)")) == [2]
