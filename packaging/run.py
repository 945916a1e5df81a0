"""Runs Casebook from the checkout: `python3 packaging/run.py [what casebook takes]`, all set-up included."""

from __future__ import annotations

import os
import sys

import environment

COMMANDS = ("new", "sample", "brief", "summary", "import", "list", "show", "date", "check")
NO_WINDOW = ("--smoke", "--help", "-h", "--version")


def opens_window(arguments: list[str]) -> bool:
    """Whether these arguments of casebook ask for the window."""
    if arguments and arguments[0] in COMMANDS:
        return False
    return not any(word in NO_WINDOW for word in arguments)


def has_display() -> bool:
    """Whether a window can appear; only Linux can be without one and be asked for it."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in names)


def main() -> None:
    """Sets up and hands over to main.py."""
    environment.require_python()
    arguments = sys.argv[1:]
    if opens_window(arguments) and not has_display():
        environment.stop(
            "There is no display here for the window. Without one, the commands work, for example:"
            " python3 packaging/run.py --smoke (or --help)"
        )
    python = environment.ready("requirements.txt")
    environment.start(python, [str(environment.ROOT / "main.py"), *arguments])


if __name__ == "__main__":
    main()
