"""Every kind of record, declared once."""

from app.fields import RecordType
from app.records.cases import CASE, CONSENT_RECORD, LINK, PERSON, PLACE, RELEASE, STEP
from app.records.events import CLAIM, EVENT, IDENTITY, REQUEST, SOURCE, STATUS
from app.records.evidence import CUSTODY, EVIDENCE
from app.records.grounds import CITATION, COMMENT, REVIEW, RIVAL
from app.records.office import CONTACT, EVENT_LINK, QUICK_NOTE, TASK
from app.records.people import ACT, RELATION, ROLE, SIGHTING
from app.records.record import Record, new, row

ALL: tuple[RecordType, ...] = (
    EVENT,
    SOURCE,
    IDENTITY,
    CLAIM,
    STATUS,
    CONTACT,
    REQUEST,
    PERSON,
    CASE,
    LINK,
    STEP,
    CONSENT_RECORD,
    PLACE,
    RELEASE,
    ACT,
    SIGHTING,
    RELATION,
    ROLE,
    TASK,
    EVENT_LINK,
    CITATION,
    RIVAL,
    COMMENT,
    REVIEW,
    EVIDENCE,
    CUSTODY,
    QUICK_NOTE,
)
TYPES: dict[str, RecordType] = {t.key: t for t in ALL}

__all__ = ["ALL", "TYPES", "Record", "RecordType", "new", "row"]
