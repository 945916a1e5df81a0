"""Declarations: what a value rests on, what others say instead, what colleagues say of it, who signed it.

Each points at a value by its address: the record, the field, and the row where the field has rows.
"""

from app.fields import Field, FieldType, Identifies, RecordType
from app.i18n import N_

T = FieldType

ADDRESS = (
    Field("record", T.RECORD, N_("Record"), required=True),
    Field("type", T.TEXT, N_("Type of the record"), N_("Its key"), required=True),
    Field("field", T.TEXT, N_("Field"), N_("Its key; empty for the record as a whole")),
    Field("row", T.TEXT, N_("Row"), N_("Its id, where the field has rows")),
)

CITATION = RecordType(
    key="citation",
    label=N_("Citation"),
    plural=N_("Citations"),
    parent="record",
    fields=(
        *ADDRESS,
        Field("source", T.RECORD, N_("Source"), of="source", required=True),
        Field("page", T.TEXT, N_("Page or time code")),
        Field("quote", T.LONG_TEXT, N_("Quote"), identifies=Identifies.DIRECT, searched=True),
        Field("reliability", T.TERM, N_("Reliability"), vocabulary="reliability"),
        Field("credibility", T.TERM, N_("Credibility"), vocabulary="credibility"),
        Field("note", T.PHRASE, N_("Note"), identifies=Identifies.DIRECT, searched=True),
    ),
)

RIVAL = RecordType(
    key="rival",
    label=N_("Rival value"),
    plural=N_("Rival values"),
    parent="record",
    fields=(
        *ADDRESS,
        Field(
            "value",
            T.TEXT,
            N_("What it says"),
            N_("Canonical JSON of a value of that field"),
            required=True,
            identifies=Identifies.DIRECT,
        ),
        Field("source", T.RECORD, N_("Source"), of="source"),
        Field("accepted", T.YES_NO, N_("Accepted")),
        Field("reason", T.PHRASE, N_("Reason"), identifies=Identifies.DIRECT, searched=True),
    ),
)

COMMENT = RecordType(
    key="comment",
    label=N_("Comment"),
    plural=N_("Comments"),
    parent="record",
    fields=(
        *ADDRESS,
        Field("text", T.LONG_TEXT, N_("Comment"), required=True, identifies=Identifies.DIRECT, searched=True),
        Field("resolved", T.YES_NO, N_("Resolved")),
    ),
)

REVIEW = RecordType(
    key="review",
    label=N_("Review"),
    plural=N_("Reviews"),
    parent="record",
    append_only=True,
    fields=(
        *ADDRESS[:2],
        Field("element", T.TERM, N_("Element"), vocabulary="element"),
        Field("step", T.TERM, N_("What was done"), vocabulary="review_step", required=True),
        Field("note", T.PHRASE, N_("Why"), identifies=Identifies.DIRECT),
        Field("signed_version", T.NUMBER, N_("Version signed")),
        Field("signed_digest", T.TEXT, N_("Digest signed"), N_("Of the record as it was signed")),
        Field(
            "signed_parts",
            T.TEXT,
            N_("Parts signed"),
            N_("Version and digest of each part as it was signed"),
        ),
        Field("second", T.TEXT, N_("Second signer"), N_("Id of the member of staff")),
    ),
)
