"""A real ibus-hangul: what is being composed when Enter, Ctrl+S, a click or a lock comes is kept."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.system.program import Program
from tests.system.screen import session


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="ibus is the input method of Linux desktops")
def test_the_syllable_that_is_being_composed_is_kept(program: Program, tmp_path: Path) -> None:
    done = session("tests.system.ime", str(program.vault), folder=tmp_path, seconds=120)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == {
        "composed": "홍길",  # the field itself lacks the last one: the control
        "name": "홍길동",
        "occupation": "광부",
        "birth": "1991년",
        "note": "강선규",
        "offered": ["중국 ", True, "중국 구", "detained_china"],
    }
