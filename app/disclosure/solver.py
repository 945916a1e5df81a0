"""A linear programme over whole numbers of people, solved by HiGHS (MIT licence, highs.dev)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_SLACK = 1e-6  # HiGHS keeps constraints within 1e-7


class Infeasible(ValueError):
    """No whole numbers satisfy the constraints."""


class Programme:
    """Variables with bounds and rows `low <= sum(coefficient * variable) <= high`; grows, never shrinks.

    One thread and a fixed seed: the same calls give the same answers.
    """

    def __init__(self) -> None:
        import highspy  # late: only a release needs it, and it loads numpy

        self._status = highspy.HighsModelStatus
        self._integer = highspy.HighsVarType.kInteger
        self._real = highspy.HighsVarType.kContinuous
        # the compiled class: the Python one over it prints a banner before it can be told not to
        self._highs: Any = highspy.Highs.__mro__[1]()
        for option, value in (("output_flag", False), ("threads", 1), ("random_seed", 0)):
            self._highs.setOptionValue(option, value)
        self._highs.setOptionValue("presolve", "off")  # keeps the basis from one question to the next
        self._size = 0
        self._costs: dict[int, float] = {}

    def variable(self, low: float, high: float) -> int:
        """A new variable; returns its index."""
        self._highs.addVar(low, high)
        self._size += 1
        return self._size - 1

    def row(self, terms: Mapping[int, float], low: float, high: float) -> None:
        """A constraint over variables by index."""
        self._highs.addRow(low, high, len(terms), list(terms), list(terms.values()))

    def bound(self, index: int, low: float, high: float) -> None:
        """New bounds of a variable."""
        self._highs.changeColBounds(index, low, high)

    def minimise(self, costs: Mapping[int, float]) -> list[float]:
        """A cheapest solution, possibly fractional. Raises Infeasible."""
        for index in self._costs.keys() - costs.keys():
            self._highs.changeColCost(index, 0.0)
        for index, cost in costs.items():
            self._highs.changeColCost(index, cost)
        self._costs = dict(costs)
        self._highs.run()
        if self._highs.getModelStatus() != self._status.kOptimal:
            raise Infeasible
        return list(self._highs.getSolution().col_value)

    def whole(self, costs: Mapping[int, float]) -> list[int]:
        """A cheapest solution in whole numbers. Raises Infeasible.

        The basic solutions of most of our constraints are whole (they are flows in a network); where one is
        not, it is solved again by branch and bound, so that no interval is taken for wider than it is.
        """
        values = self.minimise(costs)
        if any(abs(v - round(v)) > _SLACK for v in values):
            values = self._branch()
        return [round(v) for v in values]

    def _branch(self) -> list[float]:
        for index in range(self._size):
            self._highs.changeColIntegrality(index, self._integer)
        try:
            self._highs.run()
            if self._highs.getModelStatus() != self._status.kOptimal:
                raise Infeasible
            return list(self._highs.getSolution().col_value)
        finally:
            for index in range(self._size):
                self._highs.changeColIntegrality(index, self._real)
