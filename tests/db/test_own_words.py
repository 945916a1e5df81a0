"""Vocabularies and fields of one's own: over the real vault, so that history and search are seen too."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.errors import ImportRefused, Invalid, NotFound
from app.fields import Field, FieldType, Identifies
from app.fieldset import decode, encode
from app.i18n import use
from app.messages import Msg
from app.ports import Condition, Finding, ListQuery
from app.records.record import Record, new, row
from app.services import own_fields, vocabularies
from app.services.bearers import bearers
from app.services.filters import SavedFilter, save_filter, saved
from app.services.grounds import accept, add_rival, address_of, cite, grounds
from app.services.saving import save
from app.steps import finished
from app.values import Text
from app.vocabularies import FIXED, Term, seed
from app.vocabularies import vocabularies as keys
from db.vault import DbVault

BARN = Term("risk_factor", "hid_in_barn", "hid in a barn", "헛간에 숨음")
CHURCH = Field("church", FieldType.PHRASE, "Church", label_ko="교회", searched=True, own=True)


def _case(vault: DbVault, *risks: str, code: str = "7KQM-2XDH") -> tuple[Record, Record]:
    person = new("person", role="victim", names=(row(text="김철수", script="hangul", kind="birth"),))
    case = new("case", person=person.id, code=code, risk_factors=tuple(sorted(risks)))
    saved = save(vault, person, replace(case))
    return saved[0].record, saved[1].record


def test_a_term_is_added_called_otherwise_retired_and_offered_again(vault: DbVault) -> None:
    made = vocabularies.add_term(vault, BARN)
    assert made.position == max(t.position for t in seed() if t.vocabulary == "risk_factor") + 1
    vocabularies.change_term(vault, "risk_factor", "hid_in_barn", en="hid on a farm", zh="躲在农场")
    assert vocabularies.retire_term(vault, "risk_factor", "hid_in_barn").retired
    vocabularies.retire_term(vault, "risk_factor", "hid_in_barn", retired=False)
    with vault.read() as reader:
        found = vocabularies.term_of(reader, "risk_factor", "hid_in_barn")
        last = reader.last_entry()
    assert found == replace(made, en="hid on a farm", zh="躲在农场")
    assert last is not None
    assert (last.action, last.detail["code"]) == ("term", "hid_in_barn")


@pytest.mark.parametrize(
    "wrong",
    [
        Term("risk_factor", "illness", "again", "다시"),
        Term("risk_factor", "Barn", "a", "가"),
        Term("risk_factor", "barn; drop", "a", "가"),
        Term("New one", "barn", "a", "가"),
        Term("risk_factor", "barn", " ", ""),
        Term("risk_factor", "barn", "a\nb", ""),
        Term("stance", "shrugs", "shrugs", "무시"),
    ],
)
def test_a_term_that_cannot_be_added_changes_nothing(vault: DbVault, wrong: Term) -> None:
    with pytest.raises(Invalid):
        vocabularies.add_term(vault, wrong)
    with vault.read() as reader:
        assert reader.terms() == tuple(sorted(seed(), key=lambda t: (t.vocabulary, t.position, t.code)))


def test_every_fixed_vocabulary_is_one() -> None:
    assert set(keys()) > FIXED


def test_a_merge_follows_every_use_and_can_be_undone(vault: DbVault) -> None:
    """In a TERMS field, a TERM field of rows, an own field, and in the trash."""
    vocabularies.add_term(vault, BARN)
    own_fields.add_field(
        vault, "case", Field("worst", FieldType.TERM, "Worst", vocabulary="risk_factor", own=True)
    )
    _person, case = _case(vault, "hid_in_barn", "illness")
    (with_own,) = save(vault, case.with_values(worst="hid_in_barn"))
    merged = finished(vocabularies.merge_terms(vault, "risk_factor", "hid_in_barn", "long_stay"))
    with vault.read() as reader:
        after = reader.get("case", with_own.record.id)
        assert after.terms("risk_factors") == ("illness", "long_stay")
        assert after.text("worst") == "long_stay"
        assert vocabularies.term_of(reader, "risk_factor", "hid_in_barn").retired
        assert reader.history(after.id)[0].action == "merge_terms"
    vocabularies.undo_merge(vault, merged)
    with vault.read() as reader:
        assert reader.get("case", with_own.record.id).values == with_own.record.values
        assert not vocabularies.term_of(reader, "risk_factor", "hid_in_barn").retired
    assert [item for item in vault.check() if isinstance(item, Finding)] == []


def test_a_merge_in_rows_leaves_other_vocabularies_alone(vault: DbVault) -> None:
    """The same code in another vocabulary is another term."""
    vocabularies.add_term(vault, Term("name_kind", "hangul", "as in Hangul", "한글 이름"))
    names = (row(text="김철수", script="hangul", kind="hangul"),)
    (saved,) = save(vault, new("person", role="victim", names=names))
    finished(vocabularies.merge_terms(vault, "name_kind", "hangul", "birth"))
    with vault.read() as reader:
        (found,) = reader.get("person", saved.record.id).rows("names")
    assert (found.values["script"], found.values["kind"]) == ("hangul", "birth")


def test_a_merge_follows_rival_values_citations_and_saved_filters_and_all_come_back(vault: DbVault) -> None:
    """A rival value of a TERM, of a TERMS field, and one of another field with the same text (control)."""
    vocabularies.add_term(vault, Term("status", "fled", "fled", "달아남"))
    vocabularies.add_term(vault, Term("risk_factor", "fled", "fled", "달아남"))
    (source,) = save(vault, new("source", name=Text("A relative", "en")))
    _person, case = _case(vault, "illness")
    (case_saved,) = save(vault, case.with_values(status="fled", note=Text("fled", "en")))
    case = case_saved.record
    with vault.write() as work:
        rivals = [
            add_rival(work, address_of(case, key), value, source.record.id)
            for key, value in (("status", "fled"), ("risk_factors", ("fled",)), ("note", Text("fled", "en")))
        ]
        cited = cite(work, address_of(case, "status"), source.record.id, page="7")
        work.commit()
    kept = save_filter(
        vault,
        SavedFilter(
            "",
            "Fled",
            (Condition("status", "is", "fled"), Condition("risk_factors", "has", "fled")),
            ((Condition("link/certainty", "is", "fled"),),),
        ),
    )
    merged = finished(vocabularies.merge_terms(vault, "status", "fled", "left_again"))
    with vault.read() as reader:
        assert reader.get("case", case.id).text("status") == "left_again"
        values = [reader.get("rival", r.record.id).text("value") for r in rivals if r]
        assert values[:2] == ['"left_again"', '["fled"]']
        assert '"fled"' in values[2]
        assert cited is not None
        citation = reader.get("citation", cited.record.id)
        assert (citation.values, citation.version) == (cited.record.values, cited.record.version)
        assert grounds(reader, case)["status"].rivals[0].text("value") == '"left_again"'
        (found,) = saved(reader)
        assert [c.value for c in (*found.conditions, *found.either[0])] == ["left_again", "fled", "fled"]
    vocabularies.undo_merge(vault, merged)
    with vault.read() as reader:
        again = [reader.get("rival", r.record.id).text("value") for r in rivals if r]
        assert again == [r.record.text("value") for r in rivals if r]
        assert reader.get("case", case.id).values == case.values
        assert saved(reader) == (kept,)
    assert [item for item in vault.check() if isinstance(item, Finding)] == []


def test_a_merge_that_meets_a_rival_value_nobody_can_read_is_refused_and_changes_nothing(
    vault: DbVault,
) -> None:
    """Of a field of staff's own no rule knows what it may hold until it is read."""
    vocabularies.add_term(vault, BARN)
    own_fields.add_field(
        vault, "case", Field("worst", FieldType.TERM, "Worst", vocabulary="risk_factor", own=True)
    )
    _person, case = _case(vault, "hid_in_barn")
    about = address_of(case, "worst").values
    (rival,) = save(vault, new("rival", value="{hid_in_barn").with_values(**about))
    with pytest.raises(Invalid) as refused:
        finished(vocabularies.merge_terms(vault, "risk_factor", "hid_in_barn", "long_stay"))
    assert refused.value.message.text is Msg.RIVAL_UNREADABLE
    with pytest.raises(Invalid):
        accept(vault, rival.record, "a reason", "en")
    with vault.read() as reader:
        assert reader.get("case", case.id) == case
        assert not vocabularies.term_of(reader, "risk_factor", "hid_in_barn").retired


def test_a_merge_is_taken_back_by_the_history_where_nothing_changed_since(vault: DbVault) -> None:
    """Of three that held the term one is changed since; one held the other term before (control)."""
    vocabularies.add_term(vault, BARN)
    held = {"C1": "hid_in_barn", "C2": "hid_in_barn", "C3": "long_stay"}
    cases = [_case(vault, term, code=code)[1] for code, term in held.items()]
    with vault.write() as work:
        rival = add_rival(work, address_of(cases[2], "risk_factors"), ("hid_in_barn", "illness"), None)
        work.commit()
    finished(vocabularies.merge_terms(vault, "risk_factor", "hid_in_barn", "long_stay"))
    with vault.read() as reader:
        other = reader.get("case", cases[1].id)
    save(vault, other.with_values(risk_factors=("illness", "long_stay")))
    assert finished(vocabularies.part_terms(vault, "risk_factor", "hid_in_barn", "long_stay")) == 2
    with vault.read() as reader:
        now = [reader.get("case", case.id).terms("risk_factors") for case in cases]
        assert rival is not None
        assert reader.get("rival", rival.record.id).values == rival.record.values
        assert not vocabularies.term_of(reader, "risk_factor", "hid_in_barn").retired
    assert now == [("hid_in_barn",), ("illness", "long_stay"), ("long_stay",)]
    with pytest.raises(NotFound):
        finished(vocabularies.part_terms(vault, "risk_factor", "hid_in_barn", "long_stay"))
    assert [item for item in vault.check() if isinstance(item, Finding)] == []


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (("sex", "female", "male"), Invalid),
        (("risk_factor", "illness", "illness"), Invalid),
        (("risk_factor", "nothing", "illness"), NotFound),
        (("risk_factor", "illness", "nothing"), NotFound),
    ],
)
def test_a_merge_that_makes_no_sense_is_refused(
    vault: DbVault, words: tuple[str, str, str], error: type[Exception]
) -> None:
    with pytest.raises(error):
        finished(vocabularies.merge_terms(vault, *words))


def test_an_own_field_is_kept_searched_and_journaled_like_a_declared_one(vault: DbVault) -> None:
    own_fields.add_field(vault, "case", CHURCH)
    _person, case = _case(vault)
    other = new("person", role="victim", names=(row(text="박금숙", script="hangul", kind="birth"),))
    save(vault, other, new("case", person=other.id, code="7KQM-2XDA"))
    save(vault, case.with_values(church=Text("느티나무 교회", "ko")))
    with vault.read() as reader:
        assert reader.count(ListQuery("case", text="느티나무")) == 1
        by_church = reader.page("case", reader.numbers(ListQuery("case", sort="church")))
        found = reader.history(case.id)[0]
    assert [c.field for c in found.changes] == ["church"]
    assert [c.phrase("church").text for c in by_church] == ["느티나무 교회", ""]


def test_its_label_follows_the_language(vault: DbVault) -> None:
    made = own_fields.add_field(vault, "case", CHURCH)
    use("ko")
    korean = made.called()
    use("en")
    assert (korean, made.called(), made.called("ko")) == ("교회", "Church", "교회")


def test_a_retired_field_keeps_what_records_hold(vault: DbVault) -> None:
    own_fields.add_field(vault, "case", CHURCH)
    _person, case = _case(vault)
    (saved,) = save(vault, case.with_values(church=Text("느티나무", "ko")))
    own_fields.retire_field(vault, "case", "church")
    with vault.read() as reader:
        assert reader.get("case", saved.record.id).phrase("church").text == "느티나무"
        assert own_fields.whole_set(reader).fields == ()
    own_fields.retire_field(vault, "case", "church", retired=False)
    own_fields.change_field(vault, "case", "church", label="Congregation")
    with vault.read() as reader:
        assert own_fields.own_field(reader, "case", "church") == replace(CHURCH, label="Congregation")


@pytest.mark.parametrize(
    ("record_type", "field"),
    [
        ("case", replace(CHURCH, key="status")),
        ("case", replace(CHURCH, key="Church")),
        ("case", replace(CHURCH, label="", label_ko="")),
        ("case", replace(CHURCH, type=FieldType.ROWS)),
        ("case", replace(CHURCH, type=FieldType.TERM, vocabulary="nothing")),
        ("case", replace(CHURCH, vocabulary="sex")),
        ("case", replace(CHURCH, type=FieldType.RECORD, of="identity")),
        ("identity", CHURCH),
        ("consent", CHURCH),
        ("nothing", CHURCH),
    ],
)
def test_a_field_that_cannot_be_added_is_refused(vault: DbVault, record_type: str, field: Field) -> None:
    with pytest.raises(Invalid):
        own_fields.add_field(vault, record_type, field)


def test_what_an_own_field_names_is_looked_for_in_documents(vault: DbVault) -> None:
    """Control: the same text in a field that names nobody is no name."""
    own_fields.add_field(
        vault, "case", Field("alias", FieldType.TEXT, "Alias", identifies=Identifies.DIRECT, own=True)
    )
    own_fields.add_field(vault, "case", replace(CHURCH, key="seen", type=FieldType.TEXT))
    person, case = _case(vault)
    save(vault, case.with_values(alias="황금박쥐", seen="은빛여우"))
    with vault.read() as reader:
        named = {name: bearer.id for bearer in bearers(reader) for name in bearer.names}
    assert named["황금박쥐"] == person.id
    assert "은빛여우" not in named


def test_a_set_goes_from_one_vault_to_another(vault: DbVault) -> None:
    vocabularies.add_term(vault, Term("faith", "house_church", "house church", "가정교회"))
    faith = Field("faith", FieldType.TERM, "Faith", vocabulary="faith", own=True)
    own_fields.add_field(vault, "case", faith)
    own_fields.add_field(vault, "event", CHURCH)
    with vault.read() as reader:
        data = encode(own_fields.whole_set(reader))
    found = decode(data)
    assert encode(found) == data
    assert found.fields == (("case", faith), ("event", CHURCH)) or found.fields == (
        ("event", CHURCH),
        ("case", faith),
    )
    assert own_fields.take_set(vault, found) == (0, 0)
    more = replace(found, fields=(*found.fields, ("person", CHURCH)))
    assert own_fields.take_set(vault, more) == (1, 0)
    other = replace(found, fields=(("case", replace(faith, type=FieldType.TERMS)),))
    with pytest.raises(Invalid):
        own_fields.take_set(vault, other)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff",
        b"[" * 100_000,
        b'{"casebook_fields": 2, "fields": [], "terms": []}',
        b'{"casebook_fields": 1, "fields": [{}], "terms": []}',
        b'{"casebook_fields": 1, "fields": 7, "terms": []}',
        b'{"casebook_fields": 1, "fields": [], "terms": [{"vocabulary": "a", "code": "b", "en": "\\ud800",'
        b' "ko": "a", "zh": "", "note": ""}]}',
        b" " * (2**20 + 1),
        b'{"casebook_fields": 1, "casebook_fields": 2, "fields": [], "terms": []}',
        b'{"casebook_fields": NaN, "fields": [], "terms": []}',
        b'{"casebook_fields": 1e9999, "fields": [], "terms": []}',
        b'{"casebook_fields": %s, "fields": [], "terms": []}' % (b"1" * 5_000),
        b"\x80\x04\x95\x1a\x00\x00\x00\x00\x00\x00\x00\x8c\x05posix",
        b"!!python/object/apply:os.system [true]",
    ],
    ids=range(14),
)
def test_a_file_that_is_no_set_is_refused(data: bytes) -> None:
    with pytest.raises(ImportRefused):
        decode(data)
