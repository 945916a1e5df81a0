"""Blank forms of a vault: the intake form in the order of the case form, and the consent form.

They hold labels and no case. Labels come from the declarations and vocabularies, so a field that staff added
is there too, under the fields of its kind.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.fields import Field, FieldType
from app.i18n import N_, catalogue
from app.paper import ConsentForm, FormItem, FormSection, IntakeForm
from app.ports import Reader
from app.records import TYPES
from app.records.cases import JOURNEY, NOW
from app.services.office import office
from app.vocabularies import Term

T = FieldType
MOST_BOXES = 16
"""Terms of a vocabulary that are printed as boxes; a longer one gets a line."""
NARRATIVE_LINES, LONG_LINES = 14, 4

IDENTITY, MORE = N_("Identity"), N_("Further questions")
ORDER: tuple[tuple[str, tuple[tuple[str, tuple[str, ...]], ...]], ...] = (
    (IDENTITY, (("person", ("names", "sex", "birth", "home", "occupation")), ("case", ("risk_factors",)))),
    (N_("Where the person is now"), (("case", NOW),)),
    (N_("Custody chain"), (("step", ()),)),
    (N_("Sightings"), (("sighting", ()),)),
    (N_("Linked events"), (("link", ()),)),
    (N_("Journey"), (("case", JOURNEY),)),
    (
        N_("Source and grade"),
        (("case", ("source", "reliability", "credibility", "distressing")), ("person", ("role",))),
    ),
    (N_("Narrative"), (("case", ("narrative",)),)),
)
"""The sections of the window's case form: heading, then fields by kind of record (none: a table of it)."""
NOT_ON_PAPER = {
    "case": frozenset({"code", "person", "account", "note", "risks"}),
    "person": frozenset({"note"}),
    "link": frozenset({"case", "source"}),
    "sighting": frozenset({"case", "person", "source"}),
    "step": frozenset({"case", "position", "source", "note", "event", "to_place"}),
}
"""What is given by the program, written later by staff, or has no room on a sheet of paper."""
ROWS = {"step": 6, "link": 2, "names": 3, "sighting": 3}


def intake_form(reader: Reader, language: str, *, sample: bool) -> IntakeForm:
    """The intake form of this vault in a language."""
    own = {kind: tuple(f for f in reader.own_fields(kind) if not f.retired) for kind in ("person", "case")}
    sections = _sections(own, _Words(language, reader.terms()))
    return IntakeForm(language, office(reader).name_in(language), sections, sample)


def consent_form(reader: Reader, language: str, *, sample: bool) -> ConsentForm:
    """The consent form of this vault in a language."""
    words = _Words(language, reader.terms())
    recipients = words.by_code("recipient")
    un = [label for code, label in recipients.items() if code.startswith("un_")]
    return ConsentForm(
        language=language,
        organisation=office(reader).name_in(language),
        un=(*un, recipients["any_un"]),
        beyond=tuple(words.by_code("consent_field").values()),
        by=tuple(words.by_code("consent_by").values()),
        languages=tuple(list(words.by_code("language").values())[:3]),
        sample=sample,
    )


class _Words:
    """Labels in one language."""

    def __init__(self, language: str, terms: Sequence[Term]) -> None:
        self.language = language
        self.gettext = catalogue(language).gettext
        self._terms = [term for term in terms if not term.retired]

    def by_code(self, vocabulary: str) -> dict[str, str]:
        """The labels of a vocabulary in its order."""
        return {t.code: t.label(self.language) for t in self._terms if t.vocabulary == vocabulary}

    def choices(self, field: Field) -> tuple[str, ...]:
        """What is printed as boxes for a field, if its list is short."""
        vocabulary = "yes_no" if field.type is T.YES_NO else field.vocabulary
        if field.type not in (T.TERM, T.TERMS, T.YES_NO):
            return ()
        found = tuple(self.by_code(vocabulary).values())
        return found if len(found) <= MOST_BOXES else ()


def _sections(own: Mapping[str, tuple[Field, ...]], words: _Words) -> tuple[FormSection, ...]:
    made = [_section(words.gettext(heading), parts, words) for heading, parts in ORDER]
    more = [_item(field, words) for kind in ("person", "case") for field in (*_others(kind), *own[kind])]
    return (*made, FormSection(words.gettext(MORE), tuple(more))) if more else tuple(made)


def _section(heading: str, parts: tuple[tuple[str, tuple[str, ...]], ...], words: _Words) -> FormSection:
    """A section; an only entry that is called like its heading needs no label."""
    items = _items(parts, words)
    if len(items) == 1 and items[0].label == heading:
        items = [replace(items[0], label="", lines=NARRATIVE_LINES)]
    return FormSection(heading, tuple(items))


def _items(parts: tuple[tuple[str, tuple[str, ...]], ...], words: _Words) -> list[FormItem]:
    found = []
    for kind, keys in parts:
        found += [_item(TYPES[kind].by_key[key], words) for key in keys] if keys else [_table(kind, words)]
    return found


def _others(kind: str) -> list[Field]:
    """Declared fields that no section names: printed at the end until somebody finds them a place."""
    named = {key for _, parts in ORDER for of, keys in parts if of == kind for key in keys}
    return [f for f in TYPES[kind].fields if f.key not in named | NOT_ON_PAPER[kind] and not f.retired]


def _table(kind: str, words: _Words) -> FormItem:
    fields = [f for f in TYPES[kind].fields if f.key not in NOT_ON_PAPER[kind]]
    return FormItem("", columns=tuple(f.called(words.language) for f in fields), rows=ROWS[kind])


def _item(field: Field, words: _Words) -> FormItem:
    label, help_ = field.called(words.language), words.gettext(field.help) if field.help else ""
    if field.type is T.ROWS:
        columns = tuple(inner.called(words.language) for inner in field.fields)
        return FormItem(label, help_, columns=columns, rows=ROWS.get(field.key, 2))
    lines = {T.LONG_TEXT: LONG_LINES, T.RECORDS: 2}.get(field.type, 1)
    return FormItem(label, help_, words.choices(field), lines)
