"""Hides the cheapest cells until no number that must stay hidden can be told within a threshold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from app.disclosure.model import Cell
from app.disclosure.solver import Infeasible, Programme
from app.disclosure.system import Key, System

_MOVED = 1e-6


class _Reader:
    """A reader of the release: some numbers known, the others any that satisfy the system.

    Keeps the lowest and highest value of each number that was ever found possible: hiding more only makes
    more possible, so what was found wide stays wide.
    """

    def __init__(self, system: System, known: set[Key]) -> None:
        self.system = system
        self.known = set(known)
        self.programme = Programme()
        self.most = max(system.values.values(), default=0)
        self.index = {key: self.programme.variable(*self._bounds(key)) for key in system.values}
        for terms, low, high in system.rows:
            self.programme.row({self.index[key]: sign for key, sign in terms.items()}, low, high)
        self.low = dict(system.values)
        self.high = dict(system.values)

    def _bounds(self, key: Key) -> tuple[int, int]:
        value = self.system.values[key]
        return (value, value) if key in self.known else (self.system.lows[key], self.most)

    def forget(self, key: Key) -> None:
        """The reader is no longer told this number."""
        self.known.discard(key)
        self.programme.bound(self.index[key], *self._bounds(key))

    def wide(self, key: Key, width: int) -> bool:
        """Whether `key` may be any of `width + 1` or more numbers."""
        for sign in (-1.0, 1.0):
            if self.high[key] - self.low[key] >= width:
                return True
            solution = self.programme.whole({self.index[key]: sign})
            for other, index in self.index.items():
                self.low[other] = min(self.low[other], solution[index])
                self.high[other] = max(self.high[other], solution[index])
        return self.high[key] - self.low[key] >= width


class _Remedy:
    """Finds the cheapest printed cells to hide so that a number could be another."""

    def __init__(self, system: System, known: set[Key], costs: Mapping[Key, float]) -> None:
        self.system = system
        self.programme = Programme()
        self.most = 2 * max(system.values.values(), default=0)
        self.costs = dict(costs)
        self.index = {key: self.programme.variable(*self._bounds(key, known)) for key in system.values}
        for terms, low, high in system.rows:
            self.programme.row({self.index[key]: sign for key, sign in terms.items()}, low, high)
        self.moves = {key: self._move(key) for key in costs}

    def _bounds(self, key: Key, known: set[Key]) -> tuple[int, int]:
        if key in known and key not in self.costs:
            return (self.system.values[key],) * 2
        return self.system.lows[key], self.most

    def _move(self, key: Key) -> tuple[int, int]:
        up, down = (self.programme.variable(0, self.most) for _ in range(2))
        value = self.system.values[key]
        self.programme.row({self.index[key]: 1, up: -1, down: 1}, value, value)
        return up, down

    def hide(self, key: Key) -> None:
        """From now on this cell costs nothing."""
        self.costs[key] = 0.0

    def find(self, key: Key, goal: int) -> tuple[float, list[Key]] | None:
        """The cheapest cells to hide so that `key` could be `goal`, with their cost; None if none help."""
        index = self.index[key]
        self.programme.bound(index, goal, goal)
        prices = {move: cost for k, cost in self.costs.items() for move in self.moves[k]}
        try:
            solution = self.programme.minimise(prices)
        except Infeasible:
            return None
        finally:
            self.programme.bound(index, self.system.lows[key], self.most)
        moved = [k for k, c in self.costs.items() if c and max(solution[m] for m in self.moves[k]) > _MOVED]
        return sum(self.costs[k] for k in moved), moved


class _Watch:
    """One reader with the numbers to be kept from them."""

    def __init__(
        self, system: System, known: set[Key], costs: Mapping[Key, float], secrets: Iterable[Key]
    ) -> None:
        self.reader = _Reader(system, known)
        self.remedy = _Remedy(system, known, costs)
        self.secrets = list(secrets)

    def hide(self, key: Key) -> None:
        self.reader.forget(key)
        self.remedy.hide(key)

    def next_to_hide(self, width: int) -> list[Key] | None:
        """Cells to hide for the first secret that is not safe; empty when all are. None: nothing helps."""
        for key in self.secrets:
            if not self.reader.wide(key, width):
                return self._cure(key, width) or None
        return []

    def _cure(self, key: Key, width: int) -> list[Key]:
        """The cheaper of moving it up or down: at first by one person, which passes through fewest cells."""
        low, high = self.reader.low[key], self.reader.high[key]
        goals = (low + 1, low - 1) if low == high else (low + width, high - width)
        found = [f for goal in goals if goal >= 0 and (f := self.remedy.find(key, goal)) and f[1]]
        return min(found, key=lambda f: f[0])[1] if found else []


def prices(cells: Sequence[Cell], counted: Mapping[Cell, int]) -> dict[Key, float]:
    """What hiding each cell costs: its people, one for the cell, and a little by place so that none tie."""
    return {cell: counted[cell] + 1 + place / 4096 for place, cell in enumerate(cells)}


def protect(
    system: System,
    width: int,
    *,
    printed: Iterable[Key],
    hidden: Iterable[Key],
    costs: Mapping[Key, float],
    told: Sequence[Key] = (),
    groups: Sequence[Key] = (),
) -> set[Key] | None:
    """The cells to hide, `hidden` and more of `costs`, or None where no choice of them is enough.

    Two readers of what is `printed`: one who somehow learnt the numbers `told` too, and must find at least
    `width + 1` possible numbers for each hidden cell and each of `groups`; one who has the print alone, and
    must find as many for each of `told` that is small (1 to `width - 1`). Deterministic: the order is that of
    the system, and costs decide.
    """
    hiding = set(hidden)
    order = {key: place for place, key in enumerate(system.values)}
    known = set(printed) - hiding
    costs = {key: cost for key, cost in costs.items() if key not in hiding}
    small = [key for key in told if 0 < system.values[key] < width]
    informed = _Watch(system, known | set(told), costs, [*sorted(hiding, key=order.__getitem__), *groups])
    plain = _Watch(system, known, costs, small)
    while True:
        more = informed.next_to_hide(width)
        if more == []:
            more = plain.next_to_hide(width)
        if not more:
            return hiding if more == [] else None
        for key in sorted(more, key=order.__getitem__):
            hiding.add(key)
            informed.hide(key)
            informed.secrets.append(key)
            plain.hide(key)
