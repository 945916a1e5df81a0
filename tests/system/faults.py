"""A campaign: every call that changes the disk fails, one after the other, in everything that writes.

    python -m tests.system.faults [ONE_IN [STEP ...]]

The kernel is made to refuse (strace --inject) the k-th call of a kind with ENOSPC (from then on), EIO (once)
or EACCES (from then on), for each k at which an undisturbed run touched the vault, the anchors or the folder
of exports. Afterwards nothing that was acknowledged may be gone, nothing may be there by halves, and the
program must have said in a typed error what it did not do. Linux only.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app.errors import CasebookError, NotAVault, WrongPassphrase
from app.ports import Finding, Rendered
from app.records import new, row
from app.services import backups
from app.services.releases import release, settle
from db.making import create, restore_backup
from db.opening import open_vault
from db.vault import DbVault, Terms
from reports.outbox import FileOutbox
from tests.db.conftest import CHEAP, LOW, StepClock
from tests.db.disk import require_strace

OLD, NEW = "the passphrase before", "the passphrase after "
FILES = {"": b"%PDF main " * 3000, ".codebook.csv": b"beside " * 3000}
CHANGES = ("write", "pwrite64", "fsync", "fdatasync", "ftruncate", "rename", "unlink", "mkdir", "openat")
ERRORS = {
    "ENOSPC": ("write", "pwrite64", "fsync", "fdatasync", "openat", "mkdir"),
    "EIO": CHANGES,
    "EACCES": ("openat", "mkdir", "rename", "unlink"),
}
MISSED = "the fault hit nothing of ours"
ONWARDS = ("ENOSPC", "EACCES")
"""A disk stays full, a folder stays closed; an input or output error comes once."""
_LINE = re.compile(r"^(\w+)\((.*)\)\s+= ")
_MADE = {"vault.db", "vault.db-journal", "vault.keys", "vault.keys.bak", "lock"}


@dataclass(frozen=True)
class Fault:
    """The `nth` call of a kind fails in a step of the program."""

    step: str
    call: str
    nth: int
    error: str

    @property
    def inject(self) -> str:
        """As strace takes it."""
        return f"inject={self.call}:error={self.error}:when={self.nth}" + "+" * (self.error in ONWARDS)


def terms(root: Path) -> Terms:
    """Cheap, with the state folder on the same disk."""
    return Terms(clock=StepClock(), cost=CHEAP, limits=LOW, state=root / "state")


def prepare(root: Path, step: str) -> None:
    """A vault with one record that was there before; for `restore` a backup of it."""
    root.mkdir()
    (root / "out").mkdir()
    (root / "backups").mkdir()
    vault, _ = create(root / "vault", OLD, recovery=False, terms=terms(root))
    _person(vault, "before")
    if step == "restore":
        _backup(vault, root, "before")
    vault.close()


def _person(vault: DbVault, name: str) -> None:
    with vault.write() as unit:
        unit.save(new("person", names=(row(text=name),)))
        unit.commit()


def _draft(vault: DbVault, name: str) -> None:
    with vault.write() as unit:
        unit.keep_draft(name, new("person", names=(row(text=name),)))
        unit.commit()


def _export(vault: DbVault, root: Path, name: str) -> None:
    entry = new("release", title=name, kind="summary", audience="public", manifest="{}", state="pending")
    release(vault, FileOutbox(), entry, Rendered(FILES, (), ()), str(root / "out" / f"{name}.pdf"))


def _bare(root: Path, name: str) -> None:
    """The control: a file written in its place, as if nothing could go wrong."""
    with suppress(OSError), (root / "out" / f"{name}.pdf").open("wb", buffering=0) as file:
        for part in (FILES[""][:20_000], FILES[""][20_000:]):
            file.write(part)


def _make(root: Path, name: str) -> None:
    create(root / name, OLD, recovery=True, terms=terms(root))[0].close()


def _backup(vault: DbVault, root: Path, name: str) -> None:
    _driven(backups.back_up(vault, root / "backups" / f"{name}.ncb"))


def _restore(root: Path, name: str) -> None:
    source = root / "backups" / "before.ncb"
    _driven(restore_backup(source, OLD, root / name, OLD, terms=terms(root)))


def _driven(steps: Iterator[object]) -> None:
    for _ in steps:
        pass


_holds = [OLD]


def _change(vault: DbVault, name: str) -> None:
    vault.keys.change(NEW + name, old=_holds[-1])
    _holds.append(NEW + name)


Act = Callable[[DbVault, Path, str], object]
STEPS: dict[str, Act] = {
    "save": lambda vault, _root, name: _person(vault, name),
    "draft": lambda vault, _root, name: _draft(vault, name),
    "passphrase": lambda vault, _root, name: _change(vault, name),
    "staff": lambda vault, _root, name: vault.keys.add(name, f"of {name}"),
    "export": lambda vault, root, name: _export(vault, root, name),
    "create": lambda _vault, root, name: _make(root, name),
    "backup": lambda vault, root, name: _backup(vault, root, name),
    "restore": lambda _vault, root, name: _restore(root, name),
    "control": lambda _vault, root, name: _bare(root, name),
}
"""What is done twice, as `a` and `b`, in a vault that is open."""


def run(root: Path, step: str) -> None:
    """The process under watch: opens the vault, does a step twice, tells how each went."""
    try:
        vault = open_vault(root / "vault", OLD, terms=terms(root))
    except CasebookError as e:
        _say(f"refused open {e.message.text.name}")
        return
    _say("opened")
    for name in ("a", "b"):
        try:
            STEPS[step](vault, root, name)
            _say(f"done {name}")
        except CasebookError as e:
            _say(f"refused {name} {e.message.text.name}")
    vault.close()


def _say(line: str) -> None:
    """By a call that no fault reaches."""
    os.writev(1, [line.encode() + b"\n"])


def _command(root: Path, step: str) -> list[str]:
    code = "import sys, pathlib, tests.system.faults as f; f.run(pathlib.Path(sys.argv[1]), sys.argv[2])"
    return [sys.executable, "-c", code, str(root), step]


_LOG = "strace.log"


def _watched(root: Path, step: str, *options: str) -> tuple[subprocess.CompletedProcess[str], list[str]]:
    """Runs the process under strace; how it ended, and the calls that touched something below `root`."""
    log = root.with_name(_LOG)
    trace = ["strace", "-qq", "-y", "-s", "0", "-o", str(log), "-e", f"trace={','.join(CHANGES)},writev"]
    quiet = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0"}
    command = [*trace, *[word for o in options for word in ("-e", o)], *_command(root, step)]
    done = subprocess.run(command, env=quiet, capture_output=True, text=True, check=False, timeout=120)
    lines = log.read_text("utf-8", "replace").splitlines()
    log.unlink()
    return done, lines


def faults(root: Path, step: str) -> list[Fault]:
    """Every fault worth trying in a step: its calls in an undisturbed run below `root`, by each error.

    Those of the opening are tried in the first step only.
    """
    prepare(root, step)
    done, lines = _watched(root, step)
    if done.returncode or done.stdout.splitlines() != ["opened", "done a", "done b"]:
        raise RuntimeError(f"{step} fails undisturbed: {done.stdout} {done.stderr[-500:]}")
    seen: Counter[str] = Counter()
    found, begun = [], step == next(iter(STEPS))
    for line in lines:
        call = _LINE.match(line)
        if call is None:
            continue
        seen[call[1]] += 1
        begun |= call[1] == "writev"
        opens = call[1] == "openat" and not re.search("O_WRONLY|O_RDWR|O_CREAT", call[2])
        if str(root) in call[2] and begun and not opens:
            errors = [error for error, calls in ERRORS.items() if call[1] in calls]
            found += [Fault(step, call[1], seen[call[1]], error) for error in errors]
    return found


def judge(root: Path, fault: Fault) -> list[str]:
    """What is wrong after one fault, in words; an empty list is well. Makes and uses the folder `root`."""
    prepare(root, fault.step)
    done, lines = _watched(root, fault.step, fault.inject)
    if not any("(INJECTED)" in line and str(root) in line for line in lines):
        return [MISSED]
    said = done.stdout.splitlines()
    if done.returncode:
        return [f"ended with {done.returncode}: {(done.stderr.splitlines() or ['-'])[-1]}"]
    acknowledged = {line.split()[1] for line in said if line.startswith("done")}
    wrong = [] if len(acknowledged) == 2 or "refused" in done.stdout else ["it said nothing"]
    try:
        vault = _opened(root, acknowledged if fault.step == "passphrase" else set(), fault)
    except _Wrong as e:
        return [*wrong, str(e)]
    except CasebookError as e:
        return [*wrong, f"does not open: {e.message.text.name}"]
    try:
        settle(vault, FileOutbox())
        wrong += _inside(vault, fault.step, acknowledged)
    finally:
        vault.close()
    wrong += _exports(root, acknowledged if fault.step in ("export", "control") else set())
    wrong += _created(root, acknowledged) if fault.step == "create" else []
    wrong += _backups(root, acknowledged) if fault.step == "backup" else []
    wrong += _restored(root, acknowledged) if fault.step == "restore" else []
    odd = {p.name for p in (root / "vault").iterdir()} - _MADE
    return [*wrong, *[f"{name} lies in the vault" for name in odd if not name.endswith(".new")]]


class _Wrong(AssertionError):
    """Says what."""


def _opened(root: Path, changed: set[str], fault: Fault) -> DbVault:
    """Opens with the passphrase that was acknowledged last; no other may open.

    Where the folder closes just when the new key file has its name, nobody can tell which of the two holds:
    then one of them must.
    """
    holds = NEW + max(changed) if changed else OLD
    opening = [p for p in (OLD, NEW + "a", NEW + "b") if _opens(root, p)]
    unsure = fault.call == "openat" and fault.error in ONWARDS and len(changed) < 2
    if len(opening) != 1 or (opening != [holds] and not unsure):
        raise _Wrong(f"{len(opening)} passphrases open the vault, not the one that was acknowledged")
    return open_vault(root / "vault", opening[0], terms=terms(root))


def _opens(root: Path, passphrase: str) -> bool:
    try:
        open_vault(root / "vault", passphrase, read_only=True, terms=terms(root)).close()
    except WrongPassphrase:
        return False
    return True


def _inside(vault: DbVault, step: str, acknowledged: set[str]) -> Iterator[str]:
    yield from (f"a false alarm: {f.kind} {f.differs}" for f in vault.alarms)
    yield from (f"check: {f.kind} {f.differs}" for f in vault.check() if isinstance(f, Finding))
    with vault.read() as reader:
        people = {str(p.rows("names")[0].values["text"]) for p in reader.all("person")}
        drafts = set(reader.drafts())
        names = {s.name for s in reader.staff()}
        states = {r.text("title"): r.text("state") for r in reader.all("release")}
    there = {"save": people, "draft": drafts, "staff": names, "export": set(states)}.get(step, {"a", "b"})
    yield from (f"{name} was acknowledged and is gone" for name in acknowledged - there)
    if "before" not in people:
        yield "what was there before is gone"
    yield from (f"the ledger says {s} of an export" for n, s in states.items() if s == "pending")
    if any(states.get(name) != "done" for name in acknowledged) and step == "export":
        yield "the ledger does not say done"
    with vault.write() as unit:
        unit.set_setting("organisation", "goes on")
        unit.commit()


def _exports(root: Path, acknowledged: set[str]) -> Iterator[str]:
    made = {p.name: p.read_bytes() for p in (root / "out").iterdir()}
    for name, data in made.items():
        wanted = FILES.get(name[5:] if name[1:5] == ".pdf" else "?")
        if data != wanted:
            yield f"{name if wanted else 'a stray file'} lies there by halves"
    yield from (f"{name}.pdf is gone" for name in acknowledged if f"{name}.pdf" not in made)


def _created(root: Path, acknowledged: set[str]) -> Iterator[str]:
    for name in ("a", "b"):
        try:
            vault = open_vault(root / name, OLD, terms=terms(root))
        except NotAVault:
            if name in acknowledged:
                yield "a new vault is gone"
            create(root / name, OLD, recovery=False, terms=terms(root))[0].close()
            continue
        yield from (f"check of a new vault: {f.kind}" for f in vault.check() if isinstance(f, Finding))
        vault.close()


def _backups(root: Path, acknowledged: set[str]) -> Iterator[str]:
    """Each file there is whole; what was acknowledged is there; a part is swept by the next backup."""
    vault = open_vault(root / "vault", OLD, terms=terms(root))
    _backup(vault, root, "next")
    there = {p.name: p for p in (root / "backups").iterdir()}
    yield from (f"{name} lies beside the backups" for name in there if not name.endswith(".ncb"))
    yield from (f"{name}.ncb is gone" for name in acknowledged if f"{name}.ncb" not in there)
    for path in there.values():
        try:
            _driven(vault.rehearse(path, OLD))
        except CasebookError as e:
            yield f"{path.name}: {e.message.text.name}"
    with vault.read() as reader:
        noted = len(backups.known(reader))
    if noted > len(there) or noted < len(acknowledged) + 1:
        yield f"the vault knows of {noted} backups"
    vault.close()


def _restored(root: Path, acknowledged: set[str]) -> Iterator[str]:
    for name in ("a", "b"):
        try:
            vault = open_vault(root / name, OLD, terms=terms(root))
        except NotAVault:
            if name in acknowledged:
                yield "a restored vault is gone"
            _restore(root, name)
            vault = open_vault(root / name, OLD, terms=terms(root))
        yield from _inside(vault, "restored", set())
        vault.close()


def campaign(place: Path, steps: Sequence[str], one_in: int = 1) -> dict[Fault, list[str]]:
    """What is wrong after each fault; of the faults of a step, every `one_in`-th.

    strace counts every call of the process, those of imports too, and an import opens fewer files once
    somebody else has written its byte code. A fault that therefore missed is counted anew.
    """
    require_strace()
    found: dict[Fault, list[str]] = {}
    for step in steps:
        known = faults(place / step, step)
        for number in range(0, len(known), one_in):
            for attempt in range(3):
                wrong = judge(place / f"{step}{number}-{attempt}", known[number])
                if wrong != [MISSED]:
                    break
                known = faults(place / f"{step}{number}-{attempt}-anew", step)
            found[known[number]] = wrong
    return found


def main(one_in: int, steps: Sequence[str]) -> int:
    """Runs the campaign and its control and prints their figures."""
    failed = False
    for step in steps:
        with tempfile.TemporaryDirectory() as folder:
            found = campaign(Path(folder), [step], one_in)
        wrong = {fault: words for fault, words in found.items() if words}
        failed |= bool(wrong) != (step == "control")
        _say(f"{step}: {len(found)} faults, {len(wrong)} with something wrong")
        for fault, words in wrong.items():
            _say(f"    {fault.call} {fault.nth} {fault.error}: {'; '.join(words)}")
    return 1 if failed else 0


if __name__ == "__main__":
    given = sys.argv[1:]
    sys.exit(main(int(given[0]) if given else 1, given[1:] or list(STEPS)))
