"""Runs Casebook from the checkout: `python3 packaging/run.py [what casebook takes]`, all set-up included."""

from __future__ import annotations

import ast
import os
import sys

import environment

NO_WINDOW = ("--smoke", "--help", "-h", "--version")


def commands() -> set[str]:
    """The commands there are, read from the source: it cannot be loaded before the set-up."""
    source = (environment.ROOT / "ui" / "commands" / "__init__.py").read_text("utf-8")
    for node in ast.parse(source).body:
        if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == "COMMANDS":
            return {ast.literal_eval(key) for key in getattr(node.value, "keys", ())}
    return set()


def opens_window(arguments: list[str]) -> bool:
    """Whether these arguments of casebook ask for the window."""
    if arguments and arguments[0] in commands():
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
