"""The first schema: tables of records and their rows, what lies beside them, the journal, search.

Tables are written as `name:type` of their columns: `*` part of the primary key, `!` not null, `u` unique,
`>` refers to, checked at commit. A type named handle alone in its key is a row id that is never used again.
"""

from __future__ import annotations

import re
from typing import Any

import sqlalchemy as sa
from alembic import op

TABLES = {
    "batch": ("id:uuid* begun_at:time! revealed_at:time"),
    "draft": ("key:text* body:text!"),
    "head": ("key:text* body:text!"),
    "journal_value": ("chain:uuid* seq:handle* field:text* side:text* salt:text value:text"),
    "long_text": ("owner:uuid* field:text* row:text* text:text! language:text!"),
    "meta": ("key:text* value:text!"),
    "op": ("id:uuid* at:time!"),
    "own_field": (
        "record_type:text* key:text* position:int! type:text! label:text! help:text! vocabulary:text! "
        "of:text! identifies:text! leaves:text! searched:bool! retired:bool!"
    ),
    "own_value": ("owner:uuid* field:text* value:text! fold:text! earliest:date latest:date"),
    "rec_event": (
        "n:handle* id:uuid!u version:int! digest:text! created_at:time! created_by:uuid! "
        "changed_at:time! changed_by:uuid! batch:uuid deleted_at:time sample:bool! sort_title:text! "
        "code:text code_fold:text title:text title_language:text title_fold:text kind:text "
        "date_edtf:text date_words:text date_earliest:date date_latest:date time_note:text "
        "time_note_language:text time_note_fold:text returning_state:text origin:text likelihood:text "
        "judgement:text judgement_language:text judgement_fold:text confidence:text "
        "confidence_reason:text confidence_reason_language:text confidence_reason_fold:text"
    ),
    "rec_place": (
        "n:handle* id:uuid!u version:int! digest:text! created_at:time! created_by:uuid! "
        "changed_at:time! changed_by:uuid! batch:uuid deleted_at:time sample:bool! sort_title:text! "
        "key:text key_fold:text name:text name_language:text name_fold:text kind:text country:text "
        "province:text province_fold:text pair:uuid>rec_place.id latitude:text latitude_fold:text "
        "longitude:text longitude_fold:text precision:int basis:text"
    ),
    "rec_release": (
        "n:handle* id:uuid!u version:int! digest:text! created_at:time! created_by:uuid! "
        "changed_at:time! changed_by:uuid! batch:uuid deleted_at:time sample:bool! sort_title:text! "
        "title:text title_fold:text kind:text state:text state_fold:text audience:text recipient:text "
        "addressed:text language:text printed_date_edtf:text printed_date_words:text "
        "printed_date_earliest:date printed_date_latest:date file:text file_fold:text sha256:text "
        "sha256_fold:text size:int events:text cases:text named:text told:text consents:text "
        "data_digest:text data_digest_fold:text manifest:text manifest_fold:text"
    ),
    "rec_source": (
        "n:handle* id:uuid!u version:int! digest:text! created_at:time! created_by:uuid! "
        "changed_at:time! changed_by:uuid! batch:uuid deleted_at:time sample:bool! sort_title:text! "
        "key:text key_fold:text name:text name_language:text name_fold:text type:text address:text "
        "address_fold:text published_edtf:text published_words:text published_earliest:date "
        "published_latest:date repeats:uuid>rec_source.id reliability:text"
    ),
    "setting": ("key:text* value:text!"),
    "staff": ("n:handle* id:uuid!u name:text!"),
    "term": ("vocabulary:text* code:text* en:text! ko:text! zh:text! note:text! position:int! retired:bool!"),
    "translation": ("owner:uuid* field:text* row:text* language:text* text:text! by:text! machine:bool!"),
    "journal": (
        "chain:uuid* seq:handle* at:time! actor:uuid! op:uuid!>op.id record:uuid body:text! "
        "prev:text! hash:text! mac:text!"
    ),
    "rec_claim": (
        "n:handle* id:uuid!u version:int! digest:text! created_at:time! created_by:uuid! "
        "changed_at:time! changed_by:uuid! batch:uuid deleted_at:time sample:bool! sort_title:text! "
        "event:uuid>rec_event.id position:int claimant:text claimant_language:text claimant_fold:text "
        "claimant_kind:text named:text relayed_by:uuid>rec_source.id measure:text qualifier:text "
        "low:int high:int running_total:text since_edtf:text since_words:text since_earliest:date "
        "since_latest:date part_of:uuid>rec_claim.id part_place:uuid>rec_place.id part_low:int "
        "part_high:int repeats:uuid>rec_claim.id repeats_words:text repeats_words_language:text "
        "repeats_words_fold:text stance:text state:text said_on_edtf:text said_on_words:text "
        "said_on_earliest:date said_on_latest:date date_edtf:text date_words:text date_earliest:date "
        "date_latest:date hour:text hour_fold:text crossings:text facility:uuid>rec_place.id "
        "transport:text transport_language:text transport_fold:text composition:text "
        "composition_language:text composition_fold:text fate:text fate_language:text fate_fold:text "
        "credibility:text"
    ),
    "rec_contact": (
        "n:handle* id:uuid!u version:int! digest:text! created_at:time! created_by:uuid! "
        "changed_at:time! changed_by:uuid! batch:uuid deleted_at:time sample:bool! sort_title:text! "
        "event:uuid>rec_event.id by:text by_language:text by_fold:text before:text "
        "before_language:text before_fold:text date_edtf:text date_words:text date_earliest:date "
        "date_latest:date what:text what_language:text what_fold:text source:uuid>rec_source.id "
        "answer:text answer_language:text answer_fold:text follow_up_edtf:text follow_up_words:text "
        "follow_up_earliest:date follow_up_latest:date"
    ),
    "rec_identity": (
        "n:handle* id:uuid!u version:int! digest:text! created_at:time! created_by:uuid! "
        "changed_at:time! changed_by:uuid! batch:uuid deleted_at:time sample:bool! sort_title:text! "
        "source:uuid>rec_source.id name:text name_fold:text contact:text contact_fold:text"
    ),
    "rec_person": (
        "n:handle* id:uuid!u version:int! digest:text! created_at:time! created_by:uuid! "
        "changed_at:time! changed_by:uuid! batch:uuid deleted_at:time sample:bool! sort_title:text! "
        "sex:text birth_edtf:text birth_words:text birth_earliest:date birth_latest:date "
        "home:uuid>rec_place.id occupation:text occupation_language:text occupation_fold:text "
        "role:text"
    ),
    "rec_request": (
        "n:handle* id:uuid!u version:int! digest:text! created_at:time! created_by:uuid! "
        "changed_at:time! changed_by:uuid! batch:uuid deleted_at:time sample:bool! sort_title:text! "
        "event:uuid>rec_event.id position:int text:text text_language:text text_fold:text actor:text "
        "actor_language:text actor_fold:text forum:text forum_language:text forum_fold:text "
        "by_edtf:text by_words:text by_earliest:date by_latest:date mark:text state:text"
    ),
    "rec_status": (
        "n:handle* id:uuid!u version:int! digest:text! created_at:time! created_by:uuid! "
        "changed_at:time! changed_by:uuid! batch:uuid deleted_at:time sample:bool! sort_title:text! "
        "event:uuid>rec_event.id element:text status:text why:text why_language:text why_fold:text "
        "reviewer:text reviewer_fold:text"
    ),
    "row_place_aliases": (
        "row_id:uuid* owner:uuid!>rec_place.id row_position:int! text:text text_fold:text language:text"
    ),
    "slot": ("id:text* staff:uuid!>staff.id kind:text!"),
    "rec_case": (
        "n:handle* id:uuid!u version:int! digest:text! created_at:time! created_by:uuid! "
        "changed_at:time! changed_by:uuid! batch:uuid deleted_at:time sample:bool! sort_title:text! "
        "code:text code_fold:text person:uuid>rec_person.id status:text status_as_of_edtf:text "
        "status_as_of_words:text status_as_of_earliest:date status_as_of_latest:date "
        "status_certainty:text exit_edtf:text exit_words:text exit_earliest:date exit_latest:date "
        "arrest_date_edtf:text arrest_date_words:text arrest_date_earliest:date "
        "arrest_date_latest:date arrest_place:uuid>rec_place.id arrest_authority:text "
        "detention_place:uuid>rec_place.id last_known_place:uuid>rec_place.id "
        "family_learned_edtf:text family_learned_words:text family_learned_earliest:date "
        "family_learned_latest:date risk_factors:text distressing:text source:uuid>rec_source.id "
        "reliability:text credibility:text"
    ),
    "row_person_names": (
        "row_id:uuid* owner:uuid!>rec_person.id row_position:int! text:text text_fold:text "
        "script:text kind:text system:text family:text family_fold:text given:text given_fold:text"
    ),
    "rec_consent": (
        "n:handle* id:uuid!u version:int! digest:text! created_at:time! created_by:uuid! "
        "changed_at:time! changed_by:uuid! batch:uuid deleted_at:time sample:bool! sort_title:text! "
        "case:uuid>rec_case.id permission:text answer:text recipients:text fields:text by:text "
        "date_edtf:text date_words:text date_earliest:date date_latest:date language:text "
        "interviewer:text interviewer_fold:text contact:text contact_fold:text expires_edtf:text "
        "expires_words:text expires_earliest:date expires_latest:date note:text note_language:text "
        "note_fold:text"
    ),
    "rec_link": (
        "n:handle* id:uuid!u version:int! digest:text! created_at:time! created_by:uuid! "
        "changed_at:time! changed_by:uuid! batch:uuid deleted_at:time sample:bool! sort_title:text! "
        "case:uuid>rec_case.id event:uuid>rec_event.id certainty:text crossing:uuid>rec_place.id "
        "basis:text basis_language:text basis_fold:text source:uuid>rec_source.id"
    ),
    "rec_step": (
        "n:handle* id:uuid!u version:int! digest:text! created_at:time! created_by:uuid! "
        "changed_at:time! changed_by:uuid! batch:uuid deleted_at:time sample:bool! sort_title:text! "
        "case:uuid>rec_case.id position:int kind:text date_edtf:text date_words:text "
        "date_earliest:date date_latest:date place:uuid>rec_place.id to_place:uuid>rec_place.id "
        "authority:text disposition:text event:uuid>rec_event.id certainty:text "
        "source:uuid>rec_source.id note:text note_language:text note_fold:text"
    ),
}
INDEXES = {
    "own_value": "field+fold",
    "rec_event": "batch code code_fold sort_title",
    "rec_place": "batch key key_fold pair province province_fold sort_title",
    "rec_release": "batch sort_title",
    "rec_source": "batch key key_fold repeats sort_title",
    "journal": "op record",
    "rec_claim": "batch event facility part_of part_place relayed_by repeats sort_title",
    "rec_contact": "batch event sort_title source",
    "rec_identity": "batch sort_title source",
    "rec_person": "batch home sort_title",
    "rec_request": "batch event sort_title",
    "rec_status": "batch event sort_title",
    "row_place_aliases": "owner",
    "rec_case": "arrest_place batch code code_fold detention_place last_known_place person sort_title source",
    "row_person_names": "owner",
    "rec_consent": "batch case sort_title",
    "rec_link": "batch case crossing event sort_title source",
    "rec_step": "batch case event place sort_title source to_place",
}
SEARCHED = "event source claim contact person case place"

_COLUMN = re.compile(r"(\w+):(\w+)(\*?)(!?)(u?)(?:>([\w.]+))?")
_TYPES: dict[str, sa.types.TypeEngine[Any]] = {
    "text": sa.Text(),
    "int": sa.BigInteger(),
    "handle": sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
    "date": sa.Date(),
    "time": sa.DateTime(timezone=True),
    "uuid": sa.Uuid(),
    "bool": sa.Boolean(),
}


def upgrade() -> None:
    """From nothing to revision 1."""
    for table, columns in TABLES.items():
        _create(table, columns)
    for table, indexes in INDEXES.items():
        for index in indexes.split():
            parts = index.split("+")
            op.create_index(op.f(f"ix_{table}_{'_'.join(parts)}"), table, parts)
    for key in SEARCHED.split():
        op.execute(
            f"CREATE VIRTUAL TABLE fts_{key} USING fts5"
            "(tokens, content='', contentless_delete=1, tokenize='ascii')"
        )


def _create(table: str, columns: str) -> None:
    parts: list[sa.Column[object] | sa.Constraint] = []
    keys = []
    for name, kind, key, full, unique, refers in (m.groups() for m in _COLUMN.finditer(columns)):
        parts.append(sa.Column(name, _TYPES[kind], nullable=not (key or full)))
        keys += [name] if key else []
        if unique:
            parts.append(sa.UniqueConstraint(name, name=op.f(f"uq_{table}_{name}")))
        if refers:
            named = op.f(f"fk_{table}_{name}")
            parts.append(
                sa.ForeignKeyConstraint([name], [refers], name=named, deferrable=True, initially="DEFERRED")
            )
    parts.append(sa.PrimaryKeyConstraint(*keys, name=op.f(f"pk_{table}")))
    op.create_table(table, *parts, sqlite_autoincrement=keys == ["n"])
