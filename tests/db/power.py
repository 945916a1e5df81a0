"""A campaign: the power fails while a vault is made, saved into and given another passphrase.

    python -m tests.db.power [STATES [SEED]]

Every state that the disk could be in is laid out and opened: the vault must open with one passphrase, without
an alarm, hold every save that was acknowledged and nothing by halves. Two controls, each of which must lose
something: a database that never flushes, and key files that are never flushed.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from app.errors import CasebookError, DamagedVault, NotAVault, WrongPassphrase
from app.ports import Finding
from app.records import new, row
from app.values import Text
from db import engine
from db.making import create
from db.opening import open_vault
from db.vault import DbVault, Terms
from tests.db.conftest import CHEAP, LOW, StepClock
from tests.db.disk import Event, State, record, states

PASSPHRASES = ("the first of four", "the second of four", "the third of four")
CONTROLS = ("off", "keys")
SAVES, SETS = 5, 3
"""Saves between two changes of the passphrase, and how many such turns there are."""
EVERY = 20
"""Each how many states also the whole of `check` runs, before and after one more save."""


class Lost(AssertionError):
    """A state in which something is not as it must be; says what."""


def terms(root: Path) -> Terms:
    """Cheap, with the anchors of the state folder on the same disk."""
    return Terms(clock=StepClock(), cost=CHEAP, limits=LOW, state=root / "state")


def say(line: str) -> None:
    """A line that is out when this returns."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def weaken(how: str) -> None:
    """What a control takes away."""
    if how == "off":
        engine.SETTINGS["synchronous"] = ("OFF", 0)
    elif how == "keys":
        os.fsync = lambda fd: None


def scenario(root: Path, how: str) -> None:
    """What the recorded process does; a line to its output after each acknowledged step."""
    weaken(how)
    folder, number = root / "vault", 0
    vault, _ = create(folder, PASSPHRASES[0], recovery=False, terms=terms(root))
    say("made")
    for turn in range(SETS):
        for _ in range(SAVES):
            _save(vault, number)
            say(f"saved {number}")
            number += 1
        if turn + 1 < SETS:
            say(f"changing {turn + 1}")
            vault.keys.change(PASSPHRASES[turn + 1], old=PASSPHRASES[turn])
            say(f"changed {turn + 1}")
            vault.close()
            vault = open_vault(folder, PASSPHRASES[turn + 1], terms=terms(root))
    vault.close()


def _save(vault: DbVault, number: int) -> None:
    with vault.write() as unit:
        person = unit.save(new("person", names=(row(text=f"name{number:04}"),)))
        story = Text(f"story {number} " * (40 if number % 3 else 2000))
        unit.save(new("case", code=f"{number:04}", person=person.id, narrative=story))
        unit.keep_draft("draft", new("person", names=(row(text=f"draft{number:04}"),)))
        unit.commit()


def recorded(root: Path, how: str = "") -> list[Event]:
    """The events of the scenario on a disk below `root`, which is made."""
    root.mkdir()
    code = "import sys, pathlib, tests.db.power as p; p.scenario(pathlib.Path(sys.argv[1]), sys.argv[2])"
    return record([sys.executable, "-c", code, str(root), how], root)


def judge(root: Path, state: State, *, whole: bool) -> str:
    """Lays a state out and opens it; what was found there in a word. Raises Lost."""
    state.lay_out(root)
    try:
        vault = _opened(root, state)
    except NotAVault:
        if "made" in state.said:
            raise Lost("the vault is gone") from None
        if whole:  # what a cut creation leaves is in nobody's way
            create(root / "vault", PASSPHRASES[0], recovery=False, terms=terms(root))[0].close()
        return "not yet"
    except CasebookError as e:
        raise Lost(f"does not open: {e.message.text.name}") from None
    try:
        _look(vault, state)
        if whole:
            _examine(vault, state)
    finally:
        vault.close()
    return "open"


def _opened(root: Path, state: State) -> DbVault:
    """Opens by the one passphrase that may open it."""
    begun = sum(line.startswith("changing") for line in state.said)
    done = sum(line.startswith("changed") for line in state.said)
    if done:
        try:
            open_vault(root / "vault", PASSPHRASES[done - 1], terms=terms(root)).close()
        except WrongPassphrase:
            pass
        else:
            raise Lost("a passphrase that was changed still opens")
    try:
        return open_vault(root / "vault", PASSPHRASES[done], terms=terms(root))
    except WrongPassphrase:
        if begun == done:
            raise
        return open_vault(root / "vault", PASSPHRASES[begun], terms=terms(root))


def _look(vault: DbVault, state: State) -> None:
    acknowledged = sum(line.startswith("saved") for line in state.said)
    if vault.alarms:
        raise Lost("a false alarm: " + ", ".join(f.kind + " " + f.differs for f in vault.alarms))
    with vault.read() as reader:
        codes = [int(c.text("code")) for c in reader.all("case")]
        people = sum(1 for _ in reader.all("person"))
        drafts = [str(d.rows("names")[0].values["text"]) for d in reader.drafts().values()]
    if codes != list(range(len(codes))) or people != len(codes):
        raise Lost("half a save")
    if not acknowledged <= len(codes) <= acknowledged + 1:
        raise Lost(f"{acknowledged} saves acknowledged, {len(codes)} there")
    if drafts != [f"draft{len(codes) - 1:04}"] * bool(codes):
        raise Lost("a draft that is not of its save")


def _examine(vault: DbVault, state: State) -> None:
    for once_more in (True, False):
        found = [f for f in vault.check() if isinstance(f, Finding)]
        if found:
            raise Lost("check: " + ", ".join(f"{f.kind} {f.differs}" for f in found))
        if once_more:
            _save(vault, 9000)


def campaign(root: Path, how_many: int, how: str = "", seed: int = 7) -> Counter[str]:
    """How often each outcome came, over `how_many` states; an outcome that is not `open` or `not yet` is a
    loss."""
    outcomes: Counter[str] = Counter()
    events = recorded(root, how)
    for number, state in enumerate(states(events, how_many, seed)):
        try:
            outcomes[judge(root, state, whole=number % EVERY == 0)] += 1
        except Lost as e:
            outcomes[str(e)] += 1
        except DamagedVault as e:  # also when it is only read
            outcomes[f"damaged: {e.message.text.name}"] += 1
    return outcomes


def losses(outcomes: Counter[str]) -> int:
    """How many states lost something."""
    return sum(n for outcome, n in outcomes.items() if outcome not in ("open", "not yet"))


def main(how_many: int, seed: int) -> int:
    """Runs the campaign and its controls and prints their figures."""
    failed = False
    place = Path("/dev/shm") if Path("/dev/shm").is_dir() else None
    with tempfile.TemporaryDirectory(dir=place) as folder:
        controls = {how: max(200, how_many // 20) for how in CONTROLS}
        for how, states_of in {"": how_many, **controls}.items():
            begun = time.monotonic()
            outcomes = campaign(Path(folder) / f"disk{how}", states_of, how, seed)
            lost = losses(outcomes)
            failed |= bool(lost) != bool(how)
            name = f"control {how}" if how else "as it is"
            say(f"{name}: {states_of} states, {lost} lose something, {time.monotonic() - begun:.0f} s")
            for outcome, n in outcomes.most_common():
                say(f"    {n:6} {outcome}")
    return 1 if failed else 0


if __name__ == "__main__":
    words = [int(word) for word in sys.argv[1:]]
    sys.exit(main(words[0] if words else 20_000, words[1] if len(words) > 1 else 7))
