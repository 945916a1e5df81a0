"""What the services ask of the vault and of the makers of documents; db and reports implement it.

Tests bring small working fakes.
"""

from app.ports.documents import Outbox, Previewer, Rendered, Renderer
from app.ports.journal import PROGRAM, RESTORED, Change, Entry, Finding, JournalPage, JournalQuery
from app.ports.lists import Condition, Group, ListQuery, Profile
from app.ports.reading import Reader
from app.ports.vault import Vault
from app.ports.writing import Taken, UnitOfWork
from app.staff import Staff

__all__ = [
    "PROGRAM",
    "RESTORED",
    "Change",
    "Condition",
    "Entry",
    "Finding",
    "Group",
    "JournalPage",
    "JournalQuery",
    "ListQuery",
    "Outbox",
    "Previewer",
    "Profile",
    "Reader",
    "Rendered",
    "Renderer",
    "Staff",
    "Taken",
    "UnitOfWork",
    "Vault",
]
