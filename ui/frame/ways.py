"""The ways out that pages are given: what makes documents and puts them in place, what reads foreign
files, the clock, and what makes another vault."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.clock import Clock, SystemClock

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.foreign import ForeignTable
    from app.ports import Outbox, Previewer, Renderer
    from app.services.travel import MakeVault


@dataclass(frozen=True)
class Ways:
    """What main.py wires for the pages; without a renderer nothing can be released (pictures, some tests)."""

    renderer: Renderer | None = None
    outbox: Outbox | None = None
    read_table: Callable[[bytes], ForeignTable] | None = None
    previewer: Previewer | None = None
    clock: Clock = field(default_factory=SystemClock)
    make_vault: MakeVault | None = None
