"""The PDF that leaves: archive form, one content one file, nothing of machine or person, text that reads."""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import re
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from pikepdf import pdfa

from app.dossier import Dossier
from reports import blocks as b
from reports.brief import build
from reports.pdf import finish as finishing
from reports.pdf.tags import Node
from reports.render import render
from tests.reports.conftest import pages_of, squeezed
from tests.reports.handmade import HOSTILE, handmade
from tests.reports.samples import dossier

ROOT = Path(__file__).resolve().parents[2]
CHILD = (
    "import sys,pickle,hashlib;"
    "from reports.brief import build;from reports.render import render;"
    "d=pickle.load(sys.stdin.buffer);"
    "print(hashlib.sha256(render(build(d),'pdf')).hexdigest())"
)


def pdf_of(made: Dossier) -> bytes:
    return render(build(made), "pdf")


def page(*blocks: b.Block, language: str = "en", notes: tuple[b.Text, ...] = ()) -> b.Document:
    """A document of one part."""
    return b.Document(
        language=language,
        title="Title",
        handling="Handling",
        handling_public=False,
        organisation="Centre",
        kind="Brief",
        running=("Title", "Version"),
        foot="Foot",
        page="Page {page} of {pages}",
        parts=(b.Part("brief", blocks),),
        notes=notes,
    )


def test_the_same_dossier_gives_the_same_bytes_in_any_process_and_zone() -> None:
    made = handmade()
    expected = hashlib.sha256(pdf_of(made)).hexdigest()
    for seed, zone in (("1", "Asia/Seoul"), ("2", "America/New_York")):
        done = subprocess.run(
            [sys.executable, "-c", CHILD],
            input=pickle.dumps(made),
            capture_output=True,
            check=True,
            cwd=ROOT,
            env=os.environ | {"PYTHONHASHSEED": seed, "TZ": zone},
        )
        assert done.stdout.decode().strip() == expected


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("kind", ["one_page", "full"])
def test_a_brief_is_an_archive_pdf_with_all_fonts_inside(kind: str, language: str) -> None:
    data = pdf_of(dossier(language, kind=kind))
    assert pdfa.validate_written(io.BytesIO(data), "3b").passed
    with pikepdf.open(io.BytesIO(data)) as pdf:
        described = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary)]
        fonts = [item for item in described if item.get("/Type") == "/Font"]
        assert fonts
        assert all("/FontFile2" in font.FontDescriptor for font in fonts if "/FontDescriptor" in font)
        assert not any("Helvetica" in str(font.get("/BaseFont")) for font in fonts)
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == {"en": "en-GB", "ko": "ko-KR"}[language]


def test_the_validator_would_notice_a_font_that_is_not_inside() -> None:
    with pikepdf.open(io.BytesIO(pdf_of(handmade()))) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and "/FontFile2" in item:
                del item.FontFile2
        out = io.BytesIO()
        pdf.save(out)
    assert not pdfa.validate_written(io.BytesIO(out.getvalue()), "3b").passed


def test_output_that_is_no_archive_form_is_our_own_fault_and_says_which_rule() -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.Root.AA = pikepdf.Dictionary(WC=pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="1"))
        out = io.BytesIO()
        pdf.save(out)
    with pytest.raises(finishing.NotArchivable, match=r"ISO|pikepdf"):
        finishing.finish(out.getvalue(), Node("Document"), "en")


def test_nothing_tells_when_where_or_by_whom_it_was_made() -> None:
    with pikepdf.open(io.BytesIO(pdf_of(handmade()))) as pdf:
        assert set(pdf.docinfo.keys()) == {"/Title"}
        xmp = pdf.Root.Metadata.read_bytes().decode()
        assert not re.search(r"Date|Producer|Creator|creator|\d{4}-\d\d-\d\dT", xmp)
        assert "Reported return" in xmp


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_claim_reads_out_with_its_attribution(language: str) -> None:
    made = dossier(language, kind="full")
    text = squeezed("".join(pages_of(pdf_of(made))))
    [event] = made.events
    assert len(event.claims) == 15
    for claim in event.claims:
        for said in (claim.label, claim.claimant, claim.wording, claim.figure):
            assert squeezed(said) in text, said


def test_names_in_hangul_hanja_and_hanzi_read_out_as_they_were() -> None:
    names = "한옥주 韓玉珠 习近平 金哲洙 图们 Kim Chŏl-su Jīn Zhézhū 로동 력사 힣"
    text = "".join(pages_of(render(page(b.Paragraph(b.plain(names))), "pdf")))
    assert squeezed(names) in squeezed(text)


def test_markup_of_people_is_printed_as_it_was_written() -> None:
    made = handmade()
    [event] = made.events
    claims = (replace(event.claims[0], claimant=HOSTILE, wording=HOSTILE), *event.claims[1:])
    hostile = replace(made, title=HOSTILE, events=(replace(event, claims=claims),))
    text = squeezed("".join(pages_of(pdf_of(hostile))))
    assert text.count(squeezed(HOSTILE)) >= 3


def test_invisible_signs_go_and_missing_glyphs_become_their_code_point() -> None:
    words = "김\u200b철수 \u202eabc\u202c 😀 a\u0000b \ue000"
    text = "".join(pages_of(render(page(b.Paragraph(b.plain(words))), "pdf")))
    assert "김철수 abc [U+1F600] ab [U+E000]" in " ".join(text.split())


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_thousand_combining_marks_do_not_stop_a_document(language: str) -> None:
    words = "김" + "\u0301" * 1000 + " 철수 e" + "\u0301" * 1000
    data = render(page(b.Paragraph(b.plain(words)), language=language), "pdf")
    assert "철수" in "".join(pages_of(data))


@pytest.mark.slow
def test_a_narrative_of_400000_words_runs_over_its_pages() -> None:
    words = " ".join(f"word{number % 5000}" for number in range(400_000)) + " last"
    began = time.process_time()
    data = render(page(b.Paragraph(b.plain(words))), "pdf")
    assert time.process_time() - began < 60
    found = pages_of(data)
    assert len(found) > 500
    assert "word0 " in found[0]
    assert "last" in found[-1]


def test_a_wording_longer_than_a_page_runs_on_in_its_table() -> None:
    made = handmade()
    [event] = made.events
    long = " ".join(f"w{number}" for number in range(6_000))
    claims = (replace(event.claims[0], wording=long), *event.claims[1:])
    text = squeezed("".join(pages_of(pdf_of(replace(made, events=(replace(event, claims=claims),))))))
    assert "w5999" in text


@pytest.mark.parametrize("language", ["en", "ko"])
def test_each_note_stands_on_the_page_of_its_mark(language: str) -> None:
    count = 60
    notes = tuple(b.plain(f"Note text {number}.") for number in range(1, count + 1))
    body = [
        b.Paragraph((b.Run(f"Mark{number}." + " words" * 60, note=number),)) for number in range(1, count + 1)
    ]
    found = pages_of(render(page(*body, notes=notes, language=language), "pdf"))
    assert len(found) > 3
    for number in range(1, count + 1):
        [at] = [index for index, text in enumerate(found) if f"Note text {number}." in text]
        raised = re.compile(rf"words{number}\b")
        assert raised.search(found[at]), number


def test_pages_are_numbered_and_carry_the_handling_line_and_the_sample_tag() -> None:
    found = pages_of(pdf_of(handmade()))
    for number, text in enumerate(found, 1):
        assert f"Page {number} of {len(found)}" in text
        assert "For the recipient only" in text
        assert "SAMPLE" in text


def test_a_mark_is_read_before_its_paragraph() -> None:
    text = " ".join(pages_of(pdf_of(handmade()))[0].split())
    assert "Public more than 30 to up to 50" in text


def test_the_structure_names_headings_tables_figures_and_notes() -> None:
    with pikepdf.open(io.BytesIO(pdf_of(handmade()))) as pdf:
        roles = [
            str(item.S)
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/StructElem"
        ]
        alts = [
            str(item.Alt)
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/StructElem" and "/Alt" in item
        ]
    assert {"/H1", "/H2", "/P", "/Table", "/TR", "/TH", "/TD", "/Figure", "/Note", "/LI"} <= set(roles)
    assert len(alts) == 3


def test_another_format_is_refused() -> None:
    with pytest.raises(ValueError, match="odt"):
        render(page(), "odt")


@pytest.mark.slow
@pytest.mark.parametrize("many", [40_000, pytest.param(400_000, marks=pytest.mark.long)])
def test_a_very_long_account_makes_a_one_page_brief_of_many_pages(many: int) -> None:
    made = handmade(kind="one_page")
    words = " ".join(f"word{number % 5000}" for number in range(many))
    told = replace(made.people.told[0], account=words + " last")
    found = pages_of(pdf_of(replace(made, people=replace(made.people, told=(told,)))))
    assert len(found) > many // 800
    assert any("last" in text for text in found[-2:])
