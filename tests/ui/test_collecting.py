"""Nothing that the window made is freed on another thread: neither by the collector nor with a job."""

from __future__ import annotations

import gc
import threading
import weakref
from functools import partial

from pytestqt.qtbot import QtBot

from ui.collecting import Collector, collect_due
from ui.frame.desk import Bridge
from ui.worker import Priority, Worker

MOST = 20_000


class Cycle:
    """Holds itself: only the collector frees it."""

    def __init__(self, freed: list[str]) -> None:
        self.myself = self
        weakref.finalize(self, lambda: freed.append(threading.current_thread().name))


def on_another_thread() -> list[list[int]]:
    """Objects made on another thread, enough for the automatic collector to run there."""
    made: list[list[int]] = []
    thread = threading.Thread(target=lambda: made.extend([n] for n in range(MOST)), name="other")
    thread.start()
    thread.join()
    return made


def test_cycles_are_freed_on_the_thread_of_the_window(collector: Collector) -> None:
    freed: list[str] = []
    Cycle(freed)
    made = on_another_thread()
    assert freed == []
    collect_due()
    assert len(made) == MOST
    assert freed == [threading.main_thread().name]


def test_the_automatic_collector_frees_them_on_another_thread(collector: Collector) -> None:
    freed: list[str] = []
    gc.collect()
    gc.enable()
    try:
        Cycle(freed)
        on_another_thread()
    finally:
        gc.disable()
    assert freed == ["other"]


def test_what_a_job_held_is_freed_on_the_thread_of_the_window(qtbot: QtBot) -> None:
    freed: list[str] = []
    worker: Worker[None] = Worker(lambda _vault: None)
    bridge = Bridge(worker)  # type: ignore[arg-type]  # it needs no vault
    for _time in range(50):
        held = type("Held", (), {})()
        weakref.finalize(held, lambda: freed.append(threading.current_thread().name))
        job = worker.run_aside(partial(type, held), bridge.report, Priority.SHOWING)
        bridge.expect(job, None, lambda _value: None, lambda _error: None, lambda _progress: None)
        del held, job
        qtbot.waitUntil(lambda: bridge.waiting == 0, timeout=60_000)
    worker.stop()
    worker.forget_ended()
    assert freed == [threading.main_thread().name] * 50


def test_everything_is_looked_through_only_at_rest(collector: Collector) -> None:
    gc.collect()
    before, thresholds = gc.get_stats()[2]["collections"], gc.get_threshold()
    gc.set_threshold(thresholds[0], thresholds[1], 0)
    try:
        gc.collect(1)  # one more of the middle: the oldest are due
        collect_due(everything=False)
        assert gc.get_stats()[2]["collections"] == before
        collect_due()
        assert gc.get_stats()[2]["collections"] == before + 1
    finally:
        gc.set_threshold(*thresholds)
