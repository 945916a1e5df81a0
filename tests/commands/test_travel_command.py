"""travel: the chosen cases as a vault with keys of its own, and nothing of the others anywhere in it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.records.record import Record, new, row
from app.services.ledger import incomplete
from app.values import Text, Translation
from app.vocabularies import Term
from db.opening import open_vault
from db.vault import DbVault
from tests.commands.conftest import CHEAP, PASSPHRASE, Casebook

MARK = "PLANTED"
PAGE = 4096
OWN_WORDS = "another passphrase 여행"


def opened(path: str | Path, passphrase: str) -> DbVault:
    return open_vault(Path(path), passphrase, terms=CHEAP)


def image(vault: DbVault, folder: str | Path) -> bytes:
    """Every page of the database, decrypted here and not by the engine: free ones and their ends too.

    SQLCipher 4: AES-256-CBC, the last 80 bytes of a page are its IV (16) and MAC (64), the first 16 of the
    file the salt.
    """
    aes = pytest.importorskip(
        "cryptography.hazmat.primitives.ciphers", reason="locked for Linux only, as keyring asks for it"
    )
    data, key = (Path(folder) / "vault.db").read_bytes(), vault.keys.unlocked.database_key
    out = bytearray()
    for start in range(0, len(data), PAGE):
        page = data[start : start + PAGE]
        begin = 0 if start else 16
        chained = aes.modes.CBC(page[PAGE - 80 : PAGE - 64])
        decryptor = aes.Cipher(aes.algorithms.AES(key), chained).decryptor()
        out += decryptor.update(page[begin : PAGE - 80]) + decryptor.finalize()
    return bytes(out)


def holds(pages: bytes, text: str) -> bool:
    return any(text.encode(code) in pages for code in ("utf-8", "utf-16-le"))


@pytest.fixture
def codes(sample: Casebook) -> tuple[str, str]:
    """Two cases of the sample: one that travels, and one that stays, each of another person."""
    vault = opened(sample.vault, PASSPHRASE)
    with vault.read() as reader:
        here, there = list(reader.all("case"))[:2]
    vault.close()
    return here.text("code"), there.text("code")


@pytest.fixture
def planted(sample: Casebook, codes: tuple[str, str]) -> Casebook:
    """The sample with marks in everything that must stay at home."""
    vault = opened(sample.vault, PASSPHRASE)
    with vault.write() as work:
        for record in _marked(work, *codes):
            work.save(record)
        trashed = work.save(new("source", name=Text(f"{MARK} trash")))
        work.delete(trashed)
        work.keep_draft("new", new("case", note=Text(f"{MARK} draft")))
        work.set_setting("organisation", f"{MARK} office")
        work.put_term(Term("status", "planted", f"{MARK} term", f"{MARK} term", position=99))
        work.log("import", detail={"file": f"{MARK} file"})
        work.commit()
    vault.keys.add(f"{MARK} colleague", "a colleague's passphrase")
    vault.close()
    return sample


def _marked(work: object, here: str, there: str) -> Iterator[Record]:
    from db.unit import DbUnitOfWork

    assert isinstance(work, DbUnitOfWork)
    mine, other = work.by_text("case", "code", here), work.by_text("case", "code", there)
    assert mine is not None
    assert other is not None
    person = work.get("person", other.ref("person") or other.id)
    yield person.with_values(names=(*person.rows("names"), row(text=f"{MARK} Other")))
    yield other.with_values(narrative=Text(f"{MARK} narrative"))
    # the history of the case that travels, and what hangs on it and must not come
    first = work.save(mine.with_values(narrative=Text(f"{MARK} earlier words")))
    words = Text("now", "en", (Translation("ko", "지금", f"{MARK} translator"),))
    yield replace(first, values=first.with_values(narrative=words).values)
    yield new(
        "consent", case=mine.id, permission="count", answer="refused", interviewer=f"{MARK} interviewer"
    )
    source = new("source", key="s1", name=Text("A source"))
    yield source
    yield new("identity", source=source.id, name=f"{MARK} identity")
    yield new("step", case=mine.id, kind="exit", source=source.id)
    yield new("step", case=other.id, kind="exit", note=Text(f"{MARK} step"))
    yield new("event", code="2020-01-01", title=Text(f"{MARK} event"))
    yield new("place", key="safe", name=Text(f"{MARK} house"))
    yield new("release", title=f"{MARK} release", kind="one_page", state="done", cases=(mine.id,))


def went(planted: Casebook, *words: str) -> int:
    file = planted.folder / "own"
    file.write_text(OWN_WORDS + "\n", encoding="utf-8")
    target = str(planted.folder / "travel")
    return planted("travel", planted.vault, target, *words, "--new-passphrase-file", str(file))


def test_nothing_of_what_stays_is_in_any_page(
    planted: Casebook, codes: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    here, there = codes
    assert went(planted, "--case", here) == 0
    home = opened(planted.vault, PASSPHRASE)
    assert holds(image(home, planted.vault), MARK)  # control: the marks can be found where they are
    with home.read() as reader:
        others = [case for case in reader.all("case") if case.text("code") != here]
        people = [reader.get("person", case.ref("person") or case.id) for case in others]
        names = [str(r.values["text"]) for person in people for r in person.rows("names")]
        told = [e for e in reader.history(_case(reader, here).id) if e.action == "travel"]
    home.close()
    assert len(told) == 1
    vault = opened(planted.folder / "travel", OWN_WORDS)
    pages = image(vault, planted.folder / "travel")
    with vault.read() as reader:
        said = [e.detail for e in reader.history(_case(reader, here).id)]
        assert [case.text("code") for case in reader.all("case")] == [here]
        assert reader.find(MARK, ["person", "case", "event", "source", "place"]) == []
        assert reader.drafts() == {}
        assert len(reader.staff()) == 1
        assert not list(reader.all("release")) + list(reader.all("identity"))
        assert reader.setting("travel")
        assert incomplete(reader) == "travel"
    assert said
    found = [f for f in vault.check() if f is not None and not isinstance(f, str)]
    vault.close()
    assert found == []
    assert not holds(pages, MARK)
    assert not holds(pages, there)
    assert [name for name in names if len(name) > 3 and holds(pages, name)] == []
    assert [case.id for case in others if case.id.bytes in pages or holds(pages, case.id.hex)] == []


def _case(reader: object, code: str) -> Record:
    from db.reader import DbReader

    assert isinstance(reader, DbReader)
    found = reader.by_text("case", "code", code)
    assert found is not None
    return found


def test_what_comes_is_whole(planted: Casebook, codes: tuple[str, str]) -> None:
    assert went(planted, "--case", codes[0]) == 0
    home, vault = opened(planted.vault, PASSPHRASE), opened(planted.folder / "travel", OWN_WORDS)
    with home.read() as there, vault.read() as here:
        case, mine = _case(there, codes[0]), _case(here, codes[0])
        assert mine.values["narrative"] == Text("now", "en", (Translation("ko", "지금"),))
        assert {k: v for k, v in case.values.items() if k != "narrative"} == {
            k: v for k, v in mine.values.items() if k != "narrative"
        }
        for kind in ("link", "step", "consent"):
            ids = [r.id for r in there.where(kind, "case", [case.id])]
            assert sorted(ids) == sorted(r.id for r in here.where(kind, "case", [case.id]))
        events = {e for link in here.where("link", "case", [case.id]) if (e := link.ref("event"))}
        assert events
        for kind in ("claim", "status"):
            wanted = [r.id for r in there.where(kind, "event", events)]
            assert sorted(wanted) == sorted(r.id for r in here.where(kind, "event", events))
        assert [s.phrase("name").text for s in here.all("source") if s.text("key") == "s1"] == ["A source"]
    home.close()
    vault.close()


def test_the_home_vault_says_which_cases_went_and_the_copy_cannot(
    planted: Casebook, codes: tuple[str, str]
) -> None:
    assert went(planted, "--case", codes[0]) == 0
    home, vault = opened(planted.vault, PASSPHRASE), opened(planted.folder / "travel", OWN_WORDS)
    with home.read() as there, vault.read() as here:
        last = there.last_entry()
        assert last is not None
        assert (last.action, last.detail["cases"]) == ("travel", 1)
        name = here.setting("travel")
        assert last.detail["travel"] == name
        home_chain = there.connection.exec_driver_sql("SELECT value FROM meta WHERE key = 'chain'").scalar()
    pages = image(vault, planted.folder / "travel")
    home.close()
    vault.close()
    assert not holds(pages, str(home_chain))
    assert holds(pages, str(name))  # control


def test_evidence_comes_only_where_it_is_chosen(
    sample: Casebook, codes: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    ids = []
    for number, code in enumerate((codes[0], codes[0], codes[1])):
        file = sample.folder / f"{number}.txt"
        file.write_text(f"{MARK} {number}\n" * 200_000, encoding="utf-8")
        capsys.readouterr()
        assert sample("attach", sample.vault, code, str(file)) == 0
        ids.append(capsys.readouterr().out.strip())
    assert went(sample, "--case", codes[0], "--evidence", ids[2]) == 1
    assert not (sample.folder / "travel").exists()
    assert went(sample, "--case", codes[0], "--evidence", ids[0]) == 0
    vault = opened(sample.folder / "travel", OWN_WORDS)
    with vault.read() as reader:
        [piece] = reader.all("evidence")
        assert not list(reader.all("custody"))
    assert piece.id.hex == ids[0].replace("-", "")
    content = b"".join(vault.give_out(piece.text("sha256"), piece.number_of("size") or 0))
    assert content == f"{MARK} 0\n".encode() * 200_000
    found = [f for f in vault.check() if f is not None and not isinstance(f, str)]
    vault.close()
    assert found == []
    stored = [p for p in (sample.folder / "travel" / "evidence").rglob("*") if p.is_file()]
    assert len(stored) == 1
    assert MARK.encode() not in stored[0].read_bytes()


def test_a_filter_chooses_as_the_list_does(sample: Casebook, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("travel", sample.vault, str(sample.folder / "no"), "--plan", "--json")
    assert sample(*words, "--event", "2023-10-09") == 0
    told = json.loads(capsys.readouterr().out)
    assert sample("list", sample.vault, "cases", "--json") == 0
    listed = json.loads(capsys.readouterr().out)
    linked = sorted(c["code"] for c in listed if "2023-10-09" in c["events"])
    assert told["cases"] == linked
    assert sorted([*told["cases"], *told["stays_cases"]]) == [c["code"] for c in listed]
    assert not (sample.folder / "no").exists()


def test_a_travel_vault_needs_a_case_and_a_passphrase_of_its_own(
    sample: Casebook, codes: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert went(sample) == 1
    assert "No case is chosen" in capsys.readouterr().err
    same = sample.folder / "passphrase"
    target = str(sample.folder / "travel")
    words = ("travel", sample.vault, target, "--case", codes[0], "--new-passphrase-file", str(same))
    assert sample(*words) == 1
    assert "passphrase of its own" in capsys.readouterr().err
    assert not Path(target).exists()


def test_it_opens_with_its_own_keys_and_makes_no_summary_unstated(
    sample: Casebook, codes: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    from app.errors import Invalid, WrongPassphrase
    from app.messages import Msg

    assert went(sample, "--case", codes[0], "--recovery-key") == 0
    printed = capsys.readouterr().out.strip().splitlines()[-1]
    assert len(printed.split("-")) == 9
    with pytest.raises(WrongPassphrase):
        opened(sample.folder / "travel", PASSPHRASE)
    vault = opened(sample.folder / "travel", OWN_WORDS)
    assert vault.keys.quick_unlock().trouble is Msg.TRAVEL_NO_PIN
    with pytest.raises(Invalid):
        vault.keys.turn_on_quick_unlock("123456")
    vault.close()
    own = replace(sample, words=("--passphrase-file", str(sample.folder / "own")))
    out = str(sample.folder / "out.pdf")
    assert own("summary", str(sample.folder / "travel"), "-o", out) == 1
    assert not Path(out).exists()
