"""Taking a sample vault off the disk: nothing in it is anybody's, and it can be made again."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from app.errors import Refused
from app.messages import Msg
from db import folder
from db.opening import open_vault
from db.vault import Terms


def remove_sample(target: Path, passphrase: str, *, terms: Terms | None = None) -> None:
    """Remove the files of a sample vault, and its folder where nothing else lies in it.

    Only what opens and says itself that it is a sample goes. Raises Refused for any other vault, and as
    `open_vault`; DiskTrouble where the disk refuses.
    """
    vault = open_vault(target, passphrase, terms=terms)
    sample = vault.sample
    vault.close()
    if not sample:
        raise Refused(Msg.NOT_A_SAMPLE)
    layout = folder.Layout(target)
    folder.clear(layout)
    with suppress(OSError):  # somebody put something of their own into it
        target.rmdir()
