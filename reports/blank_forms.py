"""Blank forms to print: intake in the order of the case form, consent with eight independent answers."""

from __future__ import annotations

from app.i18n import N_
from app.paper import ConsentForm, FormItem, IntakeForm
from reports import blocks as b
from reports.blocks import Run
from reports.phrases import Phrases
from reports.typography import tie

PERMISSIONS = (
    ("hold", N_("Keeping this record"), N_("On a computer that is locked and encrypted.")),
    ("count", N_("Counting it"), N_("Only as one of a number, without a name.")),
    (
        "account",
        N_("Telling the story so that nobody can know who it is"),
        N_("Only an age band, the home province, the half-year of the return and the Chinese province."),
    ),
    ("un", N_("Telling the United Nations who it is"), N_("Please choose who may be told.")),
    (
        "government",
        N_("Telling governments of other countries who it is"),
        N_("Please choose which countries may be told."),
    ),
    (
        "prosecutors",
        N_("Telling investigators and courts who it is"),
        N_("So that those responsible can be held to account."),
    ),
    ("publish_name", N_("Publishing the name"), N_("Anybody will see it. It cannot be undone.")),
    ("publish_photo", N_("Publishing a photograph"), N_("Anybody will see it. It cannot be undone.")),
)
"""The permissions of app.consent, in plain words: none of them includes another."""
LETTERS = {"en": "abcdefgh", "ko": "가나다라마바사아"}
CODE = (4, 4)
NAME_LINE = 120.0
LATIN_NAMES = 2.2  # share of the first column of a table


def build_consent(form: ConsentForm) -> b.Document:
    """The consent form: page 1 what is allowed, page 2 who says so and how to take it back."""
    p = Phrases(form.language)
    title = p.gettext("Consent form")
    parts = (
        b.Part("form", (*_consent_head(title, p), *_asked(form, p)), fit=True),
        b.Part("form", (*_given(form, p), *_signed(p), *_instead(p), *_withdrawn(p)), fit=True),
    )
    return _document(
        form.language,
        title,
        form.organisation,
        parts,
        p,
        sample=form.sample,
        foot="",
        first=p.gettext(
            "Next, page 2: who consents, date and language, until when, how to meet again, signature"
        ),
    )


def _document(
    language: str,
    title: str,
    organisation: str,
    parts: tuple[b.Part, ...],
    p: Phrases,
    *,
    sample: bool,
    foot: str,
    first: str,
) -> b.Document:
    return b.Document(
        language=language,
        title=title,
        handling=organisation,
        handling_public=True,
        organisation="",
        kind=p.gettext("Blank form"),
        running=(title, p.gettext("Blank form")),
        foot=foot,
        foot_first=first,
        page=p.catalogue.gettext("Page {page} of {pages}"),
        parts=parts,
        sample="" if sample else None,
    )


def _consent_head(title: str, p: Phrases) -> list[b.Block]:
    return [
        b.FormTitle(
            title, p.gettext("Record code"), CODE, p.gettext("No name has to be written on this page.")
        ),
        b.Paragraph(
            b.plain(
                p.gettext(
                    "This paper says how far what was told may be used. Each point is decided by itself."
                )
            ),
            b.Style.INTRO,
        ),
        b.Notice(
            p.gettext("Before you answer"),
            (
                p.gettext("Allowing one thing allows nothing else."),
                p.gettext("Saying no has no disadvantage. The help you receive stays the same."),
                p.gettext("A box left empty counts as no."),
                p.gettext(
                    "You can take your consent back at any time. What has already gone out cannot be "
                    "called back."
                ),
                p.gettext(
                    "Unless you allow it for that country by name, the authorities of China or the DPRK "
                    "are not told who it is."
                ),
            ),
        ),
    ]


def _asked(form: ConsentForm, p: Phrases) -> list[b.Block]:
    narrowed = {
        "un": tuple(b.Choice(name) for name in form.un),
        "government": (
            b.Choice(p.gettext("only this country:"), NAME_LINE),
            b.Choice(p.gettext("every country but China and the DPRK")),
        ),
    }
    rows = tuple(
        b.Ask(str(number), p.gettext(text), p.gettext(under), narrowed.get(key, ()))
        for number, (key, text, under) in enumerate(PERMISSIONS, 1)
    )
    yes, no = p.catalogue.pgettext("answer", "Yes"), p.catalogue.pgettext("answer", "No")
    beyond = tuple(
        b.Ask(letter, tie(label)) for letter, label in zip(LETTERS[form.language], form.beyond, strict=False)
    )
    before, _, after = p.gettext(
        "{lead} means name, sex, birth, last known place, arrest and return. What follows is not part of it: "
        "it goes out only where you say yes to it."
    ).partition("{lead}")
    lead = Run(p.gettext("Telling who it is"), bold=True)
    return [
        b.Answers(p.gettext("What you allow"), yes, no, rows),
        b.Paragraph((Run(before), lead, Run(after)) if before else (lead, Run(after))),
        b.Answers("", yes, no, beyond),
    ]


def _given(form: ConsentForm, p: Phrases) -> list[b.Block]:
    return [
        b.FormTitle(p.gettext("Who consents"), p.gettext("Record code"), CODE),
        b.Entry(p.gettext("Consent is given by"), choices=tuple(b.Choice(tie(by)) for by in form.by)),
        b.Entry(p.gettext("Date")),
        b.Entry(
            p.gettext("Language of the talk"),
            choices=(*(b.Choice(one) for one in form.languages), b.Choice(p.gettext("other:"), NAME_LINE)),
        ),
        b.Entry(p.gettext("Interviewer")),
        b.Entry(p.gettext("Interpreter"), p.gettext("if there was one")),
        b.Entry(
            p.gettext("Valid until"),
            choices=(b.Choice(p.gettext("taken back")), b.Choice(p.gettext("this day:"), NAME_LINE)),
        ),
        b.Entry(
            p.gettext("How to meet again"),
            p.gettext("a way that endangers nobody; leave empty if there is none"),
            lines=2,
        ),
    ]


def _signed(p: Phrases) -> list[b.Block]:
    return [
        b.Heading(p.gettext("Signature, mark or spoken consent")),
        b.Paragraph(
            b.plain(
                p.gettext(
                    "This form was read to me, or I read it, in a language that I understand. My questions "
                    "were answered."
                )
            )
        ),
        b.Entry(p.gettext("Signature or mark"), p.gettext("instead of a name, a mark is enough"), lines=2),
        b.Entry(
            p.gettext("Spoken consent"),
            p.gettext("where nothing shall be signed"),
            choices=(b.Choice(p.gettext("spoken, heard by:"), 190.0),),
        ),
        b.Blanks((b.Blank(p.gettext("Signature of the interviewer")), b.Blank(p.gettext("Date"), share=0.6))),
    ]


def _instead(p: Phrases) -> list[b.Block]:
    return [
        b.Heading(p.gettext("Where consent cannot be obtained")),
        b.Paragraph(
            b.plain(
                p.gettext(
                    "Two members of staff write down why using the record is in the person's interest, and "
                    "sign. What the person or the family says later takes its place."
                )
            )
        ),
        b.Entry(p.gettext("Reason"), lines=2),
        b.Blanks((b.Blank(p.gettext("First signature, date")), b.Blank(p.gettext("Second signature, date")))),
    ]


def _withdrawn(p: Phrases) -> list[b.Block]:
    return [
        b.Heading(p.gettext("Taken back")),
        b.Paragraph(
            b.plain(
                p.gettext(
                    "Tell any member of staff, in any way: all of it or one number. It is no longer used "
                    "from that day on. What was released before stays on a list, so that you can be told "
                    "where it went."
                )
            )
        ),
        b.Blanks(
            (
                b.Blank(p.gettext("Numbers taken back")),
                b.Blank(p.gettext("Date"), share=0.6),
                b.Blank(p.gettext("Taken down by")),
            )
        ),
    ]


def build_intake(form: IntakeForm) -> b.Document:
    """The intake form: a heading a section, its entries in the order of the window."""
    p = Phrases(form.language)
    title = p.gettext("Intake form")
    blocks: list[b.Block] = [
        b.FormTitle(title, p.gettext("Record code"), CODE, p.gettext("The program makes the code.")),
        b.Paragraph(
            b.plain(
                p.gettext(
                    "Write what was said, in the words that were used; leave empty what nobody said. Of a "
                    "date write as much as is known: a year, a season, “before spring 2013”."
                )
            ),
            b.Style.INTRO,
        ),
        b.Blanks(
            (
                b.Blank(p.gettext("Date of the talk")),
                b.Blank(p.gettext("Taken down by")),
                b.Blank(p.gettext("Source, by its key only")),
            )
        ),
    ]
    for section in form.sections:
        blocks.append(b.Heading(section.heading))
        blocks += [_entry(item) for item in section.items]
    warning = p.gettext("Once filled in, this paper is as dangerous as the vault. Enter it and destroy it.")
    return _document(
        form.language,
        title,
        form.organisation,
        (b.Part("form", tuple(blocks)),),
        p,
        sample=form.sample,
        foot=warning,
        first="",
    )


def _entry(item: FormItem) -> b.Block:
    if item.columns:
        wide = (LATIN_NAMES, *(1.0 for _ in item.columns[1:]))
        return b.Grid(item.label, tuple(zip(item.columns, wide, strict=True)), item.rows)
    return b.Entry(item.label, item.help, tuple(b.Choice(tie(text)) for text in item.choices), item.lines)
