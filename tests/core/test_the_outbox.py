"""Nothing that was decided to be made is lost (rule 8), seen through documents."""

import datetime
import io

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from pypdf import PdfReader

from core import outbox
from core.exceptions import TransitionRefused
from core.models import Change
from correspondence import kinds
from correspondence.models import Document
from correspondence.services import retry
from tests.factories.correspondence import queue_letter
from tests.factories.schools import lead

pytestmark = pytest.mark.django_db

kinds.document("broken_letter", title="A broken letter", template="correspondence/letters/there-is-none.html")


def test_a_queued_document_is_made_once_and_kept():
    document = queue_letter()

    assert outbox.work_off() == 1
    assert outbox.work_off() == 0

    document.refresh_from_db()
    assert document.status == "ready"
    assert document.done_at is not None
    assert len(document.sha256) == 64
    with document.file.open("rb") as file:
        assert "The headteacher" in PdfReader(io.BytesIO(file.read())).pages[0].extract_text()
    assert [change.action for change in Change.objects.of(document)] == ["queue", "finish"]


def test_what_a_decision_asked_for_is_undone_with_the_decision():
    class Undone(Exception):
        pass

    @transaction.atomic
    def decide():
        queue_letter()
        raise Undone

    with pytest.raises(Undone):
        decide()

    assert not Document.objects.exists()


def test_a_row_that_a_worker_holds_is_left_alone_until_its_lease_ends(settings):
    document = queue_letter()
    assert outbox.lease(Document, document.pk).attempts == 1

    assert outbox.lease(Document, document.pk) is None
    assert list(outbox.due()) == []

    with time_machine.travel(timezone.now() + datetime.timedelta(seconds=settings.OUTBOX_LEASE_SECONDS + 1)):
        assert list(outbox.due()) == [("correspondence.Document", document.pk)]
        assert outbox.lease(Document, document.pk).attempts == 2


def test_of_two_workers_that_made_the_same_only_the_first_is_kept():
    document = queue_letter()
    slow = outbox.lease(Document, document.pk)
    slow_made = slow.make()
    Document.objects.update(leased_until=None)
    quick = outbox.lease(Document, document.pk)
    quick_made = quick.make()

    assert outbox.finish(quick, quick_made) is True
    assert outbox.finish(slow, slow_made) is False

    document.refresh_from_db()
    assert document.file.name == quick_made["file"]
    assert default_storage.exists(quick_made["file"])
    assert not default_storage.exists(slow_made["file"])


def test_what_arrives_after_all_is_recorded_from_the_state_that_it_was_in():
    document = queue_letter()
    slow = outbox.lease(Document, document.pk)
    outbox.give_up(Document.objects.get(), "The worker stopped each time it tried.")

    assert outbox.finish(slow, slow.make()) is True

    taken = [(change.action, change.from_status, change.to_status) for change in Change.objects.of(document)]
    assert taken == [("queue", "", "queued"), ("fail", "queued", "failed"), ("finish", "failed", "ready")]


def test_what_fails_is_tried_again_after_a_longer_wait_each_time_and_then_shown():
    document = queue_letter(kind="broken_letter")
    now, waits = timezone.now(), []
    for _ in range(outbox.MOST_ATTEMPTS):
        with time_machine.travel(now, tick=False):
            outbox.work(Document, document.pk)
        document.refresh_from_db()
        waits.append(document.next_try_at - now)
        now = document.next_try_at

    assert waits[:3] == [datetime.timedelta(seconds=seconds) for seconds in (15, 30, 60)]
    assert document.status == "failed"
    assert document.attempts == outbox.MOST_ATTEMPTS
    assert "there-is-none.html" in document.last_error
    assert Change.objects.of(document).last().action == "fail"


def test_what_can_never_be_made_fails_at_once_with_its_reason():
    document = queue_letter()
    Document.objects.update(kind="unknown")

    outbox.work_off()

    document.refresh_from_db()
    assert (document.status, document.attempts) == ("failed", 1)
    assert document.last_error == "Nothing knows how to make a “unknown”."


def test_a_worker_that_dies_each_time_is_shown_to_the_lead(settings):
    document = queue_letter()
    Document.objects.update(attempts=outbox.MOST_ATTEMPTS)

    assert outbox.lease(Document, document.pk) is None

    document.refresh_from_db()
    assert document.status == "failed"
    assert document.last_error == "The worker stopped each time it tried."


def test_a_lead_sends_a_failed_row_round_again():
    document = queue_letter()
    Document.objects.update(kind="unknown")
    outbox.work_off()
    Document.objects.update(kind="bare_letter")
    document.refresh_from_db()

    retry(document, by=lead())
    outbox.work_off()

    document.refresh_from_db()
    assert document.status == "ready"


def test_only_a_failed_row_can_be_sent_round_again():
    document = queue_letter()

    with pytest.raises(TransitionRefused):
        retry(document, by=lead())
