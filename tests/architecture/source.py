"""Reads the project's own sources for the tests of the architecture."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("app", "ui", "db", "reports")
_OURS = (*ROOMS, "tests", "bench", "packaging", "docs", ".ci")


@dataclass(frozen=True)
class Import:
    """One import: who (module of ours), what (dotted), its line, and whether it stands inside a function."""

    importer: str
    imported: str
    line: int
    late: bool


def modules(*rooms: str) -> list[Path]:
    """The Python files of the rooms (all four when none is named) and, with all four, main.py."""
    files = [path for room in rooms or ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
    main = ROOT / "main.py"
    return files + ([main] if not rooms and main.exists() else [])


def dotted(path: Path) -> str:
    """The module's name."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text("utf-8"), str(path))


def imports(path: Path, source: str | None = None) -> Iterator[Import]:
    """Every import of a file, `from a import b` as `a.b`; controls give a `source` of their own."""
    module = ast.parse(source) if source is not None else tree(path)
    yield from _imports(module, dotted(path), path.name == "__init__.py", late=False)


def _imports(node: ast.AST, importer: str, package: bool, late: bool) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            for alias in child.names:
                yield Import(importer, alias.name, child.lineno, late)
        elif isinstance(child, ast.ImportFrom):
            base = _base(child, importer, package)
            for alias in child.names:
                yield Import(importer, f"{base}.{alias.name}", child.lineno, late)
        else:
            inside = late or isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef))
            yield from _imports(child, importer, package, inside)


def _base(node: ast.ImportFrom, importer: str, package: bool) -> str:
    if not node.level:
        return node.module or ""
    parts = importer.split(".")
    kept = parts[: len(parts) - node.level + (1 if package else 0)]
    return ".".join([*kept, *filter(None, [node.module])])


def calls(path: Path, name: str) -> list[int]:
    """The lines on which a plain function `name` is called."""
    return [
        node.lineno
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name
    ]


def line(path: Path, number: int) -> str:
    """The text of a line, counted from 1."""
    return path.read_text("utf-8").splitlines()[number - 1]


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Each function and how many lines it takes."""
    for node in ast.walk(tree(path)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def texts() -> Iterator[tuple[Path, str]]:
    """Every text file of the project with its content, but for what git does not keep."""
    top = [path for path in ROOT.iterdir() if path.is_file() and path.name != ".git"]
    inner = [path for folder in _OURS for path in (ROOT / folder).rglob("*") if path.is_file()]
    for path in sorted(top + inner):
        if "__pycache__" in path.parts or path.name.startswith(".coverage"):
            continue
        try:
            yield path, path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
