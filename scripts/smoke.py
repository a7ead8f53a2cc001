"""Is the portal that `make run` started really working?  smoke.py URL VAR_DIR

Its pages answer, and its worker has made every letter of the demo city.
"""

import sqlite3
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

PAGES = (
    "/",
    "/influencers/",
    "/opportunities/",
    "/events/",
    "/nominate/",
    "/support/",
    "/accounts/login/",
    "/dev/mail/",
    "/dev/codes/",
)


def answers(url):
    try:
        with urllib.request.urlopen(url, timeout=10) as response:
            return response.status == 200
    except (OSError, urllib.error.URLError):
        return False


def wait_for(what, seconds, question):
    deadline = time.monotonic() + seconds
    while not question():
        if time.monotonic() > deadline:
            sys.exit(f"After {seconds} seconds still not: {what}.")
        time.sleep(0.5)


def letters(database):
    """How many documents there are, and how many of them are still to be made."""
    with sqlite3.connect(database, timeout=20) as connection:
        return connection.execute(
            "SELECT count(*), count(*) FILTER (WHERE done_at IS NULL) FROM correspondence_document"
        ).fetchone()


def main(url, var):
    wait_for(f"{url}/readyz answers", 300, lambda: answers(f"{url}/readyz"))
    for page in (*PAGES, "/dev/mail/"):
        if not answers(url + page):
            sys.exit(f"{page} doesn't answer 200.")
    database = Path(var) / "satc.sqlite3"
    wait_for("the demo city's letters are made", 300, lambda: letters(database)[0] > 0 and letters(database)[1] == 0)
    print(f"{len(PAGES) + 1} pages answer; {letters(database)[0]} letters are made.")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
