"""Names and stories that break programs: saved, found, listed, printed as the house says, or refused."""

from __future__ import annotations

import json
import unicodedata

import pypdfium2
import pytest

from app.errors import Invalid
from app.records import new, row
from app.services.files import named_person, new_case, new_case_in
from app.services.saving import save_in
from app.values import Text, uncertain
from tests.stories import consent
from tests.system.program import Program

NAMES = {
    '<img src="/etc/hostname">': "hostname",
    "=cmd|'/C calc'!A0": "calc",
    "김\u200b철수": "김철수",
    "a" + "\u0301" * 1000: "a\u0301",
    "\u202eالقطة": "القطة",
    "가" * 5000: "가가가",
    "Kim & Co <18": "Co",
    "\U0001f600 Ri": "Ri",
}
WORDS = ["그녀는", "밤에", "강을", "건넜다", "kim", "said", "that", "at", "the", "bridge", "雨"]


def _fill(program: Program) -> None:
    vault = program.open()
    with vault.write() as work:
        event = save_in(work, new("event", code="E", title=Text("t"), kind="arrest", date=uncertain("2024")))
        for name in NAMES:
            person = new("person", role="victim", sex="female", names=(row(text=name),))
            _person, case = new_case_in(work, person)
            save_in(work, new("link", case=case.record.id, event=event.record.id, certainty="confirmed"))
            save_in(work, consent("publish_name").with_values(case=case.record.id))
        work.commit()
    with vault.read() as reader:
        for name, word in NAMES.items():
            found = reader.find(word, ["person"], limit=50)
            assert any(str(p.rows("names")[0].values["text"])[:40] == _nfc(name)[:40] for p in found), word
    vault.close()


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def test_hostile_names_are_listed_printed_and_told_of(program: Program) -> None:
    _fill(program)
    rows = json.loads(program("list", "vault", "cases", "--json").out)
    assert sorted(r["name"] for r in rows) == sorted(map(_nfc, NAMES))
    columns = program("list", "vault", "cases").out
    assert len(columns.splitlines()) == len(NAMES)
    assert not any(c in columns for c in "\u200b\u202e\x00")
    done = program("brief", "vault", "--event", "E", "--kind", "full", "-o", "b.pdf")
    assert done.status == 0
    for code in ("[U+200B]", "[U+202E]", "[U+1F600]"):
        assert f"not printed: {code}" in done.err
    document = pypdfium2.PdfDocument(program.folder / "b.pdf")
    text = "".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    flat = "".join(text.split())
    for shown in ('<imgsrc="/etc/hostname">', "=cmd|'/Ccalc'!A0", "김철수", "[U+1F600]", "Kim&Co<18"):
        assert shown in flat
    assert "\u200b" not in text
    assert "\u202e" not in text
    assert program("check", "vault").status == 0


@pytest.mark.parametrize("name", ["x\ud800y", "x\x00y"])
def test_half_a_character_and_nul_are_refused_at_the_field(program: Program, name: str) -> None:
    """Control: the same name without it is taken."""
    vault = program.open()
    with pytest.raises(Invalid):
        new_case(vault, named_person(name))
    new_case(vault, named_person("xy"))
    with vault.read() as reader:
        assert [p.rows("names")[0].values["text"] for p in reader.all("person")] == ["xy"]
    vault.close()


@pytest.mark.slow
def test_a_story_of_400_000_words_is_saved_and_found(program: Program) -> None:
    story = " ".join(WORDS[i % len(WORDS)] for i in range(399_999)) + " lastword"
    vault = program.open()
    new_case(vault, named_person("긴이야기"), new("case", narrative=Text(story, "ko")))
    with vault.read() as reader:
        (case,) = reader.find("lastword", ["case"])
        assert reader.get("case", case.id).phrase("narrative").text == story
    vault.close()
    assert program("check", "vault").status == 0
