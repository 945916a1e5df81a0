"""The real program in a process of its own, with a cheap key derivation."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from db.crypto import Cost, Limits
from db.opening import open_vault
from db.vault import DbVault, Terms
from tests.stories import FixedClock

ROOT = Path(__file__).resolve().parents[2]
CHEAP = Terms(clock=FixedClock(), cost=Cost(m=8 * 1024, t=1), limits=Limits(m_min=8 * 1024))
PASSPHRASE = "correct horse 배터리 staple"

_MAIN = """
import sys
sys.argv[0] = "casebook"
import main
from tests.system.program import CHEAP
from ui.commands.ending import hide_values, speak_utf8
cheap = main.Vaults(CHEAP)
main.Vaults = lambda: cheap
if __name__ == "__main__":
    hide_values()
    speak_utf8()
    sys.exit(main.main())
"""


@dataclass(frozen=True)
class Done:
    """How a process ended, and what it said."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """What stands on stderr."""
        return self.err.splitlines()


@dataclass(frozen=True)
class Program:
    """Runs command lines, from a folder, with a passphrase file after the words unless told otherwise."""

    folder: Path
    before: tuple[str, ...] = ()
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def vault(self) -> Path:
        """Where the vault of a test lies."""
        return self.folder / "vault"

    @property
    def key(self) -> tuple[str, ...]:
        """The option that gives the passphrase."""
        return "--passphrase-file", str(self.folder / "passphrase")

    def __call__(
        self, *words: str | bytes, bare: bool = False, more: Mapping[str, str] | None = None
    ) -> Done:
        """Run `casebook words`; `more` goes into the environment."""
        command = [*self.before, sys.executable, "-c", _MAIN, *words, *(() if bare else self.key)]
        done = subprocess.run(
            command,
            cwd=self.folder,
            env={**os.environ, **self.environment, **(more or {}), "PYTHONPATH": self.path()},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
        return Done(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))

    @staticmethod
    def path() -> str:
        """Where Python finds the program, and the hook that forbids the network."""
        return os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])

    def open(self) -> DbVault:
        """The vault, open in this process."""
        return open_vault(self.vault, PASSPHRASE, terms=CHEAP)
