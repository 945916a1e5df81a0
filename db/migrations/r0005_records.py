"""Acts, sightings, relations, roles, tasks, links between events, citations and what goes with them.

Tables are written as in revision 1: `name:type` of their columns: `*` part of the primary key, `!` not null,
`u` unique, `>` refers to, checked at commit.
"""

from __future__ import annotations

import re
from typing import Any

import sqlalchemy as sa
from alembic import op

BASE = (
    "n:handle* id:uuid!u version:int! digest:text! created_at:time! created_by:uuid! "
    "changed_at:time! changed_by:uuid! batch:uuid deleted_at:time sample:bool! sort_title:text! "
)
TABLES = {
    "rec_comment": (
        BASE + "record:uuid type:text type_fold:text field:text field_fold:text row:text row_fold:text "
        "resolved:text"
    ),
    "rec_review": (
        BASE + "record:uuid type:text type_fold:text element:text step:text note:text note_language:text "
        "note_fold:text signed_version:int signed_digest:text signed_digest_fold:text second:text "
        "second_fold:text"
    ),
    "rec_citation": (
        BASE + "record:uuid type:text type_fold:text field:text field_fold:text row:text row_fold:text "
        "source:uuid>rec_source.id page:text page_fold:text reliability:text credibility:text "
        "note:text note_language:text note_fold:text"
    ),
    "rec_event_link": (
        BASE + "event:uuid>rec_event.id kind:text other:uuid>rec_event.id certainty:text "
        "source:uuid>rec_source.id note:text note_language:text note_fold:text"
    ),
    "rec_rival": (
        BASE + "record:uuid type:text type_fold:text field:text field_fold:text row:text row_fold:text "
        "value:text value_fold:text source:uuid>rec_source.id accepted:text reason:text "
        "reason_language:text reason_fold:text"
    ),
    "rec_relation": (
        BASE + "person:uuid>rec_person.id kind:text other:uuid>rec_person.id certainty:text "
        "source:uuid>rec_source.id note:text note_language:text note_fold:text"
    ),
    "rec_role": (
        BASE + "case:uuid>rec_case.id event:uuid>rec_event.id person:uuid>rec_person.id role:text "
        "certainty:text source:uuid>rec_source.id note:text note_language:text note_fold:text"
    ),
    "rec_sighting": (
        BASE + "case:uuid>rec_case.id person:uuid>rec_person.id date_edtf:text date_words:text "
        "date_earliest:date date_latest:date place:uuid>rec_place.id seen_by:text "
        "seen_by_language:text seen_by_fold:text certainty:text source:uuid>rec_source.id "
        "note:text note_language:text note_fold:text"
    ),
    "rec_task": (
        BASE + "case:uuid>rec_case.id event:uuid>rec_event.id what:text what_language:text "
        "what_fold:text due_edtf:text due_words:text due_earliest:date due_latest:date who:text "
        "who_fold:text done_edtf:text done_words:text done_earliest:date done_latest:date"
    ),
    "row_case_risks": (
        "row_id:uuid* owner:uuid!>rec_case.id row_position:int! factor:text since_edtf:text "
        "since_words:text since_earliest:date since_latest:date source:uuid>rec_source.id "
        "note:text note_language:text note_fold:text"
    ),
    "rec_act": (
        BASE + "case:uuid>rec_case.id position:int type:text method:text method_language:text "
        "method_fold:text date_edtf:text date_words:text date_earliest:date date_latest:date "
        "place:uuid>rec_place.id event:uuid>rec_event.id step:uuid>rec_step.id attribution:text "
        "certainty:text source:uuid>rec_source.id reliability:text credibility:text"
    ),
    "row_act_perpetrators": (
        "row_id:uuid* owner:uuid!>rec_act.id row_position:int! person:uuid>rec_person.id "
        "authority:text unit:text unit_language:text unit_fold:text involvement:text "
        "certainty:text"
    ),
}
INDEXES = {
    "rec_comment": "batch record sort_title",
    "rec_review": "batch record sort_title",
    "rec_citation": "batch record sort_title source",
    "rec_event_link": "batch event other sort_title source",
    "rec_rival": "batch record sort_title source",
    "rec_relation": "batch other person sort_title source",
    "rec_role": "batch case event person sort_title source",
    "rec_sighting": "batch case person place sort_title source",
    "rec_task": "batch case event sort_title",
    "row_case_risks": "owner source",
    "rec_act": "batch case event place sort_title source step",
    "row_act_perpetrators": "owner person",
}
SEARCHED = "act sighting relation role task event_link citation rival comment"
ADDED = {
    "rec_contact": (
        "case:uuid>rec_case.id ours:text recipient:text forum:text forum_language:text forum_fold:text "
        "release:uuid>rec_release.id answered_edtf:text answered_words:text answered_earliest:date "
        "answered_latest:date"
    ),
    "rec_status": "second:text second_fold:text",
}
ADDED_INDEXES = {"rec_contact": "case release"}
TERMS = {
    "involvement": (
        ("carried_out", "carried it out", "직접 행함", "直接实施", ""),
        ("took_part", "took part", "가담함", "参与", ""),
        ("ordered", "ordered it", "지시함", "下令", ""),
        ("commanded", "commanded those who did it", "행한 이들을 지휘함", "指挥实施者", ""),
        ("helped", "helped or supplied", "돕거나 물자를 댐", "协助或提供", ""),
        ("tolerated", "knew and did not prevent it", "알고도 막지 않음", "知情而不制止", ""),
        ("present", "was present", "현장에 있었음", "在场", ""),
        ("unknown", "unknown", "모름", "不明", ""),
    ),
    "attribution": (
        ("said_by_victim", "said by the victim", "피해자가 말함", "受害人陈述", ""),
        ("said_by_witness", "said by a witness", "목격자가 말함", "证人陈述", ""),
        ("uniform_or_mark", "uniform, badge or vehicle", "제복·표장·차량", "制服、标志或车辆", ""),
        ("document", "a document", "문서", "文件", ""),
        (
            "place_under_control",
            "the place is under its control",
            "그 기관이 관할하는 곳",
            "该地点由其控制",
            "",
        ),
        ("admitted", "admitted by the authority", "그 기관이 인정함", "该机关承认", ""),
        ("pattern", "the way it always acts", "늘 하는 방식", "其惯常做法", ""),
        ("inferred", "inferred", "미루어 짐작함", "推断", ""),
    ),
    "relation": (
        ("parent", "parent", "부모", "父母", "child"),
        ("child", "child", "자녀", "子女", "parent"),
        ("spouse", "spouse or partner", "배우자·동거인", "配偶或伴侣", "spouse"),
        (
            "former_spouse",
            "former spouse or partner",
            "전 배우자·전 동거인",
            "前配偶或前伴侣",
            "former_spouse",
        ),
        ("sibling", "brother or sister", "형제자매", "兄弟姐妹", "sibling"),
        ("grandparent", "grandparent", "조부모", "祖父母或外祖父母", "grandchild"),
        ("grandchild", "grandchild", "손자녀", "孙子女或外孙子女", "grandparent"),
        ("parents_sibling", "uncle or aunt", "부모의 형제자매", "父母的兄弟姐妹", "siblings_child"),
        ("siblings_child", "nephew or niece", "조카", "兄弟姐妹的子女", "parents_sibling"),
        ("cousin", "cousin", "사촌", "堂表亲", "cousin"),
        ("parent_in_law", "parent-in-law", "배우자의 부모", "配偶的父母", "child_in_law"),
        ("child_in_law", "son- or daughter-in-law", "사위·며느리", "女婿或儿媳", "parent_in_law"),
        ("guardian", "guardian", "보호자", "监护人", "ward"),
        ("ward", "ward", "피보호자", "被监护人", "guardian"),
        ("relative", "other relative", "그 밖의 친척", "其他亲属", "relative"),
        ("travelled_with", "travelled together", "함께 이동함", "同行", "travelled_with"),
        ("held_with", "held together", "함께 갇힘", "同押", "held_with"),
        ("helper", "helper or broker", "도운 이·브로커", "帮助者或中介", "helped"),
        ("helped", "person helped", "도움받은 이", "受助者", "helper"),
        ("acquaintance", "acquaintance", "아는 사이", "相识", "acquaintance"),
    ),
    "event_relation": (
        ("part_of", "part of", "일부임", "属于", "has_part"),
        ("has_part", "has as a part", "포함함", "包含", "part_of"),
        ("follows", "follows", "뒤이음", "承接", "precedes"),
        ("precedes", "comes before", "앞섬", "先于", "follows"),
        ("same_as", "the same event as", "같은 사건임", "同一事件", "same_as"),
    ),
    "review_step": (
        ("submitted", "submitted for review", "검토 요청", "提交审核", ""),
        ("returned", "returned", "반려", "退回", ""),
        ("signed", "signed", "서명", "签署", ""),
        ("withdrawn", "signature withdrawn", "서명 철회", "撤回签署", ""),
    ),
}
"""Terms that a vault of an earlier revision has not: code, English, Korean, Chinese, note."""

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
    """From revision 4 to 5. A table that grows keeps its rows where they are."""
    for table, columns in TABLES.items():
        _create(table, columns)
    for table, columns in ADDED.items():
        for name, kind, _key, _full, _unique, refers in (m.groups() for m in _COLUMN.finditer(columns)):
            known = [sa.ForeignKey(refers, deferrable=True, initially="DEFERRED")] if refers else []
            op.add_column(table, sa.Column(name, _TYPES[kind], *known), inline_references=True)
    for table, indexes in (INDEXES | ADDED_INDEXES).items():
        for column in indexes.split():
            op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
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
