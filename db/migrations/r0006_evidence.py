"""Evidence: its records, the log of its custody, the keys of its files, search."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

_BASE = (
    "id:uuid! version:int! digest:text! created_at:time! created_by:uuid! changed_at:time! changed_by:uuid! "
    "batch:uuid deleted_at:time sample:bool! sort_title:text!"
)
_EVIDENCE = (
    "case:uuid>rec_case event:uuid>rec_event kind:text what:text what_language:text what_fold:text "
    "received_edtf:text received_words:text received_earliest:date received_latest:date "
    "source:uuid>rec_source obtained:text obtained_language:text obtained_fold:text language:text "
    "kept_at:text kept_at_language:text kept_at_fold:text distressing:text consent_note:text "
    "consent_note_language:text consent_note_fold:text original:uuid>rec_evidence file_name:text "
    "file_name_fold:text media_type:text media_type_fold:text size:int sha256:text sha256_fold:text"
)
_CUSTODY = (
    "evidence:uuid>rec_evidence action:text date_edtf:text date_words:text date_earliest:date "
    "date_latest:date party:text party_fold:text note:text note_language:text note_fold:text"
)
_INDEXES = {
    "rec_evidence": "batch case event file_name file_name_fold original sort_title source",
    "rec_custody": "batch evidence sort_title",
}
TERMS = {
    "evidence_kind": (
        ("photograph", "Photograph", "사진", "照片", ""),
        ("video", "Video", "영상", "视频", ""),
        ("audio", "Sound recording", "음성 기록", "录音", ""),
        ("document", "Document", "문서", "文件", ""),
        ("screenshot", "Screenshot", "화면 갈무리", "截图", ""),
        ("message", "Message or chat", "메시지·대화", "聊天记录", ""),
        ("satellite", "Satellite image", "위성 사진", "卫星图像", ""),
        ("object", "Physical item", "실물", "实物", ""),
        ("other", "Other", "기타", "其他", ""),
    ),
    "custody_action": (
        ("received", "Received", "수령", "接收", ""),
        ("opened", "Opened", "열람", "查看", ""),
        ("exported", "Copy saved", "사본 저장", "导出副本", ""),
        ("derived", "Derived", "파생본 작성", "制作派生件", ""),
        ("handed_over", "Handed over", "인도", "移交", ""),
        ("returned", "Returned", "반환", "归还", ""),
        ("moved", "Moved", "보관 장소 이동", "转移", ""),
    ),
}
"""The terms that came with it."""
_TYPES: dict[str, sa.types.TypeEngine[Any]] = {
    "text": sa.Text(),
    "int": sa.BigInteger(),
    "date": sa.Date(),
    "time": sa.DateTime(timezone=True),
    "uuid": sa.Uuid(),
    "bool": sa.Boolean(),
}


def upgrade() -> None:
    """From revision 5 to 6."""
    op.create_table(
        "blob",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_blob")),
    )
    _records("rec_evidence", _EVIDENCE)
    _records("rec_custody", _CUSTODY)
    for table, columns in _INDEXES.items():
        for column in columns.split():
            op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
    op.execute(
        "CREATE VIRTUAL TABLE fts_evidence USING fts5"
        "(tokens, content='', contentless_delete=1, tokenize='ascii')"
    )


def _records(table: str, fields: str) -> None:
    """A table of records. A column is written `name:type`, `!` not null, `>` refers to the id of."""
    handle = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    parts: list[sa.Column[object]] = [sa.Column("n", handle, nullable=False, autoincrement=True)]
    bound: list[sa.Constraint] = [sa.UniqueConstraint("id", name=op.f(f"uq_{table}_id"))]
    for written in f"{_BASE} {fields}".split():
        name, rest = written.split(":")
        kind, _, refers = rest.rstrip("!").partition(">")
        parts.append(sa.Column(name, _TYPES[kind], nullable=not rest.endswith("!")))
        if refers:
            named = op.f(f"fk_{table}_{name}")
            bound.append(
                sa.ForeignKeyConstraint(
                    [name], [f"{refers}.id"], name=named, deferrable=True, initially="DEFERRED"
                )
            )
    bound.append(sa.PrimaryKeyConstraint("n", name=op.f(f"pk_{table}")))
    op.create_table(table, *parts, *bound, sqlite_autoincrement=True)
