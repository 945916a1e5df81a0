"""Rules of the house that a machine can read off the sources."""

from __future__ import annotations

import ast
import re

from tests.architecture import source
from tests.architecture.source import ROOT

LONGEST_FILE = 600
USUAL_FILE = 300
USUAL_FUNCTION = 30
# Written in pieces, so that this file does not break its own rule.
MACHINE = re.compile(r"(?<![\w.-])" + "/" + r"(?:root|work|home/(?!someone)\w+|Users/\w+)/")


def test_only_the_commands_print() -> None:
    printing = [
        f"{source.dotted(path)}:{line}"
        for path in source.modules()
        if source.dotted(path) != "main" and not source.dotted(path).startswith("ui.commands")
        for line in source.calls(path, "print")
        if "noqa: T201 - " not in source.line(path, line)  # an exception says its reason
    ]
    assert printing == []


def test_every_module_says_in_one_sentence_what_it_is() -> None:
    silent = [source.dotted(path) for path in source.modules() if not ast.get_docstring(source.tree(path))]
    assert silent == []


def test_no_translated_text_is_put_together_before_it_is_looked_up() -> None:
    wrong = [
        f"{source.dotted(path)}:{node.lineno}"
        for path in source.modules()
        for node in ast.walk(source.tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("_", "N_", "ngettext", "pgettext")
        and any(isinstance(argument, ast.JoinedStr) for argument in node.args)
    ]
    assert wrong == []


def test_files_stay_small_enough_to_hold_in_the_head() -> None:
    lengths = {source.dotted(path): len(path.read_text("utf-8").splitlines()) for path in source.modules()}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}
    assert sum(length > USUAL_FILE for length in lengths.values()) <= len(lengths) / 10


def test_functions_are_mostly_short() -> None:
    lengths = [length for path in source.modules() for _, length in source.functions(path)]
    assert sum(length > USUAL_FUNCTION for length in lengths) <= max(1, len(lengths) / 10)


def test_no_file_names_a_folder_of_one_machine() -> None:
    named = [
        f"{path.relative_to(ROOT)}: {found.group()}"
        for path, text in source.texts()
        if (found := MACHINE.search(text)) is not None
    ]
    assert named == []


def test_the_rule_about_folders_trips() -> None:
    assert MACHINE.search("see /" + "root/notes.txt")
    assert MACHINE.search("'/" + "home/kim/vault'")
    assert not MACHINE.search("the frame/work/ of it")
