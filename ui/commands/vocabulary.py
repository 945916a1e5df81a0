"""The commands `vocabulary` and `field`: what staff add to the words and fields of a vault."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from app.child import run as in_child
from app.fields import Field, FieldType, Identifies, Leaves
from app.fieldset import decode, encode
from app.ports import Vault
from app.services import own_fields, vocabularies
from app.services.listing import Row
from app.steps import finished
from app.vocabularies import Term
from ui.commands.lists import line
from ui.commands.passphrase import asked
from ui.commands.rooms import Rooms
from ui.commands.taking import read_file

Act = Callable[[Vault, Namespace, Rooms], None]

HOLDS = {
    "text": FieldType.PHRASE,
    "long_text": FieldType.LONG_TEXT,
    "number": FieldType.NUMBER,
    "date": FieldType.DATE,
    "term": FieldType.TERM,
    "terms": FieldType.TERMS,
    "person": FieldType.RECORD,
    "place": FieldType.RECORD,
    "name": FieldType.TEXT,
    "yes_no": FieldType.YES_NO,
}


def vocabulary(args: Namespace, rooms: Rooms) -> int:
    """List, add, rename, retire or merge terms, or take a merge back."""
    return _carried_out(_TERM_ACTS[args.act], args, rooms)


def field(args: Namespace, rooms: Rooms) -> int:
    """List, add, rename, retire fields; write them as a file and take such a file in."""
    return _carried_out(_FIELD_ACTS[args.act], args, rooms)


def _carried_out(act: Act, args: Namespace, rooms: Rooms) -> int:
    vault = rooms.vaults.open(args.vault, asked(args))
    try:
        act(vault, args, rooms)
    finally:
        vault.close()
    return 0


def _print(rows: list[Row], as_json: bool) -> None:
    if as_json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        for row in rows:
            print(line(row))


# terms


def _terms(vault: Vault, args: Namespace, _rooms: Rooms) -> None:
    with vault.read() as reader:
        found = [t for t in reader.terms() if args.vocabulary in ("", t.vocabulary)]
    _print([_term_row(t) for t in found], args.json)


def _term_row(term: Term) -> Row:
    return {
        "vocabulary": term.vocabulary,
        "code": term.code,
        "en": term.en,
        "ko": term.ko,
        "zh": term.zh,
        "note": term.note,
        "retired": term.retired,
    }


def _labels(args: Namespace) -> dict[str, str]:
    given = {name: getattr(args, name) for name in ("en", "ko", "zh", "note")}
    return {name: text for name, text in given.items() if text is not None}


def _add(vault: Vault, args: Namespace, _rooms: Rooms) -> None:
    labels = (args.en or "", args.ko or "", args.zh or "", args.note or "")
    vocabularies.add_term(vault, Term(args.vocabulary, args.code, *labels))


def _rename(vault: Vault, args: Namespace, _rooms: Rooms) -> None:
    vocabularies.change_term(vault, args.vocabulary, args.code, **_labels(args))


def _retire(vault: Vault, args: Namespace, _rooms: Rooms) -> None:
    vocabularies.retire_term(vault, args.vocabulary, args.code)


def _restore(vault: Vault, args: Namespace, _rooms: Rooms) -> None:
    vocabularies.retire_term(vault, args.vocabulary, args.code, retired=False)


def _merge(vault: Vault, args: Namespace, _rooms: Rooms) -> None:
    merged = finished(vocabularies.merge_terms(vault, args.vocabulary, args.code, args.into))
    _print_changed(len(merged.saved))
    if merged.kept:
        print(f"{merged.kept} consents keep the term: they are never changed", file=sys.stderr)


def _undo(vault: Vault, args: Namespace, _rooms: Rooms) -> None:
    _print_changed(finished(vocabularies.part_terms(vault, args.vocabulary, args.code, args.into)))


def _print_changed(count: int) -> None:
    print(f"{count} {'record' if count == 1 else 'records'} changed")


# fields


def _fields(vault: Vault, args: Namespace, _rooms: Rooms) -> None:
    with vault.read() as reader:
        types = [key for key in own_fields.open_to_fields() if args.type in ("", key)]
        rows = [_field_row(key, f) for key in types for f in reader.own_fields(key)]
    _print(rows, args.json)


def _field_row(record_type: str, found: Field) -> Row:
    return {
        "type": record_type,
        "key": found.key,
        "kind": _kind(found),
        "label": found.label,
        "label_ko": found.label_ko,
        "vocabulary": found.vocabulary,
        "identifies": found.identifies.value,
        "leaves": found.leaves.value,
        "searched": found.searched,
        "retired": found.retired,
    }


def _kind(found: Field) -> str:
    """The word for what a field holds, as `--kind` takes it."""
    if found.type is FieldType.RECORD:
        return found.of
    return next(word for word, kind in HOLDS.items() if kind is found.type)


def _add_field(vault: Vault, args: Namespace, _rooms: Rooms) -> None:
    wanted = Field(
        args.key,
        HOLDS[args.kind],
        args.label or "",
        help=args.about or "",
        vocabulary=args.vocabulary,
        of=args.kind if HOLDS[args.kind] is FieldType.RECORD else "",
        identifies=Identifies.DIRECT if args.kind in ("name", "person") else Identifies(args.identifies),
        leaves=Leaves(args.leaves),
        searched=args.searched or args.kind == "name",
        own=True,
        label_ko=args.label_ko or "",
    )
    own_fields.add_field(vault, args.type, wanted)


def _rename_field(vault: Vault, args: Namespace, _rooms: Rooms) -> None:
    given = {"label": args.label, "label_ko": args.label_ko, "help": args.about}
    texts = {name: text for name, text in given.items() if text is not None}
    own_fields.change_field(vault, args.type, args.key, **texts)


def _retire_field(vault: Vault, args: Namespace, _rooms: Rooms) -> None:
    own_fields.retire_field(vault, args.type, args.key)


def _restore_field(vault: Vault, args: Namespace, _rooms: Rooms) -> None:
    own_fields.retire_field(vault, args.type, args.key, retired=False)


def _export(vault: Vault, args: Namespace, rooms: Rooms) -> None:
    with vault.read() as reader:
        data = encode(own_fields.whole_set(reader))
    rooms.outbox.place({"": data}, args.output, replace=args.force)


def _import(vault: Vault, args: Namespace, _rooms: Rooms) -> None:
    found = in_child(decode, read_file(Path(args.file)))
    fields, terms = own_fields.take_set(vault, found)
    print(f"{fields} fields and {terms} terms added")


_TERM_ACTS: dict[str, Act] = {
    "list": _terms,
    "add": _add,
    "rename": _rename,
    "retire": _retire,
    "restore": _restore,
    "merge": _merge,
    "undo": _undo,
}
_FIELD_ACTS: dict[str, Act] = {
    "list": _fields,
    "add": _add_field,
    "rename": _rename_field,
    "retire": _retire_field,
    "restore": _restore_field,
    "export": _export,
    "import": _import,
}
