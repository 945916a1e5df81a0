"""The locked requirements follow pyproject.toml and name no place to fetch from."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import packages_distributions

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture import source
from tests.architecture.source import ROOT

FILES = ("requirements.txt", "requirements-dev.txt")
_HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")


def _locked(name: str) -> dict[str, list[Requirement]]:
    """Each package and the pins it has (one a Python version where they differ)."""
    text = (ROOT / name).read_text("utf-8").replace("\\\n", " ")
    locked: dict[str, list[Requirement]] = {}
    for line in text.splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            assert _HASH.search(line), line
            one = Requirement(line.split(" --hash=")[0].strip())
            locked.setdefault(canonicalize_name(one.name), []).append(one)
    return locked


def _wanted() -> tuple[list[Requirement], list[Requirement]]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    run = [Requirement(line) for line in project["dependencies"]]
    return run, run + [Requirement(line) for line in project["optional-dependencies"]["dev"]]


@pytest.mark.parametrize("name", FILES)
def test_a_lock_follows_the_project(name: str) -> None:
    locked = _locked(name)
    for wanted in _wanted()[FILES.index(name)]:
        pins = locked.get(canonicalize_name(wanted.name), [])
        assert pins, f"{wanted.name} is not locked: run packaging/lock.py"
        for pin in pins:
            (version,) = pin.specifier
            assert version.operator == "=="
            assert wanted.specifier.contains(version.version), f"{pin} is not {wanted}"


def test_the_tests_run_on_what_the_program_runs_on() -> None:
    program, tests = _locked(FILES[0]), _locked(FILES[1])
    assert {name: [str(pin) for pin in pins] for name, pins in program.items()} == {
        name: [str(pin) for pin in tests[name]] for name in program
    }


@pytest.mark.parametrize("name", [*FILES, "pyproject.toml", ".ci/run", "packaging/environment.py"])
def test_no_place_to_fetch_from_is_named(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert "://" not in text
    assert not re.search(r"--(extra-)?index-url|--find-links|--trusted-host", text)


def _imported(*folders: str) -> set[str]:
    """The distributions that the files of some folders import, by the names pip knows."""
    known = packages_distributions()
    paths = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    tops = {one.imported.split(".")[0] for path in paths for one in source.imports(path)}
    return {str(canonicalize_name(name)) for top in tops for name in known.get(top, ())} - {"casebook"}


def test_what_is_imported_is_asked_for_by_name() -> None:
    run, dev = ({canonicalize_name(one.name) for one in some} for some in _wanted())
    shared = {"shiboken6", "pillow", "cffi", "packaging"}  # part of PySide6, ReportLab, PyNaCl, pytest
    assert _imported(*source.ROOMS) - run - shared == set()
    assert _imported("tests", "packaging", "bench") - dev - shared == set()


def test_what_is_asked_for_is_imported() -> None:
    run = {canonicalize_name(one.name) for one in _wanted()[0]}
    assert run - _imported(*source.ROOMS) == set()
