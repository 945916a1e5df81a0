"""Long work in slices: beside the worker where it touches no vault, step by step with it where it does."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator
from typing import TypeVar

T = TypeVar("T")
PATIENCE = 0.02
"""Seconds a slice waits for work that goes on beside it."""


class GivenUp(Exception):
    """The one who waited for this work no longer does."""


def aside(work: Callable[[], T], stop: Callable[[], object] = lambda: None) -> Generator[None, None, T]:
    """Does `work` in a thread of its own and yields every 20 ms until it is done; returns what it returns.

    Only for what nobody else touches: a temporary copy, a file, the derivation of a key. Given up, it calls
    `stop` and waits for the end of the thread.
    """
    done: list[T] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            done.append(work())
        except BaseException as e:  # goes to whoever waits
            failed.append(e)

    thread = threading.Thread(target=run, name="aside", daemon=True)
    thread.start()
    try:
        while thread.is_alive():
            thread.join(PATIENCE)
            if thread.is_alive():
                yield
    except BaseException:
        stop()
        thread.join()
        raise
    if failed:
        raise failed[0]
    return done[0]


def in_step(work: Callable[[Callable[[T], None]], object]) -> Generator[T, None, None]:
    """Yields what `work(pause)` passes to `pause`, and lets it go on only while somebody waits for the next.

    So a function of C that calls back now and then becomes a generator: it holds the vault's connection
    between slices and never uses it at the same time as the worker.
    """
    go, come = threading.Semaphore(0), threading.Semaphore(0)
    told: list[T] = []
    failed: list[BaseException] = []
    ended = threading.Event()
    given_up = threading.Event()

    def pause(item: T) -> None:
        told.append(item)
        come.release()
        go.acquire()
        if given_up.is_set():
            raise GivenUp

    def run() -> None:
        go.acquire()
        try:
            if not given_up.is_set():
                work(pause)
        except BaseException as e:  # goes to whoever waits
            failed.append(e)
        ended.set()
        come.release()

    thread = threading.Thread(target=run, name="in step", daemon=True)
    thread.start()
    try:
        while True:
            go.release()
            come.acquire()
            if ended.is_set():
                break
            yield told.pop()
    finally:
        given_up.set()
        go.release()
        thread.join()
    if failed:
        raise failed[0]
