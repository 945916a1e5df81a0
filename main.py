"""Casebook: reads the arguments, builds the object graph, opens the window or runs one command."""

from __future__ import annotations

import argparse
import multiprocessing
import sys
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.backups import Restored, Step
    from app.foreign import ForeignTable
    from app.keys import SlotKind
    from app.ports import Vault
    from app.records.record import Record
    from db.vault import Terms
    from ui.commands.rooms import Rooms
    from ui.frame.ways import Ways
    from ui.start.opener import Tell

VERSION = "0.1.0"


class Vaults:
    """The vaults of this computer, for the commands and for the start page of the window.

    `terms` are the clock and the cost of the key derivation (tests take less).
    """

    def __init__(self, terms: Terms | None = None) -> None:
        self.terms = terms

    def is_vault(self, folder: Path) -> bool:
        """Whether a vault seems to be in the folder; reads names only."""
        return (folder / "vault.db").exists() and (folder / "vault.keys").exists()

    def make(
        self,
        path: str,
        passphrase: str,
        staff: str,
        *,
        fill: Callable[[Vault], object] | None = None,
    ) -> str:
        """A new vault with the gazetteer, or a sample with what `fill` writes; closed; its recovery key
        ("" for a sample)."""
        from app.services.office import furnish
        from app.steps import finished

        def filling(vault: Vault) -> Generator[Step, None, None]:
            (fill or furnish)(vault)
            yield from ()

        sample = fill is not None
        steps = self.make_filled(Path(path), passphrase, staff, filling, sample=sample, recovery=not sample)
        return finished(steps)

    def make_filled(
        self,
        target: Path,
        passphrase: str,
        staff: str,
        fill: Callable[[Vault], Generator[Step, None, None]],
        *,
        sample: bool,
        recovery: bool,
    ) -> Generator[Step, None, str]:
        """A new vault furnished by `fill` before it has its name, closed; its recovery key ("" without)."""
        from db.making import create_filled

        return create_filled(
            target, passphrase, staff=staff, fill=fill, sample=sample, recovery=recovery, terms=self.terms
        )

    def create(self, folder: Path, staff: str, passphrase: str) -> str:
        """A new vault, closed again; returns its recovery key."""
        return self.make(str(folder), passphrase, staff)

    def open(self, folder: Path | str, passphrase: str) -> Vault:
        """An open vault, with releases that a crash left pending settled."""
        from db.opening import open_vault

        return self._settled(open_vault(Path(folder), passphrase, terms=self.terms))

    def open_to_look(self, folder: Path, passphrase: str) -> Vault:
        """The same, but for reading only where its place takes nothing, as a stick with its slide pushed."""
        from db.opening import open_vault

        return self._looked_into(open_vault, folder, passphrase)

    def open_with_recovery(self, folder: Path, key: str) -> Vault:
        """A vault opened by its printed recovery key, as `open_to_look` does."""
        from db.opening import open_with_recovery

        return self._looked_into(open_with_recovery, folder, key)

    def open_with_shares(self, folder: Path, first: str, second: str) -> Vault:
        """A vault opened by two of its printed shares, as `open_to_look` does."""
        from db.opening import open_with_shares

        return self._looked_into(open_with_shares, folder, first, second)

    def ways(self, folder: Path) -> frozenset[SlotKind]:
        """What may open the vault in the folder."""
        from db.opening import ways

        return ways(folder)

    def open_with_pin(self, folder: Path, pin: str) -> Vault:
        """A vault opened by a PIN and what the system's keyring holds, as `open_to_look` does."""
        from db.opening import open_with_pin

        return self._looked_into(open_with_pin, folder, pin)

    def _looked_into(self, way: Callable[..., Vault], folder: Path, *typed: str) -> Vault:
        from app.errors import DiskTrouble
        from app.messages import Msg

        try:
            return self._settled(way(folder, *typed, terms=self.terms))
        except DiskTrouble as trouble:
            if trouble.message.text is not Msg.DISK_READ_ONLY:
                raise
        return way(folder, *typed, read_only=True, terms=self.terms)

    @staticmethod
    def _settled(vault: Vault) -> Vault:
        from app.errors import AlteredRecord, DiskTrouble
        from app.services.checking import distrust
        from app.services.releases import settle
        from reports.outbox import FileOutbox

        if not vault.alarms:
            distrust(vault)
        if vault.alarms:
            return vault
        with suppress(DiskTrouble, AlteredRecord):  # neither may keep anybody from reading
            settle(vault, FileOutbox())
        return vault

    def inspect(self, path: str, passphrase: str) -> Vault:
        """An open vault that writes nothing."""
        from db.opening import open_vault

        return open_vault(Path(path), passphrase, read_only=True, terms=self.terms)

    def restore(
        self, path: Path, typed: str, target: Path, passphrase: str
    ) -> Generator[Step, None, Restored]:
        """A new vault out of a backup, closed."""
        from db.making import restore_backup

        return restore_backup(path, typed, target, passphrase, terms=self.terms)

    def remove_sample(self, folder: Path, passphrase: str) -> None:
        """A sample vault, taken off the disk."""
        from db.sample import remove_sample

        remove_sample(folder, passphrase, terms=self.terms)

    def make_sample(self, folder: Path, passphrase: str, tell: Tell) -> None:
        """A vault that holds the sample, closed again."""
        from app.services.sample import fill

        records = list(sample_records())
        self.make(str(folder), passphrase, "Staff 1", fill=lambda vault: fill(vault, records, tell))


def sample_records() -> Iterable[Record]:
    """Public events and invented people."""
    from app.sample import sample_records as made

    return made()


def read_table(data: bytes) -> ForeignTable:
    """The table in a CSV file, read in the child."""
    from app.child import run as in_child
    from db.intake.csv_reader import read_csv

    return in_child(read_csv, data)


def rooms(vaults: Vaults | None = None) -> Rooms:
    """What the commands work with."""
    from app.clock import SystemClock
    from reports.outbox import FileOutbox
    from reports.renderer import ChildRenderer
    from ui.commands.rooms import Rooms

    return Rooms(vaults or Vaults(), ChildRenderer(), FileOutbox(), SystemClock(), sample_records, read_table)


def ways() -> Ways:
    """What the pages of the window let documents out and tables in by."""
    from reports.outbox import FileOutbox
    from reports.previewer import ChildPreviewer
    from reports.renderer import ChildRenderer
    from ui.frame.ways import Ways

    return Ways(ChildRenderer(), FileOutbox(), read_table, ChildPreviewer(), make_vault=Vaults().make_filled)


def window(words: Sequence[str]) -> int:
    """The window, or its pages painted without a screen (`--smoke`)."""
    from ui.commands import COMMANDS
    from ui.process import AGAIN, supervise

    parser = argparse.ArgumentParser(
        prog="casebook",
        usage="casebook [VAULT] | casebook COMMAND ... | casebook --smoke [VAULT] ...",
        description=f"Opens the window. Commands: {', '.join(COMMANDS)}.",
        allow_abbrev=False,
    )
    parser.add_argument("vault", metavar="VAULT", nargs="?", type=Path)
    parser.add_argument("--passphrase-file", metavar="F", help="for --smoke with a vault")
    parser.add_argument("--smoke", action="store_true", help="paint every page without a screen")
    parser.add_argument("--language", choices=["en", "ko"], default="")
    parser.add_argument("--dark", action="store_true", help="with --smoke: the dark palette")
    parser.add_argument(
        "--pictures", metavar="FOLDER", type=Path, help="with --smoke: a picture of each page"
    )
    parser.add_argument("--json", action="store_true", help="with --smoke: the accessibility tree as JSON")
    parser.add_argument("--version", action="version", version=f"Casebook {VERSION}")
    parser.add_argument("--window", action="store_true", help=argparse.SUPPRESS)
    for status, word in AGAIN.items():
        parser.add_argument(word, dest="again", action="store_const", const=status, help=argparse.SUPPRESS)
    args = parser.parse_args(list(words))
    if args.smoke:
        return smoke(args)
    if args.window:
        from ui.application import run_window

        return run_window(
            Vaults(),
            args.vault,
            again=args.again or 0,
            language=args.language,
            version=VERSION,
            ways=ways(),
        )
    return supervise(Path(__file__).resolve(), words)


def smoke(args: argparse.Namespace) -> int:
    """Every page of the real window, painted offscreen."""
    from ui.commands.passphrase import asked
    from ui.smoke import Options, run

    options = Options(
        language=args.language or "en", dark=args.dark, pictures=args.pictures, as_json=args.json
    )
    vault, passphrase = args.vault, asked(args) if args.vault else ""
    opener = (lambda: Vaults().inspect(vault, passphrase)) if vault else None
    return run(Vaults(), options, sys.stdout, opener, VERSION, ways())


def main(words: Sequence[str] | None = None) -> int:
    """Carry out a command line; returns the exit status."""
    multiprocessing.freeze_support()
    from app.hardening import harden
    from ui.commands import COMMANDS, run
    from ui.commands.ending import ended

    if words is None:
        harden()
        words, sys.argv[1:] = sys.argv[1:], []  # a child is told the arguments, and must not know the vault
    words = list(words)
    if words and words[0] in COMMANDS:
        return run(words, rooms())
    return ended(lambda: window(words))


if __name__ == "__main__":
    from ui.commands.ending import hide_values, speak_utf8

    hide_values()
    speak_utf8()
    sys.exit(main())
