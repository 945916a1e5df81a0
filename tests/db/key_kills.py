"""A campaign: a process that changes the keys of a vault is killed; the old state holds then, or the new.

python -m tests.db.key_kills [KILLS]
"""

from __future__ import annotations

import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from app.errors import WrongPassphrase
from app.keys import SlotKind
from app.ports import Finding
from db import slots
from db.making import create
from db.opening import open_vault, open_with_recovery
from db.vault import DbVault
from tests.db.conftest import PASSPHRASE, cheap_terms

OPERATIONS = ("change", "add", "recovery", "remove")
ACTS_AT_MOST = 4
SEED = 20261129


@dataclass(frozen=True)
class State:
    """What opens the vault: the passphrase of the one who works, of a colleague ("" none), a recovery key."""

    mine: str
    theirs: str
    recovery: str
    step: int = 0

    @property
    def operation(self) -> str:
        """What comes next."""
        return OPERATIONS[self.step % len(OPERATIONS)]

    def after(self, recovery: str) -> State:
        """The state once the next operation is done."""
        done = replace(self, step=self.step + 1)
        match self.operation:
            case "change":
                return replace(done, mine=f"mine {self.step}")
            case "add":
                return replace(done, theirs=f"theirs {self.step}")
            case "remove":
                return replace(done, theirs="")
        return replace(done, recovery=recovery)


def work(folder: Path, state: State, pipe: int) -> None:
    """Changes keys without end; says each change before and after."""

    def say(line: str) -> None:
        os.write(pipe, line.encode() + b"\n")

    made, known = slots.new_recovery, [""]

    def told() -> tuple[slots.Secret, str]:
        secret, known[0] = made()
        say(f"recovery {known[0]}")
        return secret, known[0]

    slots.new_recovery = told
    vault = open_vault(folder, state.mine, terms=cheap_terms())
    while True:
        say("begin")
        _do(vault, state)
        say("done")
        state = state.after(known[0])


def _do(vault: DbVault, state: State) -> None:
    new = state.after("")
    match state.operation:
        case "change":
            vault.keys.change(new.mine, old=state.mine)
        case "add":
            vault.keys.add("Colleague", new.theirs)
        case "recovery":
            vault.keys.new_recovery()
        case "remove":
            (slot,) = [s for s in vault.keys.slots() if not s.mine]
            vault.keys.remove(slot.id)


def killed(folder: Path, state: State, chance: random.Random, pace: float) -> tuple[State, State | None]:
    """Runs `work` in a process and kills it within `pace` seconds of a beginning.

    Gives the state that was reported, and the one that was under way.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:  # pragma: no cover - the other process
        os.close(reading)
        try:
            work(folder, state, writing)
        finally:
            os._exit(1)
    os.close(writing)
    heard, left = b"", chance.randint(1, ACTS_AT_MOST)
    while heard.count(b"begin") < left:
        more = os.read(reading, 65536)
        if not more:
            raise RuntimeError("the worker ended by itself")
        heard += more
    until = time.perf_counter() + chance.uniform(0, pace)
    while time.perf_counter() < until:
        pass
    os.kill(child, signal.SIGKILL)
    while more := os.read(reading, 65536):
        heard += more
    os.close(reading)
    os.waitpid(child, 0)
    return _heard(state, heard.decode().splitlines())


def _heard(state: State, lines: list[str]) -> tuple[State, State | None]:
    recovery, begun = "", False
    for line in lines:
        match line.split(" ", 1):
            case ["recovery", text]:
                recovery = text
            case ["begin"]:
                begun = True
            case ["done"]:
                state, begun = state.after(recovery), False
    under_way = state.after(recovery) if begun and (recovery or state.operation != "recovery") else None
    return state, under_way


def opens(open_it: Callable[[], DbVault]) -> bool:
    """Whether a secret opens the vault; what keeps it from opening otherwise goes through."""
    try:
        open_it().close()
    except WrongPassphrase:
        return False
    return True


def holds(folder: Path, state: State) -> bool:
    """Whether exactly this state holds."""
    terms = cheap_terms()
    if not opens(lambda: open_vault(folder, state.mine, terms=terms)):
        return False
    vault = open_vault(folder, state.mine, terms=terms)
    found = vault.keys.slots()
    known = {s.id.hex() for s in vault.keys.unlocked.file.slots}
    with vault.read() as reader:
        rows = reader.connection.exec_driver_sql("SELECT id FROM slot")
        assert {row[0] for row in rows} == known, "the vault and the key file know different slots"
    wrong = [f for f in vault.check() if isinstance(f, Finding)]
    assert wrong == [], wrong
    vault.close()
    passphrases = sum(s.kind is SlotKind.PASSPHRASE for s in found)
    return (
        passphrases == 1 + bool(state.theirs)
        and (not state.theirs or opens(lambda: open_vault(folder, state.theirs, terms=terms)))
        and opens(lambda: open_with_recovery(folder, state.recovery, terms=terms))
    )


def pace_of(folder: Path) -> float:
    """Seconds that one change takes here, and a little more."""
    vault, recovery = create(folder, PASSPHRASE, terms=cheap_terms())
    state, begun = State(PASSPHRASE, "", recovery), time.perf_counter()
    for _ in OPERATIONS:
        _do(vault, state)
        state = state.after("")
    vault.close()
    return 1.2 * (time.perf_counter() - begun) / len(OPERATIONS)


def campaign(folder: Path, kills: int, seed: int = SEED) -> Counter[str]:
    """What was found after each kill: the old state, the new one, or no change under way; asserts."""
    vault, recovery = create(folder, PASSPHRASE, terms=cheap_terms())
    vault.close()
    pace = pace_of(folder.with_name("pace"))
    state, chance, found = State(PASSPHRASE, "", recovery), random.Random(seed), Counter[str]()
    for _ in range(kills):
        state, under_way = killed(folder, state, chance, pace)
        old, new = holds(folder, state), under_way is not None and holds(folder, under_way)
        assert old != new, f"{state.operation}: old {old}, new {new}"
        where = "between" if under_way is None else "new" if new else "old"
        found[f"{state.operation}: {where}" if under_way else where] += 1
        state = under_way if new and under_way is not None else state
    return found


def main() -> None:
    """A campaign of as many kills as are asked for, 200 else; prints what was found."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory(prefix="casebook-key-kills-") as place:
        os.environ["XDG_STATE_HOME"] = place
        for what, times in sorted(campaign(Path(place, "vault"), kills).items()):
            sys.stdout.write(f"{times:6}  {what}\n")


if __name__ == "__main__":
    main()
