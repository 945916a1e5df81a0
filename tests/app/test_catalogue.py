"""The Korean catalogue: whole, in step with the source, and no English left in what it prints."""

from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog

from app.dossier import BriefOptions, Dossier
from app.i18n import LANGUAGES, catalogue
from app.messages import Msg
from app.sample import sample_records
from app.services.releases import prepare_brief
from app.services.sample import OFFICE, fill
from app.services.summaries import prepare_summary
from app.summary import SummaryOptions
from reports import brief, summary_pdf
from reports.summary_long import about
from tests.fakes import FakeVault
from tests.stories import OCTOBER, FixedClock

_LATIN = re.compile(r"[A-Za-z]{2,}")
_CODES = re.compile(r"\b(?:C\d+|[A-Z]+(?:/[A-Z0-9]+)+)\b|{\w+}")
_KEPT = {"Natural", "Earth", "SAMPLE", "km"}
_FIELDS_OF_CODES = {"language", "look", "qualifier"}
"""Fields of blocks that a writer reads and nobody else."""
_COLUMNS = {"event", "crossing", "sex", "age", "status", "year", "count"}
"""Names of columns in the data files of a summary: the same in every language."""


def _tool() -> ModuleType:
    path = Path(__file__).resolve().parents[2] / "packaging" / "catalogue.py"
    spec = importlib.util.spec_from_file_location("catalogue_tool", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


TOOL = _tool()


def test_every_text_has_its_korean_and_every_place_is_kept() -> None:
    assert TOOL.problems(TOOL.updated()) == []


def test_the_files_are_in_step_with_the_source() -> None:
    po, mo = TOOL.written(TOOL.updated())
    assert TOOL.PO.read_bytes() == po
    assert TOOL.MO.read_bytes() == mo


def test_the_check_finds_what_is_missing() -> None:
    """The control: what the two tests above would let pass unseen."""
    found = Catalog(locale="ko")
    found.add("whole {n}", "모두 {n}")
    found.add("nothing yet")
    found.add("lost {n}", "잃음")
    found.add("strange {n}", "이상함 {m}")
    found.add("guessed", "어림", flags={"fuzzy"})
    found.add(("{n} case", "{n} cases"), ("",))
    assert TOOL.problems(found) == [
        "untranslated: nothing yet",
        "places differ: lost {n}",
        "places differ: strange {n}",
        "fuzzy: guessed",
        "untranslated: {n} case",
    ]


def test_no_way_of_asking_hides_a_text_from_the_tool() -> None:
    source = """
f"{_('in braces')}"
p.gettext("one " "and more", n=_("inside"))
ngettext("{n} thing", "{n} things", 3)
pgettext("menu", "&File")
Field("key", N_("declared"))
other("not asked for")
"""
    assert sorted(TOOL.texts_of(source), key=repr) == [
        ("menu", "&File"),
        (None, "declared"),
        (None, "in braces"),
        (None, "inside"),
        (None, "one and more"),
        (None, ("{n} thing", "{n} things")),
    ]


def test_every_message_can_be_filled_in_both_languages() -> None:
    for message in Msg:
        places = dict.fromkeys(re.findall(r"{(\w+)}", str(message.value)), "x")
        for language in LANGUAGES:
            assert catalogue(language).gettext(str(message.value)).format(**places)


def test_korean_has_no_exclamation_marks_and_no_particle_in_brackets() -> None:
    """A text that needs "은(는)" after a place can be worded without it."""
    for message in TOOL.updated():
        texts = message.string if isinstance(message.string, tuple | list) else (message.string,)
        assert not any(re.search(r"!|은\(는\)|을\(를\)|이\(가\)|\(으\)로|와\(과\)", text) for text in texts)


# what the sample prints


@pytest.fixture(scope="module")
def sample() -> FakeVault:
    vault = FakeVault()
    fill(vault, sample_records())
    vault.sample = True
    return vault


def _options(**more: object) -> BriefOptions:
    values: dict[str, object] = {"audience": "government", "recipient": "KR", "state": "CN", **more}
    return BriefOptions(language="ko", date=date(2026, 11, 25), **values)  # type: ignore[arg-type]


def _given(dossier: Dossier) -> list[str]:
    """What stands in Latin letters because somebody or something is called so."""
    claims = [c for event in dossier.events for c in event.claims] + list(dossier.standing)
    texts = [
        text
        for c in claims
        for text in (c.address, c.wording_original, c.relay, c.claimant, c.claimant_short)
    ]
    texts += [name for p in dossier.people.named for name in (p.name, p.name_other)]
    texts += [line.note for line in dossier.chronology]
    return [dossier.contact, *texts]


def _english(text: str, given: list[str], kept: set[str]) -> list[str]:
    words = {word for one in given for word in _LATIN.findall(one)}
    return [w for w in _LATIN.findall(_CODES.sub("", text)) if w not in kept | words]


def _printed(value: object) -> Iterator[str]:
    """Every text in a tree of blocks that a reader sees."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list):
        for item in value:
            yield from _printed(item)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            if field.name not in _FIELDS_OF_CODES:
                yield from _printed(getattr(value, field.name))


@pytest.mark.parametrize("kind", ["one_page", "full"])
@pytest.mark.parametrize(
    "more",
    [
        {},
        {"state": "KP"},
        {"audience": "public", "recipient": "", "state": ""},
        {"audience": "un", "recipient": "", "occasion": "제64차 인권이사회", "version": "2"},
    ],
)
def test_no_english_is_left_in_a_korean_brief(sample: FakeVault, kind: str, more: dict[str, object]) -> None:
    dossier = prepare_brief(sample, FixedClock(), _options(events=(OCTOBER,), kind=kind, **more)).dossier
    texts, given = list(_printed(brief.build(dossier))), _given(dossier)
    assert len(texts) > 50
    assert [text for text in texts if _english(text, given, _KEPT)] == []


def test_no_english_is_left_in_a_brief_on_every_event(sample: FakeVault) -> None:
    with sample.read() as reader:
        codes = tuple(sorted(event.text("code") for event in reader.all("event")))
    dossier = prepare_brief(sample, FixedClock(), _options(events=codes, kind="full")).dossier
    given = _given(dossier)
    assert [text for text in _printed(brief.build(dossier)) if _english(text, given, _KEPT)] == []


@pytest.mark.parametrize("by", [(), ("event", "sex"), ("age", "crossing"), ("status", "event")])
@pytest.mark.parametrize("audience", ["public", "partner"])
def test_no_english_is_left_in_a_korean_summary(
    sample: FakeVault, audience: str, by: tuple[str, ...]
) -> None:
    options = SummaryOptions(audience=audience, by=by, language="ko", date=date(2026, 11, 25))
    summary = prepare_summary(sample, FixedClock(), options).summary
    texts = [*_printed(summary_pdf.build(summary)), *(text for pair in about(summary) for text in pair)]
    assert [t for t in texts if _english(t, [OFFICE.contact], _KEPT | _COLUMNS)] == []


def test_english_would_be_seen(sample: FakeVault) -> None:
    """The control: an English brief is full of it."""
    dossier = prepare_brief(sample, FixedClock(), _options(events=(OCTOBER,))).dossier
    english = prepare_brief(
        sample, FixedClock(), BriefOptions(events=(OCTOBER,), audience="public", language="en")
    ).dossier
    left = [t for t in _printed(brief.build(english)) if _english(t, _given(dossier), _KEPT)]
    assert len(left) > 50
