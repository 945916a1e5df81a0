"""A picture of an event as a release: claims, places and dates, nobody of our own files."""

from __future__ import annotations

from collections.abc import Iterable

from app.canonical import Json, dumps
from app.clock import Clock
from app.ports import Outbox, Rendered, Vault
from app.protection import NameSearch, refuse_names
from app.records.record import Record, new
from app.services.bearers import bearers
from app.services.ledger import refuse_incomplete_ledger
from app.services.releases import day_of_export, refuse_codes, release
from app.values import uncertain

KIND = "picture"
"""The kind of release of what claims say, drawn."""


def let_picture_out(
    vault: Vault,
    clock: Clock,
    outbox: Outbox,
    event: Record,
    drawn: Iterable[Record],
    rendered: Rendered,
    path: str,
    *,
    title: str,
    language: str,
) -> Record:
    """Look a picture through, enter it in the ledger and put it in place.

    `drawn` are the records it shows. Raises Refused while releases may be missing from the ledger, and where
    any text of it holds a name of the vault (no consent reaches a picture) or the code of a case; then
    nothing is written.
    """
    look_through_picture(vault, rendered)
    with vault.read() as reader:
        refuse_incomplete_ledger(reader)
        today = day_of_export(reader, clock)
    records = sorted({r.id: r for r in (event, *drawn)}.values(), key=lambda r: (r.type, r.id.hex))
    manifest: dict[str, Json] = {"records": [[r.type, r.id.hex, r.digest] for r in records]}
    entry = new(
        "release",
        title=title,
        kind=KIND,
        audience="public",
        language=language,
        printed_date=uncertain(today.isoformat()),
        events=(event.id,),
        manifest=dumps(manifest),
        state="pending",
    )
    return release(vault, outbox, entry, rendered, path, replace=True)


def look_through_picture(vault: Vault, rendered: Rendered) -> None:
    """Refuse a picture for any name of the vault, or a case code, in its texts."""
    with vault.read() as reader:
        refuse_names(rendered.texts, NameSearch(bearers(reader)), lambda _person: (False, ""))
        refuse_codes(reader, rendered.texts)
