"""The page of a run says what has failed and why, and offers the one next thing to do."""

import pytest

from claims import services
from claims.models import Claim
from tests.claims.reading import text_of
from tests.factories.claims import approved, authorised_run, open_run, sent_run
from tests.factories.schools import finance

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(client):
    by = finance()
    client.force_login(by)
    return by


def test_a_failed_payment_says_why_and_does_not_count_as_paid(client, by):
    run = sent_run(approved())
    services.mark_failed(run.payments.get(), reason="The account was closed.", by=by)

    failed = text_of(client.get(run.get_absolute_url()))
    later = text_of(client.get(open_run(*Claim.objects.filter(status="approved")).get_absolute_url()))

    assert "It has failed: The account was closed. What it was for waits for the next run." in failed
    assert f"{run.reference} , paid £0.00" in later.replace(f"{run.reference},", f"{run.reference} ,")


def test_the_payments_are_offered_first_and_once(client, by):
    run = authorised_run(approved())
    words = "Download the payments (CSV)"

    before = text_of(client.get(run.get_absolute_url()))
    client.post(f"{run.get_absolute_url()}files/payments/")
    after = text_of(client.get(run.get_absolute_url()))

    assert (before.count(words), before.index(words) < before.index("It has been sent")) == (1, True)
    assert (after.count(words), after.index(words) > after.index("It has been sent")) == (1, True)
