"""What keeps a vault safe, as people ask for it: was the recovery sheet tried, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.ports import Reader, Vault

TRIED = "recovery_tried"
YEAR = 365
"""The sheet itself asks to be tried once a year."""


@dataclass(frozen=True)
class Safety:
    """What the home page and the security page tell: the day the recovery sheet was last tried, None for
    never."""

    on: date
    tried: date | None = None

    @property
    def trial_due(self) -> bool:
        """Whether the recovery sheet was never tried, or not for a year."""
        return self.tried is None or (self.on - self.tried).days > YEAR


def safety(reader: Reader, on: date) -> Safety:
    """What is known on a day."""
    return Safety(on, _day(reader.setting(TRIED)))


def note_trial(vault: Vault, on: date) -> None:
    """Keep (journaled) that the recovery sheet was typed right on a day."""
    with vault.write() as work:
        if work.setting(TRIED) != on.isoformat():
            work.set_setting(TRIED, on.isoformat())
        work.commit()


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
