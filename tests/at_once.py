"""Several people pressing at the same moment, each on a connection of their own."""

import threading
from concurrent.futures import ThreadPoolExecutor

from django.db import connection

from core.exceptions import Refused


def at_once(act, arguments):
    """Do `act` with each argument at the same moment: what was done, and the refusals in words."""
    arguments = list(arguments)
    ready = threading.Barrier(len(arguments))

    def attempt(argument):
        try:
            ready.wait(timeout=30)
            return act(argument), None
        except Refused as refusal:
            return None, str(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(arguments)) as pool:
        results = list(pool.map(attempt, arguments))
    return [done for done, refusal in results if not refusal], [refusal for _, refusal in results if refusal]
