"""The keyring of the operating system, for quick unlock: one of four kinds, asked with a limit of time.

What the library would choose by itself is never asked for: its environment, its configuration file and its
plugins can name a file in plain text, or code of somebody else. See docs/threat-model.md.
"""

from __future__ import annotations

import base64
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from app.errors import VaultError
from app.messages import Msg
from db import crypto

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

PLAIN = {"keychain": None, "persist": "local machine", "handle": -1}
"""What a kind has of these is set so: no keychain of the environment; on Windows nothing that goes to
other computers; KWallet not yet open."""
SERVICE = "Casebook"
SECRET_BYTES = 32
PATIENCE = 3.0
"""Seconds; a keyring may wait for a prompt that nobody sees."""
T = TypeVar("T")


def trouble() -> Msg | None:
    """Why there is no keyring to use here, None where there is one."""
    try:
        _in_time(_ring)
    except VaultError as e:
        return e.message.text
    return None


def keep(name: str, secret: bytes) -> None:
    """Keeps 32 bytes by name, after a secret of its own went in, came back and was deleted.

    Raises VaultError; nothing of the trial stays then, where the keyring still answers.
    """

    def work() -> None:
        ring, trial, word = _ring(), f"{name} trial", _text(crypto.fresh(SECRET_BYTES))
        ring.set_password(SERVICE, trial, word)
        came_back = ring.get_password(SERVICE, trial) == word
        ring.delete_password(SERVICE, trial)
        if not came_back or ring.get_password(SERVICE, trial) is not None:
            raise VaultError(Msg.KEYRING_FAILED)
        ring.set_password(SERVICE, name, _text(secret))
        if ring.get_password(SERVICE, name) != _text(secret):
            raise VaultError(Msg.KEYRING_FAILED)

    _in_time(work)


def kept(names: list[str]) -> dict[str, bytes]:
    """The 32 bytes of those of `names` that are kept. Raises VaultError where none is."""

    def work() -> dict[str, bytes]:
        ring, found = _ring(), {}
        for name in names:
            with suppress(ValueError):
                found[name] = base64.b64decode(ring.get_password(SERVICE, name) or "", validate=True)
        return {name: secret for name, secret in found.items() if len(secret) == SECRET_BYTES}

    found = _in_time(work)
    if not found:
        raise VaultError(Msg.KEYRING_EMPTY)
    return found


def forget(name: str) -> None:
    """Deletes what is kept by name. Raises VaultError where it cannot."""
    _in_time(lambda: _ring().delete_password(SERVICE, name))


def _text(secret: bytes) -> str:
    return base64.b64encode(secret).decode()


def _windows() -> type[KeyringBackend]:
    from keyring.backends.Windows import WinVaultKeyring

    return WinVaultKeyring


def _macos() -> type[KeyringBackend]:
    from keyring.backends.macOS import Keyring

    return Keyring


def _secret_service() -> type[KeyringBackend]:
    from keyring.backends.SecretService import Keyring

    return Keyring


def _kwallet() -> type[KeyringBackend]:
    from keyring.backends.kwallet import DBusKeyring

    return DBusKeyring


ALLOWED = {"win32": (_windows,), "darwin": (_macos,), "linux": (_secret_service, _kwallet)}
"""By `sys.platform`, in the order they are tried."""


def _ring() -> KeyringBackend:
    """The first allowed keyring that works here, made without what the environment says of it."""
    for load in ALLOWED.get(sys.platform, ()):
        try:
            kind = load()
            if kind.priority <= 0:
                continue
            ring = kind.__new__(kind)  # its __init__ would take properties from the environment
        except Exception:  # noqa: S112 - whatever keeps a kind from working: the next one, or none
            continue
        for key, value in PLAIN.items():
            if hasattr(kind, key):
                setattr(ring, key, value)
        return ring
    raise VaultError(Msg.KEYRING_NONE)


def _in_time(work: Callable[[], T]) -> T:
    """What `work` gives, from a thread that is left behind when it takes too long. Raises VaultError."""
    done: list[T] = []
    failed: list[VaultError] = []

    def run() -> None:
        try:
            done.append(work())
        except VaultError as e:
            failed.append(e)
        except Exception:  # whatever a keyring raises: its texts may hold names of items
            failed.append(VaultError(Msg.KEYRING_FAILED))

    thread = threading.Thread(target=run, name="keyring", daemon=True)
    thread.start()
    thread.join(PATIENCE)
    if done:
        return done[0]
    raise failed[0] if failed else VaultError(Msg.KEYRING_SILENT)
