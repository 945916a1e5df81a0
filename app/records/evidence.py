"""Declarations: evidence, and the log of who held it. Nothing of either ever leaves in a document."""

from app.fields import Field, FieldType, Identifies, RecordType
from app.i18n import N_

T = FieldType
DIRECT = Identifies.DIRECT
LARGEST_FILE = 2 * 2**30
"""Bytes of a file at most (issue: 1 KB to 2 GB)."""

EVIDENCE = RecordType(
    key="evidence",
    label=N_("Evidence"),
    plural=N_("Evidence"),
    parent="case",
    also=("event",),
    title=("what", "file_name"),
    fields=(
        Field("case", T.RECORD, N_("Case"), of="case"),
        Field("event", T.RECORD, N_("Event"), of="event"),
        Field("kind", T.TERM, N_("Kind"), vocabulary="evidence_kind"),
        Field("what", T.PHRASE, N_("What it shows"), identifies=DIRECT, searched=True),
        Field(
            "received",
            T.DATE,
            N_("Received on"),
            identifies=Identifies.QUASI,
            hierarchy="date",
        ),
        Field("source", T.RECORD, N_("From"), N_("The source that gave it"), of="source"),
        Field("obtained", T.PHRASE, N_("How obtained"), identifies=DIRECT, searched=True),
        Field("language", T.TERM, N_("Language"), vocabulary="language"),
        Field(
            "kept_at",
            T.PHRASE,
            N_("Where it is kept"),
            N_("Of a physical item: the place, the box, the envelope"),
            identifies=DIRECT,
        ),
        Field(
            "distressing",
            T.YES_NO,
            N_("Distressing"),
            N_("Yes: it is shown only when asked for"),
        ),
        Field(
            "consent_note",
            T.PHRASE,
            N_("What was allowed"),
            N_("What the person said about the use of this item; permissions stand under Consent"),
            identifies=DIRECT,
        ),
        Field("note", T.LONG_TEXT, N_("Note"), identifies=DIRECT, searched=True),
        Field("original", T.RECORD, N_("Made from"), N_("The item this one was derived from"), of="evidence"),
        Field(
            "file_name",
            T.TEXT,
            N_("File name"),
            N_("As it came"),
            identifies=DIRECT,
            searched=True,
            group=N_("File"),
        ),
        Field(
            "media_type",
            T.TEXT,
            N_("Type of file"),
            N_("By its content, whatever its name says"),
            group=N_("File"),
        ),
        Field("size", T.NUMBER, N_("Size in bytes"), largest=LARGEST_FILE, group=N_("File")),
        Field("sha256", T.TEXT, N_("SHA-256"), N_("Of the file as it came"), group=N_("File")),
    ),
)

CUSTODY = RecordType(
    key="custody",
    label=N_("Custody entry"),
    plural=N_("Custody log"),
    parent="evidence",
    append_only=True,
    fields=(
        Field("evidence", T.RECORD, N_("Evidence"), of="evidence", required=True),
        Field("action", T.TERM, N_("What happened"), vocabulary="custody_action", required=True),
        Field(
            "date",
            T.DATE,
            N_("Date"),
            required=True,
            identifies=Identifies.QUASI,
            hierarchy="date",
        ),
        Field("party", T.TEXT, N_("From or to whom"), identifies=DIRECT),
        Field("note", T.PHRASE, N_("Note"), identifies=DIRECT),
    ),
)
