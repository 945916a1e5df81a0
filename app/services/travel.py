"""A travel vault: what was packed, as a vault of its own; the vault at home notes that it exists."""

from __future__ import annotations

import io
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID, uuid4

from app.backups import Step
from app.i18n import _
from app.ports import Taken, UnitOfWork, Vault
from app.records.record import Record
from app.settings import LEDGER_INCOMPLETE, TRAVEL
from app.steps import told
from app.travel import CHOSEN, Luggage

"""A setting and an action: the random name by which the vault at home knows this copy."""
SLICE = 20
"""Records between two looks at what else waits: about 50 ms."""


class MakeVault(Protocol):
    """Makes a vault in one step: furnished by `fill` before it has its name, else nothing is left of it."""

    def __call__(
        self,
        target: Path,
        passphrase: str,
        staff: str,
        fill: Callable[[Vault], Generator[Step, None, None]],
        *,
        sample: bool,
        recovery: bool,
    ) -> Generator[Step, None, str]:
        """Returns its recovery key ("" without). Raises NotAVault, Invalid, DiskTrouble."""
        ...


def leave(
    vault: Vault,
    luggage: Luggage,
    target: Path,
    passphrase: str,
    make: MakeVault,
    *,
    recovery: bool = False,
    staff: str = "",
) -> Generator[Step, None, str]:
    """Make the travel vault; returns its recovery key ("" without).

    The vault at home notes first that a copy with these cases exists: should the laptop be lost, it says who
    stands in it. The copy knows the vault at home only by a random name, which says nothing elsewhere.
    Raises as `make`, and DiskTrouble or DamagedVault where the vault at home cannot be written.
    """
    name = uuid4()

    def fill(made: Vault) -> Generator[Step, None, None]:
        files = [r for r in luggage.records if r.type == "evidence" and r.text("sha256")]
        taken = []
        for record in files:
            taken.append((yield from _carried(vault, made, record)))
        with made.write() as work:
            for file in taken:
                work.keep_blob(file)
            yield from _unpacked(work, luggage)
            work.set_setting(TRAVEL, name.hex)
            work.set_setting(LEDGER_INCOMPLETE, TRAVEL)
            work.log(TRAVEL, detail={TRAVEL: name.hex})
            work.commit()
        _noted(vault, luggage, name)

    return make(target, passphrase, staff or vault.staff.name, fill, sample=vault.sample, recovery=recovery)


class _Pieces(io.RawIOBase):
    """Pieces of bytes as a file that is read once."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        super().__init__()
        self._pieces, self._left = pieces, b""

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer as far as the piece at hand reaches; 0 at the end."""
        view = memoryview(buffer).cast("B")
        self._left = self._left or next(self._pieces, b"")
        size = min(len(view), len(self._left))
        view[:size], self._left = self._left[:size], self._left[size:]
        return size


def _carried(home: Vault, made: Vault, record: Record) -> Generator[Step, None, Taken]:
    """A file of evidence, encrypted anew; on the way it is in memory only, piece by piece."""
    size = record.number_of("size") or 0
    source = io.BufferedReader(_Pieces(home.give_out(record.text("sha256"), size)))
    words = _("Packing the evidence")
    return (yield from told(made.take_in(source), lambda done: Step(words, done, size)))


def _noted(vault: Vault, luggage: Luggage, name: UUID) -> None:
    """Home says how many and which: erasure and a lost laptop ask for it."""
    with vault.write() as work:
        detail = {TRAVEL: name.hex}
        for case in work.many(CHOSEN, luggage.case_ids).values():
            work.log(TRAVEL, case, detail)
        work.log(TRAVEL, detail={**detail, "cases": len(luggage.cases), "records": len(luggage.records)})
        work.commit()


def _unpacked(work: UnitOfWork, luggage: Luggage) -> Generator[Step, None, None]:
    for term in luggage.terms:
        work.put_term(term)
    for record_type, declared in luggage.own_fields:
        work.put_own_field(record_type, declared)
    for number, record in enumerate(luggage.records):
        if number % SLICE == 0:
            yield Step(_("Packing the records"), number, len(luggage.records))
        work.save(record)
