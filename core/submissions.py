"""A form sent twice does its work once."""

from django.db import IntegrityError, transaction

from core.models import Submission


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
