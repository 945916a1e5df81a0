"""Every way out of the program is known, and each way for case data goes through the rules of protection."""

from __future__ import annotations

import ast

import pytest

from tests.architecture import source

WRITERS = {
    "db.anchors": "marks of 512 bytes at the end of the key file and in the state folder: hex and MACs",
    "db.backup": "gives a finished backup its name: encrypted, and proved",
    "db.blobs": "evidence files, encrypted as they come; overwrites those that are erased",
    "db.files": "the files of the vault, atomically",
    "db.folder": "puts a whole new vault in its place",
    "db.lock": "the lock file, which stays empty",
    "db.migrations.draft": "the text of a new migration, for those who build Casebook",
    "db.copies": "copies of the encrypted database, to read from one that is suspect, older, or was left "
    "mid-save by a crash",
    "db.upgrade": "a copy of the encrypted database, to try an upgrade on",
    "reports.outbox": "finished documents that were looked through and entered in the ledger; copies of "
    "evidence that staff ask for, entered in journal and custody log",
    "ui.pages.cases.head": "the clipboard: the code of a case, which says nothing",
    "ui.clipboard": "what staff copied, once more, marked as secret; takes it away again",
    "ui.files": "takes away the folders that Qt's file dialog remembered",
    "ui.lists.copying": "the rows that are selected, to the clipboard, when staff copy them",
    "ui.pages.help.about": "the path of the vault, to the clipboard, when staff copy it",
    "ui.pages.events.changes": "a claim with its attribution, to the clipboard, when staff copy it",
    "ui.commands.ending": "the null device, in place of an output that is gone",
    "ui.papers": "sheets of keys and the quick card, to a printer that somebody chose: nothing of a case",
    "ui.pictures.saved": "pictures without people, into memory; the outbox places them as a release",
    "ui.settings": "language, look and size of the window: nothing of a case",
    "ui.smoke": "pictures of the pages, when asked for with --pictures",
}
"""The modules that write files, settings or a clipboard, and what. A new one belongs here with its reason."""

PLACING = {
    "app.services.releases": "documents that were looked through",
    "app.services.papers": "sheets of keys, the quick card, blank forms: no case in them",
    "ui.commands.vocabulary": "a set of fields and terms: labels, no case in it",
    "ui.pages.words.fields": "the same, from the window",
}
"""The modules that hand files to the outbox, and what."""

_CALLS = {"write_bytes", "write_text", "mkstemp", "mkdtemp", "NamedTemporaryFile", "TemporaryDirectory"}
_CALLS |= {
    "copyfile",
    "copy2",
    "copytree",
    "rename",
    "QSaveFile",
    "QFile",
    "QSettings",
    "QPrinter",
    "clipboard",
}
_CALLS |= {"QPdfWriter", "QTemporaryFile", "setMimeData", "QDrag", "startDetached", "openUrl"}
_FLAGS = {"O_WRONLY", "O_RDWR", "O_CREAT"}


def _writes(call: ast.Call) -> bool:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name in _CALLS:
        return True
    words = [part for argument in call.args for part in ast.walk(argument)]
    if name == "open":
        modes = [
            one.value for one in call.args if isinstance(one, ast.Constant) and isinstance(one.value, str)
        ]
        flags = {one.attr for one in words if isinstance(one, ast.Attribute)}
        return bool(flags & _FLAGS) or any(
            set(mode) <= set("rwxabt+") and set(mode) & set("wxa+") for mode in modes
        )
    picture = isinstance(call.func, ast.Attribute) and name == "save" and bool(call.args)
    return picture and any(isinstance(one, ast.Name) and one.id == "str" for one in words)


def _writers(tree: ast.Module) -> list[int]:
    return [node.lineno for node in ast.walk(tree) if isinstance(node, ast.Call) and _writes(node)]


def test_every_module_that_writes_is_known() -> None:
    found = {source.dotted(path): _writers(source.tree(path)) for path in source.modules()}
    assert {module: lines for module, lines in found.items() if lines and module not in WRITERS} == {}


def test_no_module_is_known_to_write_that_does_not() -> None:
    found = {source.dotted(path) for path in source.modules() if _writers(source.tree(path))}
    assert set(WRITERS) - found == set()


@pytest.mark.parametrize(
    "code",
    [
        "path.write_text(name)",
        "open(path, 'w')",
        "path.open('ab')",
        "os.open(path, os.O_WRONLY)",
        "QGuiApplication.clipboard()",
        "picture.save(str(path))",
        "QDesktopServices.openUrl(url)",
    ],
)
def test_the_search_for_writers_trips(code: str) -> None:
    assert _writers(ast.parse(code)) == [1]


@pytest.mark.parametrize("code", ["open(path, 'rb')", "vaults.open(path, words)", "work.save(record)"])
def test_the_search_for_writers_lets_reading_pass(code: str) -> None:
    assert _writers(ast.parse(code)) == []


def _called(node: ast.AST) -> dict[str, int]:
    """Each name that is called as a function or a method, and its first line."""
    found: dict[str, int] = {}
    for call in ast.walk(node):
        if isinstance(call, ast.Call):
            name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            found[name] = min(found.get(name, call.lineno), call.lineno)
    return found


def _unguarded(tree: ast.Module) -> list[str]:
    """Functions that release a document without having looked through it before."""
    if not any(isinstance(n, ast.ImportFrom) and n.module == "app.services.releases" for n in ast.walk(tree)):
        return []
    wrong = []
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            called = _called(node)
            gates = [line for name, line in called.items() if name.startswith("look_through")]
            if "release" in called and not any(line < called["release"] for line in gates):
                wrong.append(node.name)
    return wrong


def test_nothing_is_released_that_was_not_looked_through() -> None:
    found = {source.dotted(path): _unguarded(source.tree(path)) for path in source.modules()}
    assert {module: names for module, names in found.items() if names} == {}


def test_the_rule_about_releases_trips() -> None:
    head = "from app.services.releases import release, look_through\n"
    assert _unguarded(ast.parse(head + "def go():\n  release(v)\n  look_through(v)")) == ["go"]
    assert _unguarded(ast.parse(head + "def go():\n  look_through(v)\n  release(v)")) == []


GIVING = (
    "vault.keys.new_recovery",
    "vault.keys.new_shares",
    "vault.keys.add",
    "vault.keys.turn_on_quick_unlock",
    "backups.rekey",
    "leave",
    "prepare_brief",
)
"""Calls that give everything out: a new way into a vault, a whole vault, a document that may name people."""
ASKING = ("proved", "self.change_proved")


def _unasked(tree: ast.Module) -> list[str]:
    """What gives everything out in a module that never asks for the passphrase again."""
    called = [ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)]
    asks = any(name in called for name in ASKING)
    return [] if asks else [name for name in GIVING if name in called]


def test_what_gives_everything_out_asks_for_the_passphrase_again() -> None:
    found = {source.dotted(path): _unasked(source.tree(path)) for path in source.modules()}
    window = {m: names for m, names in found.items() if m.startswith("ui.") and ".commands." not in m}
    assert {module: names for module, names in window.items() if names} == {
        "ui.pages.reports.people": ["prepare_brief"]  # looks ahead only: shown in the window, let out nowhere
    }


def test_the_rule_about_the_passphrase_trips() -> None:
    assert _unasked(ast.parse("self.change(lambda vault: vault.keys.new_shares(), then)")) == [GIVING[1]]
    assert _unasked(ast.parse("proved(a, b, c, lambda: backups.rekey(vault, target, words))")) == []


def _using_the_outbox(way: str) -> list[str]:
    return [
        source.dotted(path)
        for path in source.modules()
        for node in ast.walk(source.tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == way
        and "outbox" in ast.unparse(node.func.value).lower()
    ]


def test_only_the_release_and_papers_without_a_case_put_files_in_place() -> None:
    assert sorted(_using_the_outbox("place")) == sorted(PLACING)


def test_only_evidence_is_written_as_a_stream_and_only_its_original() -> None:
    assert _using_the_outbox("stream") == ["app.services.evidence"]
