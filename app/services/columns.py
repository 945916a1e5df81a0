"""The columns of a table of records as each member of staff chose them: kept in the vault, under the key."""

from __future__ import annotations

from typing import Any

from app.canonical import Json, dumps, loads
from app.ports import Vault

SETTING = "columns."
"""Before the id of the member of staff, and before that the type where it is not the case: canonical JSON, a
list of column and width."""
WIDEST = 4000

Chosen = tuple[tuple[str, int], ...]
"""Columns in their order, each with its width in pixels at 100 per cent (0: the usual one)."""


def _setting(vault: Vault, record_type: str) -> str:
    return SETTING + ("" if record_type == "case" else f"{record_type}.") + vault.staff.id.hex


def chosen_columns(vault: Vault, record_type: str = "case") -> Chosen:
    """What whoever works now chose for records of a type; () where nothing was chosen yet."""
    with vault.read() as reader:
        kept = reader.setting(_setting(vault, record_type))
    items: Any = loads(kept) if kept else []
    return tuple((str(key), max(0, min(WIDEST, int(width)))) for key, width in items)


def keep_columns(vault: Vault, chosen: Chosen, record_type: str = "case") -> None:
    """Remember a choice; () goes back to the usual columns."""
    items: list[Json] = [[key, width] for key, width in chosen]
    with vault.write() as work:
        work.set_setting(_setting(vault, record_type), dumps(items) if items else "")
        work.commit()
