"""The outbox: nothing that was decided to be made or sent is lost (rule 8).

A row is written in the transaction of the decision that asks for it. Workers are woken after commit, but
the row is the record: a worker takes a lease on it, makes the thing outside any transaction, and finishes
with an UPDATE that only the first can win. A sweep each minute wakes whatever is unfinished and unleased.
See docs/adr/0002-the-outbox.md.
"""

import datetime
import logging

from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.db.models import Q

from core import clock
from core.exceptions import CannotBeMade, NoLongerWanted
from core.workflow import move, record

log = logging.getLogger(__name__)

MOST_ATTEMPTS = 8
FIRST_WAIT = datetime.timedelta(seconds=15)
LONGEST_WAIT = datetime.timedelta(hours=1)


class OutboxQuerySet(models.QuerySet):
    def unfinished(self):
        """Rows still to be made that nobody has given up on."""
        return self.filter(done_at__isnull=True, failed_at__isnull=True)

    def due(self):
        """Unfinished rows that no worker holds and whose time has come."""
        now = clock.now()
        free = Q(leased_until__isnull=True) | Q(leased_until__lt=now)
        return self.unfinished().filter(free, Q(next_try_at__isnull=True) | Q(next_try_at__lte=now))

    def failed(self):
        """Rows that could not be made, for the lead to see and retry."""
        return self.filter(failed_at__isnull=False)


class OutboxRow(models.Model):
    """Something to be made once. A concrete model gives its `flow`, its `done_status` and how it is made, `make()`."""

    queued_at = models.DateTimeField(default=clock.now, editable=False)
    # Empty at first: due at once, however the clocks of two machines differ.
    next_try_at = models.DateTimeField(null=True, editable=False)
    leased_until = models.DateTimeField(null=True, editable=False)
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)
    done_at = models.DateTimeField(null=True, editable=False)
    failed_at = models.DateTimeField(null=True, editable=False)
    last_error = models.TextField(blank=True, editable=False)

    class Meta:
        abstract = True

    def make(self):
        """Make the thing, outside any transaction; returns the fields that finishing sets."""
        raise NotImplementedError(f"{type(self).__name__} must say how it is made")

    def discard(self, made):
        """Clear away what was made when another worker finished first."""

    def finished(self):
        """Called in the transaction that finishes the row."""


MODELS = []


def register(model):
    """Let the sweep find this model's rows."""
    MODELS.append(model)
    return model


def enqueue(row, *, by=None):
    """Record a new row and wake a worker once the decision is committed."""
    record(row, "queue", by=by, before="")
    wake_after_commit(row)


def wake_after_commit(row):
    """Wake a worker after commit; a broker that can't be reached costs nothing, the sweep finds the row."""
    label, pk = row._meta.label, row.pk
    transaction.on_commit(lambda: _wake(label, pk))


def _wake(label, pk):
    from core.tasks import wake

    try:
        wake.apply_async((label, pk), retry=False)
    except Exception as error:  # any broker's own errors; the row itself is safe
        log.warning("No worker could be woken for %s %s: %s", label, pk, type(error).__name__)


def lease(model, pk):
    """Take a lease on a due row and count the attempt; None when there is nothing to do."""
    with transaction.atomic():
        row = model.objects.due().filter(pk=pk).select_for_update(skip_locked=True, of=("self",)).first()
        if row is None:
            return None
        if row.attempts >= MOST_ATTEMPTS:
            give_up(row, row.last_error or "The worker stopped each time it tried.")
            return None
        row.attempts += 1
        row.leased_until = clock.now() + datetime.timedelta(seconds=settings.OUTBOX_LEASE_SECONDS)
        row.save(update_fields=["attempts", "leased_until"])
        return row


def work(model, pk):
    """Make one row if it is due. Whatever goes wrong is written on the row, for the next try or for the lead."""
    row = lease(model, pk)
    if row is None:
        return False
    try:
        made = row.make()
    except NoLongerWanted as reason:
        set_aside(row, str(reason))
    except CannotBeMade as refusal:
        with transaction.atomic():
            give_up(row, str(refusal))
    except Exception as error:
        log.exception("%s %s could not be made", row._meta.label, row.pk)
        back_off(row, f"{type(error).__name__}: {error}")
    else:
        return finish(row, made)
    return False


def finish(row, made):
    """Mark the row done unless another worker was first; only the first one's work is kept."""
    model, now = type(row), clock.now()
    with transaction.atomic():
        # As it stands now: another worker may have given up on it meanwhile.
        before = model.objects.select_for_update(of=("self",)).values_list("status", flat=True).get(pk=row.pk)
        won = model.objects.filter(pk=row.pk, done_at__isnull=True).update(
            done_at=now, leased_until=None, failed_at=None, last_error="", status=row.done_status, **made
        )
        if won:
            row.refresh_from_db()
            record(row, "finish", by=None, before=before)
            row.finished()
    if not won:
        row.discard(made)
    return bool(won)


def back_off(row, error):
    """Try again later, each time after a longer wait; after the last attempt, give up and show it."""
    with transaction.atomic():
        if row.attempts >= MOST_ATTEMPTS:
            give_up(row, error)
            return
        wait = min(FIRST_WAIT * 2 ** (row.attempts - 1), LONGEST_WAIT)
        type(row).objects.filter(pk=row.pk, done_at__isnull=True).update(
            leased_until=None, next_try_at=clock.now() + wait, last_error=error
        )


def give_up(row, error):
    """Fail visibly: the desk shows the row and why, and can send it round again."""
    row = type(row).objects.select_for_update(of=("self",)).get(pk=row.pk)
    if row.done_at or row.failed_at:
        return
    move(row, "fail", by=None, reason=error)
    row.failed_at, row.leased_until, row.last_error = clock.now(), None, error
    row.save(update_fields=["status", "failed_at", "leased_until", "last_error"])


@transaction.atomic
def set_aside(row, reason):
    """Close a row that is not to be made any more."""
    row = type(row).objects.select_for_update(of=("self",)).get(pk=row.pk)
    if row.done_at or row.failed_at:
        return
    move(row, "drop", by=None, reason=reason)
    row.done_at, row.leased_until = clock.now(), None
    row.save(update_fields=["status", "done_at", "leased_until"])


@transaction.atomic
def retry(row, *, by):
    """Send a failed row round again from its first attempt."""
    row = type(row).objects.select_for_update(of=("self",)).get(pk=row.pk)
    move(row, "retry", by=by)
    row.failed_at, row.attempts, row.next_try_at = None, 0, None
    row.save(update_fields=["status", "failed_at", "attempts", "next_try_at"])
    wake_after_commit(row)
    return row


def due():
    """Every due row of every registered model, as (label, pk), oldest first within a model."""
    for model in MODELS:
        for pk in model.objects.due().order_by("queued_at").values_list("pk", flat=True):
            yield model._meta.label, pk


def sweep():
    """Wake a worker for each due row; returns how many."""
    rows = list(due())
    for label, pk in rows:
        _wake(label, pk)
    return len(rows)


def work_off():
    """Make every due row in this process, those that become due on the way too; returns how many were made."""
    made = 0
    while worked := [work(apps.get_model(label), pk) for label, pk in due()]:
        made += sum(worked)
        if not any(worked):
            break
    return made
