"""Who may import whom: the table of docs/architecture.md, each rule with a control that breaks it."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.architecture import source
from tests.architecture.source import ROOT, Import


@dataclass(frozen=True)
class Room:
    """What the modules under `where` may import besides the standard library, and what they must not."""

    where: str
    may: tuple[str, ...]
    never: tuple[str, ...] = ()
    late: tuple[tuple[str, str], ...] = ()  # (library, module that may import it, and only inside a function)

    def forbids(self, found: Import) -> bool:
        """Whether the room's rule is broken by an import."""
        if any(_under(found.imported, name) for name in self.never):
            return True
        for library, importer in self.late:
            if _under(found.imported, library):
                return not (found.late and _under(found.importer, importer))
        return not _standard(found.imported) and not any(_under(found.imported, name) for name in self.may)


_VAULT = ("sqlalchemy", "alembic", "sqlcipher3", "nacl", "keyring", "platformdirs")
_INTAKE = ("python_calamine", "defusedxml", "docx", "pypdfium2", "PIL")

TABLE = (
    Room("app", may=("app", "rapidfuzz"), late=(("highspy", "app.disclosure"), ("numpy", "app.disclosure"))),
    Room("db", may=("app", "db", *_VAULT, *_INTAKE), never=("app.services",)),
    Room(
        "reports",
        may=("app", "reports", "reportlab", "pikepdf", "xlsxwriter", "docx", "PIL", "pypdfium2", "fontTools"),
        never=("app.services",),
    ),
    Room("ui", may=("app", "ui", "PySide6", "shiboken6")),
    Room("ui/commands", may=("app", "ui.commands"), never=("PySide6", "shiboken6")),
)

_SERVERS = ("ftplib", "smtplib", "imaplib", "poplib", "telnetlib", "xmlrpc", "socketserver")
_CLIENTS = ("requests", "urllib3", "httpx", "aiohttp")
NETWORK = ("socket", "ssl", "http", "urllib", "PySide6.QtNetwork", *_SERVERS, *_CLIENTS)


def _under(name: str, root: str) -> bool:
    return name == root or name.startswith(root + ".")


def _standard(name: str) -> bool:
    return name.split(".")[0] in sys.stdlib_module_names


def _broken(room: Room) -> list[str]:
    found = [one for path in sorted((ROOT / room.where).rglob("*.py")) for one in source.imports(path)]
    return [f"{one.importer}:{one.line} {one.imported}" for one in found if room.forbids(one)]


@pytest.mark.parametrize("room", TABLE, ids=lambda room: room.where)
def test_a_room_imports_only_what_it_may(room: Room) -> None:
    assert _broken(room) == []


@pytest.mark.parametrize(
    ("where", "line", "forbidden"),
    [
        ("app", "import sqlalchemy", True),
        ("app", "from db import engine", True),
        ("app", "import highspy", True),
        ("app", "import decimal, rapidfuzz", False),
        ("db", "from app.services import cases", True),
        ("db", "from app import services", True),
        ("db", "from PySide6.QtCore import QObject", True),
        ("db", "import sqlalchemy.orm", False),
        ("reports", "import db", True),
        ("reports", "from reportlab.platypus import Paragraph", False),
        ("ui", "import reports.brief", True),
        ("ui", "from app.services import cases", False),
        ("ui/commands", "from PySide6 import QtCore", True),
        ("ui/commands", "from ui import window", True),
    ],
)
def test_the_rule_trips(where: str, line: str, forbidden: bool) -> None:
    room = next(room for room in TABLE if room.where == where)
    found = list(source.imports(ROOT / where / "somewhere.py", line))
    assert any(room.forbids(one) for one in found) is forbidden


def test_highspy_is_imported_late_by_disclosure_control_only() -> None:
    late = "def solve():\n    import highspy"
    (good,) = source.imports(ROOT / "app" / "disclosure" / "attack.py", late)
    (elsewhere,) = source.imports(ROOT / "app" / "names.py", late)
    (early,) = source.imports(ROOT / "app" / "disclosure" / "attack.py", "import highspy")
    assert [TABLE[0].forbids(one) for one in (good, elsewhere, early)] == [False, True, True]


def _network(path: Path, text: str | None = None) -> list[str]:
    found = source.imports(path, text)
    return [f"{one.importer}:{one.line}" for one in found if any(_under(one.imported, n) for n in NETWORK)]


def test_no_module_of_ours_imports_the_network() -> None:
    assert [line for path in source.modules() for line in _network(path)] == []


@pytest.mark.parametrize(
    "line", ["import socket", "from urllib.parse import quote", "from PySide6 import QtNetwork"]
)
def test_the_network_rule_trips(line: str) -> None:
    assert _network(ROOT / "ui" / "somewhere.py", line) == ["ui.somewhere:1"]
