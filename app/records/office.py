"""Declarations of the office's own work: tasks, quick notes, links between events, interventions."""

from app.fields import Field, FieldType, Identifies, Leaves, RecordType
from app.i18n import N_

T = FieldType
FREE = Leaves.FREE

CONTACT = RecordType(
    key="contact",
    label=N_("Intervention"),
    plural=N_("Interventions"),
    parent="event",
    also=("case",),
    title=("by",),
    fields=(
        Field("event", T.RECORD, N_("Event"), of="event"),
        Field(
            "case",
            T.RECORD,
            N_("Case"),
            N_("One about a person stands in no brief"),
            of="case",
        ),
        Field("by", T.PHRASE, N_("By whom"), required=True, searched=True, leaves=FREE),
        Field("ours", T.YES_NO, N_("By this office")),
        Field("before", T.PHRASE, N_("Before whom"), leaves=FREE),
        Field(
            "recipient",
            T.TERM,
            N_("State or UN body"),
            N_("As releases name it"),
            vocabulary="recipient",
        ),
        Field("forum", T.PHRASE, N_("Where"), N_("A session, a meeting, a letter")),
        Field("date", T.DATE, N_("Date"), leaves=FREE),
        Field("what", T.PHRASE, N_("What was asked or said"), searched=True, leaves=FREE),
        Field("release", T.RECORD, N_("With the release"), N_("The file that went out"), of="release"),
        Field("source", T.RECORD, N_("Source"), of="source", leaves=FREE),
        Field("answer", T.PHRASE, N_("Answer")),
        Field("answered", T.DATE, N_("Answered on")),
        Field("follow_up", T.DATE, N_("Follow up by"), ahead=True),
    ),
)

TASK = RecordType(
    key="task",
    label=N_("Task"),
    plural=N_("Tasks"),
    parent="case",
    also=("event",),
    title=("what",),
    fields=(
        Field("case", T.RECORD, N_("Case"), of="case"),
        Field("event", T.RECORD, N_("Event"), of="event"),
        Field(
            "what",
            T.PHRASE,
            N_("What to do"),
            required=True,
            identifies=Identifies.DIRECT,
            searched=True,
        ),
        Field("due", T.DATE, N_("Due"), ahead=True),
        Field("who", T.TEXT, N_("Who does it")),
        Field("done", T.DATE, N_("Done on")),
        Field("note", T.LONG_TEXT, N_("Note"), identifies=Identifies.DIRECT, searched=True),
    ),
)

QUICK_NOTE = RecordType(
    key="quick_note",
    label=N_("Quick note"),
    plural=N_("Quick notes"),
    title=("who",),
    fields=(
        Field("who", T.PHRASE, N_("Who called"), identifies=Identifies.DIRECT),
        Field("when", T.DATE, N_("When"), identifies=Identifies.QUASI, hierarchy="date"),
        Field(
            "said",
            T.LONG_TEXT,
            N_("What was said"),
            identifies=Identifies.DIRECT,
            searched=True,
        ),
        Field("urgent", T.PHRASE, N_("What is urgent"), identifies=Identifies.DIRECT, searched=True),
        Field(
            "reach",
            T.PHRASE,
            N_("How to reach back"),
            N_("Stays on this note: it goes into no case and no document"),
            identifies=Identifies.DIRECT,
        ),
        Field(
            "case", T.RECORD, N_("Case"), N_("The case that was made of it, or that it belongs to"), of="case"
        ),
        Field("settled", T.DATE, N_("Settled on")),
    ),
)
"""A call of two minutes. It waits until it is `settled`: made a case, attached to one, or in need of nothing.
Who called and how to reach them are searched by nobody, as the identity of a source."""

EVENT_LINK = RecordType(
    key="event_link",
    label=N_("Link between events"),
    plural=N_("Links between events"),
    parent="event",
    also=("other",),
    fields=(
        Field("event", T.RECORD, N_("Event"), of="event", required=True),
        Field(
            "kind",
            T.TERM,
            N_("Relation"),
            N_("What this event is to the other"),
            vocabulary="event_relation",
            required=True,
        ),
        Field("other", T.RECORD, N_("Other event"), of="event", required=True),
        Field("certainty", T.TERM, N_("Certainty"), vocabulary="certainty"),
        Field("source", T.RECORD, N_("Source"), of="source"),
        Field("note", T.PHRASE, N_("Note"), searched=True),
    ),
)
