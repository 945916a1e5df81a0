"""Declarations: what was done to a person, where they were seen, whom they know, who played what part."""

from app.fields import Field, FieldType, Identifies, RecordType
from app.i18n import N_

T = FieldType
I = Identifies  # noqa: E741 - one letter keeps the table below readable

PERPETRATOR_FIELDS = (
    Field("authority", T.TERM, N_("Authority"), vocabulary="authority"),
    Field("involvement", T.TERM, N_("Involvement"), vocabulary="involvement"),
    Field("unit", T.PHRASE, N_("Unit or post"), identifies=I.SENSITIVE, searched=True),
    Field("person", T.RECORD, N_("Person"), of="person", identifies=I.DIRECT),
    Field("certainty", T.TERM, N_("Certainty"), vocabulary="certainty"),
)

ACT = RecordType(
    key="act",
    label=N_("Act"),
    plural=N_("Acts"),
    parent="case",
    title=("type", "date"),
    fields=(
        Field("case", T.RECORD, N_("Case"), of="case", required=True),
        Field("position", T.NUMBER, N_("Order")),
        Field(
            "type",
            T.TERM,
            N_("Violation"),
            N_("One act, one violation; codes refer to HURIDOCS list 4"),
            vocabulary="violation",
            required=True,
            identifies=I.SENSITIVE,
        ),
        Field(
            "method",
            T.PHRASE,
            N_("Method"),
            N_("How it was done, in plain words"),
            identifies=I.SENSITIVE,
            searched=True,
        ),
        Field("date", T.DATE, N_("Date"), identifies=I.QUASI, hierarchy="date"),
        Field("place", T.RECORD, N_("Place"), of="place", identifies=I.QUASI, hierarchy="place"),
        Field("event", T.RECORD, N_("Event"), of="event"),
        Field("step", T.RECORD, N_("During the step"), of="step"),
        Field(
            "perpetrators",
            T.ROWS,
            N_("Believed responsible"),
            N_("A person, an authority or a unit, and how far each was involved"),
            fields=PERPETRATOR_FIELDS,
            identifies=I.SENSITIVE,
            searched=True,
        ),
        Field(
            "attribution",
            T.TERM,
            N_("Why believed"),
            N_("What the attribution rests on"),
            vocabulary="attribution",
        ),
        Field("certainty", T.TERM, N_("Certainty"), vocabulary="certainty"),
        Field("source", T.RECORD, N_("Source"), of="source"),
        Field("reliability", T.TERM, N_("Reliability"), vocabulary="reliability"),
        Field("credibility", T.TERM, N_("Credibility"), vocabulary="credibility"),
        Field(
            "account",
            T.LONG_TEXT,
            N_("What was told"),
            N_("In the words of whoever told it"),
            identifies=I.DIRECT,
            searched=True,
        ),
        Field(
            "distressing",
            T.YES_NO,
            N_("Distressing"),
            N_("Shown only when asked for; torture, sexual violence and the like too, unless this says no"),
        ),
    ),
)

SIGHTING = RecordType(
    key="sighting",
    label=N_("Sighting"),
    plural=N_("Sightings"),
    parent="case",
    also=("person",),
    title=("date",),
    fields=(
        Field("case", T.RECORD, N_("Case"), of="case"),
        Field("person", T.RECORD, N_("Person"), N_("Where there is no case"), of="person"),
        Field("date", T.DATE, N_("Seen on"), identifies=I.QUASI, hierarchy="date"),
        Field("place", T.RECORD, N_("Seen at"), of="place", identifies=I.QUASI, hierarchy="place"),
        Field(
            "seen_by",
            T.PHRASE,
            N_("Seen by"),
            N_("Who saw or heard of the person; never leaves the program"),
            identifies=I.DIRECT,
            searched=True,
        ),
        Field("certainty", T.TERM, N_("Certainty"), vocabulary="certainty"),
        Field("source", T.RECORD, N_("Source"), of="source"),
        Field("note", T.PHRASE, N_("Note"), identifies=I.DIRECT, searched=True),
    ),
)

RELATION = RecordType(
    key="relation",
    label=N_("Relation"),
    plural=N_("Relations"),
    parent="person",
    also=("other",),
    fields=(
        Field("person", T.RECORD, N_("Person"), of="person", required=True),
        Field(
            "kind",
            T.TERM,
            N_("Relation"),
            N_("What the other is to this person"),
            vocabulary="relation",
            required=True,
            identifies=I.QUASI,
        ),
        Field("other", T.RECORD, N_("Who"), of="person", required=True, identifies=I.DIRECT),
        Field("certainty", T.TERM, N_("Certainty"), vocabulary="certainty"),
        Field("source", T.RECORD, N_("Source"), of="source"),
        Field("note", T.PHRASE, N_("Note"), identifies=I.DIRECT, searched=True),
    ),
)

ROLE = RecordType(
    key="role",
    label=N_("Role"),
    plural=N_("Roles"),
    parent="case",
    also=("event", "person"),
    fields=(
        Field("case", T.RECORD, N_("Case"), of="case"),
        Field("event", T.RECORD, N_("Event"), of="event"),
        Field("person", T.RECORD, N_("Who"), of="person", required=True, identifies=I.DIRECT),
        Field("role", T.TERM, N_("Role"), vocabulary="person_role", required=True, identifies=I.SENSITIVE),
        Field("certainty", T.TERM, N_("Certainty"), vocabulary="certainty"),
        Field("source", T.RECORD, N_("Source"), of="source"),
        Field("note", T.PHRASE, N_("Note"), identifies=I.DIRECT, searched=True),
    ),
)
