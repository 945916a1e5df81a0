"""A campaign: a process that attaches files without end is killed at random moments.

    python -m tests.db.blob_kills [HOW_MANY]

After each kill the vault must open without an alarm, every acknowledged file must be there byte for byte,
and `check` must find nothing.
"""

from __future__ import annotations

import hashlib
import random
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from app.ports import Finding
from db.making import create
from tests.db.conftest import PASSPHRASE, cheap_terms, reopened

CHILD = """
import sys
from io import BytesIO
from pathlib import Path
from app.records import new
from app.steps import finished
from tests.db.conftest import reopened
vault = reopened(Path(sys.argv[1]))
number = int(sys.argv[2])
while True:
    number += 1
    taken = finished(vault.take_in(BytesIO(number.to_bytes(8, "big") * 60_000)))
    with vault.write() as unit:
        unit.keep_blob(taken)
        unit.save(new("evidence", sha256=taken.sha256, size=taken.size))
        unit.commit()
    print(number, flush=True)
"""


@dataclass(frozen=True)
class Outcome:
    """What a campaign came to: kills, files that were acknowledged and are there, files that a kill left
    and the opening swept, and what was wrong."""

    kills: int
    kept: int
    swept: int
    wrong: list[str]


def run(folder: Path, how_many: int) -> Outcome:
    """Kills `how_many` times, each time going on with the same vault."""
    drawn = random.Random(11)
    create(folder, PASSPHRASE, recovery=False, terms=cheap_terms())[0].close()
    last, swept, wrong = 0, 0, []
    for _ in range(how_many):
        last = _killed(folder, last, drawn.uniform(0.0, 0.4))
        before = len(list((folder / "evidence").glob("*")))
        vault = reopened(folder)
        swept += before - len(list((folder / "evidence").glob("*")))
        wrong += [f"{f.kind} {f.differs}" for f in (*vault.alarms, *vault.check()) if isinstance(f, Finding)]
        with vault.read() as reader:
            there = {r.text("sha256"): r.number_of("size") or 0 for r in reader.all("evidence")}
        for number in range(1, last + 1):
            data = number.to_bytes(8, "big") * 60_000
            name = hashlib.sha256(data).hexdigest()
            if name not in there or b"".join(vault.give_out(name, there[name])) != data:
                wrong.append(f"file {number} is not there")
        last = len(there)
        vault.close()
    return Outcome(how_many, last, swept, wrong)


def _killed(folder: Path, last: int, seconds: float) -> int:
    """Lets the process acknowledge one file, then kills it `seconds` later; gives the last acknowledged."""
    words = [sys.executable, "-c", CHILD, str(folder), str(last)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        said = [int(line) for line in process.stdout.read().split()]
    return max([last + 1, *said])


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        sys.stdout.write(f"{run(Path(place) / 'vault', int((sys.argv[1:] or ['25'])[0]))}\n")
