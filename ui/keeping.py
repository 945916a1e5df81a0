"""Words about what keeps a vault safe, said on Home, at the foot of the navigation, on the security page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from app.i18n import N_, _, ngettext
from app.services.safety import Concern, Safety
from ui import saying

CONCERNS: dict[Concern, tuple[str, str]] = {
    Concern.ALARM: (
        N_("The vault is open for reading only"),
        N_(
            "It is older than this computer last saw it, or was changed outside Casebook. Run the check "
            "below, and open your last copy in another place."
        ),
    ),
    Concern.NO_RECOVERY: (
        N_("There is no recovery sheet"),
        N_("Who forgets the passphrase loses everything. Make a sheet and put it away."),
    ),
    Concern.NEVER_TRIED: (
        N_("The recovery sheet was never tried"),
        N_("One wrong letter on it, and it opens nothing. Trying it takes a minute."),
    ),
    Concern.TRIED_LONG_AGO: (
        N_("The recovery sheet was not tried for a year"),
        N_("Take it out, type it once, seal it again in a new envelope."),
    ),
    Concern.BACKUP_DUE: (
        N_("A backup is due"),
        N_("A disk breaks without a warning, and a laptop is taken without one."),
    ),
    Concern.LEDGER: (
        N_("Releases may be missing from the list"),
        N_("This vault was restored or taken out of another: no anonymised document leaves it meanwhile."),
    ),
}
"""Title and explanation (msgids)."""


SHORT = {
    Concern.ALARM: N_("Open for reading only"),
    Concern.NO_RECOVERY: N_("No recovery sheet"),
    Concern.NEVER_TRIED: N_("Try the recovery sheet"),
    Concern.TRIED_LONG_AGO: N_("Try the recovery sheet"),
    Concern.BACKUP_DUE: N_("A backup is due"),
    Concern.LEDGER: N_("Releases may be missing"),
}
"""The same in so few words that they fit into the navigation (msgids)."""


@dataclass(frozen=True)
class Row:
    """A line of what stands: `state` good, warn, bad or plain; when it was, or what can be done about it."""

    words: str
    state: str
    when: str = ""
    act: str = ""


def rows(found: Safety) -> list[Row]:
    """What Home shows, in one order: alarms, backup, check, recovery sheet."""
    told = [Row(_(CONCERNS[Concern.ALARM][0]), "bad", act=_("look"))] if found.alarms else []
    return [*told, _backup(found), _checked(found), *([] if found.sample else [_recovery(found)])]


def _backup(found: Safety) -> Row:
    if found.days is None:
        return Row(_("No backup yet"), "plain" if found.sample else "warn", act=_("back up"))
    if found.backup_due and not found.sample:
        return Row(_("Last backup {when}").format(when=days_ago(found.days)), "warn", act=_("back up"))
    if found.last is not None and not found.last.whole:
        return Row(_("The last backup lacks evidence, or holds damaged files"), "warn", act=_("look"))
    if found.only_beside and not found.sample:
        words = _("Backup on the same disk: a lost or seized laptop takes both")
        return Row(words, "plain", when=days_ago(found.days))
    return Row(_("Backup restored and compared"), "good", when=days_ago(found.days))


def _checked(found: Safety) -> Row:
    if found.checked is None:
        return Row(_("Not yet checked as a whole"), "plain", act=_("check"))
    when = on_day(found.checked.at.astimezone().date(), found.on)
    if found.checked.clean:
        return Row(_("Everything checked, nothing wrong"), "good", when=when)
    return Row(_("The check found something wrong"), "bad", act=_("look"))


def _recovery(found: Safety) -> Row:
    for concern in (Concern.NO_RECOVERY, Concern.NEVER_TRIED, Concern.TRIED_LONG_AGO):
        if concern in found.concerns:
            act = _("make one") if concern is Concern.NO_RECOVERY else _("try it")
            return Row(_(CONCERNS[concern][0]), "warn", act=act)
    return Row(_("Recovery sheet tried"), "good", when=on_day(found.tried or found.on, found.on))


def foot(found: Safety) -> Row:
    """The one line at the foot of the navigation: the gravest thing that waits, else the last backup."""
    if found.concerns:
        gravest = found.concerns[0]
        return Row(_(SHORT[gravest]), "bad" if gravest is Concern.ALARM else "warn")
    if found.days is None:
        return Row(_("No backup yet"), "plain")
    return Row(_("Backup checked {when}").format(when=days_ago(found.days)), "good")


def since(when: datetime | None, language: str) -> str:
    """Since when there is a key: "since 3 May 2026", or that it is not known."""
    if when is None:
        return _("since the vault was made")
    return _("since {day}").format(day=saying.day(when.astimezone().date(), language))


def days_ago(days: int) -> str:
    """How many days ago: "today", "yesterday", "12 days ago"."""
    if days <= 0:
        return _("today")
    if days == 1:
        return _("yesterday")
    return ngettext("{n} day ago", "{n} days ago", days).format(n=days)


def on_day(day: date, on: date) -> str:
    """A day in the past as seen on another."""
    return days_ago((on - day).days)


def size(octets: int) -> str:
    """How large a file is: "14 MB"."""
    if octets >= 10**9:
        return f"{octets / 10**9:.1f} GB"
    return f"{max(1, round(octets / 10**6)):,} MB"
