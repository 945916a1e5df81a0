"""What people call a command besides its own words: the find field finds it by these too."""

from __future__ import annotations

from app.i18n import N_, _

ALSO: dict[str, str] = {
    "new_case": N_("add create person file"),
    "new_event": N_("add create return handover"),
    "new_note": N_("add call phone telephone write down"),
    "import": N_("excel csv xlsx ods table open load"),
    "brief": N_("pdf export print report document word"),
    "summary": N_("pdf export statistics publish anonymous report"),
    "releases": N_("exported sent documents ledger what went out"),
    "counts": N_("statistics numbers chart year sex age"),
    "open": N_("switch close change vault"),
    "office": N_("letterhead address contact organization name"),
    "words": N_("vocabulary terms custom own choices dictionary"),
    "security": N_("recovery key sheet shares backup journal check pin slots safe"),
    "backup": N_("backup copy save disk stick"),
    "travel": N_("take along laptop journey smaller copy"),
    "passphrase": N_("password pass word"),
    "lock": N_("close log out sign away"),
    "quit": N_("exit close end leave"),
    "undo": N_("take back revert"),
    "redo": N_("again repeat"),
    "save": N_("store keep"),
    "find": N_("search look"),
    "filter": N_("search narrow find"),
    "conditions": N_("search advanced query saved"),
    "settings": N_(
        "preferences options language english korean text size font colours theme light dark lock idle"
    ),
    "page6": N_("export pdf print documents"),
    "page7": N_("reminders due deadlines"),
    "page9": N_("second person approve check"),
    "trash": N_("deleted bin recycle restore removed"),
    "table": N_("grid spreadsheet rows view"),
    "columns": N_("fields show hide"),
    "light": N_("white bright day mode theme colours"),
    "dark": N_("black night mode theme colours"),
    "english": N_("language translate"),
    "korean": N_("language korean hangul translate"),
    "larger": N_("bigger zoom in font size"),
    "smaller": N_("zoom out font size"),
    "normal": N_("reset zoom font size 100"),
    "fullscreen": N_("maximise whole"),
    "bin": N_("delete remove"),
    "set_value": N_("batch bulk change many"),
    "copy_rows": N_("export excel csv clipboard"),
    "manual": N_("help guide how documentation"),
    "shortcuts": N_("hotkeys help"),
    "about": N_("version licence cipher"),
}
"""Words by the key of a command (msgids): each is one word that somebody may type, apart by spaces."""


def also(key: str) -> tuple[str, ...]:
    """The words of a command in the language in use, and in English."""
    english = ALSO.get(key, "")
    return tuple(dict.fromkeys((*_(english).split(), *english.split()))) if english else ()
