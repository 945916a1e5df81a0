"""The person at the keys says once more who they are, before something that gives everything out."""

from __future__ import annotations

from app.errors import WrongPassphrase
from app.messages import Msg
from app.ports import Vault


def prove(vault: Vault, passphrase: str) -> None:
    """Take the passphrase of whoever works here, and of nobody else; nothing changes.

    Raises WrongPassphrase. It takes about a second.
    """
    if vault.keys.whose(passphrase).id != vault.staff.id:
        raise WrongPassphrase(Msg.WRONG_PASSPHRASE)
