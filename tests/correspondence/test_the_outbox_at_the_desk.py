import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import outbox
from correspondence.models import Document
from tests.factories.correspondence import queue_letter
from tests.factories.schools import PersonFactory, lead, national_lead

pytestmark = pytest.mark.django_db


@pytest.fixture
def failed():
    document = queue_letter()
    Document.objects.update(kind="unknown")
    outbox.work_off()
    Document.objects.update(kind="bare_letter")
    return document


def test_the_lead_sees_why_something_failed_and_sends_it_round_again(client, failed):
    client.force_login(lead())

    page = client.get("/admin/outbox/").content.decode()
    assert "Nothing knows how to make a “unknown”." in page

    client.post(f"/admin/outbox/document/{failed.reference}/retry/")
    outbox.work_off()
    failed.refresh_from_db()
    assert failed.status == "ready"


def test_a_failure_waits_for_the_lead_on_the_desk(client, failed):
    client.force_login(lead())

    assert "One document could not be made" in client.get("/admin/").content.decode()


def test_other_staff_see_it_but_may_not_send_it_round_again(client, failed):
    client.force_login(national_lead())

    assert client.get("/admin/outbox/").status_code == 200
    assert client.post(f"/admin/outbox/document/{failed.reference}/retry/").status_code == 403


def test_for_others_there_is_no_such_page(client, failed):
    client.force_login(PersonFactory())

    assert client.get("/admin/outbox/").status_code == 404
    assert client.post(f"/admin/outbox/document/{failed.reference}/retry/").status_code == 404


@pytest.mark.parametrize("show", ["documents", "messages"])
def test_the_list_costs_the_same_with_one_row_and_with_three(client, show):
    client.force_login(lead())
    counts = []
    for number in (1, 2):
        for _ in range(number):
            queue_letter(series=f"bare-{number}-{_}")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/admin/outbox/?show={show}")
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 10
