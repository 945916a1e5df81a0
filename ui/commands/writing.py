"""Commands that write documents: brief, summary, blank forms."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from app.dossier import BriefOptions
from app.errors import Refused, UsageError
from app.messages import Msg
from app.ports import Rendered
from app.services.forms import consent_form, intake_form
from app.services.papers import save_paper
from app.services.releases import look_through, prepare_brief, release
from app.services.summaries import look_through_summary, prepare_summary
from app.summary import SummaryOptions
from app.surroundings import said_of_document
from ui.commands.passphrase import asked
from ui.commands.rooms import Rooms

FORMATS = {".pdf": "pdf", ".xlsx": "xlsx", ".csv": "csv"}


def brief(args: Namespace, rooms: Rooms) -> int:
    """Write a brief; says on stderr, by code, whom consent reduced or left out."""
    if Path(args.output).suffix.lower() != ".pdf":
        raise UsageError(Msg.FORMAT_UNKNOWN, file=Path(args.output).name, formats=".pdf")
    _refuse_existing(args)
    options = BriefOptions(
        events=tuple(dict.fromkeys(args.event)),
        kind=args.kind.replace("-", "_"),
        audience=args.audience,
        recipient=args.recipient,
        state=args.state,
        language=args.language,
        date=args.date,
        handling=args.handling,
        cases=tuple(dict.fromkeys(args.case)),
    )
    vault = rooms.vaults.open(args.vault, asked(args))
    try:
        prepared = prepare_brief(vault, rooms.clock, options)
        for judged in prepared.reduced:
            print(f"{judged.code}: {judged.reach.value.replace('_', ' ')} ({judged.reason})", file=sys.stderr)
        rendered = rooms.renderer.brief(prepared.dossier)
        look_through(vault, rooms.clock, prepared, rendered)
        _say_lost(rendered)
        release(vault, rooms.outbox, prepared.entry, rendered, _place(args), replace=args.force)
    finally:
        vault.close()
    tell_place(args.output)
    return 0


def summary(args: Namespace, rooms: Rooms) -> int:
    """Write an anonymised summary; the ending of the file says which form."""
    form = FORMATS.get(Path(args.output).suffix.lower())
    if form is None:
        raise UsageError(Msg.FORMAT_UNKNOWN, file=Path(args.output).name, formats=", ".join(FORMATS))
    _refuse_existing(args)
    options = SummaryOptions(audience=args.audience, by=args.by, language=args.language, date=args.date)
    vault = rooms.vaults.open(args.vault, asked(args))
    try:
        prepared = prepare_summary(vault, rooms.clock, options)
        rendered = rooms.renderer.summary(prepared.summary, form)
        look_through_summary(vault, rendered)
        release(vault, rooms.outbox, prepared.entry, rendered, _place(args), replace=args.force)
    finally:
        vault.close()
    tell_place(args.output)
    return 0


def form(args: Namespace, rooms: Rooms) -> int:
    """Write a blank form of this vault: labels and no case, so it is no release."""
    if Path(args.output).suffix.lower() != ".pdf":
        raise UsageError(Msg.FORMAT_UNKNOWN, file=Path(args.output).name, formats=".pdf")
    _refuse_existing(args)
    vault = rooms.vaults.inspect(args.vault, asked(args))
    try:
        with vault.read() as reader:
            make = intake_form if args.kind == "intake" else consent_form
            blank = make(reader, args.language, sample=vault.sample)
    finally:
        vault.close()
    save_paper(rooms.outbox, rooms.renderer.blank_form(blank), _place(args), replace=args.force)
    print(args.output)
    return 0


def tell_place(file: str | Path) -> None:
    """Print where a document was put, and on stderr that its folder is synced where it is."""
    print(file)
    more = said_of_document(Path(file))
    if more:
        print(f"casebook: {more.render()}", file=sys.stderr)


def _place(args: Namespace) -> str:
    """Where the file goes, as the next unlock finds it from any folder should a crash leave it pending."""
    return str(Path(args.output).absolute())


def _refuse_existing(args: Namespace) -> None:
    if Path(args.output).exists() and not args.force:
        raise Refused(Msg.FILE_EXISTS, file=Path(args.output).name)


def _say_lost(rendered: Rendered) -> None:
    for character, times in rendered.lost:
        print(f"not printed: {character} ({times})", file=sys.stderr)
