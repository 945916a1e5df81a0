"""Loaded by every Python that a test starts: whatever reaches for the network is ended and written down.

Only Unix sockets (the display, the input method, D-Bus) pass. The file that CASEBOOK_TEST_NETWORK names
takes a line for each attempt; a test session that finds one has failed.
"""

from __future__ import annotations

import os
import sys

_AF_UNIX = 1  # on every system; the module that names it is not loaded for this
_EVENTS = frozenset(
    {
        "socket.connect",
        "socket.bind",
        "socket.sendto",
        "socket.sendmsg",
        "socket.getaddrinfo",
        "socket.gethostbyname",
        "socket.gethostbyaddr",
        "socket.getnameinfo",
    }
)


class NetworkReached(RuntimeError):
    """Something tried to connect, bind or look up a name."""


def watch(event: str, arguments: tuple[object, ...]) -> None:
    """The audit hook: raises on any use of a network."""
    if event not in _EVENTS:
        return
    if arguments and getattr(arguments[0], "family", None) == _AF_UNIX:
        return
    name = os.environ.get("CASEBOOK_TEST_NETWORK")
    if name:
        with open(name, "a", encoding="utf-8") as file:
            file.write(f"{event} in process {os.getpid()}: {' '.join(sys.argv[:3])}\n")
    raise NetworkReached(event)


sys.addaudithook(watch)
