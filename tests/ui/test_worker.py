"""The worker does the urgent first, long jobs in slices, and closes the vault at the end."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest

from ui.worker import Cancelled, Done, Failed, Job, NoVault, Outcome, Priority, Progress, Slices, Worker


class Recorder:
    """Keeps the reports of jobs and lets a test wait for the end of one."""

    def __init__(self) -> None:
        self.seen: list[tuple[int, Outcome | Progress]] = []
        self._ends = threading.Condition()

    def __call__(self, job: Job, outcome: Outcome | Progress) -> None:
        with self._ends:
            self.seen.append((job.number, outcome))
            self._ends.notify_all()

    def end(self, job: Job) -> Outcome:
        def ended() -> Outcome | None:
            return next((o for n, o in self.seen if n == job.number and not isinstance(o, Progress)), None)

        with self._ends:
            assert self._ends.wait_for(lambda: ended() is not None, timeout=10)
        found = ended()
        assert found is not None
        return found


class FakeVault:
    """Knows on which thread it is touched, and whether it was closed."""

    def __init__(self) -> None:
        self.threads: set[str] = set()
        self.closed = False

    def touch(self) -> str:
        self.threads.add(threading.current_thread().name)
        return "touched"


@pytest.fixture
def vault() -> FakeVault:
    return FakeVault()


@pytest.fixture
def worker(vault: FakeVault) -> Iterator[Worker[FakeVault]]:
    made: Worker[FakeVault] = Worker(lambda v: setattr(v, "closed", True))
    yield made
    assert made.stop()


def _opened(worker: Worker[FakeVault], vault: FakeVault, said: Recorder) -> None:
    assert isinstance(said.end(worker.open(lambda: vault, said)), Done)


def test_the_vault_is_touched_on_one_thread_only(worker: Worker[FakeVault], vault: FakeVault) -> None:
    said = Recorder()
    _opened(worker, vault, said)
    jobs = [worker.submit(FakeVault.touch, said) for _ in range(20)]
    assert [said.end(job) for job in jobs] == [Done("touched")] * 20
    assert vault.threads == {"vault"}


def test_what_is_urgent_goes_before_a_long_job(worker: Worker[FakeVault], vault: FakeVault) -> None:
    said, order = Recorder(), list[str]()
    started, go_on = threading.Event(), threading.Event()

    def long(_: FakeVault) -> Slices[str]:
        for n in range(3):
            order.append(f"slice {n}")
            started.set()
            go_on.wait(10)
            yield Progress(n + 1, 3)
        return "imported"

    _opened(worker, vault, said)
    slow = worker.submit(long, said, Priority.LONG)
    started.wait(10)
    show = worker.submit(lambda _: order.append("show"), said)
    typed = worker.submit(lambda _: order.append("typed"), said, Priority.TYPING)
    go_on.set()
    assert said.end(slow) == Done("imported")
    assert order == ["slice 0", "typed", "show", "slice 1", "slice 2"]
    assert [said.end(typed), said.end(show)] == [Done(None), Done(None)]
    assert [o for n, o in said.seen if n == slow.number][:3] == [Progress(n, 3) for n in (1, 2, 3)]


def test_a_number_at_the_edge_does_not_wait_for_a_long_job(
    worker: Worker[FakeVault], vault: FakeVault
) -> None:
    """Alike in priority they did: what began first went on first."""
    record, more = Recorder(), threading.Event()
    worker.open(lambda: vault, record)

    def endless(_v: FakeVault) -> Slices[None]:
        while not more.is_set():
            yield Progress(0)

    long = worker.submit(endless, record, Priority.LONG)
    count = worker.submit(lambda v: v.touch(), record, Priority.COUNTING)
    assert record.end(count) == Done("touched")
    more.set()
    assert record.end(long) == Done(None)


def test_a_long_job_is_given_up_between_slices(worker: Worker[FakeVault], vault: FakeVault) -> None:
    said, started, cleaned = Recorder(), threading.Event(), threading.Event()

    def endless(_: FakeVault) -> Slices[None]:
        try:
            while True:
                started.set()
                yield Progress(0)
        finally:
            cleaned.set()

    _opened(worker, vault, said)
    job = worker.submit(endless, said, Priority.LONG)
    started.wait(10)
    job.cancel()
    assert said.end(job) == Cancelled()
    assert cleaned.is_set()


def test_an_error_goes_to_whoever_asked_and_the_worker_lives_on(
    worker: Worker[FakeVault], vault: FakeVault
) -> None:
    said, trouble = Recorder(), ValueError("no")

    def fail(_: FakeVault) -> Any:
        raise trouble

    _opened(worker, vault, said)
    assert said.end(worker.submit(fail, said)) == Failed(trouble)
    assert said.end(worker.submit(FakeVault.touch, said)) == Done("touched")


def test_work_without_a_vault_is_a_bug(worker: Worker[FakeVault]) -> None:
    said = Recorder()
    outcome = said.end(worker.submit(FakeVault.touch, said))
    assert isinstance(outcome, Failed)
    assert isinstance(outcome.error, NoVault)


def test_a_vault_that_does_not_open_leaves_the_worker_ready(
    worker: Worker[FakeVault], vault: FakeVault
) -> None:
    said = Recorder()

    def refuse() -> FakeVault:
        raise PermissionError

    assert isinstance(said.end(worker.open(refuse, said)), Failed)
    _opened(worker, vault, said)


def test_stopping_does_typed_work_gives_up_the_rest_and_closes(vault: FakeVault) -> None:
    worker: Worker[FakeVault] = Worker(lambda v: setattr(v, "closed", True))
    said, hold, running = Recorder(), threading.Event(), threading.Event()
    _opened(worker, vault, said)

    def wait(_: FakeVault) -> bool:
        running.set()
        return hold.wait(10)

    first = worker.submit(wait, said)
    running.wait(10)
    draft = worker.submit(FakeVault.touch, said, Priority.TYPING)
    listing = worker.submit(FakeVault.touch, said)
    stopper = threading.Thread(target=worker.stop)
    stopper.start()
    while not worker.stopping:
        hold.wait(0.01)
    hold.set()
    stopper.join(10)
    assert [said.end(j) for j in (first, draft, listing)] == [Done(True), Done("touched"), Cancelled()]
    assert vault.closed
    assert said.end(worker.submit(FakeVault.touch, said)) == Cancelled()
