"""A vault read from docs/file-format.md alone: nothing of the program is used but to make it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlcipher  # type: ignore[import-untyped]
from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_decrypt
from nacl.pwhash import argon2id

from app.records import TYPES, new, row
from app.values import Text, Translation, uncertain
from db import keyring_store
from db.making import create
from db.secrets_text import recovery_text
from tests.db.conftest import PASSPHRASE, cheap_terms

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def b(key: bytes, data: bytes, person: str, salt: bytes = b"") -> bytes:
    """`B` of the page."""
    return hashlib.blake2b(data, digest_size=32, key=key, person=person.encode(), salt=salt).digest()


def canonical(value: Any, *, ascii_only: bool = False) -> bytes:
    """Canonical JSON of the page."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=ascii_only).encode()


def vault_key(file: dict[str, Any], kind: str, base: bytes, person: str) -> bytes:
    """Unwraps the vault key from the slot of a kind."""
    (slot,) = [s for s in file["slots"] if s["kind"] == kind]
    bound = {"format": 1, "id": slot["id"], "kind": kind, "vault": file["vault"]}
    if kind in ("passphrase", "keyring"):
        bound["kdf"] = file["kdf"]
    key = b(base, b"", person, bytes.fromhex(slot["id"]))
    wrapped, nonce = bytes.fromhex(slot["wrapped"]), bytes.fromhex(slot["nonce"])
    return crypto_aead_xchacha20poly1305_ietf_decrypt(wrapped, canonical(bound, ascii_only=True), nonce, key)


def base_32(text: str) -> bytes:
    """The first 32 characters of a printed recovery key as 20 bytes."""
    number = 0
    for c in text.replace("-", "")[:32]:
        number = number * 32 + ALPHABET.index(c)
    return number.to_bytes(20, "big")


def product(a: int, b: int) -> int:
    """In GF(256) of the page, by long multiplication and division of polynomials."""
    plain = 0
    for i in range(8):
        plain ^= a << i if b >> i & 1 else 0
    for i in reversed(range(8, 15)):
        plain ^= 0b100011011 << (i - 8) if plain >> i & 1 else 0
    return plain


def from_shares(first: str, second: str) -> bytes:
    """`R` of two printed shares: what the line through two points has at 0."""
    points = [(int(text[0]), base_32(text[5:])) for text in (first, second)]
    (x, one), (z, other) = points
    over = next(a for a in range(256) if product(a, x ^ z) == 1)
    return bytes(product(product(p, z) ^ product(q, x), over) for p, q in zip(one, other, strict=True))


def test_shares_and_quick_unlock_are_as_the_page_says(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept: dict[str, bytes] = {}
    monkeypatch.setattr(keyring_store, "keep", kept.__setitem__)
    vault, printed = create(folder, PASSPHRASE, terms=cheap_terms())
    one, two, three = (s.text for s in vault.keys.new_shares())
    vault.keys.turn_on_quick_unlock("271828")
    vault.close()
    file = json.loads((folder / "vault.keys").read_bytes()[:-512])
    assert file["format"] == 2
    key = vault_key(file, "recovery", base_32(printed), "cb1 slot recover")
    for pair in ((one, two), (three, one), (two, three)):
        assert vault_key(file, "shares", from_shares(*pair), "cb1 slot shares") == key
    check = b(base_32(two[5:]), two[:4].encode(), "cb1 share check")
    assert base_32(two[45:].ljust(32, "0"))[:2] == check[:2]
    kdf, ((_slot, store),) = file["kdf"], kept.items()
    pin = argon2id.kdf(32, b"271828", bytes.fromhex(kdf["salt"]), opslimit=kdf["t"], memlimit=kdf["m"] * 1024)
    assert vault_key(file, "keyring", b(store, pin, "cb1 slot keyring"), "cb1 slot keyring") == key


def test_the_page_is_enough_to_read_a_vault(folder: Path) -> None:
    vault, printed = create(folder, PASSPHRASE, terms=cheap_terms())
    note = Text("갇힌 곳", "ko", (Translation("en", "where held", "Kim"),))
    with vault.write() as unit:
        unit.save(new("person", names=(row(text="리영희"),), birth=uncertain("1990~", "말띠"), note=note))
        unit.commit()
    vault.close()

    data = (folder / "vault.keys").read_bytes()
    written, mark = data[:-512], json.loads(data[-512:])
    file = json.loads(written)
    assert written == canonical(file, ascii_only=True).ljust(4096, b"\n")
    kdf = file["kdf"]
    derived = argon2id.kdf(
        32, PASSPHRASE.encode(), bytes.fromhex(kdf["salt"]), opslimit=kdf["t"], memlimit=kdf["m"] * 1024
    )
    key = vault_key(file, "passphrase", derived, "cb1 slot pass")
    assert vault_key(file, "recovery", base_32(printed), "cb1 slot recover") == key
    body = canonical({k: v for k, v in file.items() if k != "mac"}, ascii_only=True)
    assert b(b(key, b"", "cb1 key file mac"), body, "cb1 key file mac").hex() == file["mac"]

    database = sqlcipher.connect(str(folder / "vault.db"))
    database.execute(f"PRAGMA key = \"x'{b(key, b'', 'cb1 database').hex()}'\"")
    database.row_factory = sqlcipher.Row
    _read_records(database)
    _read_journal(database)
    _read_anchors(database, mark, b(key, b"", "cb1 anchor mac"), file["vault"])
    database.close()


def _read_records(database: Any) -> None:
    meta = dict(tuple(r) for r in database.execute("SELECT key, value FROM meta"))
    person = database.execute("SELECT * FROM rec_person").fetchone()
    name = database.execute("SELECT * FROM row_person_names").fetchone()
    long = database.execute("SELECT * FROM long_text").fetchone()
    made = database.execute("SELECT * FROM translation").fetchone()
    text = {
        "language": long["language"],
        "text": long["text"],
        "translations": [{"by": made["by"], "language": "en", "machine": False, "text": made["text"]}],
    }
    values = {
        "birth": {"edtf": person["birth_edtf"], "words": person["birth_words"]},
        "names": [{"id": name["row_id"], "values": {"text": name["text"]}}],
        "note": text,
    }
    covered = {
        "changed": [person["changed_at"].replace(" ", "T") + "Z", person["changed_by"]],
        "created": [person["created_at"].replace(" ", "T") + "Z", person["created_by"]],
        "id": person["id"],
        "type": "person",
        "values": values,
        "version": 1,
    }
    digest = b(bytes.fromhex(meta["digest_key"]), canonical(covered), "cb1 record").hex()
    assert person["digest"] == digest
    assert set(values) <= set(TYPES["person"].by_key)


def _read_journal(database: Any) -> None:
    meta = dict(tuple(r) for r in database.execute("SELECT key, value FROM meta"))
    prev, key = "0" * 64, bytes.fromhex(meta["journal_key"])
    entries = database.execute("SELECT * FROM journal ORDER BY seq").fetchall()
    for seq, entry in enumerate(entries, start=1):
        body = json.loads(entry["body"])
        assert entry["body"].encode() == canonical(body)
        assert (body["seq"], body["prev"], body["chain"]) == (seq, prev, meta["chain"])
        prev = hashlib.sha256(entry["body"].encode()).hexdigest()
        assert (entry["hash"], entry["mac"]) == (prev, b(key, bytes.fromhex(prev), "cb1 journal mac").hex())
        beside = database.execute("SELECT * FROM journal_value WHERE seq = ?", (seq,)).fetchall()
        for value in beside:
            digest = hashlib.sha256(bytes.fromhex(value["salt"]) + value["value"].encode()).hexdigest()
            assert body[value["side"]][value["field"]] == digest
    assert len(entries) == 2


def _read_anchors(database: Any, mark: dict[str, Any], key: bytes, vault: str) -> None:
    meta = dict(tuple(r) for r in database.execute("SELECT key, value FROM meta"))
    (text,) = database.execute("SELECT body FROM head").fetchone()
    head, last = json.loads(text), database.execute("SELECT * FROM journal ORDER BY seq DESC").fetchone()
    assert text.encode() == canonical(head)
    assert (head["seq"], head["hash"], head["chain"]) == (last["seq"], last["hash"], meta["chain"])
    assert head["generation"] == 2
    assert head["drafts"] == {}
    assert mark["digest"] == b(bytes.fromhex(meta["journal_key"]), text.encode(), "cb1 head").hex()
    assert [mark[k] for k in ("generation", "seq", "hash", "chain", "vault")] == [
        *(head[k] for k in ("generation", "seq", "hash", "chain")),
        vault,
    ]
    body = canonical({k: v for k, v in mark.items() if k != "mac"}, ascii_only=True)
    assert mark["mac"] == b(key, body, "cb1 anchor mac").hex()
    rows = json.loads(
        database.execute("SELECT value FROM journal_value WHERE field = 'row_digests'").fetchone()[0]
    )
    found = database.execute("SELECT * FROM staff").fetchone()
    row = canonical(["staff", *found])
    assert rows["staff"][found["id"]] == b(bytes.fromhex(meta["digest_key"]), row, "cb1 row").hex()


def test_the_printed_example() -> None:
    printed = recovery_text(bytes(range(20)))
    assert printed == "000G-40R4-0M30-E209-185G-R38E-1W81-24GK-AWVN"
    page = Path(__file__).parents[2] / "docs" / "file-format.md"
    assert printed in page.read_text("utf-8")
