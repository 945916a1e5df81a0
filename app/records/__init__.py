"""Every kind of record, declared once."""

from app.fields import RecordType
from app.records.cases import CASE, CONSENT_RECORD, LINK, PERSON, PLACE, RELEASE, STEP
from app.records.events import CLAIM, CONTACT, EVENT, IDENTITY, REQUEST, SOURCE, STATUS
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
)
TYPES: dict[str, RecordType] = {t.key: t for t in ALL}

__all__ = ["ALL", "TYPES", "Record", "RecordType", "new", "row"]
