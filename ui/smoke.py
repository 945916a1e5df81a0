"""`casebook --smoke`: paints every page of the real window without a screen and tells what is on it."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from app.i18n import _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from app.ports import Vault
    from ui.accessibility import Node
    from ui.frame.ways import Ways
    from ui.start.opener import VaultOpener
    from ui.window import Window

SIZE = (1440, 900)
PATIENCE = 60.0


@dataclass(frozen=True)
class Options:
    """What `--smoke` was asked: `size` in logical pixels, `scale` of the text, pictures into a folder."""

    language: str = "en"
    dark: bool = False
    pictures: Path | None = None
    as_json: bool = False
    size: tuple[int, int] = SIZE
    scale: float = 1.0


@dataclass(frozen=True)
class Shown:
    """One page that was painted."""

    page: str
    tree: Node
    painted: bool


def run(
    opener: VaultOpener,
    options: Options,
    out: TextIO,
    open_vault: Callable[[], Vault] | None = None,
    version: str = "",
    ways: Ways | None = None,
) -> int:
    """Paint the start page, and with a vault every page of the frame; 0 when each was painted.

    Works without any display. `open_vault` is called on the worker's thread; its errors are raised.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    shown = list(paint(opener, options, open_vault, version, ways))
    if options.as_json:
        json.dump([one.tree.as_json(one.page) for one in shown], out, ensure_ascii=False)
        out.write("\n")
    else:
        for one in shown:
            out.write(f"== {one.page}\n" + "\n".join(one.tree.lines()) + "\n")
    return 0 if all(one.painted for one in shown) else 1


def paint(
    opener: VaultOpener,
    options: Options,
    open_vault: Callable[[], Vault] | None,
    version: str,
    ways: Ways | None = None,
) -> Iterator[Shown]:
    """Each page in turn, painted and read."""
    from ui import settings
    from ui.application import make_application
    from ui.pages import PAGES
    from ui.start.recovery import EXAMPLE
    from ui.theme import fonts, theme
    from ui.window import Window

    app = make_application()
    fonts.load_all()
    theme().change(dark=options.dark, scale=options.scale)
    colours = "dark" if options.dark else "light"
    given = settings.Settings(language=options.language, colours=colours, scale=options.scale)
    window = Window(opener, PAGES, settings=given, version=version, keep=False, ways=ways)
    window.resize(*options.size)
    window.show()
    try:
        yield _look(app, window, "start", options)
        if window.start is not None:
            window.start.use(Path(_("Working vault")))
            yield _look(app, window, "unlock", options)
            window.start.show_new()
            yield _look(app, window, "new-vault", options)
            window.start.show_recovery(EXAMPLE)
            yield _look(app, window, "recovery-key", options)
        if open_vault is not None:
            yield from _paint_vault(app, window, options, open_vault)
    finally:
        window.close()


def _paint_vault(
    app: QApplication, window: Window, options: Options, open_vault: Callable[[], Vault]
) -> Iterator[Shown]:
    trouble: list[Exception] = []
    window.open_with(open_vault, trouble.append)
    settle(app, window)
    if trouble:
        raise trouble[0]
    frame = window.frame
    if frame is None:
        return
    for key in frame.keys():  # noqa: SIM118 - a method, no dictionary
        frame.go(key)
        yield _look(app, window, key, options)
        for name, show in frame.page(key).views().items():
            show()
            yield _look(app, window, f"{key}-{name}", options)


def settle(app: QApplication, window: Window) -> None:
    """Let the window work until nothing waits for the worker any more."""
    end = time.monotonic() + PATIENCE
    quiet = 0
    while quiet < 3 and time.monotonic() < end:
        app.processEvents()
        quiet = 0 if window.bridge.waiting else quiet + 1
        if window.bridge.waiting:
            time.sleep(0.002)


def _look(app: QApplication, window: Window, name: str, options: Options) -> Shown:
    from ui.accessibility import tree

    settle(app, window)
    picture = window.grab()
    image = picture.toImage()
    painted = len({image.pixel(x, image.height() // 2) for x in range(0, image.width(), 7)}) > 1
    if options.pictures is not None:
        options.pictures.mkdir(parents=True, exist_ok=True)
        painted = picture.save(str(options.pictures / f"{name}.png")) and painted
    return Shown(name, tree(window), painted)
