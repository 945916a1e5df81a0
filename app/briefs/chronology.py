"""The dated lines of a brief: the event, others by their own line, interventions, last words of states."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from app.briefs.gathered import Gathered, Tongue
from app.claims.figures import last_stances, main_range
from app.claims.words import figure_words, range_label, stance_words, summary_line
from app.dates.display import format as format_date
from app.dossier import BriefOptions, ChronologyLine
from app.i18n import catalogue, in_brackets
from app.records.record import Record

MOST_LINES = 8
"""A chronology is five to eight lines."""


def chronology(gathered: Gathered, options: BriefOptions, tongue: Tongue) -> tuple[ChronologyLine, ...]:
    """The lines nearest to the chosen events, in order of time."""
    own = [_this(gathered, event, tongue, len(gathered.events) > 1) for event in gathered.events]
    rest = [_other(gathered, event, tongue) for event in gathered.others]
    rest += [_contact(contact, tongue) for contact in gathered.contacts]
    if options.kind == "one_page":
        rest += [line for event in gathered.events for line in _stances(gathered, event, tongue)]
    near = [line.earliest for line in own if line.earliest]
    dated = [line for line in rest if line.earliest]
    dated.sort(key=lambda line: (_distance(line, near), line.earliest or date.max, line.text))
    kept = [*own, *dated[: max(0, MOST_LINES - len(own))]]
    return tuple(sorted(kept, key=lambda line: (line.earliest or date.max, line.text)))


def _distance(line: ChronologyLine, near: Sequence[date]) -> int:
    """Days from a line to the nearest of some days."""
    return min((abs((line.earliest - day).days) for day in near if line.earliest), default=0)


def _line(record: Record, key: str, text: str, kind: str, tongue: Tongue) -> ChronologyLine:
    when = record.date(key)
    edtf = when.edtf if when else ""
    return ChronologyLine(
        date=format_date(edtf, tongue.language) if edtf else "",
        date_short=format_date(edtf, tongue.language, short=True) if edtf else "",
        text=text,
        kind=kind,
        earliest=when.earliest if when else None,
        latest=when.latest if when else None,
        approximate="~" in edtf or "?" in edtf,
    )


def _this(gathered: Gathered, event: Record, tongue: Tongue, several: bool) -> ChronologyLine:
    _ = catalogue(tongue.language).gettext
    title = tongue.phrase(event, "title")
    text = title if several else _("The event of this brief")
    note = tongue.phrase(event, "time_note").split(";")[0]
    line = _line(event, "date", f"{text}, {note}" if note and not several else text, "this", tongue)
    return replace(line, label=_label(gathered, event, tongue))


def _label(gathered: Gathered, event: Record, tongue: Tongue) -> str:
    found = main_range(gathered.claims.get(event.id, ()), event.text("kind"), gathered.chains)
    return range_label(found, tongue.language) if found else ""


def _other(gathered: Gathered, event: Record, tongue: Tongue) -> ChronologyLine:
    _ = catalogue(tongue.language).gettext
    claims = gathered.claims.get(event.id, ())
    line = summary_line(event, claims, tongue.labels, tongue.language, {}, gathered.chains).whole
    voluntary = event.text("kind") == "voluntary_return"
    text = _("Voluntary, kept apart: {line}").format(line=line) if voluntary else line
    cited = "; ".join(
        f"{tongue.phrase(c, 'claimant')}, {tongue.source(c.ref('relayed_by'))}"
        for c in claims
        if figure_words(c, tongue.labels, tongue.language) or c.text("stance")
    )
    kind = "voluntary" if voluntary else "event"
    dated = _line(event, "date", text, kind, tongue)
    return replace(dated, label=_label(gathered, event, tongue), note=cited)


def _contact(contact: Record, tongue: Tongue) -> ChronologyLine:
    by, what = tongue.phrase(contact, "by"), tongue.phrase(contact, "what")
    un = "UN" in contact.phrase("by").in_language("en").split()
    source = tongue.source(contact.ref("source"))
    line = _line(contact, "date", f"{by}: {what}", "un" if un else "other", tongue)
    return replace(line, note=source, label=by)


def _stances(gathered: Gathered, event: Record, tongue: Tongue) -> list[ChronologyLine]:
    claims = gathered.claims.get(event.id, ())
    lines = []
    for state, claim in last_stances(claims).items():
        number = gathered.numbers.get(claim.id, "")
        said = f"{tongue.phrase(claim, 'claimant')}: {tongue.phrase(claim, 'wording')}"
        text = in_brackets(said, number, tongue.language)
        short = stance_words(claim, tongue.labels, tongue.language)
        line = _line(claim, "said_on", text, "state", tongue)
        lines.append(replace(line, state=state, claims=(number,), label=short))
    return lines
