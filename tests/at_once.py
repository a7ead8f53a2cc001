"""Several people pressing at the same moment, each on a connection of their own."""

import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from django.core.files import locks
from django.db import OperationalError, connection

from core.exceptions import Refused

PATIENCE = 60  # seconds for everybody to be connected


def connect():
    """Open this thread's connection; a server that has none to give just now is asked again."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return connection.ensure_connection()
        except OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)


@contextmanager
def the_only_race():
    """One race at a time on this machine: two of fifty are more connections than PostgreSQL gives."""
    with (Path(tempfile.gettempdir()) / "satc-tests-at-once.lock").open("ab") as lock:
        locks.lock(lock, locks.LOCK_EX)
        yield


def at_once(act, arguments):
    """Do `act` with each argument at the same moment: what was done, and the refusals in words."""
    arguments = list(arguments)
    ready = threading.Barrier(len(arguments))

    def attempt(argument):
        try:
            connect()
            ready.wait(timeout=PATIENCE)
            return act(argument), None
        except Refused as refusal:
            return None, str(refusal)
        finally:
            connection.close()

    with the_only_race(), ThreadPoolExecutor(len(arguments)) as pool:
        results = list(pool.map(attempt, arguments))
    return [done for done, refusal in results if not refusal], [refusal for _, refusal in results if refusal]
