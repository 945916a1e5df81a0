"""What a user did wrong or a machine lacks: typed errors that carry a message value. All else is a bug."""

from __future__ import annotations

from uuid import UUID

from app.messages import Message, Msg


class CasebookError(Exception):
    """The base: `str` of it is the English message, without any value of a record."""

    def __init__(self, text: Msg, **values: object) -> None:
        self.message = Message(text, values)
        super().__init__(text.name)

    def __str__(self) -> str:
        return self.message.render()

    def __reduce__(self) -> tuple[object, ...]:
        """Errors cross from the child: a type, a text and its values."""
        return _again, (type(self), self.message.text, dict(self.message.values))


class Invalid(CasebookError):
    """A value that a field refuses."""


class Conflict(CasebookError):
    """A save from a version that is no longer the current one."""


class NotFound(CasebookError):
    """A code or id that no record has."""


class Refused(CasebookError):
    """A release that a rule of protection forbids."""


class ImportRefused(CasebookError):
    """A foreign file that cannot be taken in: nothing of it was."""


class UsageError(CasebookError):
    """A command line that does not say what to do (exit status 2)."""


class VaultError(CasebookError):
    """The base of everything about the vault itself."""


class NotAVault(VaultError):
    """A folder or file that is no vault, or not one of ours: left as it was."""


class WrongPassphrase(VaultError):
    """A passphrase or recovery key that opens no slot."""


class DamagedVault(VaultError):
    """A vault whose files are there but cannot be what we wrote."""


class AlteredRecord(VaultError):
    """A record that is not what the history says: never shown, never exported."""

    @property
    def record(self) -> UUID:
        """Its id."""
        return UUID(hex=str(self.message.values["id"]))


class NewerVault(VaultError):
    """A vault written by a newer Casebook: never opened, never changed."""


class VaultBusy(VaultError):
    """A vault that another window has open."""


class DiskTrouble(VaultError):
    """The disk is full, read-only or gone; the last saved state is intact."""


class ChildFailed(CasebookError):
    """The child process ended without an answer: out of time or memory, or killed."""


def _again(kind: type[CasebookError], text: Msg, values: dict[str, object]) -> CasebookError:
    return kind(text, **values)
