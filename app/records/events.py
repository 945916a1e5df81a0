"""Declarations: events, sources and their sealed identities, claims, statuses, requests."""

from app.fields import Field, FieldType, Identifies, Leaves, RecordType
from app.i18n import N_

T = FieldType
FREE = Leaves.FREE

EVENT = RecordType(
    key="event",
    label=N_("Event"),
    plural=N_("Events"),
    title=("title", "code"),
    fields=(
        Field(
            "code",
            T.TEXT,
            N_("Code"),
            N_("Given by staff, by default its date"),
            required=True,
            searched=True,
            leaves=FREE,
        ),
        Field("title", T.PHRASE, N_("Title"), required=True, searched=True, leaves=FREE),
        Field("kind", T.TERM, N_("Kind"), vocabulary="event_kind", required=True, leaves=FREE),
        Field("date", T.DATE, N_("Date"), required=True, leaves=FREE),
        Field("time_note", T.PHRASE, N_("Hour and time zones"), leaves=FREE),
        Field("returning_state", T.TERM, N_("Returning state"), vocabulary="state", leaves=FREE),
        Field("origin", T.RECORDS, N_("Places of origin"), of="place", leaves=FREE),
        Field("note", T.LONG_TEXT, N_("Note"), searched=True),
        Field(
            "likelihood",
            T.TERM,
            N_("Likelihood"),
            N_("How likely staff judge the event; ICD 203 bands"),
            vocabulary="likelihood",
            leaves=FREE,
            group=N_("Judgement"),
        ),
        Field(
            "judgement",
            T.PHRASE,
            N_("What is judged"),
            N_("Completes: we judge it likely that ..."),
            leaves=FREE,
            group=N_("Judgement"),
        ),
        Field(
            "confidence",
            T.TERM,
            N_("Confidence in the number"),
            vocabulary="confidence",
            leaves=FREE,
            group=N_("Judgement"),
        ),
        Field("confidence_reason", T.PHRASE, N_("Why this confidence"), leaves=FREE, group=N_("Judgement")),
    ),
)

SOURCE = RecordType(
    key="source",
    label=N_("Source"),
    plural=N_("Sources"),
    title=("name",),
    fields=(
        Field("key", T.TEXT, N_("Key"), N_("A short name used inside this vault only"), searched=True),
        Field(
            "name",
            T.PHRASE,
            N_("Name"),
            N_("As a reader may see it"),
            required=True,
            searched=True,
            leaves=FREE,
        ),
        Field("type", T.TERM, N_("Type"), vocabulary="source_type", leaves=FREE),
        Field("address", T.TEXT, N_("Address"), N_("Where it can be found"), leaves=FREE),
        Field("published", T.DATE, N_("Published"), leaves=FREE),
        Field("repeats", T.RECORD, N_("Repeats"), N_("The source it rests on"), of="source"),
        Field(
            "reliability",
            T.TERM,
            N_("Reliability"),
            N_("Admiralty code, A to F"),
            vocabulary="reliability",
            leaves=FREE,
        ),
        Field("note", T.LONG_TEXT, N_("Note"), searched=True),
    ),
)

IDENTITY = RecordType(
    key="identity",
    label=N_("Sealed identity"),
    plural=N_("Sealed identities"),
    parent="source",
    sealed=True,
    fields=(
        Field("source", T.RECORD, N_("Source"), of="source", required=True),
        Field("name", T.TEXT, N_("Name"), identifies=Identifies.DIRECT),
        Field("contact", T.TEXT, N_("Contact"), identifies=Identifies.DIRECT),
        Field("note", T.LONG_TEXT, N_("Note"), identifies=Identifies.DIRECT),
    ),
)

CLAIM = RecordType(
    key="claim",
    label=N_("Claim"),
    plural=N_("Claims"),
    parent="event",
    title=("claimant",),
    fields=(
        Field("event", T.RECORD, N_("Event"), N_("Empty for a standing figure"), of="event"),
        Field("position", T.NUMBER, N_("Number"), N_("Its place among the claims of the event")),
        Field("claimant", T.PHRASE, N_("Claimant"), required=True, searched=True, leaves=FREE),
        Field("claimant_kind", T.TERM, N_("Kind of claimant"), vocabulary="claimant_kind", leaves=FREE),
        Field("named", T.YES_NO, N_("Named"), N_("Whether the claimant is named"), leaves=FREE),
        Field("relayed_by", T.RECORD, N_("Relayed by"), of="source", leaves=FREE),
        Field("wording", T.LONG_TEXT, N_("Wording"), required=True, searched=True, leaves=FREE),
        Field("measure", T.TERM, N_("Measure"), vocabulary="measure", leaves=FREE, group=N_("Figure")),
        Field("qualifier", T.TERM, N_("Qualifier"), vocabulary="qualifier", leaves=FREE, group=N_("Figure")),
        Field("low", T.NUMBER, N_("Lowest"), leaves=FREE, group=N_("Figure")),
        Field("high", T.NUMBER, N_("Highest"), leaves=FREE, group=N_("Figure")),
        Field(
            "running_total",
            T.YES_NO,
            N_("Running total"),
            N_("A figure over many events, never added to one"),
            leaves=FREE,
            group=N_("Figure"),
        ),
        Field("since", T.DATE, N_("Running since"), leaves=FREE, group=N_("Figure")),
        Field("part_of", T.RECORD, N_("Part of the figure of"), of="claim", leaves=FREE, group=N_("Figure")),
        Field("part_place", T.RECORD, N_("Part through"), of="place", leaves=FREE, group=N_("Figure")),
        Field("part_low", T.NUMBER, N_("Part, lowest"), leaves=FREE, group=N_("Figure")),
        Field("part_high", T.NUMBER, N_("Part, highest"), leaves=FREE, group=N_("Figure")),
        Field("repeats", T.RECORD, N_("Repeats the claim"), of="claim", leaves=FREE, group=N_("Origin")),
        Field(
            "repeats_words",
            T.PHRASE,
            N_("Rests on"),
            N_("What it rests on, where that is no claim here"),
            leaves=FREE,
            group=N_("Origin"),
        ),
        Field(
            "stance", T.TERM, N_("Official stance"), vocabulary="stance", leaves=FREE, group=N_("Official")
        ),
        Field("state", T.TERM, N_("State"), vocabulary="state", leaves=FREE, group=N_("Official")),
        Field("said_on", T.DATE, N_("Said on"), leaves=FREE, group=N_("Official")),
        Field("date", T.DATE, N_("Date it gives"), leaves=FREE, group=N_("Content")),
        Field("hour", T.TEXT, N_("Hour it gives"), leaves=FREE, group=N_("Content")),
        Field(
            "crossings",
            T.RECORDS,
            N_("Places or crossings it names"),
            of="place",
            leaves=FREE,
            group=N_("Content"),
        ),
        Field("facility", T.RECORD, N_("Facility it names"), of="place", leaves=FREE, group=N_("Content")),
        Field("transport", T.PHRASE, N_("Transport"), leaves=FREE, group=N_("Content")),
        Field("composition", T.PHRASE, N_("Who they were"), leaves=FREE, group=N_("Content")),
        Field("fate", T.PHRASE, N_("Where they are now"), leaves=FREE, group=N_("Content")),
        Field(
            "credibility",
            T.TERM,
            N_("Credibility"),
            N_("Of the information, 1 to 6"),
            vocabulary="credibility",
            leaves=FREE,
        ),
        Field("note", T.LONG_TEXT, N_("Note"), searched=True),
        Field("distressing", T.YES_NO, N_("Distressing"), N_("Its words are shown only when asked for")),
    ),
)

STATUS = RecordType(
    key="status",
    label=N_("Status of an element"),
    plural=N_("Statuses of elements"),
    parent="event",
    append_only=True,
    fields=(
        Field("event", T.RECORD, N_("Event"), of="event", required=True),
        Field("element", T.TERM, N_("Element"), vocabulary="element", required=True, leaves=FREE),
        Field("status", T.TERM, N_("Status"), vocabulary="element_status", required=True, leaves=FREE),
        Field("why", T.PHRASE, N_("Why")),
        Field("reviewer", T.TEXT, N_("Signed by"), N_("The reviewer who signed; verified asks for one")),
        Field("second", T.TEXT, N_("Second signer"), N_("Id of the member of staff")),
    ),
)

REQUEST = RecordType(
    key="request",
    label=N_("Request"),
    plural=N_("Requests"),
    parent="event",
    title=("text",),
    fields=(
        Field("event", T.RECORD, N_("Event"), N_("Empty: for every brief"), of="event"),
        Field("position", T.NUMBER, N_("Order")),
        Field(
            "text",
            T.PHRASE,
            N_("Request"),
            N_("Verb first; at most 70 characters on one page"),
            required=True,
            leaves=FREE,
        ),
        Field("actor", T.PHRASE, N_("Who should act"), leaves=FREE),
        Field("forum", T.PHRASE, N_("Where"), leaves=FREE),
        Field("by", T.DATE, N_("By when"), leaves=FREE, ahead=True),
        Field("mark", T.TERM, N_("Mark"), vocabulary="mark", required=True, leaves=FREE),
        Field(
            "state",
            T.TERM,
            N_("Only when addressed"),
            N_("Left out unless the brief addresses this state"),
            vocabulary="state",
        ),
    ),
)
