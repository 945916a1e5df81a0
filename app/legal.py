"""The law pleaded, by the state addressed.

Each instrument with its article and the state's standing; what a state is no party to is named as not to be
pleaded, so that nobody does. Without a state the Universal Declaration alone is pleaded.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.i18n import N_


@dataclass(frozen=True)
class Instrument:
    """An instrument and how it stands for one state. `name` is its short title with the year, as briefs print
    it; `party` is an EDTF day, "" where it is no treaty."""

    name: str
    article: str
    party: str = ""
    reason: str = ""
    first: bool = False


_REFUGEE = (
    N_("Refugee Convention (1951)"),
    "33(1)",
)
_PROTOCOL = (
    N_("Protocol relating to the Status of Refugees (1967)"),
    "I",
)
_TORTURE = (
    N_("Convention against Torture (1984)"),
    "3(1)",
)
_CHILD = (
    N_("Convention on the Rights of the Child (1989)"),
    "22, 37",
)
_WOMEN = (
    N_("Discrimination against Women (1979)"),
    "2, 6",
)
_COVENANT = (
    N_("Covenant on Civil and Political Rights (1966)"),
    "6, 7, 9, 12(2), 14",
)
_DECLARATION = (
    N_("Universal Declaration of Human Rights (1948)"),
    "3, 5, 9, 13, 14",
)
_DISAPPEARANCE = (
    N_("Enforced Disappearance (2006)"),
    "16",
)

_NOT_PARTY = N_("not party")
_NOT_PARTY_1992 = N_("not party; cite the 1992 Declaration, article 8")
_NOT_RATIFIED = N_("signed 5 Oct 1998, not ratified")

BY_STATE: dict[str, tuple[Instrument, ...]] = {
    "": (Instrument(*_DECLARATION, first=True),),
    "CN": (
        Instrument(*_TORTURE, party="1988-10-04", first=True),
        Instrument(*_REFUGEE, party="1982-09-24", first=True),
        Instrument(*_PROTOCOL, party="1982-09-24"),
        Instrument(*_CHILD, party="1992-03-02", first=True),
        Instrument(*_WOMEN, party="1980-11-04"),
        Instrument(*_DECLARATION),
        Instrument(*_COVENANT, reason=_NOT_RATIFIED),
        Instrument(*_DISAPPEARANCE, reason=_NOT_PARTY_1992),
    ),
    "KP": (
        Instrument(*_COVENANT, party="1981-09-14", first=True),
        Instrument(*_CHILD, party="1990-09-21", first=True),
        Instrument(*_WOMEN, party="2001-02-27", first=True),
        Instrument(*_DECLARATION),
        Instrument(*_TORTURE, reason=_NOT_PARTY),
        Instrument(*_REFUGEE, reason=_NOT_PARTY),
        Instrument(*_PROTOCOL, reason=_NOT_PARTY),
        Instrument(*_DISAPPEARANCE, reason=_NOT_PARTY_1992),
    ),
}

_INQUIRY = N_("A/HRC/25/63, paras 42–45")
_RESOLUTION = "A/HRC/RES/55/21"
FINDINGS: dict[str, tuple[str, ...]] = {
    "": (_INQUIRY, _RESOLUTION),
    "CN": (
        _INQUIRY,
        N_("CAT/C/CHN/CO/5, paras 46–47"),
        "CEDAW/C/CHN/CO/9",
        N_("UN experts, 17 Oct 2023"),
        _RESOLUTION,
        N_("WGAD Opinion 37/2024 (by number only)"),
    ),
    "KP": (_INQUIRY, _RESOLUTION),
}
"""Findings to cite. Opinion 37/2024 by number alone: its title names a private person."""
