"""What the printed sheets of a vault say: values of the window or a command, without a case in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from app.keys import NEEDED, SHARES


@dataclass(frozen=True)
class RecoverySheet:
    """The sheet of a recovery key: groups parted by hyphens, the last one the check group.

    `number` counts the sheets of this vault from 1, `replaces` is the sheet it takes the place of (0: none).
    It names no organisation, vault, place or person.
    """

    language: str
    key: str = field(repr=False)
    printed: date
    number: int = 1
    replaces: int = 0


@dataclass(frozen=True)
class ShareSheet:
    """The sheet of one share (`app.keys.KeyShare`): groups parted by hyphens, the last one the check group.

    `number` is that of the share (1 to `total`), `needed` of them open the vault, `set_id` tells shares of
    one making from those of another.
    """

    language: str
    share: str = field(repr=False)
    number: int
    set_id: str
    printed: date
    needed: int = NEEDED
    total: int = SHARES
