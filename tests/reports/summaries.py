"""Summaries of invented people for the tests of writers."""

from __future__ import annotations

from datetime import date

from app.disclosure.model import Layout
from app.summarise import Labels, summarise
from app.summary import Summary, SummaryOptions
from tests.app.disclosure.invented import EVENTS, LAYOUT, vault

LABELS = Labels(
    {
        "event": {code: f"Forced return {n}" for n, code in enumerate(EVENTS)},
        "crossing": {"dandong": "Dandong", "tumen": "=Tumen", "quanhe": "Quanhe <&>"},
        "sex": {"female": "Female 여", "male": "Male 남"},
        "status": {"returned": "Returned, fate unknown"},
        "year": {},
    },
    {"jilin": "Jilin", "liaoning": "Liaoning"},
)


def summary(*by: str, audience: str = "public", language: str = "en", sample: bool = True) -> Summary:
    """A summary of 400 invented people."""
    options = SummaryOptions(
        audience=audience,
        by=by,
        language=language,
        date=date(2026, 11, 23),
        as_of=date(2026, 11, 20),
        organisation="Example Documentation Centre",
        contact="data@example.org",
        sample=sample,
    )
    return summarise(vault(), Layout(LAYOUT.year_of, LAYOUT.province_of), LABELS, options)[0]
