"""Makes ready what the tests stand on before Django reads its settings: PostgreSQL, Redis, Chromium, a folder.

DATABASE_URL and REDIS_URL are used where they are set. What can’t be had fails the run, with the command that
mends it; ALLOW_SKIPS=1 goes on without, and the summary says what was not tested.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from scripts import machine
from tests import servers

WITHOUT = "SATC_TESTS_WITHOUT"
# A fixture that can't work without something, and what that is.
NEEDED_BY_FIXTURE = {"browser": {"Chromium"}, "serve_stack": {"PostgreSQL", "Redis"}}


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests():
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if not worker:
        prepare()
    settle(worker)
    return (yield)


def prepare():
    """Once for the whole run, before there are any xdist workers; they inherit what is set here."""
    # Workers must list the same tests in the same order, and some are listed from a set.
    os.environ["PYTHONHASHSEED"] = "0"
    lacking = []
    for name in ("letter libraries", "Chromium"):
        attempt(lacking, name, lambda name=name: machine.ensure(name))
    if not os.environ.get("DATABASE_URL"):
        attempt(lacking, "PostgreSQL", lambda: start("DATABASE_URL", servers.start_postgres))
    if not os.environ.get("REDIS_URL"):
        attempt(lacking, "Redis", lambda: start("REDIS_URL", servers.start_redis))
    if lacking and os.environ.get("ALLOW_SKIPS") != "1":
        message = "\n".join(str(missing) for _, missing in lacking)
        raise pytest.UsageError(f"{message}\n(ALLOW_SKIPS=1 goes on without.)")
    os.environ[WITHOUT] = ",".join(name for name, _ in lacking)
    os.environ["SATC_TESTS_DIR"] = folder = tempfile.mkdtemp(prefix="satc-tests-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)


def attempt(lacking, name, provide):
    try:
        provide()
    except machine.Missing as missing:
        lacking.append((name, missing))


def start(variable, starter):
    server, os.environ[variable] = starter()
    atexit.register(server.stop)


def settle(worker):
    """The settings of this process: production's, but for mail, and with a folder and a Redis number of its own."""
    number = int(worker.removeprefix("gw")) + 1 if worker else 0
    folder = Path(os.environ["SATC_TESTS_DIR"]) / (worker or "main")
    os.environ |= {
        "DEBUG": "0",
        "SECRET_KEY": "a-key-for-the-tests-alone-0123456789-abcdefghijklmnopqrstuvwxyz",
        "SITE_URL": "http://127.0.0.1:8000",
        "EMAIL_URL": "memorymail://",
        "DEFAULT_FROM_EMAIL": "Science Across The City <portal@satc.example>",
        "VAR_DIR": str(folder),
        "LOG_LEVEL": "INFO",
        # Tests run at any hour; those of the hours say so.
        "MAIL_KEEPS_HOURS": "0",
        # Playwright keeps an event loop in the main thread, where Django would otherwise refuse to use its database.
        "DJANGO_ALLOW_ASYNC_UNSAFE": "1",
    }
    os.environ.pop("PORT", None)
    os.environ.pop("TRUST_PROXY", None)
    if not os.environ.get("DATABASE_URL"):
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/tests.sqlite3"
    if os.environ.get("REDIS_URL"):
        os.environ["REDIS_URL"] = urlsplit(os.environ["REDIS_URL"])._replace(path=f"/{number}").geturl()


def pytest_configure(config):
    config.addinivalue_line("markers", "needs(*names): skipped under ALLOW_SKIPS=1 when the machine lacks one of them")


def pytest_collection_modifyitems(items):
    lacking = set(filter(None, os.environ.get(WITHOUT, "").split(",")))
    for item in items:
        needs = {name for mark in item.iter_markers("needs") for name in mark.args}
        needs = needs.union(*(NEEDED_BY_FIXTURE.get(name, ()) for name in getattr(item, "fixturenames", ())))
        if missing := sorted(needs & lacking):
            item.add_marker(pytest.mark.skip(reason=f"without {', '.join(missing)} (ALLOW_SKIPS=1)"))


def pytest_terminal_summary(terminalreporter):
    if lacking := os.environ.get(WITHOUT):
        terminalreporter.section("Not tested")
        terminalreporter.line(f"ALLOW_SKIPS=1, and this machine lacks: {lacking}. What needs them was skipped.")
