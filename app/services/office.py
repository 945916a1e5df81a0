"""The organisation whose vault it is: the name documents carry, and whom readers may ask."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID, uuid4

from app.gazetteer import places
from app.ports import Reader, UnitOfWork, Vault
from app.services.saving import save_in
from app.values import clean


@dataclass(frozen=True)
class Office:
    """Its name in English and in Korean, and the contact printed in documents; each may be empty."""

    name: str = ""
    name_ko: str = ""
    contact: str = ""

    def name_in(self, language: str) -> str:
        """The name in a language, the other one where it has none."""
        return (self.name_ko or self.name) if language == "ko" else (self.name or self.name_ko)


_KEYS = {"organisation": "name", "organisation_ko": "name_ko", "contact": "contact"}


def office(reader: Reader) -> Office:
    """The organisation of a vault."""
    return Office(**{field: reader.setting(key) for key, field in _KEYS.items()})


def set_office(work: UnitOfWork, made: Office) -> None:
    """Change what differs (journaled). Raises Invalid for text that cannot be kept."""
    for key, field in _KEYS.items():
        value = clean(getattr(made, field).strip())
        if value != work.setting(key):
            work.set_setting(key, value)


def save_office(vault: Vault, made: Office) -> None:
    """Change the organisation of a vault."""
    with vault.write() as work:
        set_office(work, made)
        work.commit()


def furnish(vault: Vault) -> None:
    """Give a new vault the gazetteer, under ids of its own: places can be linked from the first day."""
    ids: defaultdict[tuple[object, ...], UUID] = defaultdict(uuid4)
    with vault.write() as work:
        for place in places(lambda *name: ids[name]):
            save_in(work, place)
        work.commit()
