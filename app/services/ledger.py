"""Whether the list of releases is whole: the gate that a restored vault passes before it releases counts."""

from __future__ import annotations

from app.errors import Invalid, Refused
from app.messages import Msg
from app.ports import Reader, Vault
from app.settings import LEDGER_INCOMPLETE
from app.values import clean


def incomplete(reader: Reader) -> str:
    """Why releases may be missing from the ledger, "" where none can be."""
    return reader.setting(LEDGER_INCOMPLETE)


def refuse_incomplete_ledger(reader: Reader) -> None:
    """The gate of every anonymised release: a difference to one that is missing could tell of somebody.

    Raises Refused.
    """
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
        reason = work.setting(LEDGER_INCOMPLETE)
        if reason:
            work.set_setting(LEDGER_INCOMPLETE, "")
            work.log("ledger", detail={"reason": reason, "signed": vault.staff.name, "statement": words})
            work.commit()
