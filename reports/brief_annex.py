"""Annex A: every claim with its citation, grouped, as a table that may grow to any length."""

from __future__ import annotations

from app.dossier import CLAIM_GROUPS, ClaimLine, Dossier, EventPart
from reports import blocks as b
from reports.blocks import Run, Tone
from reports.phrases import Phrases, not_judged
from reports.typography import tie


def part(dossier: Dossier, p: Phrases) -> b.Part:
    """The annex as a part; several events stand one after another."""
    blocks: list[b.Block] = []
    several = len(dossier.events) > 1
    for number, event in enumerate(dossier.events):
        if number == 0:
            blocks += _top(dossier, event, p, several=several)
        if several:
            blocks.append(b.Heading(tie(f"{event.date}: {event.title}"), level=2))
        blocks.append(_table(event.claims, p))
    if dossier.standing:
        blocks.append(b.Heading(p.gettext("Figures kept apart, of no single event"), level=2))
        blocks.append(_table(dossier.standing, p))
    return b.Part("annex", tuple(blocks))


def _top(dossier: Dossier, event: EventPart, p: Phrases, *, several: bool) -> list[b.Block]:
    count = sum(len(each.claims) for each in dossier.events)
    if several:
        title = p.ngettext("Annex A. The {n} claim", "Annex A. The {n} claims", count)
    else:
        title = p.ngettext(
            "Annex A. The {n} claim on {event}", "Annex A. The {n} claims on {event}", count, event=event.date
        )
    text = p.gettext(
        "Each count is what the claimant said, never a finding of ours. Claims are never added up."
        " Grades: reliability of the source (A to F) and credibility of the information (1 to 6)"
        " are judged apart"
    )
    text += p.gettext("; none is judged yet.") if not_judged(dossier) else "."
    return [b.Title(title, 2), b.Paragraph(b.plain(text), b.Style.NOTE)]


def _table(claims: tuple[ClaimLine, ...], p: Phrases) -> b.Table:
    columns = (
        b.Column(p.gettext("No."), 24),
        b.Column(p.gettext("Claimant; relayed by; address"), 170),
        b.Column(p.gettext("Wording"), 126),
        b.Column(p.gettext("Figure and measure"), 62, right=True),
        b.Column(p.gettext("Origin of the count"), 62),
        b.Column(p.gettext("Source A–F"), 34),
        b.Column(p.gettext("Info 1–6"), 31),
    )
    rows: list[b.Row] = []
    for group in CLAIM_GROUPS:
        found = [claim for claim in claims if claim.group == group]
        if found:
            rows.append(b.Row((b.plain(_group(group, p)),), group=True))
            rows += [_row(claim, p) for claim in found]
    return b.Table(columns, tuple(rows))


def _group(group: str, p: Phrases) -> str:
    gettext = p.catalogue.gettext
    return {
        "figure": gettext("With a figure or a word of quantity"),
        "running_total": gettext("Running totals: never added to a figure above"),
        "no_figure": gettext("Accounts without a figure"),
        "official": gettext("Official statements"),
    }[group]


def _row(claim: ClaimLine, p: Phrases) -> b.Row:
    who = [Run(claim.claimant, bold=True)]
    who += [Run("\n" + tie(text), tone=Tone.SECOND) for text in (claim.relay, claim.address) if text]
    judged = p.gettext("not judged")
    return b.Row(
        (
            b.bold(claim.label or "–"),
            tuple(who),
            _wording(claim, p),
            _figure(claim, p),
            (Run(tie(claim.origin), bold=claim.is_origin),),
            b.plain(claim.reliability or judged, tone=Tone.SECOND),
            b.plain(claim.credibility or judged, tone=Tone.SECOND),
        )
    )


def _wording(claim: ClaimLine, p: Phrases) -> b.Text:
    """The wording, beneath it the original where it differs, the part figure and the stance."""
    more = [
        p.gettext("Original: {wording}", wording=claim.wording_original) if claim.wording_original else "",
        p.gettext("Part: {part}", part=claim.part) if claim.part else "",
    ]
    if claim.stance:
        stance = p.gettext("Stance of {date}: {stance}", date=claim.said_on, stance=claim.stance)
        more.append(stance if claim.said_on else p.gettext("Stance: {stance}", stance=claim.stance))
    lines = [Run("\n" + tie(text), tone=Tone.SECOND) for text in more if text]
    return (Run(tie(claim.wording)), *lines)


def _figure(claim: ClaimLine, p: Phrases) -> b.Text:
    if not claim.figure:
        return b.plain("–")
    measure = claim.measure.lower()
    if claim.group == "running_total":
        measure = ", ".join(part for part in (measure, p.gettext("running total")) if part)
    runs = [Run(tie(claim.figure), bold=True)]
    if measure:
        runs.append(Run("\n" + tie(measure), tone=Tone.SECOND))
    return tuple(runs)
