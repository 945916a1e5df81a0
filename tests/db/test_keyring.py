"""Quick unlock: against a real Secret Service, and everything that must end at the passphrase in time."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from app.errors import DiskTrouble, Invalid, VaultError, WrongPassphrase
from app.keys import SlotKind
from app.messages import Msg
from db import keyring_store
from db.making import create
from db.opening import open_vault, open_with_pin, ways
from db.vault import DbVault
from tests.db.conftest import PASSPHRASE, cheap_terms, contents, reopened

PIN = "271828"
ROOT = Path(__file__).resolve().parents[2]
linux = pytest.mark.skipif(sys.platform != "linux", reason="the Secret Service is that of Linux")


class Ring:
    """A keyring in memory; `broken` names how it misbehaves."""

    def __init__(self, broken: str = "") -> None:
        self.items: dict[str, str] = {}
        self.broken = broken

    def get_password(self, service: str, username: str) -> str | None:
        """The text."""
        if self.broken == "hangs":
            time.sleep(60)
        if self.broken == "raises":
            raise RuntimeError("locked")
        return {"none": None, "wrong": "d3Jvbmc=", "no base 64": "?"}.get(
            self.broken, self.items.get(username)
        )

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keeps a text."""
        self.items[username] = password

    def delete_password(self, service: str, username: str) -> None:
        """Forgets a text."""
        if self.broken != "keeps":
            del self.items[username]


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> Ring:
    """A keyring that works until it is broken."""
    made = Ring()
    monkeypatch.setattr(keyring_store, "_ring", lambda: made)
    return made


def test_a_pin_opens_with_the_keyring_and_not_without(vault: DbVault, folder: Path, ring: Ring) -> None:
    assert not vault.keys.quick_unlock().on
    assert SlotKind.KEYRING not in ways(folder)
    vault.keys.turn_on_quick_unlock(PIN)
    assert vault.keys.quick_unlock().on
    assert SlotKind.KEYRING in ways(folder)
    staff = vault.staff
    vault.close()
    opened = open_with_pin(folder, "２７１８２８", terms=cheap_terms())
    assert (opened.staff, opened.recovered, opened.reading_only) == (staff, False, False)
    opened.close()
    looked = open_with_pin(folder, PIN, read_only=True, terms=cheap_terms())
    assert (looked.staff, looked.reading_only) == (staff, True)
    looked.close()
    for wrong in ("271829", "27182", "x", ""):
        with pytest.raises(WrongPassphrase) as e:
            open_with_pin(folder, wrong, terms=cheap_terms())
        assert e.value.message.text is Msg.WRONG_PIN
    ring.items.clear()
    with pytest.raises(VaultError) as gone:
        open_with_pin(folder, PIN, terms=cheap_terms())
    assert gone.value.message.text is Msg.KEYRING_EMPTY
    reopened(folder).close()


def test_two_people_of_one_computer_have_a_pin_each(vault: DbVault, folder: Path, ring: Ring) -> None:
    vault.keys.add("Colleague", "another passphrase")
    vault.keys.turn_on_quick_unlock(PIN)
    vault.close()
    colleague = open_vault(folder, "another passphrase", terms=cheap_terms())
    colleague.keys.turn_on_quick_unlock("314159")
    colleague.close()
    for pin, who in ((PIN, vault.staff), ("314159", colleague.staff)):
        opened = open_with_pin(folder, pin, terms=cheap_terms())
        assert opened.staff == who
        opened.close()


def test_turning_off_takes_the_slot_and_the_item(vault: DbVault, folder: Path, ring: Ring) -> None:
    vault.keys.turn_on_quick_unlock(PIN)
    kept = dict(ring.items)
    vault.keys.turn_on_quick_unlock("314159")
    assert len(ring.items) == 1
    kept |= ring.items
    vault.keys.turn_off_quick_unlock()
    assert ring.items == {}
    assert [s.kind for s in vault.keys.slots()] == [SlotKind.PASSPHRASE]
    vault.close()
    ring.items = kept  # as somebody has who copied the keyring before
    for pin in (PIN, "314159"):
        with pytest.raises(VaultError):
            open_with_pin(folder, pin, terms=cheap_terms())


def test_turning_off_works_without_a_keyring(vault: DbVault, ring: Ring) -> None:
    vault.keys.turn_on_quick_unlock(PIN)
    ring.broken = "raises"
    ring.items.clear()
    vault.keys.turn_off_quick_unlock()
    assert not vault.keys.quick_unlock().on


@pytest.mark.parametrize(
    "pin", ["", "12345", "123456", "987654", "000000", "901234", "12345a", "-27182", "²71828"]
)
def test_a_pin_that_anybody_would_try_is_refused(vault: DbVault, folder: Path, ring: Ring, pin: str) -> None:
    before = contents(folder)
    with pytest.raises(Invalid):
        vault.keys.turn_on_quick_unlock(pin)
    assert contents(folder) == before
    assert ring.items == {}


@pytest.mark.parametrize("broken", ["hangs", "raises", "none", "wrong", "no base 64", "keeps"])
def test_a_keyring_that_fails_is_not_used(vault: DbVault, folder: Path, ring: Ring, broken: str) -> None:
    """Turning on does nothing; opening says so within the time, and the passphrase opens as before."""
    ring.broken = broken
    before = contents(folder)
    with pytest.raises(VaultError):
        vault.keys.turn_on_quick_unlock(PIN)
    assert contents(folder) == before
    ring.broken, ring.items = "", {}
    vault.keys.turn_on_quick_unlock(PIN)
    vault.close()
    if broken != "keeps":
        ring.broken = broken
        begun = time.monotonic()
        with pytest.raises(VaultError) as e:
            open_with_pin(folder, PIN, terms=cheap_terms())
        assert time.monotonic() - begun < keyring_store.PATIENCE + 1
        expected = {"hangs": Msg.KEYRING_SILENT, "raises": Msg.KEYRING_FAILED}.get(broken, Msg.KEYRING_EMPTY)
        assert e.value.message.text is expected
    reopened(folder).close()


def test_a_disk_that_refuses_leaves_no_item(
    vault: DbVault, ring: Ring, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise DiskTrouble(Msg.DISK_FULL)

    monkeypatch.setattr("db.slots.save", fail)
    with pytest.raises(DiskTrouble):
        vault.keys.turn_on_quick_unlock(PIN)
    assert ring.items == {}


def test_a_person_who_goes_takes_quick_unlock_along(folder: Path, ring: Ring) -> None:
    vault, _ = create(folder, PASSPHRASE, terms=cheap_terms())
    vault.keys.turn_on_quick_unlock(PIN)
    vault.keys.add("Colleague", "another passphrase")
    mine = next(s for s in vault.keys.slots() if s.mine and s.kind is SlotKind.PASSPHRASE)
    removed = vault.keys.remove(mine.id, own=True)
    assert {s.kind for s in removed.slots} == {SlotKind.PASSPHRASE, SlotKind.KEYRING}
    assert ring.items == {}
    assert SlotKind.KEYRING not in ways(folder)
    vault.close()


def test_no_vault_has_no_way_in(tmp_path: Path) -> None:
    assert ways(tmp_path) == frozenset()
    assert ways(tmp_path / "none") == frozenset()


_TRIAL = """
    import sys
    import time
    from pathlib import Path
    from app.errors import VaultError
    from db import keyring_store
    from db.making import create
    from db.opening import open_vault, open_with_pin
    from tests.db.conftest import cheap_terms
    folder = Path(sys.argv[1])
    vault, _ = create(folder, "a passphrase", terms=cheap_terms())
    print("trouble", vault.keys.quick_unlock().trouble)
    begun = time.monotonic()
    try:
        vault.keys.turn_on_quick_unlock("271828")
        vault.close()
        vault = open_with_pin(folder, "271828", terms=cheap_terms())
        print("opened", vault.keys.quick_unlock().on)
        held = keyring_store.kept([s.id for s in vault.keys.slots() if s.kind.value == "keyring"])
        ((name, secret),) = held.items()
        vault.keys.turn_off_quick_unlock()
        try:
            keyring_store.kept([name])
        except VaultError as e:
            print("gone", e.message.text.name)
        print("on", vault.keys.quick_unlock().on)
        leaked = secret.hex() in repr([*vars(vault.keys).values()])
        print("leaked", leaked)
    except VaultError as e:
        print("refused", e.message.text.name)
        print("seconds", round(time.monotonic() - begun))
    vault.close()
    open_vault(folder, "a passphrase", terms=cheap_terms()).close()
    print("evil", "evilkr" in sys.modules, "modules", sorted(
        m.rpartition(".")[2] for m in sys.modules
        if m.startswith(("keyring.backends.", "keyrings."))
    ))
"""


def trial(tmp_path: Path, *before: str, **more: str) -> list[str]:
    """What the trial says, run in a process of its own with nothing of the session's keyring."""
    home = tmp_path / "home"
    home.mkdir(exist_ok=True)
    surroundings = {**os.environ, "HOME": str(home), "XDG_CONFIG_HOME": str(home), "XDG_DATA_HOME": str(home)}
    surroundings |= {"XDG_STATE_HOME": str(tmp_path / "state"), **more}
    script = tmp_path / "trial.py"
    script.write_text(textwrap.dedent(_TRIAL), "utf-8")
    surroundings["PYTHONPATH"] = os.pathsep.join([str(ROOT), surroundings.get("PYTHONPATH", "")])
    strict = ["-W", "error", "-W", "ignore::ResourceWarning"]  # keyring leaves its socket open where it fails
    command = [*before, sys.executable, *strict, str(script), str(tmp_path / "vault")]
    done = subprocess.run(
        command, cwd=ROOT, env=surroundings, text=True, capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    return done.stdout.splitlines()


def secret_service(tmp_path: Path, how: str = "--unlock") -> list[str]:
    """The words that start a session bus with a keyring, and a command in it."""
    if shutil.which("dbus-run-session") is None or shutil.which("gnome-keyring-daemon") is None:
        pytest.fail("dbus-run-session and gnome-keyring-daemon are needed: packaging/test.py installs them")
    run = tmp_path / "run"
    run.mkdir(mode=0o700)
    start = f'printf pw | gnome-keyring-daemon {how} --components=secrets >/dev/null; exec "$@"'
    words = ["dbus-run-session", "--", "env", f"XDG_RUNTIME_DIR={run}"]
    return [*words, "sh", "-c", start, "sh"]


@linux
def test_it_works_with_a_real_secret_service(tmp_path: Path) -> None:
    assert trial(tmp_path, *secret_service(tmp_path)) == [
        "trouble None",
        "opened True",
        "gone KEYRING_EMPTY",
        "on False",
        "leaked False",
        "evil False modules ['SecretService', 'fail']",
    ]


@linux
def test_a_locked_secret_service_ends_at_the_passphrase_in_time(tmp_path: Path) -> None:
    said = trial(tmp_path, *secret_service(tmp_path, "--start"))
    assert said[:1] == ["trouble None"]
    assert said[1] in ("refused KEYRING_SILENT", "refused KEYRING_FAILED")
    assert int(said[2].split()[1]) <= keyring_store.PATIENCE + 1


@linux
def test_without_a_bus_there_is_no_quick_unlock(tmp_path: Path) -> None:
    said = trial(tmp_path, DBUS_SESSION_BUS_ADDRESS=f"unix:path={tmp_path}/none")
    assert said[:2] == ["trouble Msg.KEYRING_NONE", "refused KEYRING_NONE"]


@linux
@pytest.mark.parametrize("backend", ["keyring.backends.null.Keyring", "evilkr.Keyring"])
def test_environment_and_configuration_are_not_followed(tmp_path: Path, backend: str) -> None:
    """A configuration that names a folder with code of somebody else, a plaintext file, the null keyring.

    Control: the library itself, asked for its choice, follows it.
    """
    home = tmp_path / "home"
    (home / "python_keyring").mkdir(parents=True)
    evil = tmp_path / "evil"
    evil.mkdir()
    (evil / "evilkr.py").write_text(
        "import keyring.backend\n"
        "class Keyring(keyring.backend.KeyringBackend):\n"
        "    priority = 99\n"
        "    def get_password(self, service, username): return 'x'\n"
        "    def set_password(self, service, username, password): open('/dev/null')\n"
    )
    config = f"[backend]\ndefault-keyring={backend}\nkeyring-path={evil}\n"
    for place in (home / "python_keyring", home):
        (place / "keyringrc.cfg").write_text(config)
    surroundings = {
        "PYTHON_KEYRING_BACKEND": backend,
        "KEYRING_PROPERTY_PREFERRED_COLLECTION": "/org/evil",
        "DBUS_SESSION_BUS_ADDRESS": f"unix:path={tmp_path}/none",
    }
    before = set(home.rglob("*"))
    said = trial(tmp_path, **surroundings)
    assert said[:2] == ["trouble Msg.KEYRING_NONE", "refused KEYRING_NONE"]
    assert said[-1].startswith("evil False")
    assert set(home.rglob("*")) == before
    asked = "import sys, keyring; print(type(keyring.get_keyring()).__module__, 'evilkr' in sys.modules)"
    followed = subprocess.run(
        [sys.executable, "-c", asked],
        env={**os.environ, "HOME": str(home), "XDG_CONFIG_HOME": str(home), **surroundings},
        text=True,
        capture_output=True,
        check=False,
    )
    assert backend.rpartition(".")[0] in followed.stdout or "evilkr" in followed.stderr


@linux
def test_a_property_of_the_environment_is_not_taken(tmp_path: Path) -> None:
    """It would send the secret to a collection of somebody else's choice; control: without it all is well."""
    words = secret_service(tmp_path)
    assert trial(tmp_path, *words, KEYRING_PROPERTY_PREFERRED_COLLECTION="/org/evil")[0] == "trouble None"
