"""Declarations: persons, cases, links to events, custody steps, consents, places."""

from app.fields import Field, FieldType, Identifies, Leaves, RecordType
from app.i18n import N_

T = FieldType
I = Identifies  # noqa: E741 - one letter keeps the table below readable
CONSENT = Leaves.BY_CONSENT

NAME_FIELDS = (
    Field("text", T.TEXT, N_("Name"), required=True, identifies=I.DIRECT, leaves=CONSENT, searched=True),
    Field("script", T.TERM, N_("Script"), vocabulary="script"),
    Field("kind", T.TERM, N_("Kind"), vocabulary="name_kind"),
    Field("system", T.TERM, N_("Romanisation"), vocabulary="romanisation"),
    Field("family", T.TEXT, N_("Family name"), identifies=I.DIRECT),
    Field("given", T.TEXT, N_("Given name"), identifies=I.DIRECT),
)

PERSON = RecordType(
    key="person",
    label=N_("Person"),
    plural=N_("People"),
    title=("names",),
    fields=(
        Field(
            "names",
            T.ROWS,
            N_("Names"),
            N_("The first is the name the file goes by"),
            fields=NAME_FIELDS,
            required=True,
            identifies=I.DIRECT,
            leaves=CONSENT,
            searched=True,
        ),
        Field(
            "sex", T.TERM, N_("Sex"), vocabulary="sex", identifies=I.QUASI, hierarchy="term", leaves=CONSENT
        ),
        Field("birth", T.DATE, N_("Born"), identifies=I.QUASI, hierarchy="age", leaves=CONSENT),
        Field(
            "home",
            T.RECORD,
            N_("From"),
            N_("Home province or county"),
            of="place",
            identifies=I.QUASI,
            hierarchy="place",
            leaves=CONSENT,
        ),
        Field("occupation", T.PHRASE, N_("Occupation"), identifies=I.QUASI, leaves=CONSENT),
        Field("role", T.TERM, N_("Role"), vocabulary="person_role"),
        Field("note", T.LONG_TEXT, N_("Note"), identifies=I.DIRECT, searched=True),
    ),
)

RISK_FIELDS = (
    Field("factor", T.TERM, N_("Risk factor"), vocabulary="risk_factor", required=True),
    Field("since", T.DATE, N_("Since")),
    Field("source", T.RECORD, N_("Source"), of="source"),
    Field("note", T.PHRASE, N_("Note"), identifies=I.DIRECT, searched=True),
)

CASE = RecordType(
    key="case",
    label=N_("Case"),
    plural=N_("Cases"),
    title=("code",),
    fields=(
        Field(
            "code", T.TEXT, N_("Code"), N_("Made by the program; says nothing"), required=True, searched=True
        ),
        Field("person", T.RECORD, N_("Person"), of="person", required=True, searched=True),
        Field(
            "status",
            T.TERM,
            N_("Current status"),
            vocabulary="status",
            identifies=I.SENSITIVE,
            hierarchy="term",
            leaves=CONSENT,
            group=N_("Where the person is now"),
        ),
        Field("status_as_of", T.DATE, N_("As of"), group=N_("Where the person is now")),
        Field(
            "status_certainty",
            T.TERM,
            N_("How sure"),
            vocabulary="certainty",
            group=N_("Where the person is now"),
        ),
        Field(
            "exit",
            T.DATE,
            N_("Left the DPRK"),
            identifies=I.QUASI,
            hierarchy="date",
            leaves=CONSENT,
            group=N_("Journey"),
        ),
        Field(
            "arrest_date",
            T.DATE,
            N_("Arrested on"),
            identifies=I.QUASI,
            hierarchy="date",
            leaves=CONSENT,
            group=N_("Journey"),
        ),
        Field(
            "arrest_place",
            T.RECORD,
            N_("Arrested at"),
            of="place",
            identifies=I.QUASI,
            hierarchy="place",
            leaves=CONSENT,
            group=N_("Journey"),
        ),
        Field(
            "arrest_authority",
            T.TERM,
            N_("Arrested by"),
            vocabulary="authority",
            leaves=CONSENT,
            group=N_("Journey"),
        ),
        Field(
            "detention_place",
            T.RECORD,
            N_("Held at"),
            of="place",
            meant="facility",
            identifies=I.QUASI,
            hierarchy="place",
            leaves=CONSENT,
            group=N_("Journey"),
        ),
        Field(
            "last_known_place",
            T.RECORD,
            N_("Last known place"),
            N_("As it was typed before sightings were kept"),
            retired=True,
            of="place",
            identifies=I.QUASI,
            hierarchy="place",
            leaves=CONSENT,
            group=N_("Journey"),
        ),
        Field("family_learned", T.DATE, N_("Family learned on"), group=N_("Journey")),
        Field(
            "risk_factors",
            T.TERMS,
            N_("Risk factors"),
            vocabulary="risk_factor",
            identifies=I.SENSITIVE,
            leaves=CONSENT,
            group=N_("Risk"),
        ),
        Field(
            "risks",
            T.ROWS,
            N_("Details"),
            N_("Since when, and who says so"),
            fields=RISK_FIELDS,
            identifies=I.SENSITIVE,
            searched=True,
            group=N_("Risk"),
        ),
        Field("distressing", T.YES_NO, N_("Distressing content"), group=N_("Risk")),
        Field(
            "narrative",
            T.LONG_TEXT,
            N_("Narrative"),
            identifies=I.DIRECT,
            searched=True,
            group=N_("Narrative"),
        ),
        Field(
            "account",
            T.LONG_TEXT,
            N_("Account for publication"),
            N_("Written to be told under a pseudonym; names nobody"),
            leaves=CONSENT,
            searched=True,
            group=N_("Narrative"),
        ),
        Field("source", T.RECORD, N_("Source"), of="source"),
        Field("reliability", T.TERM, N_("Reliability"), vocabulary="reliability"),
        Field("credibility", T.TERM, N_("Credibility"), vocabulary="credibility"),
        Field("note", T.LONG_TEXT, N_("Note"), N_("For staff only"), identifies=I.DIRECT, searched=True),
        Field(
            "forces_reason",
            T.PHRASE,
            N_("Why these forces"),
            N_("Why they are believed responsible: uniform, vehicle, words of witnesses"),
            identifies=I.SENSITIVE,
            group=N_("UN forms"),
        ),
        Field(
            "family_actions",
            T.LONG_TEXT,
            N_("What the family did"),
            N_("Enquiries, petitions, and what came back"),
            identifies=I.SENSITIVE,
            group=N_("UN forms"),
        ),
        Field(
            "submitter",
            T.PHRASE,
            N_("Who submits"),
            N_("Name and contact of whoever sends the form"),
            identifies=I.DIRECT,
            group=N_("UN forms"),
        ),
        Field(
            "submitter_confidential", T.YES_NO, N_("Keep the submitter confidential"), group=N_("UN forms")
        ),
        Field("arrest_warrant", T.YES_NO, N_("A warrant was shown"), group=N_("UN forms")),
        Field(
            "detention_reasons",
            T.PHRASE,
            N_("Reasons given"),
            N_("Reasons or law the authorities gave for the detention"),
            identifies=I.SENSITIVE,
            group=N_("UN forms"),
        ),
        Field(
            "why_arbitrary",
            T.LONG_TEXT,
            N_("Why it is arbitrary"),
            identifies=I.SENSITIVE,
            group=N_("UN forms"),
        ),
        Field(
            "remedies",
            T.LONG_TEXT,
            N_("Remedies tried"),
            N_("Complaints, appeals, lawyers, and what came back"),
            identifies=I.SENSITIVE,
            group=N_("UN forms"),
        ),
    ),
)
NOW = ("status", "status_as_of", "status_certainty")
"""Where the person is now, in the order in which it is asked."""
JOURNEY = (
    "exit",
    "arrest_date",
    "arrest_place",
    "arrest_authority",
    "detention_place",
    "family_learned",
)
"""The way until the return; the last known place stands with the sightings."""

CERTAIN = ("confirmed", "probable")
"""The certainties of links that count."""

LINK = RecordType(
    key="link",
    label=N_("Linked event"),
    plural=N_("Linked events"),
    parent="case",
    also=("event",),
    fields=(
        Field("case", T.RECORD, N_("Case"), of="case", required=True),
        Field("event", T.RECORD, N_("Event"), of="event", required=True),
        Field("certainty", T.TERM, N_("Certainty"), vocabulary="certainty", required=True),
        Field(
            "crossing",
            T.RECORD,
            N_("Crossing"),
            of="place",
            meant="crossing",
            identifies=I.QUASI,
            hierarchy="place",
            leaves=CONSENT,
        ),
        Field("basis", T.PHRASE, N_("Basis"), N_("Why this case belongs to this event"), identifies=I.DIRECT),
        Field("source", T.RECORD, N_("Source"), of="source"),
    ),
)

STEP = RecordType(
    key="step",
    label=N_("Custody step"),
    plural=N_("Custody chain"),
    parent="case",
    fields=(
        Field("case", T.RECORD, N_("Case"), of="case", required=True),
        Field("position", T.NUMBER, N_("Order")),
        Field("kind", T.TERM, N_("Step"), vocabulary="step_kind", required=True),
        Field("date", T.DATE, N_("Date"), identifies=I.QUASI, hierarchy="date"),
        Field("place", T.RECORD, N_("Place"), of="place", identifies=I.QUASI, hierarchy="place"),
        Field("to_place", T.RECORD, N_("To"), of="place", identifies=I.QUASI, hierarchy="place"),
        Field("authority", T.TERM, N_("Authority"), vocabulary="authority"),
        Field("disposition", T.TERM, N_("Outcome"), vocabulary="disposition", identifies=I.SENSITIVE),
        Field("event", T.RECORD, N_("Event"), of="event"),
        Field("certainty", T.TERM, N_("Certainty"), vocabulary="certainty"),
        Field("source", T.RECORD, N_("Source"), of="source"),
        Field("note", T.PHRASE, N_("Note"), identifies=I.DIRECT),
    ),
)

CONSENT_RECORD = RecordType(
    key="consent",
    label=N_("Consent"),
    plural=N_("Consents"),
    parent="case",
    append_only=True,
    fields=(
        Field("case", T.RECORD, N_("Case"), of="case", required=True),
        Field("permission", T.TERM, N_("Permission"), vocabulary="permission", required=True),
        Field("answer", T.TERM, N_("Answer"), vocabulary="consent_answer", required=True),
        Field(
            "recipients",
            T.TERMS,
            N_("For whom"),
            N_("States or UN mechanisms; 'any' where the person said so"),
            vocabulary="recipient",
        ),
        Field(
            "fields",
            T.TERMS,
            N_("Also covers"),
            N_("What beyond name, sex, birth, last known place, arrest and return"),
            vocabulary="consent_field",
        ),
        Field("by", T.TERM, N_("Given by"), vocabulary="consent_by"),
        Field("date", T.DATE, N_("Date"), required=True),
        Field("language", T.TERM, N_("Language"), vocabulary="language"),
        Field("interviewer", T.TEXT, N_("Interviewer")),
        Field("contact", T.TEXT, N_("Way to get back in touch"), identifies=I.DIRECT),
        Field("expires", T.DATE, N_("Until"), ahead=True),
        Field("note", T.PHRASE, N_("Note"), identifies=I.DIRECT),
    ),
)

ALIAS_FIELDS = (
    Field("text", T.TEXT, N_("Name"), required=True, searched=True, leaves=Leaves.FREE),
    Field("language", T.TERM, N_("Language"), vocabulary="language"),
)

PLACE = RecordType(
    key="place",
    label=N_("Place"),
    plural=N_("Places"),
    title=("name",),
    fields=(
        Field("key", T.TEXT, N_("Key"), N_("A short name used inside this vault only"), searched=True),
        Field(
            "name",
            T.PHRASE,
            N_("Name"),
            N_("In English and Korean"),
            required=True,
            searched=True,
            leaves=Leaves.FREE,
        ),
        Field("kind", T.TERM, N_("Kind"), vocabulary="place_kind", leaves=Leaves.FREE),
        Field("country", T.TERM, N_("Country"), vocabulary="state", leaves=Leaves.FREE),
        Field("province", T.TEXT, N_("Province"), N_("In English"), searched=True, leaves=Leaves.FREE),
        Field("aliases", T.ROWS, N_("Other names"), fields=ALIAS_FIELDS, searched=True, leaves=Leaves.FREE),
        Field("pair", T.RECORD, N_("Across the border"), of="place", meant="crossing"),
        Field("latitude", T.TEXT, N_("Latitude"), N_("Decimal degrees, WGS 84"), leaves=Leaves.FREE),
        Field("longitude", T.TEXT, N_("Longitude"), N_("Decimal degrees, WGS 84"), leaves=Leaves.FREE),
        Field("precision", T.NUMBER, N_("Precision in metres"), leaves=Leaves.FREE),
        Field("basis", T.TERM, N_("Basis of the position"), vocabulary="precision_basis", leaves=Leaves.FREE),
    ),
)

RELEASE = RecordType(
    key="release",
    label=N_("Release"),
    plural=N_("Releases"),
    title=("title",),
    fields=(
        Field("title", T.TEXT, N_("Title")),
        Field("kind", T.TERM, N_("Kind"), vocabulary="release_kind", required=True),
        Field("state", T.TEXT, N_("Stage"), N_("pending, done or failed"), required=True),
        Field("audience", T.TERM, N_("Audience"), vocabulary="audience"),
        Field("recipient", T.TERM, N_("Recipient"), vocabulary="recipient"),
        Field("addressed", T.TERM, N_("State addressed"), vocabulary="state"),
        Field("language", T.TERM, N_("Language"), vocabulary="language"),
        Field("printed_date", T.DATE, N_("Date on the document"), ahead=True),
        Field("file", T.TEXT, N_("File"), N_("Where it was written")),
        Field("sha256", T.TEXT, N_("SHA-256 of the file")),
        Field("size", T.NUMBER, N_("Size in bytes")),
        Field("events", T.RECORDS, N_("Events"), of="event"),
        Field("cases", T.RECORDS, N_("Cases"), N_("Whoever stands in it in any form"), of="case"),
        Field("named", T.RECORDS, N_("Named"), of="case"),
        Field("told", T.RECORDS, N_("Under a pseudonym"), of="case"),
        Field("consents", T.RECORDS, N_("On which consents"), of="consent"),
        Field("data_digest", T.TEXT, N_("Digest of the data")),
        Field(
            "manifest",
            T.TEXT,
            N_("What it held"),
            N_("Canonical JSON: record, version, digest; published cells"),
        ),
    ),
)
