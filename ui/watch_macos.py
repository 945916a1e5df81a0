"""What macOS says of its session, asked every two seconds. Written for macOS, not run there."""

from __future__ import annotations

import ctypes
import ctypes.util
from collections.abc import Callable

EVERY = 2_000
"""Milliseconds between two questions."""
LOCKED, ON_CONSOLE = "CGSSessionScreenIsLocked", "kCGSSessionOnConsoleKey"
"""Keys of CGSessionCopyCurrentDictionary (Quartz Display Services): present and true while the screen is
locked; true while this user's session is the one on the screen."""
UTF8 = 0x08000100
"""kCFStringEncodingUTF8."""


def reason(locked: bool | None, on_console: bool | None) -> str:
    """Why to lock, "" for no reason; None where macOS does not say."""
    if locked:
        return "screen"
    return "switch" if on_console is False else ""


def asker() -> Callable[[], str]:  # pragma: no cover - not run
    """A function that asks macOS and gives the reason to lock. Raises OSError where it cannot be asked."""
    graphics = ctypes.CDLL(_library("CoreGraphics"))
    core = ctypes.CDLL(_library("CoreFoundation"))
    pointer = ctypes.c_void_p
    graphics.CGSessionCopyCurrentDictionary.restype = pointer
    core.CFStringCreateWithCString.restype = pointer
    core.CFStringCreateWithCString.argtypes = (pointer, ctypes.c_char_p, ctypes.c_uint32)
    core.CFDictionaryGetValue.restype = pointer
    core.CFDictionaryGetValue.argtypes = (pointer, pointer)
    core.CFBooleanGetValue.restype = ctypes.c_ubyte
    core.CFBooleanGetValue.argtypes = (pointer,)
    core.CFRelease.argtypes = (pointer,)
    keys = [core.CFStringCreateWithCString(None, key.encode(), UTF8) for key in (LOCKED, ON_CONSOLE)]

    def ask() -> str:
        session = graphics.CGSessionCopyCurrentDictionary()
        if not session:
            return ""
        try:
            found = [core.CFDictionaryGetValue(session, key) for key in keys]
            told = [None if value is None else bool(core.CFBooleanGetValue(value)) for value in found]
            return reason(*told)
        finally:
            core.CFRelease(session)

    return ask


def _library(name: str) -> str:  # pragma: no cover - not run
    found = ctypes.util.find_library(name)
    if found is None:
        raise OSError(name)
    return found
