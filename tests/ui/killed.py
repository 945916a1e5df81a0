"""kill -9 of a real window process in which somebody types without end: `python -m tests.ui.killed 25`.

Every text and date ends in a number that grows, so that what is found after a kill is either what was
acknowledged or something typed later, and nothing else.
"""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from db.opening import open_vault
from tests.db.conftest import PASSPHRASE, cheap_terms
from tests.ui.edits import Day, begin, plain
from tests.ui.kept import Model, Values

TYPING = {"edit": 40, "save": 8, "pause": 12, "switch": 8, "elsewhere": 3}
PATIENCE = 120.0


def acknowledged(model: Model) -> dict[str, Values]:
    """What the vault holds of each record, the draft before what is saved."""
    return {name: one.saved if one.draft is None else one.draft for name, one in model.records.items()}


def type_without_end(place: Path, seed: int) -> None:
    """The process that is killed: says after each thing it did what the vault holds."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from ui.application import make_application

    make_application()
    day = Day(place, seed, TYPING)
    while True:
        _say(json.dumps(acknowledged(day.model)))
        day.go_on()
        day.log.clear()


def kill(place: Path, seed: int) -> int:
    """Let a process type, kill it somewhere; returns how many values were acknowledged. Raises
    AssertionError where one of them is neither there nor followed by a later one."""
    moment = random.Random(seed)
    begin(place / "begun")
    folder = Path(tempfile.mkdtemp(dir=place))
    surroundings = {**os.environ, "XDG_STATE_HOME": str(folder / "state")}
    command = [sys.executable, "-m", "tests.ui.killed", "--child", str(folder), str(seed)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, env=surroundings)
    assert process.stdout is not None
    last = b""
    for _ in range(moment.randint(2, 40)):
        last = process.stdout.readline()
    try:
        process.wait(timeout=moment.uniform(0, 0.3))
    except subprocess.TimeoutExpired:
        process.kill()
    rest, _ = process.communicate()
    lines = [line for line in (last + rest).split(b"\n") if line]
    return compare(folder, json.loads(lines[-1] if (last + rest).endswith(b"\n") else lines[-2]))


def compare(folder: Path, told: dict[str, Values]) -> int:
    """Look into the vault after the kill."""
    os.environ["XDG_STATE_HOME"] = str(folder / "state")
    vault = open_vault(folder / "vault", PASSPHRASE, terms=cheap_terms())
    count = 0
    with vault.read() as reader:
        drafts = reader.drafts()
        for case in reader.all("case"):
            person = reader.get("person", case.ref("person") or case.id)
            for record in (person, case):
                found = plain(drafts.get(f"{record.type}:{record.id.hex}", record))
                for key, value in told[f"{record.type}:{case.id}"].items():
                    count += 1
                    assert found.get(key) == value or number(found.get(key, "")) > number(value), (key, value)
    vault.close()
    return count


def number(words: str) -> int:
    """The number a value ends in, 0 without one."""
    found = re.search(r"(\d+)$", words)
    return int(found[1]) % 1900 if found else 0


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main(words: list[str]) -> int:
    """`--child FOLDER SEED` types; a number kills as often."""
    if words[:1] == ["--child"]:
        type_without_end(Path(words[1]), int(words[2]))
    with tempfile.TemporaryDirectory(prefix="casebook-killed-") as place:
        values = [kill(Path(place), seed) for seed in range(int(words[0]) if words else 25)]
    _say(f"{len(values)} kills: {sum(values)} acknowledged values, all there")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
