"""A process of its own: shows a window, prints which libraries are loaded, ends at the first paint.

`first_paint.py ours` shows Casebook's own start page; `first_paint.py bare MODULE...` imports the named
modules and shows an empty window.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))


def libraries() -> list[str]:
    """The modules of other people that are loaded now."""
    ours = ("app", "ui", "db", "reports", "main", "first_paint", "__main__", "_distutils_hack")
    names = [
        name
        for name, module in sys.modules.items()
        if "site-packages" in str(getattr(module, "__file__", ""))
    ]
    return [name for name in names if name.split(".")[0] not in ours]


def end_at_first_paint() -> None:
    """Ends the process when a window of the program has been painted whole."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    def look() -> None:
        windows = [window for window in QApplication.topLevelWidgets() if window.isVisible()]
        if windows:
            windows[0].repaint()
            print(" ".join(libraries()), flush=True)
            os._exit(0)

    timer = QTimer(QApplication.instance())
    timer.setInterval(0)
    timer.timeout.connect(look)
    timer.start()


def before_the_event_loop(do: Callable[[], None]) -> None:
    """Has `do` called when the program hands over to Qt."""
    from PySide6.QtWidgets import QApplication

    run = QApplication.exec

    def first(*_: object) -> int:
        do()
        return run()

    QApplication.exec = first  # type: ignore[method-assign]


def ours() -> None:
    """Casebook as it starts without a vault."""
    before_the_event_loop(end_at_first_paint)
    main = importlib.import_module("main")
    main.main(["--window"])


def bare(names: list[str]) -> None:
    """An empty window after the same imports."""
    for name in names:
        importlib.import_module(name)
    from PySide6.QtWidgets import QApplication, QWidget

    application = QApplication([])
    window = QWidget()
    window.resize(1100, 700)
    window.show()
    end_at_first_paint()
    application.exec()


if __name__ == "__main__":
    if sys.argv[1] == "ours":
        ours()
    else:
        bare(sys.argv[2:])
