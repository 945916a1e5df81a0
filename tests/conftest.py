"""What holds for every test: no screen, no network, files in a folder of its own, silence in the log."""

from __future__ import annotations

import importlib.util
import logging
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

_HERE = Path(__file__).parent
_SESSION = Path(tempfile.mkdtemp(prefix="casebook-tests-"))
_NETWORK = Path(os.environ.get("CASEBOOK_TEST_NETWORK") or _SESSION / "network.txt")  # one for all workers


def _redirect() -> None:
    """Points every place where a program of the user writes into the folder of this session."""
    places = {
        "HOME": "home",
        "USERPROFILE": "home",
        "XDG_CONFIG_HOME": "config",
        "XDG_DATA_HOME": "data",
        "XDG_CACHE_HOME": "cache",
        "XDG_STATE_HOME": "state",
        "XDG_RUNTIME_DIR": "run",
        "TMPDIR": "tmp",
    }
    for name, folder in places.items():
        place = _SESSION / folder
        place.mkdir(mode=0o700, exist_ok=True)
        os.environ[name] = str(place)
    tempfile.tempdir = None
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["CASEBOOK_TEST_NETWORK"] = str(_NETWORK)
    path = [str(_HERE / "nonetwork"), *filter(None, [os.environ.get("PYTHONPATH")])]
    os.environ["PYTHONPATH"] = os.pathsep.join(path)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "CASEBOOK_PASSPHRASE_FD"):
        os.environ.pop(name, None)


def _watch_network() -> None:
    """Loads the hook into this process; the processes it starts find it by PYTHONPATH."""
    if "sitecustomize" in sys.modules and hasattr(sys.modules["sitecustomize"], "NetworkReached"):
        return
    spec = importlib.util.spec_from_file_location("nonetwork", _HERE / "nonetwork" / "sitecustomize.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["nonetwork"] = module
    spec.loader.exec_module(module)


_redirect()
_watch_network()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds --long."""
    parser.addoption("--long", action="store_true", help="also run the tests that take many minutes")


def pytest_configure(config: pytest.Config) -> None:
    """The same examples each time, so that a change is judged by itself; fresh ones with --long."""
    settings.register_profile("steady", derandomize=True, deadline=None, database=None)
    settings.register_profile("long", deadline=None)
    settings.load_profile("long" if config.getoption("--long") else "steady")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves the long tests out unless asked for."""
    if config.getoption("--long"):
        return
    left_out = [item for item in items if item.get_closest_marker("long")]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if not item.get_closest_marker("long")]


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fails the session when any process reached for the network."""
    if _NETWORK.exists():
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
        sys.stderr.write("\nThe network was reached for:\n" + _NETWORK.read_text("utf-8"))


def pytest_unconfigure() -> None:
    """Removes the folder of the session."""
    logging.shutdown()
    shutil.rmtree(_SESSION, ignore_errors=True)


class _Listener(logging.Handler):
    """Keeps what was logged as a warning or worse."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keeps one record as text."""
        self.lines.append(f"{record.name} {record.levelname}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def silence(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fails a test in which something was logged as a warning or worse, unless it is marked `logs`."""
    listener = _Listener()
    logging.getLogger().addHandler(listener)
    yield
    logging.getLogger().removeHandler(listener)
    if listener.lines and not request.node.get_closest_marker("logs"):
        pytest.fail("logged: " + "; ".join(listener.lines), pytrace=False)


@pytest.fixture
def network_record() -> Path:
    """The file in which attempts to reach the network are written."""
    return _NETWORK
