"""What a command that only reads a vault says of one that was put back."""

from __future__ import annotations

import sys

from app.errors import DamagedVault
from app.messages import Msg
from app.ports import Vault


def told(vault: Vault) -> Vault:
    """The vault as given; says on stderr where it was put back or changed from outside."""
    if vault.alarms:
        print(f"casebook: {DamagedVault(Msg.VAULT_SUSPECT)}", file=sys.stderr)
    return vault
