"""What only this database engine says stands in the engine, the full-text index and the revisions."""

from __future__ import annotations

import ast
import re

from tests.architecture import source

KNOWING = ("db.engine", "db.search", "db.migrations")
WORDS = re.compile(r"\bPRAGMA\b|\bsqlite_\w+|\bfts5|\bfts_|\browid\b")


def _said(tree: ast.AST) -> list[int]:
    """Lines with a text of the engine's own; what a docstring tells of it is none."""
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in docs
        and WORDS.search(node.value)
    ]


def test_only_the_engine_and_the_index_know_which_engine_it_is() -> None:
    found = {
        source.dotted(path): _said(source.tree(path))
        for path in source.modules("db")
        if not source.dotted(path).startswith(KNOWING)
    }
    assert {module: lines for module, lines in found.items() if lines} == {}


def test_a_text_of_the_engine_is_found() -> None:
    code = '"""PRAGMA in a docstring."""\nconnection.execute(f"PRAGMA {name} = 1")\nx = "SELECT 1"\n'
    assert _said(ast.parse(code)) == [2]
