"""The command line: one function a command, the same services as the window, without Qt.

Exit status: 0 done, 1 refused or failed with one clear line on stderr, 2 wrong usage.
"""

from __future__ import annotations

from collections.abc import Sequence

from ui.commands.arguments import parse
from ui.commands.backups import backup, drill, ledger, rekey, restore
from ui.commands.editing import edit
from ui.commands.ending import ended
from ui.commands.erasing import erase
from ui.commands.evidence import attach, evidence
from ui.commands.history import history
from ui.commands.key import key
from ui.commands.lists import show_list
from ui.commands.rooms import Command, Rooms
from ui.commands.showing import date, show
from ui.commands.taking import take
from ui.commands.travel import travel
from ui.commands.vaults import check, new, sample
from ui.commands.vocabulary import field, vocabulary
from ui.commands.writing import brief, form, summary

COMMANDS: dict[str, Command] = {
    "new": new,
    "sample": sample,
    "brief": brief,
    "summary": summary,
    "form": form,
    "import": take,
    "list": show_list,
    "check": check,
    "key": key,
    "show": show,
    "date": date,
    "history": history,
    "erase": erase,
    "edit": edit,
    "vocabulary": vocabulary,
    "field": field,
    "backup": backup,
    "restore": restore,
    "drill": drill,
    "rekey": rekey,
    "travel": travel,
    "ledger": ledger,
    "attach": attach,
    "evidence": evidence,
}


def run(words: Sequence[str], rooms: Rooms) -> int:
    """Carry out a command, the first of `words`. Returns the exit status."""
    return ended(lambda: COMMANDS[words[0]](parse(words), rooms))
