"""What a value rests on: nothing that a source said is lost, whichever value is accepted."""

from __future__ import annotations

import json
from uuid import UUID

import pytest

from app.canonical import dumps, encode
from app.errors import Invalid, NotFound
from app.ports import Finding
from app.records.record import Record, new, row
from app.services.editing import edit
from app.services.grounds import accept, add_rival, address_of, cite, grounds, source_called
from app.services.saving import save
from app.services.showing import whole
from app.values import Text, Translation, uncertain
from db.vault import DbVault

FAMILY, INTERVIEW = UUID(int=70), UUID(int=71)
PERSON, CASE = UUID(int=72), UUID(int=73)


@pytest.fixture
def filled(vault: DbVault) -> DbVault:
    """A case, its person, two sources."""
    save(
        vault,
        new("source", id=FAMILY, name=Text("Family statement", "en", (Translation("ko", "가족 진술"),))),
        new("source", id=INTERVIEW, name=Text("Interview 0417", "en")),
        new("person", id=PERSON, names=(row(text="리영희"),)),
        new("case", id=CASE, code="K7QM-2XDP", person=PERSON),
    )
    return vault


def _get(vault: DbVault, kind: str = "person", record_id: UUID = PERSON) -> Record:
    with vault.read() as reader:
        return reader.get(kind, record_id)


def _said(vault: DbVault) -> tuple[list[UUID | None], list[tuple[str, UUID | None, str]]]:
    """The sources cited for the birth of the person, and what others say."""
    with vault.read() as reader:
        found = grounds(reader, reader.get("person", PERSON)).get("birth")
    if found is None:
        return [], []
    rivals = [(r.text("value"), r.ref("source"), r.text("accepted")) for r in found.rivals]
    return [c.ref("source") for c in found.citations], sorted(rivals, key=str)


def test_a_value_cites_its_source_and_another_source_s_value_stays(filled: DbVault) -> None:
    edit(filled, "K7QM-2XDP", {"person.birth": "1991"}, "가족 진술")
    assert _said(filled) == ([FAMILY], [])
    edit(filled, "K7QM-2XDP", {"person.birth": "1991"}, "Family statement")
    assert _said(filled) == ([FAMILY], [])
    edit(filled, "K7QM-2XDP", {"person.birth": "1992"}, str(INTERVIEW))
    old = dumps(encode(uncertain("1991")))
    assert _said(filled) == ([INTERVIEW], [(old, FAMILY, "no")])
    birth = _get(filled).date("birth")
    assert birth is not None
    assert birth.edtf == "1992"


def test_two_sources_may_say_the_same(filled: DbVault) -> None:
    edit(filled, "K7QM-2XDP", {"person.birth": "1991"}, "Family statement")
    edit(filled, "K7QM-2XDP", {"person.birth": "1991"}, "Interview 0417")
    assert _said(filled) == ([FAMILY, INTERVIEW], [])


def test_an_accepted_rival_takes_the_place_and_the_other_becomes_one(filled: DbVault) -> None:
    edit(filled, "K7QM-2XDP", {"person.birth": "1991"}, "Family statement")
    edit(filled, "K7QM-2XDP", {"person.birth": "1992"}, "Interview 0417")
    with filled.read() as reader:
        (rival,) = grounds(reader, reader.get("person", PERSON))["birth"].rivals
    with pytest.raises(Invalid):
        accept(filled, rival, " ", "en")
    accept(filled, rival, "The family has her papers", "en")
    birth = _get(filled).date("birth")
    assert birth is not None
    assert birth.edtf == "1991"
    older, newer = (dumps(encode(uncertain(year))) for year in ("1991", "1992"))
    assert _said(filled) == ([FAMILY], [(older, FAMILY, "yes"), (newer, INTERVIEW, "no")])
    assert [item for item in filled.check() if isinstance(item, Finding)] == []


def test_a_value_without_a_source_gives_way_without_one(filled: DbVault) -> None:
    edit(filled, "K7QM-2XDP", {"person.birth": "1990"})
    with filled.write() as work:
        address = address_of(work.get("person", PERSON), "birth")
        saved = add_rival(work, address, uncertain("1991"), FAMILY)
        assert add_rival(work, address, uncertain("1991"), FAMILY) is None
        work.commit()
    assert saved is not None
    accept(filled, saved.record, "papers", "en")
    kept = dumps(encode(uncertain("1990")))
    cited, rivals = _said(filled)
    assert cited == [FAMILY]
    assert (kept, None, "no") in rivals


def test_a_citation_may_say_where_and_how_good(filled: DbVault) -> None:
    with filled.write() as work:
        address = address_of(work.get("case", CASE), "status")
        quote = Text("그는 잡혔다", "ko")
        saved = cite(work, address, INTERVIEW, reliability="b", page="00:12:40", quote=quote)
        work.commit()
    assert saved is not None
    with filled.read() as reader:
        shown = whole(reader, reader.get("case", CASE))
    assert json.loads(dumps(shown["citations"]))[0]["values"] == {
        "record": CASE.hex,
        "type": "case",
        "field": "status",
        "source": INTERVIEW.hex,
        "page": "00:12:40",
        "quote": {"text": "그는 잡혔다", "language": "ko"},
        "reliability": "b",
    }


def test_a_source_is_found_by_name_or_id(filled: DbVault) -> None:
    with filled.read() as reader:
        assert source_called(reader, " interview 0417 ").id == INTERVIEW
        assert source_called(reader, str(FAMILY)).id == FAMILY
        for wrong in ("Interview", str(PERSON)):
            with pytest.raises(NotFound):
                source_called(reader, wrong)
    before = _get(filled)
    with pytest.raises(NotFound):
        edit(filled, "K7QM-2XDP", {"person.birth": "1991"}, "nobody")
    assert _get(filled) == before
