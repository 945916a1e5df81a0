"""The one table of colour roles, light and dark."""

from __future__ import annotations

from dataclasses import dataclass, fields

KINDS = ("grey", "red", "amber", "green", "navy", "blue")


@dataclass(frozen=True)
class Roles:
    """Colours as #RRGGBB by what they are for; painters and style sheets read nothing else."""

    page: str
    list: str
    tint: str
    desk: str
    field: str
    sidebar: str
    sidebar_selected: str
    sidebar_text: str
    sidebar_dim: str
    sidebar_gold: str
    line: str
    line2: str
    text: str
    text2: str
    dim: str
    head: str
    gold: str
    gold_text: str
    link: str
    focus: str
    primary: str
    primary_text: str
    primary_hover: str
    bar: str
    track: str
    selected: str
    segment: str
    hover: str
    band: str
    land: str
    sea: str
    grey: str
    grey_ink: str
    red: str
    red_ink: str
    amber: str
    amber_ink: str
    green: str
    green_ink: str
    navy: str
    navy_ink: str
    blue: str
    blue_ink: str

    def names(self) -> tuple[str, ...]:
        """Every role of the table."""
        return tuple(item.name for item in fields(self))


LIGHT = Roles(
    page="#FFFFFF",
    list="#F6F8FA",
    tint="#F2F5F9",
    desk="#E7EBF0",
    field="#FFFFFF",
    sidebar="#10263F",
    sidebar_selected="#1C3A5B",
    sidebar_text="#CFD8E4",
    sidebar_dim="#93A5BC",
    sidebar_gold="#C9A253",
    line="#E3E8EE",
    line2="#C9D1DB",
    text="#1D2530",
    text2="#4A5667",
    dim="#626D7D",
    head="#14304F",
    gold="#B08A3E",
    gold_text="#80601F",
    link="#1F5799",
    focus="#2A6FC4",
    primary="#14304F",
    primary_text="#FFFFFF",
    primary_hover="#1C3F66",
    bar="#14304F",
    track="#E3E8EE",
    selected="#FFFFFF",
    segment="#FFFFFF",
    hover="#ECEFF4",
    band="#F4EEE1",
    land="#F1EFE8",
    sea="#DCE4EE",
    grey="#EDF0F4",
    grey_ink="#465263",
    red="#FBECEE",
    red_ink="#98192A",
    amber="#FBF1DC",
    amber_ink="#744F05",
    green="#E6F3EC",
    green_ink="#17603F",
    navy="#E6ECF4",
    navy_ink="#14304F",
    blue="#E5EFFA",
    blue_ink="#1B4F8F",
)

DARK = Roles(
    page="#182433",
    list="#121D2B",
    tint="#1F2D3F",
    desk="#0E1825",
    field="#101A27",
    sidebar="#0B1727",
    sidebar_selected="#1B3350",
    sidebar_text="#C6D1DF",
    sidebar_dim="#8698AF",
    sidebar_gold="#C9A253",
    line="#293849",
    line2="#3E5067",
    text="#E8EDF4",
    text2="#B6C2D1",
    dim="#96A5B8",
    head="#DCE7F5",
    gold="#D2AC62",
    gold_text="#E0BF7F",
    link="#8FC0FA",
    focus="#6FB0FF",
    primary="#D2AC62",
    primary_text="#14202F",
    primary_hover="#DDBB79",
    bar="#86A6CC",
    track="#2E3E51",
    selected="#22334A",
    segment="#253C59",
    hover="#1B2838",
    band="#33312E",
    land="#2B3440",
    sea="#15202E",
    grey="#28374A",
    grey_ink="#C3CEDC",
    red="#44202A",
    red_ink="#FFB3BC",
    amber="#3D3118",
    amber_ink="#F2CB7C",
    green="#173A2D",
    green_ink="#8FDDB6",
    navy="#253C59",
    navy_ink="#CFE0F5",
    blue="#1B3A5E",
    blue_ink="#A9D0FF",
)
