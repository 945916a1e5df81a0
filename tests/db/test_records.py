"""Records in a real vault: they come back as they went, with versions, digests, journal and drafts."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from uuid import uuid4

import pytest
import sqlalchemy as sa

from app.canonical import encode_values
from app.errors import Conflict, DiskTrouble, NotFound
from app.fields import Field, FieldType
from app.messages import Msg
from app.ports import Change
from app.records import ALL, TYPES, Record, new, row
from app.values import Text, Translation, uncertain
from app.vocabularies import seed
from db import tables
from db.digest import record_digest
from db.vault import DbVault
from tests.db import samples
from tests.db.conftest import reopened


def save(vault: DbVault, *records: Record) -> list[Record]:
    """Saves records in one unit of work."""
    with vault.write() as unit:
        saved = [unit.save(r) for r in records]
        unit.commit()
    return saved


def person(name: str = "리영희") -> Record:
    """A person of one name."""
    return new("person", names=(row(text=name),))


def test_every_field_of_every_type_comes_back(vault: DbVault, folder: Path) -> None:
    of = samples.ids()
    saved = save(vault, *(samples.full(t, of) for t in ALL))
    vault.close()
    again = reopened(folder)
    with again.read() as reader:
        for record in saved:
            assert reader.get(record.type, record.id) == record
            assert record.values == samples_sorted(record)
            assert (record.version, record.number) == (1, 1)
            assert record.created_by == record.changed_by == again.staff.id
    again.close()


def samples_sorted(record: Record) -> dict[str, object]:
    """The values without any of those a declaration does not name."""
    keys = [f.key for f in TYPES[record.type].fields if f.key in record.values]
    return {key: record.values[key] for key in keys}


def test_an_update_replaces_what_lies_beside(vault: DbVault) -> None:
    of = samples.ids()
    saved = save(vault, *(samples.full(t, of) for t in ALL))
    for before in saved:
        if TYPES[before.type].append_only:
            continue
        (fewer,) = save(vault, replace(before, values={}))
        with vault.read() as reader:
            assert reader.get(before.type, before.id) == fewer
        assert (fewer.version, dict(fewer.values)) == (2, {})
        (more,) = save(vault, replace(fewer, values=before.values))
        with vault.read() as reader:
            assert reader.get(before.type, before.id).values == before.values
        assert more.digest not in (before.digest, fewer.digest)


def test_nothing_lies_beside_an_emptied_record(vault: DbVault) -> None:
    of = samples.ids()
    for record in save(vault, *(samples.full(t, of) for t in ALL)):
        if not TYPES[record.type].append_only:
            save(vault, replace(record, values={}))
    with vault.read() as reader:
        owners = sa.select(tables.long_text.c.owner).union(sa.select(tables.translation.c.owner))
        left = set(reader.connection.execute(owners).scalars())
        appended = {of[t.key] for t in ALL if t.append_only}
        assert left <= appended
        for (key, _), table in tables.ROWS.items():
            owned = reader.connection.execute(sa.select(table.c.owner)).scalars().all()
            assert owned == [] or TYPES[key].append_only


def test_without_commit_nothing_stays(vault: DbVault) -> None:
    one = person()
    with vault.write() as unit:
        unit.save(one)
    with vault.read() as reader:
        assert reader.many("person", [one.id]) == {}
        with pytest.raises(NotFound):
            reader.get("person", one.id)


def test_an_old_version_is_a_conflict(vault: DbVault) -> None:
    (first,) = save(vault, person())
    (second,) = save(vault, first.with_values(sex="female"))
    for stale in (first.with_values(sex="male"), replace(first, version=0), replace(second, version=7)):
        with vault.write() as unit, pytest.raises(Conflict):
            unit.save(stale)
    for action in ("delete", "restore"):
        with vault.write() as unit, pytest.raises(Conflict):
            getattr(unit, action)(first)
    with vault.read() as reader:
        assert reader.get("person", first.id) == second


def test_a_save_that_changes_nothing_is_none(vault: DbVault) -> None:
    (first,) = save(vault, person())
    assert save(vault, first) == [first]
    with vault.read() as reader:
        assert len(reader.history(first.id)) == 1


def test_a_record_that_is_only_added_is_never_changed(vault: DbVault) -> None:
    of = samples.ids()
    save(vault, *(samples.full(t, of) for t in ALL))
    with vault.write() as unit:
        consent = unit.get("consent", of["consent"])
        with pytest.raises(ValueError, match="never changed"):
            unit.save(consent.with_values(contact="other"))


def test_a_deleted_record_is_in_no_list_and_comes_back(vault: DbVault) -> None:
    (first,) = save(vault, person())
    with vault.write() as unit:
        gone = unit.delete(first)
        assert unit.delete(gone) == gone
        unit.commit()
    with vault.read() as reader:
        assert reader.get("person", first.id) == gone
        assert list(reader.all("person")) == []
        assert [e.action for e in reader.history(first.id)] == ["delete", "create"]
    with vault.write() as unit:
        back = unit.restore(gone)
        unit.commit()
    with vault.read() as reader:
        assert list(reader.all("person")) == [back]
        assert back.deleted_at is None


def test_history_says_what_was_and_is(vault: DbVault) -> None:
    (first,) = save(vault, person("리영희"))
    (second,) = save(vault, first.with_values(sex="female", names=None))
    with vault.read() as reader:
        newest, oldest = reader.history(first.id)
        assert reader.last_entry() == newest
    before = encode_values(first.values)
    assert (newest.action, newest.version, newest.actor) == ("update", second.version, vault.staff.id)
    assert newest.changes == (Change("names", before["names"], None), Change("sex", None, "female"))
    assert oldest.changes == (Change("names", None, before["names"]),)


def test_what_happened_without_a_change_is_logged(vault: DbVault) -> None:
    (first,) = save(vault, person())
    with vault.write() as unit:
        unit.log("opened", first)
        unit.log("export", detail={"file": "brief", "count": 3})
        unit.commit()
    with vault.read() as reader:
        last = reader.last_entry()
        assert last is not None
        assert (last.action, last.detail, last.record_id) == ("export", {"file": "brief", "count": 3}, None)
        assert reader.history(first.id)[0].action == "opened"


def test_settings_are_kept_and_journaled(vault: DbVault) -> None:
    with vault.write() as unit:
        assert unit.setting("organisation") == ""
        unit.set_setting("organisation", "Office")
        unit.set_setting("organisation", "Office")
        unit.set_setting("organisation", "Bureau")
        unit.set_setting("organisation", "")
        unit.commit()
    with vault.read() as reader:
        assert reader.setting("organisation") == ""
        last = reader.last_entry()
        assert last is not None
        assert last.changes == (Change("organisation", "Bureau", None),)


def test_drafts_outlive_the_vault(vault: DbVault, folder: Path) -> None:
    of = samples.ids()
    case = samples.full(TYPES["case"], of).with_values(
        exit=uncertain("2023-10~", "autumn"),
        arrest_date=uncertain("2023"),
        status_as_of=None,
        family_learned=None,
    )
    with vault.write() as unit:
        unit.keep_draft("case/new", case)
        unit.keep_draft("case/new", case.with_values(note=Text("later")))
        unit.keep_draft("gone", case)
        unit.drop_draft("gone")
        unit.commit()
    vault.close()
    again = reopened(folder)
    with again.read() as reader:
        assert reader.drafts() == {"case/new": case.with_values(note=Text("later"))}
        assert reader.last_entry() is not None
        assert reader.history(case.id) == []
    again.close()


def test_staff_and_terms(vault: DbVault) -> None:
    with vault.read() as reader:
        assert reader.staff() == (vault.staff,)
        assert set(reader.terms()) == set(seed())


def test_records_that_name_each_other_are_saved_in_any_order(vault: DbVault) -> None:
    one, other = uuid4(), uuid4()
    save(
        vault,
        new("place", id=one, name=Text("Dandong"), pair=other),
        new("place", id=other, name=Text("Sinuiju"), pair=one),
    )
    with vault.read() as reader:
        assert [reader.get("place", place).ref("pair") for place in (one, other)] == [other, one]


def test_a_reference_to_nothing_is_not_kept(vault: DbVault) -> None:
    with vault.write() as unit:
        unit.save(new("place", name=Text("Dandong"), pair=uuid4()))
        with pytest.raises(sa.exc.IntegrityError):
            unit.commit()
    with vault.read() as reader:
        assert list(reader.all("place")) == []


def test_parts_of_a_record_come_by_position(vault: DbVault) -> None:
    of = samples.ids()
    case = new("case", id=of["case"], code="C1")
    steps = [new("step", case=case.id, kind="arrest", position=n) for n in (3, 1, 2)]
    last = new("step", case=case.id, kind="exit")
    save(vault, case, last, *steps)
    with vault.read() as reader:
        found = reader.where("step", "case", [case.id, case.id])
        assert [s.number_of("position") for s in found] == [1, 2, 3, None]
        assert reader.where("step", "case", []) == []
        assert [s.text("kind") for s in reader.where("step", "kind", ["exit"])] == ["exit"]
        found_by_code = reader.by_text("case", "code", "C1")
        assert found_by_code is not None
        assert found_by_code.id == case.id
        assert reader.by_text("case", "code", "c1") is None


def test_many_records_are_read_in_pages(vault: DbVault) -> None:
    people = save(vault, *(person(f"n{i}") for i in range(1203)))
    with vault.read() as reader:
        assert [p.number for p in reader.all("person")] == list(range(1, 1204))
        assert len(reader.many("person", [p.id for p in people])) == 1203


def test_difficult_texts_come_back_as_entered(vault: DbVault) -> None:
    texts = [
        '<img src="/etc/hostname">',
        "=cmd|'/C calc'!A0",
        "김\u200b철수",
        "e" + "\u0301" * 1000,
        "\u202egnp.exe",
        "'; DROP TABLE rec_case; --",
        '" OR NEAR(',
        "𠀀 𝒜 👨‍👩‍👧",
        "\x01\x1f\ufffe",
        " leading and trailing ",
    ]
    saved = save(vault, *(new("person", names=(row(text=t),), occupation=Text(t)) for t in texts))
    with vault.read() as reader:
        for record, text in zip(saved, texts, strict=True):
            assert reader.get("person", record.id).phrase("occupation").text == text
            reader.find(text, ["person"])


def test_a_narrative_of_400_000_words(vault: DbVault) -> None:
    words = " ".join(f"word{i % 977} 단둥{i % 31}" for i in range(200_000)) + " 마지막낱말"
    (case,) = save(vault, new("case", code="C1", narrative=Text(words, "ko")))
    with vault.read() as reader:
        assert reader.get("case", case.id).phrase("narrative").text == words
        assert [r.id for r in reader.find("지막낱", ["case"])] == [case.id]
        assert reader.page("case", [case.number])[0].phrase("narrative").text == ""


def _own(vault: DbVault, key: str, kind: FieldType, **more: object) -> None:
    columns = {"help": "", "vocabulary": "", "of": "", "searched": True, "retired": False, "position": 1}
    with vault.write() as unit:
        unit.connection.execute(
            tables.own_field.insert().values(
                record_type="case",
                key=key,
                type=kind.value,
                label=key,
                identifies="none",
                leaves="never",
                **(columns | more),
            )
        )
        unit.commit()


def test_fields_that_staff_added_behave_alike(vault: DbVault) -> None:
    _own(vault, "church", FieldType.PHRASE)
    _own(vault, "seen", FieldType.DATE)
    one = new(
        "case", code="A", church=Text("은혜", "ko", (Translation("en", "Grace"),)), seen=uncertain("2020")
    )
    (saved,) = save(vault, one)
    with vault.read() as reader:
        assert [(f.key, f.own) for f in reader.own_fields("case")] == [("church", True), ("seen", True)]
        assert reader.own_fields("event") == ()
        assert reader.get("case", saved.id) == saved
        assert [r.id for r in reader.find("은혜", ["case"])] == [saved.id]
    save(vault, saved.with_values(church=None))
    with vault.read() as reader:
        assert "church" not in reader.get("case", saved.id).values
        assert reader.find("은혜", ["case"]) == []


def test_a_value_of_no_declared_field_is_a_bug(vault: DbVault) -> None:
    with vault.write() as unit, pytest.raises(KeyError):
        unit.save(new("case", code="A", unheard_of="x"))


def test_two_fields_cannot_share_a_column() -> None:
    twice = Field("names", FieldType.TEXT, "x")
    with pytest.raises(ValueError, match="one column"):
        tables._unique([*tables.columns_of(twice), *tables.columns_of(twice)])


def test_the_last_word_on_a_version_is_the_database(vault: DbVault) -> None:
    (first,) = save(vault, person())
    with vault.write() as unit, pytest.raises(Conflict):
        unit._store.update(replace(first, version=3), ["names"], 2)


def test_terms_are_known_by_their_codes(vault: DbVault) -> None:
    with vault.read() as reader:
        assert reader.knows_term("sex", "female")
        assert not reader.knows_term("sex", "no such code")
        assert not reader.knows_term("no such vocabulary", "female")


def test_an_own_field_may_point_to_a_record(vault: DbVault) -> None:
    _own(vault, "guide", FieldType.RECORD, of="person")
    (guide,) = save(vault, person())
    (saved,) = save(vault, new("case", code="A", guide=guide.id))
    with vault.read() as reader:
        assert reader.get("case", saved.id).ref("guide") == guide.id


def test_a_time_without_a_zone_is_refused(vault: DbVault) -> None:
    naive = sa.update(tables.RECORDS["case"]).values(deleted_at=datetime(2026, 1, 1))  # noqa: DTZ001
    with vault.write() as unit, pytest.raises(sa.exc.StatementError):
        unit.connection.execute(naive)


def test_a_full_disk_keeps_the_last_saved_state(vault: DbVault) -> None:
    (first,) = save(vault, person())
    with vault.write() as unit:
        pages = unit.connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        unit.connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(DiskTrouble) as e:
            unit.save(new("case", code="A", narrative=Text("x" * 500_000)))
    assert e.value.message.text is Msg.DISK_FULL
    with vault.write() as unit:
        unit.connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
        assert [*unit.all("case")] == []
        assert [*unit.all("person")] == [first]
        unit.save(new("case", code="A", narrative=Text("x" * 500_000)))
        unit.commit()


def test_a_draft_of_a_record_has_no_digest_until_it_is_saved(vault: DbVault) -> None:
    draft = person()
    (saved,) = save(vault, draft)
    key = vault._inside.secrets.digest_key
    assert record_digest(key, saved) == saved.digest
    assert record_digest(key, draft) != saved.digest
    assert record_digest(bytes(32), saved) != saved.digest
