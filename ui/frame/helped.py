"""Which section of the manual tells of a page: what F1 opens."""

from __future__ import annotations

SECTIONS: dict[str, str] = {
    "home": "find-your-way",
    "cases": "record-a-case",
    "events": "record-an-event",
    "sources": "who-says-so",
    "places": "record-an-event",
    "reports": "make-a-brief",
    "tasks": "record-a-case",
    "notes": "take-a-call",
    "review": "who-says-so",
    "trash": "who-says-so",
    "import": "take-in-a-spreadsheet",
    "security": "what-keeps-the-vault-safe",
    "office": "make-a-brief",
    "words": "who-says-so",
    "passphrase": "who-can-open-the-vault",
    "settings": "find-your-way",
    "shortcuts": "find-your-way",
    "about": "begin",
    "manual": "find-your-way",
}
"""The section that belongs to each page, by the anchor that both manuals have."""
