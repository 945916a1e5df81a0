"""The one kind of child process: no key, no vault, nothing on disk; values in, values out, killed at lock.

A child is spawned, not forked, so that it inherits neither memory nor handles. On Linux and macOS it may
not write any file, dumps no core and has a limit of memory; the limits of Windows have not been run.
"""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import ParamSpec, TypeVar, cast

from app.errors import CasebookError, ChildFailed
from app.messages import Msg

P = ParamSpec("P")
T = TypeVar("T")

SECONDS = 120
MEMORY = 3 * 2**30
"""Bytes of address space. A brief with all fonts peaks near 300 MB; address space runs well ahead of it."""

_running: set[BaseProcess] = set()


def run(call: Callable[..., T], *args: object, seconds: float = SECONDS, memory: int = MEMORY) -> T:
    """`call(*args)` in a fresh child; `call` must be importable by name, arguments and result plain values.

    Raises what `call` raised where it is one of our errors; ChildFailed when the child is out of time
    (seconds) or memory (bytes), or dies.
    """
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_serve, args=(sender, memory, call, args), daemon=True)
    process.start()
    _running.add(process)
    sender.close()
    try:
        if not receiver.poll(seconds):
            raise ChildFailed(Msg.CHILD_TOO_SLOW, seconds=int(seconds))
        done, result = receiver.recv()
    except (EOFError, OSError):
        raise ChildFailed(Msg.CHILD_GONE) from None
    finally:
        receiver.close()
        _end(process)
    if done:
        return cast("T", result)
    if isinstance(result, CasebookError):
        raise result
    raise ChildFailed(Msg.CHILD_FAILED, kind=result)


def kill_all() -> None:
    """End every child at once: the lock waits for nobody."""
    for process in list(_running):
        _end(process)


def _end(process: BaseProcess) -> None:
    process.kill()
    process.join()
    _running.discard(process)


def _serve(sender: Connection, memory: int, call: Callable[..., object], args: tuple[object, ...]) -> None:
    """What the child does: limit itself, answer once. An error that is not ours goes without its text."""
    _limit(memory)
    try:
        answer = (True, call(*args))
    except CasebookError as error:
        answer = (False, error)
    except Exception as error:  # a bug: only its kind may cross, its text may hold what a paragraph said
        answer = (False, type(error).__name__)
    sender.send(answer)
    sender.close()


def _limit(memory: int) -> None:
    sys.dont_write_bytecode = True
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        if sys.platform == "linux":
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
