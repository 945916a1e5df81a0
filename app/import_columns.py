"""Which column of a foreign table is which field: by key, by label in English or Korean, by common names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

from app.errors import ImportRefused
from app.fields import Field
from app.i18n import LANGUAGES, catalogue
from app.messages import Msg
from app.names import fold
from app.records.cases import CASE, LINK, NAME_FIELDS, PERSON
from app.records.people import SIGHTING


@dataclass(frozen=True)
class Column:
    """A column: `target` is name, person, case, link or sighting; `key` what the heading stands for."""

    key: str
    target: str
    field: Field


_PERSON = ("sex", "birth", "home", "occupation")
_CASE = (
    "status", "status_as_of", "status_certainty", "exit", "arrest_date", "arrest_place", "arrest_authority",
    "detention_place", "family_learned", "risk_factors", "distressing", "narrative",
    "account", "reliability", "credibility", "note",
)  # fmt: skip
_LINK = ("event", "certainty", "crossing", "basis")
_NAMES = ("name", "hanja", "latin", "chinese_name", "other_name")

_WRITTEN = {
    "name": "이름|성명|본명|full name|name in hangul|한글 이름",
    "hanja": "한자|한자 이름|name in hanja",
    "latin": "로마자|로마자 이름|영문 이름|romanised name|romanized name|name in latin letters",
    "chinese_name": "중국 이름|중국 이름(한자)",
    "other_name": "다른 이름|별명|가명|alias|nickname",
    "sex": "성별|gender",
    "birth": "출생|생년월일|생년|태어난 때|date of birth|birth date|year of birth|dob",
    "home": "출신지|출신|고향|home|origin|province|출신 도",
    "occupation": "직업",
    "status": "상태|현재 상태|current status",
    "status_as_of": "기준일|상태 기준일|status as of|as of",
    "status_certainty": "상태의 확실성|how sure",
    "exit": "탈북|탈북일|탈북 시기|떠난 때|left the dprk|date of exit",
    "arrest_date": "체포일|체포 날짜|체포 시기|체포된 날|date of arrest|arrested on",
    "arrest_place": "체포 장소|체포지|체포된 곳|place of arrest|arrested at",
    "arrest_authority": "체포 기관|arrested by",
    "detention_place": "구금 장소|구금지|갇힌 곳|place of detention|held at",
    "last_known_place": "마지막으로 알려진 곳|마지막 소재|last seen",
    "family_learned": "가족이 안 날",
    "risk_factors": "위험 요인|risk",
    "distressing": "힘든 내용",
    "narrative": "진술|경위|이야기|story",
    "account": "공개할 이야기|공개용 이야기",
    "reliability": "신뢰도|출처 신뢰도",
    "credibility": "정보 신빙성|신빙성",
    "note": "메모|비고|notes|remarks",
    "event": "사건|송환·체포 사건|송환 사건|사건 코드|event code",
    "certainty": "확실성|연결의 확실성",
    "crossing": "통로|넘어간 곳",
    "basis": "근거|연결의 근거",
}
"""Headings beside key and labels, parted by `|`."""


OWN_OF = ("case", "person")
"""The types of record whose own fields may stand in a table; of a shared label the first has it."""
OwnFields: TypeAlias = Mapping[str, Sequence[Field]]
"""The own fields of a type of record, by its key."""
NO_OWN: OwnFields = MappingProxyType({})


def columns_of(header: Sequence[str], own: OwnFields = NO_OWN) -> tuple[Column, ...]:
    """The column of each heading, in order.

    Raises ImportRefused for a heading that is no field, two of one field, no column of names.
    """
    columns: list[Column] = []
    for at, column in enumerate(understood(header, own), start=1):
        if column is None:
            raise ImportRefused(Msg.IMPORT_COLUMN_UNKNOWN, column=at)
        if column in columns:
            first = columns.index(column) + 1
            raise ImportRefused(Msg.IMPORT_COLUMN_TWICE, first=first, second=at)
        columns.append(column)
    if not any(column.key == "name" for column in columns):
        raise ImportRefused(Msg.IMPORT_NO_NAME_COLUMN)
    return tuple(columns)


def understood(header: Sequence[str], own: OwnFields = NO_OWN) -> tuple[Column | None, ...]:
    """The column of each heading, in order; None for one that is no field."""
    known = _headings(own)
    return tuple(known.get(_key(heading)) for heading in header)


def _headings(own: OwnFields) -> dict[str, Column]:
    """Every heading that is understood; where two fields share one, the first keeps it.

    An own field can always be called by its type and key: case.church, person.church.
    """
    text = NAME_FIELDS[0]
    columns = [Column(key, "name", text) for key in _NAMES]
    columns += [Column(key, "person", PERSON.by_key[key]) for key in _PERSON]
    columns += [Column(key, "case", CASE.by_key[key]) for key in _CASE]
    columns += [Column(key, "link", LINK.by_key[key]) for key in _LINK]
    columns += [Column("last_known_place", "sighting", SIGHTING.by_key["place"])]
    mine = [Column(f.key, of, f) for of in OWN_OF for f in own.get(of, ()) if not f.retired]
    columns += mine
    korean = catalogue("ko").gettext
    known: dict[str, Column] = {}
    for column in columns:
        known.setdefault(_key(column.key), column)
    known |= {_key(f"{column.target}.{column.key}"): column for column in mine}
    for column in columns:
        labels = [column.field.called(code) for code in LANGUAGES] if column.target != "name" else []
        if column.key == "name":
            labels = [text.label, korean(text.label)]
        for heading in (*labels, *_WRITTEN.get(column.key, "").split("|")):
            known.setdefault(_key(heading), column)
    known.pop("", None)
    return known


def _key(heading: str) -> str:
    return fold(heading).replace("_", "")
