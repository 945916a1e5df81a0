"""The printed sheets of a recovery key and of its shares: nothing on them says whose they are.

The key lies in the first third, so that a letter fold hides it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.dates.display import format as date_words
from app.paper import RecoverySheet, ShareSheet
from reports import blocks as b
from reports.blocks import Run
from reports.phrases import Phrases
from reports.typography import tie

COLUMN_GAP = 24.0


def groups_of(text: str) -> tuple[tuple[str, ...], str]:
    """The groups of a printed key and its check group, which is the last one."""
    *groups, check = re.findall(r"[^\s-]+", text)
    return tuple(groups), check


def build_recovery(sheet: RecoverySheet) -> b.Document:
    """The document of a recovery sheet: one page, in its language."""
    p = Phrases(sheet.language)
    part = b.Part("sheet", (*_key(sheet, p), *_use(p), *_lost(p), *_yearly(p)), fit=True)
    return _document(sheet.language, p.gettext("Recovery key"), (part,), p)


def build_shares(sheets: Sequence[ShareSheet]) -> b.Document:
    """The document of the shares of one making: a page each, in the language of the first."""
    p = Phrases(sheets[0].language)
    parts = tuple(
        b.Part("sheet", (*_share(s, p), *_share_use(s, p), *_share_lost(s, p)), fit=True) for s in sheets
    )
    return _document(sheets[0].language, p.gettext("Share of a recovery key"), parts, p)


def recover_button(p: Phrases) -> str:
    """What the start page calls the way in by a recovery key, so that paper and window agree."""
    return p.gettext("Forgotten? Use the recovery key")


def shares_button(p: Phrases) -> str:
    """What the start page calls the way in by two shares."""
    return p.gettext("Use two shares")


def _document(language: str, title: str, parts: tuple[b.Part, ...], p: Phrases) -> b.Document:
    return b.Document(
        language=language,
        title=title,
        handling=p.gettext("Keep on paper only. Never photograph, scan, copy or send."),
        handling_public=False,
        organisation="",
        kind="",
        running=("", ""),
        foot=p.gettext(
            "Nothing on this sheet says whose it is or what it opens. Do not add it. "
            "The program prints this page and keeps no copy."
        ),
        page="",
        parts=parts,
        fold=p.catalogue.pgettext("mark on paper", "fold"),
    )


def _cells(text: str, p: Phrases) -> b.KeyCells:
    groups, check = groups_of(text)
    note = p.gettext(
        "Capitals or small letters, spaces or none: both work. 0 is the digit zero, 1 the digit one; "
        "the letters I, L, O and U do not occur."
    )
    return b.KeyCells(groups, check, p.catalogue.pgettext("group of a key", "Check"), note)


def _key(sheet: RecoverySheet, p: Phrases) -> list[b.Block]:
    what = p.gettext(
        "This sheet opens one vault without its passphrase. Whoever holds it can read everything in that "
        "vault. Without the passphrase and without this sheet nobody can open it, and nobody can help."
    )
    counted = (
        p.gettext(
            "{number} of this vault; sheet {replaced} no longer opens it",
            number=sheet.number,
            replaced=sheet.replaces,
        )
        if sheet.replaces
        else p.gettext("{number} of this vault; it replaces none", number=sheet.number)
    )
    return [
        b.Title(p.gettext("Recovery key")),
        b.Paragraph(b.plain(what), b.Style.INTRO),
        _cells(sheet.key, p),
        b.Blanks(
            (
                b.Blank(p.gettext("Printed on"), _day(sheet, p), 1.0, strong=True),
                b.Blank(p.gettext("Sheet"), counted, 1.95),
                b.Blank(p.gettext("Put away on"), share=0.95),
            )
        ),
    ]


def _day(sheet: RecoverySheet | ShareSheet, p: Phrases) -> str:
    return tie(date_words(sheet.printed.isoformat(), p.language))


def _items(texts: Sequence[str], bullet: b.Bullet) -> b.Items:
    return b.Items(tuple(b.Item(b.plain(text)) for text in texts), bullet)


def _kept_and_lost(p: Phrases, keep: Sequence[str], steps: Sequence[str]) -> b.Columns:
    """Where a sheet is to be kept, and beside it what to do with it."""
    return b.Columns(
        (b.Heading(p.gettext("Where to keep it")), _items(keep, b.Bullet.DOT)),
        (b.Heading(p.gettext("If the passphrase is lost")), _items(steps, b.Bullet.NUMBER)),
        0.5,
        COLUMN_GAP,
    )


def _use(p: Phrases) -> list[b.Block]:
    keep = (
        p.gettext("In a sealed envelope with nothing written on it."),
        p.gettext("In another building than the computer, under lock: a safe, a bank box, a lawyer."),
        p.gettext("Two people should know where it is. Tell them by word of mouth."),
        p.gettext("Not in the bag, desk or home of someone who uses the vault every day."),
    )
    steps = (
        p.gettext("Start the program and choose “{button}”.", button=recover_button(p)),
        p.gettext("Type the eight groups, then the check group."),
        p.gettext("Choose a new passphrase."),
        p.gettext("Print a new sheet, put it away, and burn or shred this one."),
    )
    return [_kept_and_lost(p, keep, steps)]


def _lost(p: Phrases) -> list[b.Block]:
    return [
        b.Heading(p.gettext("If the sheet is lost, or someone has seen it")),
        b.Paragraph(
            (
                Run(
                    p.gettext(
                        "Open the vault with the passphrase and choose “{button}” the same day. "
                        "From then on this sheet no longer opens the vault.",
                        button=p.gettext("Make a new recovery key"),
                    )
                    + " "
                ),
                *_backups(p),
            )
        ),
    ]


def _backups(p: Phrases) -> b.Text:
    return (
        Run(p.gettext("Backups made before that day still open with it:"), bold=True),
        Run(" " + p.gettext("make a new backup, check it, and destroy the old ones.")),
    )


def _yearly(p: Phrases) -> list[b.Block]:
    checked = p.gettext("Checked on")
    return [
        b.Heading(p.gettext("Once a year")),
        b.Paragraph(
            b.plain(
                p.gettext(
                    "Take the sheet out, open Security in the program, choose “{button}” and type it; then "
                    "seal it again in a new envelope.",
                    button=p.gettext("Try it…"),
                )
            )
        ),
        b.Blanks(tuple(b.Blank(checked) for _ in range(4)), beside=True),
    ]


def _share(sheet: ShareSheet, p: Phrases) -> list[b.Block]:
    what = p.gettext(
        "One of {total} shares of a recovery key. Any {needed} of them together open one vault without its "
        "passphrase; this one alone opens nothing and says nothing.",
        needed=sheet.needed,
        total=sheet.total,
    )
    others = p.gettext("{set_id}; the other shares say the same", set_id=sheet.set_id)
    return [
        b.Title(p.gettext("Share {number} of {total}", number=sheet.number, total=sheet.total)),
        b.Paragraph(b.plain(what), b.Style.INTRO),
        _cells(sheet.share, p),
        b.Blanks(
            (
                b.Blank(p.gettext("Printed on"), _day(sheet, p), 1.0, strong=True),
                b.Blank(p.gettext("Set"), others, 1.95),
                b.Blank(p.gettext("Put away on"), share=0.95),
            )
        ),
    ]


def _share_use(sheet: ShareSheet, p: Phrases) -> list[b.Block]:
    keep = (
        p.gettext("Each share with another person, in another building, in a sealed envelope."),
        p.gettext("Never two of them in one place, one bag or one pair of hands."),
        p.gettext("The office should know who holds which. Tell it by word of mouth."),
    )
    steps = (
        p.gettext("Bring {needed} shares of this set to one computer.", needed=sheet.needed),
        p.gettext("Start the program and choose “{button}”.", button=shares_button(p)),
        p.gettext("Type one share after the other, each with its check group."),
        p.gettext("Choose a new passphrase, print new shares, and burn or shred these."),
    )
    return [_kept_and_lost(p, keep, steps)]


def _share_lost(sheet: ShareSheet, p: Phrases) -> list[b.Block]:
    return [
        b.Heading(p.gettext("If a share is lost, or someone has seen it")),
        b.Paragraph(
            (
                Run(
                    p.gettext(
                        "It opens nothing alone. Make new shares all the same, and on the same day where "
                        "{needed} of them may be in wrong hands. From then on these shares no longer open "
                        "the vault.",
                        needed=sheet.needed,
                    )
                    + " "
                ),
                *_backups(p),
            )
        ),
    ]
