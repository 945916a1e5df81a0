"""Forms built from the declarations of `app.fields`; import from here.

lookup = lookup_of(desk)                     labels of terms, names of records, one a desk
form = Form(CASE, lookup, keys=("exit", ...))  editors under their headings; `edited(draft)` on each edit
keeper = Keeper(form, desk)                  autosave, drafts, conflict, undo
keeper.open(record)                          shows a record and keeps what is typed into it
keeper.leave()                               before another record, page, lock
editor = editor_for(field, lookup)           one field alone: `value()`, `show_value`, `changed`
"""

from ui.forms.editor import Editor
from ui.forms.form import Form
from ui.forms.keeper import Keeper
from ui.forms.lookup import Hit, Lookup, lookup_of
from ui.forms.make import editor_for
from ui.forms.saying import say_value
from ui.forms.undo import Undo, undo_of

__all__ = [
    "Editor",
    "Form",
    "Hit",
    "Keeper",
    "Lookup",
    "Undo",
    "editor_for",
    "lookup_of",
    "say_value",
    "undo_of",
]
