"""The day with a real keyboard and input method: `python -m tests.ui.day.real [ko | en]` runs and checks it.

Needs what tests/system/screen.py names. The window, the keyboard and ibus-hangul run in a session of their
own; what the vault holds at the end is read afterwards, by this process.
"""

from __future__ import annotations

import json
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from main import Vaults
from tests.db.conftest import cheap_terms
from tests.system.screen import session
from tests.ui.day.ibus import Keys
from tests.ui.day.page import counted
from tests.ui.day.person import work
from tests.ui.day.vaults import Left, kept, left, meant
from tests.ui.day.words import BOTH, Words, minors
from tests.ui.day.yesterday import make
from ui.application import make_application
from ui.collecting import Collector

SECONDS = 400
"""The day takes about 30; a machine that does other work gets more."""


@dataclass(frozen=True)
class Day:
    """What was pressed, what was seen, and what is there in the evening."""

    presses: list[int]
    minors: list[str]
    troubles: list[str]
    locked: bool
    left: Left


def expected(words: Words) -> Day:
    """The day as it should be."""
    return Day([ours for ours, _theirs in counted(words)], minors(words), [], True, meant(words))


def run(words: Words, home: Path) -> Day:
    """Work through the day in a session with the files in `home`, an empty folder."""
    vaults, folder = Vaults(cheap_terms()), home / "vault"
    make(vaults, folder, words)
    before = kept(vaults, folder)
    done = session("tests.ui.day.real", words.language, str(folder), folder=home, seconds=SECONDS)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return Day(**json.loads(done.stdout.splitlines()[-1]), left=left(vaults, folder, before))


def live(words: Words, folder: Path) -> None:
    """Inside the session: press the keys of the day, and say how it went."""
    _app, collector = make_application(), Collector()
    done = work(Vaults(cheap_terms()), folder, words, Keys())
    collector.stop()
    told = {"presses": done.presses, "minors": done.minors, "locked": done.locked}
    sys.stdout.write(json.dumps({**told, "troubles": [repr(trouble) for trouble in done.troubles]}) + "\n")


def main(language: str = "ko", folder: str = "") -> int:
    """The status to end with: 0 when every key and every value is as it should be."""
    words = next(words for words in BOTH if words.language == language)
    if folder:
        live(words, Path(folder))
        return 0
    with tempfile.TemporaryDirectory() as home:
        found, wanted = run(words, Path(home)), expected(words)
    for line in sorted({*found.left.records} ^ {*wanted.left.records}):
        sys.stdout.write(f"{'more' if line in found.left.records else 'lost'}: {line}\n")
    sys.stdout.write(f"{sum(found.presses)} keys, {len(found.left.records)} records: ")
    sys.stdout.write("as they should be\n" if found == wanted else f"not as they should be\n{found}\n")
    return int(found != wanted)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
