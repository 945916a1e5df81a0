"""Blank forms: a row with two boxes for each permission; every field of a case, as the window orders them."""

from __future__ import annotations

import io

import pikepdf
import pytest

from app.consent import PERMISSIONS
from app.fields import Field, FieldType
from app.i18n import catalogue
from app.paper import ConsentForm, IntakeForm
from app.records import TYPES
from app.services.forms import NOT_ON_PAPER, ORDER, consent_form, intake_form
from app.vocabularies import terms
from reports import blank_forms
from reports import blocks as b
from reports.pdf.forms import BOX
from reports.render import render
from reports.renderer import ChildRenderer, render_blank_form
from tests.fakes import FakeVault
from tests.reports.conftest import pages_of, squeezed

OWN = {
    "case": (
        Field("village", FieldType.TEXT, "Village", own=True, label_ko="마을"),
        Field("seen", FieldType.YES_NO, "Seen by a doctor", own=True, label_ko="의사가 보았는지"),
        Field("old", FieldType.TEXT, "No longer asked", own=True, label_ko="묻지 않음", retired=True),
    )
}


def consent(language: str = "en", *, sample: bool = False) -> ConsentForm:
    with FakeVault().read() as reader:
        return consent_form(reader, language, sample=sample)


def intake(language: str = "en", *, sample: bool = False) -> IntakeForm:
    with FakeVault(own=OWN).read() as reader:
        return intake_form(reader, language, sample=sample)


def answers(document: b.Document) -> list[b.Answers]:
    return [block for part in document.parts for block in part.blocks if isinstance(block, b.Answers)]


def test_each_permission_is_a_row_of_its_own_in_the_order_of_the_rules() -> None:
    assert tuple(key for key, _, _ in blank_forms.PERMISSIONS) == PERMISSIONS
    asked, beyond = answers(blank_forms.build_consent(consent()))
    assert [row.number for row in asked.rows] == [str(n) for n in range(1, 9)]
    assert [row.text for row in beyond.rows] == [term.en for term in terms("consent_field")]
    assert [row.number for row in beyond.rows] == list("abcde")


def test_every_un_body_of_the_vocabulary_can_be_chosen_and_any_of_them_comes_last() -> None:
    [un] = [row for row in answers(blank_forms.build_consent(consent()))[0].rows if row.number == "4"]
    wanted = [t.en for t in terms("recipient") if t.code.startswith("un_")] + ["any UN mechanism"]
    assert [choice.text.replace("\xa0", " ") for choice in un.choices] == wanted


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_consent_form_is_two_pages_in_order(language: str) -> None:
    rendered = ChildRenderer().blank_form(consent(language))
    assert rendered.lost == ()
    first, second = pages_of(rendered.files[""])
    gettext = catalogue(language).gettext
    said = squeezed(first)
    places = [said.index(squeezed(gettext(text))) for _, text, _ in blank_forms.PERMISSIONS]
    assert places == sorted(places)
    for term in terms("consent_by"):
        assert squeezed(term.label(language)) in squeezed(second)


def test_each_answer_has_two_boxes_of_13_points() -> None:
    code = blank_forms.build_consent(consent())
    drawn = render(code, "pdf")
    with pikepdf.open(io.BytesIO(drawn)) as pdf:
        stream = b"".join(
            part.read_bytes() for part in [pdf.pages[0].obj.Contents] if isinstance(part, pikepdf.Stream)
        ).decode("latin-1")
    assert stream.count(f" {BOX:.0f} {BOX:.0f} re") == 2 * len(PERMISSIONS)


def test_the_intake_form_holds_every_field_of_person_and_case() -> None:
    document = blank_forms.build_intake(intake())
    blocks = [block for part in document.parts for block in part.blocks]
    labels = {block.label for block in blocks if isinstance(block, (b.Entry, b.Grid))}
    labels |= {block.text for block in blocks if isinstance(block, b.Heading)}
    for kind in ("person", "case"):
        asked = (f for f in TYPES[kind].fields if not f.retired)
        wanted = {f.label for f in asked if f.key not in NOT_ON_PAPER[kind]}
        assert wanted - labels == set()
    assert "No longer asked" not in labels


def test_nothing_is_left_out_that_is_no_field() -> None:
    for kind, keys in NOT_ON_PAPER.items():
        assert keys <= set(TYPES[kind].by_key)
    named = [(kind, key) for _, parts in ORDER for kind, keys in parts for key in keys]
    assert len(named) == len(set(named))
    assert all(key in TYPES[kind].by_key for kind, key in named)


@pytest.mark.parametrize(("language", "own"), [("en", "Village"), ("ko", "마을")])
def test_an_intake_form_reads_in_the_order_of_the_window_own_fields_last(language: str, own: str) -> None:
    rendered = render_blank_form(intake(language, sample=True))
    assert rendered.lost == ()
    said = squeezed("".join(pages_of(rendered.files[""])))
    gettext = catalogue(language).gettext
    labels = [gettext(text) for text in ("Sex", "Current status", "Left the DPRK", "Reliability")]
    places = [said.index(squeezed(label)) for label in [*labels, own]]
    assert places == sorted(places)
    assert "SAMPLE" in said
    assert squeezed(terms("status")[0].label(language)) in said


def test_the_same_form_gives_the_same_bytes() -> None:
    assert render_blank_form(intake()).files == render_blank_form(intake()).files
