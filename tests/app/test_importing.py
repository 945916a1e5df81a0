"""Foreign tables as cases: headings, what cells may hold, and every cell that cannot be read."""

from __future__ import annotations

import pytest

from app.errors import ImportRefused
from app.fields import Field, FieldType
from app.foreign import ForeignRow, ForeignTable
from app.importing import Known, case_drafts, refuse
from app.messages import Msg
from app.records.record import Record, new, row
from app.sample.ids import Ids
from app.sample.public import public_records
from app.values import Text
from app.vocabularies import seed

IDS = Ids(1)
PUBLIC = tuple(public_records(IDS))
OWN = {
    "case": (Field("shoe_size", FieldType.NUMBER, "Shoe size", own=True),),
    "person": (
        Field("church", FieldType.TEXT, "Church", label_ko="교회", own=True),
        Field("shoe_size", FieldType.TEXT, "Shoe size", own=True),
        Field("gone", FieldType.TEXT, "Gone", own=True, retired=True),
        Field("guide", FieldType.RECORD, "Guide", of="person", own=True),
    ),
}
GUIDE = new("person", names=(row(text="문일남"), row(text="Mun Il Nam")))
TWINS = [new("person", names=(row(text="Twin"),)) for _twice in range(2)]
KNOWN = Known(
    seed(),
    [r for r in PUBLIC if r.type == "place"],
    [r for r in PUBLIC if r.type == "event"],
    OWN,
    {"person": (GUIDE, *TWINS)},
)


def _table(header: list[str], *rows: list[str]) -> ForeignTable:
    numbered = tuple(ForeignRow(n, tuple(row)) for n, row in enumerate(rows, start=2))
    return ForeignTable(tuple(header), numbered, "utf-8", ",")


def _one(header: list[str], row: list[str]) -> tuple[Record, Record, tuple[Record, ...]]:
    drafts, wrong = case_drafts(_table(header, row), KNOWN)
    assert wrong == []
    return drafts[0].person, drafts[0].case, drafts[0].links


KEYS = ["name", "sex", "birth", "home", "status", "arrest_date", "arrest_place", "risk_factors", "event"]
ENGLISH = [
    "Name",
    "Sex",
    "Born",
    "From",
    "Current status",
    "Arrested on",
    "Arrested at",
    "Risk factors",
    "Event",
]
KOREAN = ["이름", "성별", "출생", "출신지", "상태", "체포일", "체포 장소", "위험 요인", "송환 사건"]


@pytest.mark.parametrize("header", [KEYS, ENGLISH, KOREAN])
@pytest.mark.parametrize(
    "row",
    [
        ["리영희", "female", "1991 or 1992", "Musan county", "Returned, fate unknown", "about June 2023",
         "Helong", "trafficked; church_contact", "2023-10-09"],
        ["리영희", "여", "1991년 또는 1992년", "무산군", "송환됨, 생사 불명", "2023년 6월경", "허룽",
         "교회 접촉|인신매매, 강제 결혼", "2023-10-09"],
        ["리영희", "F", "[1991,1992]", "茂山郡", "returned_unknown", "2023-06~", "화룡",
         "church_contact;trafficked", "2023-10-09"],
    ],
)  # fmt: skip
def test_headings_and_cells_in_every_form(header: list[str], row: list[str]) -> None:
    person, case, links = _one(header, row)
    name = person.rows("names")[0].values
    assert (name["text"], name["script"]) == ("리영희", "hangul")
    assert person.text("sex") == "female"
    assert person.date("birth").edtf == "[1991,1992]"  # type: ignore[union-attr]
    assert person.ref("home") == IDS.of("place", "musan-county")
    assert case.text("status") == "returned_unknown"
    assert case.date("arrest_date").edtf == "2023-06~"  # type: ignore[union-attr]
    assert case.ref("arrest_place") == IDS.of("place", "helong")
    assert case.terms("risk_factors") == ("church_contact", "trafficked")
    assert [link.ref("event") for link in links] == [IDS.of("event", "2023-10-09")]
    assert links[0].text("certainty") == "unconfirmed"


@pytest.mark.parametrize(
    ("cell", "code"),
    [("여", "female"), ("남", "male"), ("모름", "unknown"), ("여성", "female"), ("M", "male"),
     ("male", "male"), ("unknown", "unknown"), ("?", "unknown")],
)  # fmt: skip
def test_sex(cell: str, code: str) -> None:
    assert _one(["이름", "성별"], ["김철수", cell])[0].text("sex") == code


def test_names_in_several_scripts() -> None:
    person = _one(["latin", "한자", "이름", "chinese name"], ["Kim Chol Su", "金哲洙", "김철수", "金哲洙"])[0]
    names = [(r.values["text"], r.values["script"], r.values["kind"]) for r in person.rows("names")]
    assert names == [
        ("김철수", "hangul", "as_listed"),
        ("Kim Chol Su", "latin", "as_listed"),
        ("金哲洙", "hanja", "as_listed"),
        ("金哲洙", "hanja", "chinese"),
    ]


def test_strange_names_stay_as_they_are() -> None:
    for name in (
        '<img src="/etc/hostname">',
        "=cmd|'/C calc'!A0",
        "김\u200b철수",
        "\u202eabc",
        "a" + "\u0301" * 1000,
    ):
        person = _one(["name"], [name])[0]
        assert person.rows("names")[0].values["text"] in (name, "á" + "\u0301" * 999)


def test_texts_keep_their_language() -> None:
    case = _one(["name", "narrative", "note"], ["Kim", "2018년 여름에\n떠났다", "by phone"])[1]
    assert case.phrase("narrative") == Text("2018년 여름에\n떠났다", "ko")
    assert case.phrase("note").language == "en"


def test_own_fields_are_columns_too() -> None:
    """Those of persons too; of a shared key the case has it, and the type before the key tells them apart."""
    assert _one(["name", "Shoe size"], ["Kim", "1,024"])[1].number_of("shoe_size") == 1024
    assert _one(["name", "Shoe size"], ["Kim", "２３０"])[1].number_of("shoe_size") == 230
    person, case, _links = _one(["name", "교회", "person.shoe_size"], ["Kim", "느티나무", "big"])
    assert (person.text("church"), person.text("shoe_size"), set(case.values)) == ("느티나무", "big", set())
    with pytest.raises(ImportRefused):
        case_drafts(_table(["name", "gone"], ["Kim", "x"]), KNOWN)


def test_a_person_is_named_by_a_name_that_no_second_one_has_or_by_id() -> None:
    for cell in ("문일남", "mun il nam", str(GUIDE.id)):
        assert _one(["name", "guide"], ["리영희", cell])[0].ref("guide") == GUIDE.id
    for cell in ("Twin", "Tumen", "nobody"):
        _drafts, wrong = case_drafts(_table(["name", "guide"], ["리영희", cell]), KNOWN)
        assert [p.reason.text for p in wrong] == [Msg.NOT_ONE_OF_THAT_NAME]


def test_terms_may_have_commas_between_them() -> None:
    _person, case, _links = _one(["name", "risk_factors"], ["리영희", "long stay, pregnancy"])
    assert case.terms("risk_factors") == ("long_stay", "pregnancy")


def test_empty_cells_are_nothing() -> None:
    person, case, links = _one([*KEYS, "distressing"], ["Kim", *[""] * (len(KEYS))])
    assert set(person.values) == {"names", "role"}
    assert not case.values
    assert links == ()


BAD_HEADERS = [
    (["name", "shoes"], Msg.IMPORT_COLUMN_UNKNOWN, {"column": 2}),
    (["name", "consent"], Msg.IMPORT_COLUMN_UNKNOWN, {"column": 2}),
    (["name", "birth", "출생"], Msg.IMPORT_COLUMN_TWICE, {"first": 2, "second": 3}),
    (["sex", "birth"], Msg.IMPORT_NO_NAME_COLUMN, {}),
]


@pytest.mark.parametrize(("header", "message", "values"), BAD_HEADERS)
def test_headings_that_cannot_be(header: list[str], message: Msg, values: dict[str, object]) -> None:
    with pytest.raises(ImportRefused) as caught:
        case_drafts(_table(header, ["x"] * len(header)), KNOWN)
    assert caught.value.message.text is message
    assert caught.value.message.values == values


BAD_CELLS = [
    ("name", "", Msg.IMPORT_NAME_MISSING),
    ("name", " \u3000", Msg.IMPORT_NAME_MISSING),
    ("name", "a\x00b", Msg.TEXT_HAS_NUL),
    ("sex", "femal", Msg.IMPORT_TERM_UNKNOWN),
    ("birth", "2024-02-30", Msg.DATE_NO_SUCH_DAY),
    ("birth", "long ago", Msg.DATE_NOT_UNDERSTOOD),
    ("home", "Atlantis", Msg.IMPORT_PLACE_UNKNOWN),
    ("event", "2023-10-10", Msg.IMPORT_EVENT_UNKNOWN),
    ("risk_factors", "long_stay;nothing", Msg.IMPORT_TERM_UNKNOWN),
    ("distressing", "perhaps", Msg.IMPORT_TERM_UNKNOWN),
    ("certainty", "confirmed", Msg.FIELD_MISSING),
    ("occupation", "a\nb", Msg.FIELD_WRONG),
    ("shoe_size", "large", Msg.VALUE_WRONG_TYPE),
    ("shoe_size", "-1", Msg.FIELD_WRONG),
    *(("shoe_size", t, Msg.VALUE_WRONG_TYPE) for t in ("1_000", "1,5", "1,0000", "3²", "٣٦", "1e3", "3.5")),
]


@pytest.mark.parametrize(("key", "cell", "message"), BAD_CELLS)
def test_cells_that_cannot_be_read(key: str, cell: str, message: Msg) -> None:
    header = ["name"] if key == "name" else ["name", key]
    good = ["Kim"] if key == "name" else ["Kim", ""]
    bad = [cell] if key == "name" else ["Kim", cell]
    _, wrong = case_drafts(_table(header, good, bad, good), KNOWN)
    assert [(w.row, w.reason.text) for w in wrong] == [(3, message)]
    if key != "certainty":
        assert wrong[0].column == len(header)


def test_all_bad_cells_are_named_without_what_they_hold() -> None:
    table = _table(["name", "sex"], ["", "marker-one"], ["Kim", "f"], ["Ri", "marker-two"])
    drafts, wrong = case_drafts(table, KNOWN)
    assert len(drafts) == 3
    with pytest.raises(ImportRefused) as caught:
        refuse(wrong)
    text = str(caught.value)
    assert "Row 2, column 1" in text
    assert "Row 2, column 2" in text
    assert "Row 4, column 2" in text
    assert "marker" not in text
    with pytest.raises(ImportRefused, match="2 more"):
        refuse(wrong, most=1)
    refuse([])


def test_a_town_goes_before_the_crossing_of_its_name() -> None:
    assert _one(["name", "arrest_place"], ["Kim", "Dandong"])[1].ref("arrest_place") == IDS.of(
        "place", "dandong-city"
    )


def test_a_retired_term_is_not_taken() -> None:
    known = Known([])
    assert not known.has("sex", "female")
    _, wrong = case_drafts(_table(["name", "sex"], ["Kim", "f"]), known)
    assert wrong


def test_drafts_have_ids_of_their_own() -> None:
    drafts, _ = case_drafts(_table(["name"], ["Kim"], ["Kim"]), KNOWN)
    assert drafts[0].person.id != drafts[1].person.id
    assert drafts[0].person.type == new("person").type
