"""Puts a dossier together: parts, people, chronology, law, own record, requests; then the gate of names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from uuid import UUID

from app.briefs.chronology import chronology
from app.briefs.gathered import Gathered, Tongue
from app.briefs.individuals import Judged, careful, people
from app.briefs.parts import claim_line, event_part
from app.claims.figures import has_figure, last_stances
from app.claims.words import body_name
from app.dates.display import format as format_date
from app.dossier import BriefOptions, Dossier, EventPart, LegalLine, Mark, RequestLine
from app.i18n import N_, catalogue, in_brackets
from app.legal import BY_STATE, FINDINGS
from app.records.record import Record

_TITLES = {
    "forced_return": N_("Reported return from China to the DPRK, {date}"),
    "voluntary_return": N_("Reported voluntary return from China to the DPRK, {date}"),
    "arrest": N_("Reported arrest in China, {date}"),
}
_SEVERAL = N_("Reported returns and arrests, {first} to {last}")


def assemble(
    gathered: Gathered,
    options: BriefOptions,
    judged: Sequence[Judged],
    shown: Sequence[Judged],
    draw: Callable[[UUID], bytes],
) -> Dossier:
    """The dossier of a brief in the language of `options`."""
    tongue = Tongue(options.language, gathered.labels, gathered.places, gathered.sources)
    events = tuple(event_part(gathered, event, tongue) for event in gathered.events)
    printed = options.date or gathered.today
    return Dossier(
        options=options,
        sample=gathered.sample,
        organisation=gathered.organisation,
        contact=gathered.contact,
        title=_title(gathered, events, tongue),
        handling=_handling(options, tongue),
        handling_public=options.audience == "public",
        recipient=tongue.term("recipient", options.recipient),
        state=tongue.term("state", options.state),
        date=format_date(printed.isoformat(), options.language),
        as_of=format_date(_as_of(gathered).isoformat(), options.language),
        events=events,
        standing=tuple(claim_line(gathered, c, tongue) for c in gathered.standing),
        chronology=chronology(gathered, options, tongue),
        people=people(gathered, judged, shown, options, tongue, draw),
        legal=_legal(options),
        findings=tuple(catalogue(options.language).gettext(f) for f in FINDINGS[options.state]),
        own_record=_own_record(gathered, options, tongue),
        requests=_requests(gathered, options, tongue),
        likely_answer=_likely_answer(gathered, options),
    )


def _title(gathered: Gathered, events: Sequence[EventPart], tongue: Tongue) -> str:
    _ = catalogue(tongue.language).gettext
    if len(events) == 1:
        pattern = _TITLES.get(events[0].kind_code, _TITLES["forced_return"])
        return _(pattern).format(date=events[0].date)
    ordered = sorted(gathered.events, key=_first_day)
    return _(_SEVERAL).format(first=tongue.date(ordered[0], "date"), last=tongue.date(ordered[-1], "date"))


def _first_day(event: Record) -> date:
    when = event.date("date")
    return (when.earliest if when else None) or date.max


def _handling(options: BriefOptions, tongue: Tongue) -> str:
    if options.handling:
        return options.handling
    _ = catalogue(options.language).gettext
    if options.audience == "public":
        return _("Public: may be quoted with its source")
    if options.recipient:
        return _("For the recipient only: {recipient}").format(
            recipient=tongue.term("recipient", options.recipient)
        )
    return _("For the recipient only")


def _as_of(gathered: Gathered) -> date:
    """The day of the newest change among the records of the brief."""
    days = [r.changed_at.date() for r in gathered.records if r.changed_at]
    return min(max(days, default=gathered.today), gathered.today)


def _legal(options: BriefOptions) -> tuple[LegalLine, ...]:
    _ = catalogue(options.language).gettext
    lines = []
    for entry in BY_STATE[options.state]:
        note = _(entry.reason) if entry.reason else _("cite")
        if entry.party:
            note = _("party {date}").format(date=format_date(entry.party, options.language, short=True))
        lines.append(LegalLine(_(entry.name), entry.article, note, not entry.reason, entry.first))
    return tuple(lines)


def _own_record(gathered: Gathered, options: BriefOptions, tongue: Tongue) -> tuple[str, ...]:
    """The addressed state's last dated words, and votes; nothing where no state is addressed."""
    if not options.state:
        return ()
    _ = catalogue(options.language).gettext
    lines = []
    for event in gathered.events:
        claim = last_stances(gathered.claims.get(event.id, ())).get(options.state)
        if claim:
            lines.append(_last_words(gathered, claim, tongue))
    if not lines:
        state = tongue.term("state", options.state)
        lines.append(_("No statement by {state} is recorded in our file.").format(state=state))
    lines.append(_("Votes: none recorded in our file."))
    return tuple(lines)


def _last_words(gathered: Gathered, claim: Record, tongue: Tongue) -> str:
    _ = catalogue(tongue.language).gettext
    said, number = tongue.date(claim, "said_on"), gathered.numbers.get(claim.id, "")
    body, wording = body_name(claim, tongue.labels, tongue.language), tongue.phrase(claim, "wording")
    head = ", ".join(part for part in (said, body) if part)
    text = in_brackets(f"{head}: {wording}", number, tongue.language) + "."
    empty = not (has_figure(claim) or claim.date("date") or claim.refs("crossings"))
    return f"{text} " + _("No figure, date or crossing is given.") if empty else text


def _likely_answer(gathered: Gathered, options: BriefOptions) -> str:
    """The answer to expect from China; of another state nothing is foretold."""
    if options.state != "CN":
        return ""
    _ = catalogue(options.language).gettext
    said = any("CN" in last_stances(gathered.claims.get(e.id, ())) for e in gathered.events)
    if said:
        return _("Expect the same answer.")
    return _("Expect the answer that there are no so-called defectors.")


def _requests(gathered: Gathered, options: BriefOptions, tongue: Tongue) -> tuple[RequestLine, ...]:
    """Requests of staff; one meant for another state stays out, in public all but the public ones."""
    lines = []
    for request in gathered.requests:
        mark = Mark(request.text("mark") or Mark.YOU_ONLY.value)
        wrong_state = request.text("state") not in ("", options.state)
        if wrong_state or (careful(options) and mark is not Mark.PUBLIC):
            continue
        lines.append(
            RequestLine(
                text=tongue.phrase(request, "text"),
                actor=tongue.phrase(request, "actor"),
                forum=tongue.phrase(request, "forum"),
                by=tongue.date(request, "by"),
                mark=mark,
            )
        )
    return tuple(lines)
