"""Whether the list of releases is whole: the gate that a restored vault passes before it releases counts."""

from __future__ import annotations

from app.errors import Invalid, Refused
from app.messages import Msg
from app.ports import Reader, Vault
from app.values import clean

INCOMPLETE = "ledger_incomplete"
"""A setting: why the ledger may lack releases (`restored`, `travel`, `rebuilt`), empty where it is whole."""


def incomplete(reader: Reader) -> str:
    """Why releases may be missing from the ledger, "" where none can be."""
    return reader.setting(INCOMPLETE)


def refuse_incomplete_ledger(reader: Reader) -> None:
    """The gate of every anonymised release (domain/protection.md, last rule). Raises Refused."""
    if incomplete(reader):
        raise Refused(Msg.LEDGER_INCOMPLETE)


def state_complete(vault: Vault, statement: str) -> None:
    """The person at work states that no release is missing: every one was entered, or there was none.

    Journaled under their name with their words. Raises Invalid for an empty statement.
    """
    words = clean(statement).strip()
    if not words:
        raise Invalid(Msg.LEDGER_STATEMENT)
    with vault.write() as work:
        reason = work.setting(INCOMPLETE)
        if reason:
            work.set_setting(INCOMPLETE, "")
            work.log("ledger", detail={"reason": reason, "signed": vault.staff.name, "statement": words})
            work.commit()
