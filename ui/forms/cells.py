"""The editors of fields that hold one thing: of a form, and of the cells of a row."""

from __future__ import annotations

from app.fields import Field, FieldType
from ui.forms.choices import TermEditor, TermsEditor
from ui.forms.dates import DateEditor
from ui.forms.editor import Editor
from ui.forms.long_texts import LongTextEditor
from ui.forms.lookup import Lookup
from ui.forms.record_editors import RecordEditor, RecordsEditor
from ui.forms.texts import NumberEditor, PhraseEditor, TextEditor

EDITORS: dict[FieldType, type[Editor]] = {
    FieldType.TEXT: TextEditor,
    FieldType.PHRASE: PhraseEditor,
    FieldType.LONG_TEXT: LongTextEditor,
    FieldType.NUMBER: NumberEditor,
    FieldType.DATE: DateEditor,
    FieldType.TERM: TermEditor,
    FieldType.TERMS: TermsEditor,
    FieldType.YES_NO: TermEditor,
    FieldType.RECORD: RecordEditor,
    FieldType.RECORDS: RecordsEditor,
}


def cell_for(field: Field, lookup: Lookup) -> Editor:
    """An editor of a field of any type but rows."""
    return EDITORS[field.type](field, lookup)
