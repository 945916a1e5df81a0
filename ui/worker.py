"""The one worker thread that owns the vault: interactive work first, long jobs in slices. Without Qt."""

from __future__ import annotations

import heapq
import itertools
import threading
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, Generic, TypeAlias, TypeVar

V = TypeVar("V")
T = TypeVar("T")


class Priority(IntEnum):
    """What goes first when several jobs wait."""

    TYPING = 0  # somebody waits with the hands on the keys
    SHOWING = 1  # a list, a page, a count
    COUNTING = 2  # a number at the edge: nobody waits for it, but it is not to wait for an import either
    LONG = 3  # an import, an export, a check that somebody asked for
    BACKGROUND = 4  # the daily check


@dataclass(frozen=True)
class Progress:
    """How far a long job has come: `done` of `of` steps (0: not known), and what it does now."""

    done: int
    of: int = 0
    text: str = ""


@dataclass(frozen=True)
class Done:
    """A job that ended well."""

    value: Any


@dataclass(frozen=True)
class Failed:
    """A job that ended with an error."""

    error: Exception


@dataclass(frozen=True)
class Cancelled:
    """A job that was given up between two slices."""


Outcome: TypeAlias = Done | Failed | Cancelled
Slices: TypeAlias = Generator[Progress, None, T]
Report: TypeAlias = Callable[["Job", "Outcome | Progress"], None]


@dataclass(order=True)
class Job:
    """A piece of work that waits or runs; `cancel` gives it up before it starts or between slices."""

    priority: Priority
    number: int
    call: Callable[[Any], Any] = field(compare=False)
    report: Report = field(compare=False)
    slices: Slices[Any] | None = field(default=None, compare=False)
    _cancelled: threading.Event = field(default_factory=threading.Event, compare=False)

    def cancel(self) -> None:
        """Give it up at the next chance; what ended already stays ended."""
        self._cancelled.set()

    @property
    def cancelled(self) -> bool:
        """Whether it was asked to stop."""
        return self._cancelled.is_set()


class NoVault(RuntimeError):
    """Work was asked of a worker whose vault is not open: a bug of the caller."""


class Worker(Generic[V]):
    """A thread, the vault it alone touches, and the jobs that wait for it.

    `call` of a job gets the vault and returns a value, or is a generator function whose every `yield
    Progress(...)` ends a slice of at most about 50 ms: after it, whatever is more urgent goes first.
    Reports are made on the worker's thread; a window passes them on to its own.
    """

    def __init__(self, close: Callable[[V], None]) -> None:
        self._close = close
        self._vault: V | None = None
        self._waiting: list[Job] = []
        self._ended: list[Job] = []
        self._numbers = itertools.count()
        self._wake = threading.Condition()
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="vault", daemon=True)
        self._thread.start()

    def open(self, opener: Callable[[], V], report: Report) -> Job:
        """Open the vault on the worker's thread; the report says Done(vault) or Failed."""

        def call(_: object) -> V:
            vault = opener()
            if self._vault is not None:
                self._close(self._vault)
            self._vault = vault
            return vault

        return self._add(call, report, Priority.TYPING)

    def submit(self, call: Callable[[V], Any], report: Report, priority: Priority = Priority.SHOWING) -> Job:
        """Let the worker do `call(vault)` when its turn comes."""

        def with_vault(_: object) -> Any:
            if self._vault is None:
                raise NoVault
            return call(self._vault)

        return self._add(with_vault, report, priority)

    def run_aside(self, call: Callable[[], Any], report: Report, priority: Priority) -> Job:
        """Work for the same thread that needs no vault (making one)."""
        return self._add(lambda _: call(), report, priority)

    def _add(self, call: Callable[[Any], Any], report: Report, priority: Priority) -> Job:
        job = Job(priority, next(self._numbers), call, report)
        with self._wake:
            if self._stopping:
                job.cancel()
                report(job, Cancelled())
                return job
            heapq.heappush(self._waiting, job)
            self._wake.notify()
        return job

    def stop(self, timeout: float = 10.0) -> bool:
        """Finish the slice that runs, give up what waits but typed work, close the vault, end the thread.

        `timeout` in seconds; returns whether the thread ended within it.
        """
        with self._wake:
            self._stopping = True
            self._wake.notify()
        self._thread.join(timeout)
        return not self._thread.is_alive()

    @property
    def stopping(self) -> bool:
        """Whether it takes no more work."""
        return self._stopping

    def forget_ended(self) -> None:
        """Let go of the jobs that ended: what they held, widgets too, is freed on the caller's thread."""
        self._ended.clear()

    def _run(self) -> None:
        hand: list[Job] = []
        while (job := self._next()) is not None:
            hand.append(job)
            del job
            self._step(hand[0])
            self._ended.append(hand.pop())  # no name of this thread holds it any more
        self._finish()

    def _next(self) -> Job | None:
        with self._wake:
            while not self._waiting and not self._stopping:
                self._wake.wait()
            if self._stopping and (not self._waiting or self._waiting[0].priority > Priority.TYPING):
                return None
            return heapq.heappop(self._waiting)

    def _finish(self) -> None:
        with self._wake:
            left, self._waiting = self._waiting, []
        for job in left:
            self._give_up(job)
        if self._vault is not None:
            self._close(self._vault)
            self._vault = None

    def _step(self, job: Job) -> None:
        if job.cancelled:
            self._give_up(job)
            return
        try:
            self._advance(job)
        except Exception as error:  # every error goes to whoever asked; the thread must live on
            job.report(job, Failed(error))

    def _advance(self, job: Job) -> None:
        if job.slices is None:
            value = job.call(None)
            if not isinstance(value, Generator):
                job.report(job, Done(value))
                return
            job.slices = value
        try:
            progress = next(job.slices)
        except StopIteration as end:
            job.report(job, Done(end.value))
            return
        job.report(job, progress)
        with self._wake:
            heapq.heappush(self._waiting, job)

    def _give_up(self, job: Job) -> None:
        if job.slices is not None:
            job.slices.close()
        job.report(job, Cancelled())
