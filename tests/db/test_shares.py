"""Shares of the organisation: any two open, one says nothing, and what does not belong together is told."""

from __future__ import annotations

import itertools
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import DamagedVault, WrongPassphrase
from app.keys import SlotKind
from app.messages import Msg
from db import crypto, keyfile, shares, slots
from db.folder import Layout
from db.secrets_text import ShareText, new_set, share_text
from tests.db.conftest import LOW, PASSPHRASE

EDGES = [
    bytes(20),
    b"\xff" * 20,
    b"\x80" + bytes(19),
    bytes(19) + b"\x01",
    bytes(range(20)),
    b"\x7f" * 20,
    b"\x00\xff" * 10,
]


@pytest.mark.parametrize("secret", EDGES, ids=lambda s: s.hex())
def test_any_two_of_three_give_the_secret_back(secret: bytes) -> None:
    parts = list(enumerate(shares.split(secret), 1))
    for one, other in itertools.permutations(parts, 2):
        assert shares.combine(one, other) == secret


def test_every_byte_with_every_byte_beside_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """All 65,536 pairs of a byte of the secret and of the slope: no value is special."""
    every = bytes(range(256))
    for slope in range(256):
        monkeypatch.setattr(crypto, "fresh", lambda size, a=slope: bytes([a]) * size)
        parts = list(enumerate(shares.split(every), 1))
        for one, other in itertools.combinations(parts, 2):
            assert shares.combine(one, other) == every


@given(st.binary(min_size=20, max_size=20))
def test_any_secret_comes_back(secret: bytes) -> None:
    parts = list(enumerate(shares.split(secret), 1))
    assert {shares.combine(a, b) for a, b in itertools.permutations(parts, 2)} == {secret}


def test_one_share_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Over all slopes a share takes each value once, whatever the secret byte is."""
    for number in range(3):
        for byte in (0, 1, 0x7F, 0x80, 0xFF):
            seen: Counter[int] = Counter()
            for slope in range(256):
                monkeypatch.setattr(crypto, "fresh", lambda size, a=slope: bytes([a]) * size)
                seen[shares.split(bytes([byte]))[number][0]] += 1
            assert set(seen.values()) == {1}
            assert len(seen) == 256


def test_the_field_is_that_of_aes() -> None:
    """FIPS 197, 4.2: {57} times {83} is {c1}, and {57} times {13} is {fe}; every byte has its inverse."""
    assert (shares._times(0x57, 0x83), shares._times(0x57, 0x13)) == (0xC1, 0xFE)
    assert all(shares._times(a, shares._inverse(a)) == 1 for a in range(1, 256))


def test_two_shares_are_needed_and_not_one_twice() -> None:
    one = (1, bytes(20))
    with pytest.raises(ValueError, match="different"):
        shares.combine(one, one)


def test_a_share_is_printed_and_typed_back() -> None:
    share = ShareText(2, "K7Q", bytes(range(20)))
    text = str(share)
    assert text == "2K7Q-000G-40R4-0M30-E209-185G-R38E-1W81-24GK-" + text[-4:]
    for typed in (text, text.lower().replace("0", "o").replace("1", "l"), f" {text.replace('-', '')}\n"):
        assert share_text(typed, 1) == share
    assert len(new_set()) == 3
    assert "000G" not in repr(share)


def test_a_mistake_in_any_group_is_noticed() -> None:
    text = str(ShareText(1, "K7Q", bytes(range(20))))
    for place in range(len(text)):
        if text[place] != "-":
            wrong = text[:place] + ("2" if text[place] != "2" else "3") + text[place + 1 :]
            with pytest.raises(WrongPassphrase) as e:
                share_text(wrong, 2)
            assert (e.value.message.text, e.value.message.values) == (Msg.SHARE_MISTYPED, {"n": 2})
    for wrong in ("", text[:-1], text + "0", "0" + text[1:], "4" + text[1:], "U" + text[1:]):
        with pytest.raises(WrongPassphrase):
            share_text(wrong, 1)


@pytest.fixture
def printed(layout: Layout, unlocked: slots.Unlocked) -> list[str]:
    """The three shares of a vault."""
    secret, texts = slots.new_shares()
    slots.save(layout, slots.changed(layout, unlocked, (slots.new_slot_id(), secret)))
    return [str(t) for t in texts]


def test_any_two_shares_open_the_vault(layout: Layout, unlocked: slots.Unlocked, printed: list[str]) -> None:
    for one, other in itertools.permutations(printed, 2):
        opened = slots.open_with_shares(layout, one, other)
        assert (opened.vault_key, opened.kind) == (unlocked.vault_key, SlotKind.SHARES)


def test_shares_that_do_not_belong_together_are_told(
    layout: Layout, unlocked: slots.Unlocked, printed: list[str]
) -> None:
    older = [str(t) for t in slots.new_shares()[1]]
    cases = [
        (printed[0], printed[0], Msg.SHARES_SAME),
        (printed[0], older[1], Msg.SHARES_OF_TWO_SETS),
        (older[0], older[1], Msg.WRONG_SHARES),
    ]
    for one, other, said in cases:
        with pytest.raises(WrongPassphrase) as e:
            slots.open_with_shares(layout, one, other)
        assert e.value.message.text is said


def test_the_format_rises_only_where_new_kinds_are(layout: Layout, unlocked: slots.Unlocked) -> None:
    """A program that knows passphrases and recovery keys only opens what has no others."""
    assert b'"format":1' in layout.keys.read_bytes()
    secret, _ = slots.new_shares()
    with_shares = slots.save(layout, slots.changed(layout, unlocked, (slots.new_slot_id(), secret)))
    assert b'"format":2' in layout.keys.read_bytes()
    assert slots.open_with_passphrase(layout, PASSPHRASE, LOW).vault_key == unlocked.vault_key
    slots.save(layout, slots.changed(layout, with_shares, drop=[with_shares.file.slots[-1].id]))
    assert b'"format":1' in layout.keys.read_bytes()
    lying = layout.keys.read_bytes().replace(b'"format":1', b'"format":2')
    for path in (layout.keys, layout.keys_copy):
        path.write_bytes(lying)
    with pytest.raises(DamagedVault):
        slots.open_with_passphrase(layout, PASSPHRASE, LOW)
    assert keyfile.FORMAT == 2
