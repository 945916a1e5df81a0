"""A record that was changed past the program is neither shown nor exported nor saved over."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest

from app.errors import AlteredRecord
from app.ports import ListQuery
from app.records import ALL
from app.services.histories import history
from db import authentic
from db.reader import DbReader
from db.vault import DbVault
from tests.db import samples
from tests.db.conftest import reopened
from tests.db.test_check import with_key

IDS = samples.ids()
EDITS = [
    "UPDATE rec_case SET status = 'released'",
    "UPDATE rec_case SET version = 9",
    "UPDATE long_text SET text = 'x' WHERE field = 'narrative'",
    "UPDATE translation SET machine = 1 WHERE field = 'narrative'",
    "UPDATE rec_case SET digest = 'x'",
    "UPDATE rec_case SET changed_by = created_by, changed_at = '2020-01-01 00:00:00.000000'",
    "DELETE FROM journal WHERE record = '{case}'",
    "UPDATE journal SET mac = hash WHERE record = '{case}'",
    "UPDATE journal SET body = replace(body, 'version', 'reversed') WHERE record = '{case}'",
]
READS: list[Callable[[DbReader, UUID], object]] = [
    lambda reader, case: reader.get("case", case),
    lambda reader, case: reader.many("case", [case]),
    lambda reader, case: list(reader.all("case")),
    lambda reader, case: list(reader.all("case", trash=True)),
    lambda reader, _case: reader.where("case", "person", [IDS["person"]]),
    lambda reader, _case: reader.by_text("case", "code", "K7QM-2XDP"),
]


@pytest.fixture
def filled(vault: DbVault, folder: Path) -> Path:
    """A closed vault with a record of every type."""
    with vault.write() as unit:
        for record_type in ALL:
            unit.save(samples.full(record_type, IDS))
        unit.save(unit.get("case", IDS["case"]).with_values(code="K7QM-2XDP"))
        unit.commit()
    vault.close()
    return folder


@pytest.mark.parametrize("read", READS)
@pytest.mark.parametrize("edit", EDITS[:3])
def test_no_way_of_reading_shows_it(
    filled: Path, edit: str, read: Callable[[DbReader, UUID], object]
) -> None:
    with_key(filled, edit)
    opened = reopened(filled)
    with opened.read() as reader, pytest.raises(AlteredRecord) as caught:
        read(reader, IDS["case"])
    opened.close()
    assert caught.value.record == IDS["case"]
    assert str(caught.value).startswith("Case K7QM-2XDP is not as the history says")


@pytest.mark.parametrize("edit", EDITS)
def test_every_edit_is_noticed_and_told_by_id(filled: Path, edit: str) -> None:
    with_key(filled, edit.format(case=IDS["case"].hex))
    opened = reopened(filled)
    with opened.read() as reader:
        with pytest.raises(AlteredRecord):
            reader.get("case", IDS["case"])
        assert reader.get("person", IDS["person"]).id == IDS["person"]
    opened.close()


def test_it_cannot_be_saved_over_and_its_history_is_still_told(filled: Path) -> None:
    opened = reopened(filled)
    with opened.read() as reader:
        before = reader.get("case", IDS["case"])
    opened.close()
    with_key(filled, EDITS[0])
    opened = reopened(filled)
    with opened.write() as unit:
        for change in (unit.save, unit.delete):
            with pytest.raises(AlteredRecord):
                change(before.with_values(status="deceased"))
    with opened.read() as reader:
        assert [e["action"] for e in history(reader, "K7QM-2XDP")] == ["update", "create"]
    opened.close()


@pytest.mark.parametrize("read", READS)
def test_a_sound_record_is_shown(filled: Path, read: Callable[[DbReader, UUID], object]) -> None:
    opened = reopened(filled)
    with opened.read() as reader:
        assert read(reader, IDS["case"])
    opened.close()


def test_a_list_still_shows_its_line(filled: Path) -> None:
    with_key(filled, EDITS[0])
    opened = reopened(filled)
    with opened.read() as reader:
        rows = reader.page("case", reader.numbers(ListQuery("case")))
        for found in (rows, list(reader.glance.all("case"))):
            assert [c.text("code") for c in found] == ["K7QM-2XDP"]
    opened.close()


def test_without_the_comparison_it_would_be_shown(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Control: what the tests above see is this comparison and nothing else."""
    monkeypatch.setattr(authentic, "vouch", lambda *_: None)
    with_key(filled, EDITS[0])
    opened = reopened(filled)
    with opened.read() as reader:
        assert reader.get("case", IDS["case"]).text("status") == "released"
    opened.close()


def test_an_entry_about_a_record_is_about_it_as_it_stands(filled: Path) -> None:
    """Somebody opened a record, a save followed, and only then the opening was noted."""
    opened = reopened(filled)
    with opened.write() as unit:
        seen = unit.get("case", IDS["case"])
        unit.save(seen.with_values(status="deceased"))
        unit.log("open", seen)
        unit.commit()
    with opened.read() as reader:
        assert reader.get("case", IDS["case"]).text("status") == "deceased"
    opened.close()
    with_key(filled, EDITS[0])
    opened = reopened(filled)
    with opened.write() as unit, pytest.raises(AlteredRecord):
        unit.log("open", seen)
    opened.close()
