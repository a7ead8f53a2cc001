from django.db import transaction

from claims import notifications
from claims.books.checks import wrongs
from core import clock
from core.models import JobRun

CHECK_BOOKS = "check_books"
NOTHING_WRONG = "nothing is wrong."


def check_books():
    """Look whether every rule of the books holds, and write down that it was done; returns what is wrong, in words.

    The leads hear of it each time that something is.
    """
    found = wrongs()
    with transaction.atomic():
        result = f"{len(found)} wrong. {found[0]}"[:200] if found else NOTHING_WRONG
        JobRun.objects.update_or_create(job=CHECK_BOOKS, defaults={"ran_at": clock.now(), "result": result})
        if found:
            notifications.books_wrong(found)
    return found
