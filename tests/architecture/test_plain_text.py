"""Text from people is plain text in the window: nothing there guesses that it might be markup."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.architecture import source

GUESSING = {
    "QMessageBox",
    "QTextEdit",
    "QTextBrowser",
    "QErrorMessage",
    "setHtml",
    "setMarkdown",
    "insertHtml",
}
Block = ast.FunctionDef | ast.ClassDef


def _names(node: ast.AST) -> set[str]:
    return {
        part.id if isinstance(part, ast.Name) else part.attr
        for part in ast.walk(node)
        if isinstance(part, (ast.Name, ast.Attribute))
    }


def _labels(tree: ast.Module) -> Iterator[Block]:
    """Functions that make a QLabel themselves, and classes that are one."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and any("QLabel" in _names(base) for base in node.bases):
            yield node
        if isinstance(node, ast.FunctionDef) and any(
            isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "QLabel"
            for call in ast.walk(node)
        ):
            yield node


def _unsaid(tree: ast.Module) -> list[str]:
    return [node.name for node in _labels(tree) if not {"setTextFormat", "PlainText"} <= _names(node)]


def test_every_label_says_that_its_text_is_plain() -> None:
    found = {source.dotted(path): _unsaid(source.tree(path)) for path in source.modules("ui")}
    assert {module: names for module, names in found.items() if names} == {}


@pytest.mark.parametrize(
    "code",
    [
        "def made(name):\n    return QLabel(name)",
        "class Note(QLabel):\n    def show(self):\n        self.setText('')",
    ],
)
def test_the_rule_trips(code: str) -> None:
    assert len(_unsaid(ast.parse(code))) == 1


def test_nothing_in_the_window_reads_markup() -> None:
    found = {source.dotted(path): _names(source.tree(path)) & GUESSING for path in source.modules("ui")}
    assert {module: names for module, names in found.items() if names} == {}


def _made_plain(argument: ast.expr) -> bool:
    """Whether a tooltip is a text of the catalogue, made plain, or none."""
    if isinstance(argument, ast.IfExp):
        return _made_plain(argument.body) and _made_plain(argument.orelse)
    if isinstance(argument, ast.Call):
        return isinstance(argument.func, ast.Name) and argument.func.id in ("_", "plain_tip")
    return isinstance(argument, ast.Constant)


def _bare_tips(tree: ast.Module) -> list[int]:
    return [
        call.lineno
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr == "setToolTip"
        and not _made_plain(call.args[0])
    ]


def test_no_tooltip_guesses_at_markup() -> None:
    found = {source.dotted(path): _bare_tips(source.tree(path)) for path in source.modules("ui")}
    assert {module: lines for module, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    "code", ["box.setToolTip(name)", "box.setToolTip(f'{name}')", "b.setToolTip(str(p))"]
)
def test_the_rule_about_tooltips_trips(code: str) -> None:
    assert _bare_tips(ast.parse(code)) == [1]
