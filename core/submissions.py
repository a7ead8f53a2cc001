"""A form sent twice does its work once; so does a reminder."""

import uuid

from django.db import IntegrityError, transaction

from core.models import Submission

REMINDERS = uuid.UUID("5b1f0c0e-2f0a-4f0e-9c1e-0f6b7a3d2c11")


def once(key, *, purpose, act):
    """Do `act()` for the first sender of a key, and return its result, a short string, to every sender.

    The key is unique in the database: a second sender waits until the first has finished or failed.
    """
    try:
        with transaction.atomic():
            submission = Submission.objects.create(key=key, purpose=purpose)
            submission.result = act()
            submission.save(update_fields=["result"])
    except IntegrityError:
        submission = Submission.objects.filter(pk=key, purpose=purpose).first()
        if submission is None:
            raise
    return submission.result


def remind_once(key, act):
    """Do `act`, which says whether it reminded, unless it was done before: also for two who run this at once."""
    sent = []
    once(uuid.uuid5(REMINDERS, key), purpose="reminder", act=lambda: sent.append(act()) or key)
    return any(sent)
