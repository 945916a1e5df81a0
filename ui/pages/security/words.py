"""Words of the security page that several blocks say."""

from __future__ import annotations

from datetime import date, datetime

from app.i18n import N_, _, ngettext
from app.services.safety import Concern
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
}
"""Title and explanation (msgids)."""


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
