"""Which editor a field has."""

from __future__ import annotations

from app.fields import Field, FieldType
from ui.forms.cells import cell_for
from ui.forms.editor import Editor
from ui.forms.lookup import Lookup
from ui.forms.rows import RowsEditor


def editor_for(field: Field, lookup: Lookup) -> Editor:
    """An editor of a field."""
    return RowsEditor(field, lookup) if field.type is FieldType.ROWS else cell_for(field, lookup)
