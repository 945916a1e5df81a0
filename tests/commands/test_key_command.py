"""`casebook key`: what it prints, whom it lets in afterwards, what it refuses and leaves as it was."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.commands.conftest import PASSPHRASE, Casebook

THEIRS = "lantern orchard copper seventeen"


@pytest.fixture
def vault(casebook: Casebook, capsys: pytest.CaptureFixture[str]) -> str:
    """The recovery key of a new vault."""
    assert casebook("new", casebook.vault, "--staff", "한서윤") == 0
    return capsys.readouterr().out.strip().splitlines()[-1]


def file(casebook: Casebook, name: str, text: str) -> str:
    """A file with a secret in it."""
    path = casebook.folder / name
    path.write_text(text + "\n", encoding="utf-8")
    return str(path)


def as_other(casebook: Casebook, text: str) -> Casebook:
    """The command line of somebody with another passphrase."""
    return Casebook(casebook.folder, ("--passphrase-file", file(casebook, "other", text)))


def listed(casebook: Casebook, capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    """What `list --json` says."""
    capsys.readouterr()
    assert casebook("key", casebook.vault, "list", "--json") == 0
    slots: list[dict[str, object]] = json.loads(capsys.readouterr().out)
    return slots


def test_a_colleague_is_added_and_removed(
    casebook: Casebook, vault: str, capsys: pytest.CaptureFixture[str]
) -> None:
    new = file(casebook, "new", THEIRS)
    assert casebook("key", casebook.vault, "add", "--name", "Kim", "--new-passphrase-file", new) == 0
    colleague = as_other(casebook, THEIRS)
    assert colleague("list", casebook.vault, "cases") == 0
    found = listed(casebook, capsys)
    assert [(s["kind"], s["staff"], s["mine"]) for s in found] == [
        ("passphrase", "한서윤", True),
        ("recovery", "한서윤", True),
        ("passphrase", "Kim", False),
    ]
    assert casebook("key", casebook.vault, "list") == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("\t")[1:3] for line in lines] == [
        ["passphrase", "한서윤"],
        ["recovery key", "한서윤"],
        ["passphrase", "Kim"],
    ]
    assert casebook("key", casebook.vault, "remove", str(found[2]["id"])[:8]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("Removed: passphrase of Kim")
    assert len(said) == 5
    assert all(line.startswith("- ") for line in said[1:])
    assert colleague("list", casebook.vault, "cases") == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_a_changed_passphrase_opens_and_the_old_does_not(casebook: Casebook, vault: str) -> None:
    new = file(casebook, "new", THEIRS)
    assert casebook("key", casebook.vault, "change", "--new-passphrase-file", new) == 0
    assert casebook("list", casebook.vault, "cases") == 1
    assert as_other(casebook, THEIRS)("list", casebook.vault, "cases") == 0


def test_the_recovery_key_sets_a_new_passphrase(
    casebook: Casebook, vault: str, capsys: pytest.CaptureFixture[str]
) -> None:
    key = file(casebook, "key", vault.lower().replace("-", " "))
    new = file(casebook, "new", THEIRS)
    words = ("key", casebook.vault, "recover", "--recovery-file", key, "--new-passphrase-file", new)
    assert casebook(*words) == 0
    assert capsys.readouterr().out == "New passphrase set for 한서윤.\n"
    assert as_other(casebook, THEIRS)("list", casebook.vault, "cases") == 0
    assert as_other(casebook, THEIRS)("key", casebook.vault, "recovery") == 0
    assert len(capsys.readouterr().out.splitlines()) == 2
    assert casebook(*words) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_two_shares_set_a_new_passphrase_that_is_made_up(
    casebook: Casebook, vault: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert casebook("key", casebook.vault, "shares") == 0
    shares = re.findall(r"set (\w{3}): ([0-9A-Z-]{49})", capsys.readouterr().out)
    assert len(shares) == 3
    one, other = (file(casebook, f"s{n}", shares[n][1]) for n in (2, 0))
    words = ("key", casebook.vault, "recover", "--generate")
    assert casebook(*words, "--share-file", one, "--share-file", other) == 0
    made = capsys.readouterr().out.splitlines()[-1]
    assert len(made.split(" ")) == 6
    assert as_other(casebook, made)("list", casebook.vault, "cases") == 0
    capsys.readouterr()
    assert casebook(*words, "--share-file", one, "--share-file", one) == 1
    assert "one share twice" in capsys.readouterr().err
    two = ("--share-file", one, "--share-file", other)
    for wrong in (two[:2], (*two, "--recovery-file", one)):
        assert casebook(*words, *wrong) == 2


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("remove", "zzzzzz"), 1),
        (("remove", ""), 1),
        (("remove", "MINE"), 1),
        (("remove", "MINE", "--own"), 1),
        (("add", "--name", "한서윤", "--generate"), 1),
        (("add", "--name", "a\nb", "--generate"), 1),
        (("add", "--name", "Kim", "--new-passphrase-file", "/none"), 2),
        (("add", "--name", "Kim"), 2),
        (("change",), 2),
        (("recover", "--generate"), 2),
    ],
    ids=str,
)
def test_what_is_refused_changes_nothing_and_is_said_in_one_line(
    casebook: Casebook,
    vault: str,
    words: tuple[str, ...],
    status: int,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = listed(casebook, capsys)
    mine = str(before[0]["id"])
    assert casebook("key", casebook.vault, *(mine if w == "MINE" else w for w in words)) == status
    assert capsys.readouterr().err.count("\n") == 1
    assert listed(casebook, capsys) == before


@pytest.mark.parametrize("weak", ["password", "aaaaaaaaaaaa", "casebook 2024", " "])
def test_an_absurd_passphrase_is_refused_and_a_fair_one_is_told(
    casebook: Casebook, vault: str, weak: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("key", casebook.vault, "add", "--name", "Kim", "--new-passphrase-file")
    assert casebook(*words, file(casebook, "new", weak)) == 1
    assert "too easy to guess" in capsys.readouterr().err
    assert casebook(*words, file(casebook, "new", THEIRS)) == 0
    assert capsys.readouterr().err == "How hard to guess: Fair. Five or six words are better.\n"


def test_the_grammar_is_refused_with_status_2(casebook: Casebook, vault: str) -> None:
    given = ("add", "--name", "x", "--passphrase", "y")
    for words in ((), ("burn",), ("add",), ("list", "--name", "x"), given):
        with pytest.raises(SystemExit) as ended:
            casebook("key", casebook.vault, *words)
        assert ended.value.code == 2


def test_the_passphrase_file_may_stand_before_the_action(casebook: Casebook, vault: str) -> None:
    bare = Casebook(casebook.folder, ())
    assert bare("key", casebook.vault, *casebook.words, "list") == 0
    assert Path(casebook.words[1]).read_text(encoding="utf-8").strip() == PASSPHRASE


def test_the_same_passphrase_again_is_no_change(
    casebook: Casebook, vault: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = listed(casebook, capsys)
    same = file(casebook, "new", PASSPHRASE)
    assert casebook("key", casebook.vault, "change", "--new-passphrase-file", same) == 1
    told = capsys.readouterr()
    assert (told.out, told.err) == (
        "",
        "casebook: This is the passphrase you have already. Nothing was changed.\n",
    )
    assert listed(casebook, capsys) == before


def test_a_colleague_has_a_name(casebook: Casebook, vault: str, capsys: pytest.CaptureFixture[str]) -> None:
    new = file(casebook, "new", THEIRS)
    assert casebook("key", casebook.vault, "add", "--name", " ", "--new-passphrase-file", new) == 1
    assert len(listed(casebook, capsys)) == 2


@pytest.mark.parametrize(
    ("passphrase", "told"), [("secret", True), ("lantern orchard copper tin seventeen oxen", False)]
)
def test_how_hard_a_new_passphrase_is_to_guess_is_said_where_it_is_less_than_good(
    casebook: Casebook, passphrase: str, told: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    assert as_other(casebook, passphrase)("new", casebook.vault) == 0
    assert ("How hard to guess" in capsys.readouterr().err) is told
