"""Every text of the list of naughty strings is kept as it was entered and may be searched for."""

from __future__ import annotations

import unicodedata

from app.errors import Invalid
from app.ports import Finding, ListQuery
from app.records import Record, new, row
from app.services.saving import save_in
from app.values import Text
from db.vault import DbVault
from tests.naughty import strings


def _person(text: str) -> Record:
    return new("person", names=(row(text=text),), occupation=Text(text), note=Text(text))


def test_every_naughty_string_is_kept_and_searched_for(vault: DbVault) -> None:
    kept: dict[str, Record] = {}
    refused: list[str] = []
    with vault.write() as unit:
        for text in strings():
            try:
                kept[text] = save_in(unit, _person(text)).record
            except Invalid:
                refused.append(text)
        unit.commit()
    assert [text for text in refused if text.strip()] == []
    assert len(kept) > 480
    with vault.read() as reader:
        for text, record in kept.items():
            found = reader.get("person", record.id)
            plain = unicodedata.normalize("NFC", text)
            assert found.phrase("note") == Text(plain)
            assert found.rows("names")[0].values["text"] == plain
            reader.find(text, ["person"])
            reader.numbers(ListQuery("person", text=text))
    assert [f for f in vault.check() if isinstance(f, Finding)] == []
