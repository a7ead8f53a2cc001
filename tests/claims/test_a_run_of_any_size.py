"""Opening, authorising and sending a run ask the database as much for sixty claims as for three."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims import services
from claims.models import Claim, Payment
from tests.factories.claims import agreed_correction, approved, paid_line
from tests.factories.schools import SchoolFactory, finance

pytestmark = pytest.mark.django_db


def asked(act):
    ContentType.objects.clear_cache()
    with CaptureQueriesContext(connection) as found:
        result = act()
    return len(found), result


def counts(claims):
    """How many queries opening, authorising and sending a run over so many schools takes, and cancelling another."""
    payer = finance()
    correction = agreed_correction(paid_line())
    for number in range(claims):
        approved(school=SchoolFactory(), first=number)
    approved(school=correction.school)
    opened, run = asked(lambda: services.open_run(by=payer))
    authorised, _ = asked(lambda: services.authorise(run, by=payer))
    cancelled, _ = asked(lambda: services.cancel_run(run, reason="Shut.", by=payer))
    run = services.authorise(services.open_run(by=payer), by=payer)
    sent, _ = asked(lambda: services.send_run(run, by=payer))
    assert Payment.objects.filter(run=run).count() == claims + 1
    assert Claim.objects.filter(run=run).count() == claims + 1
    services.mark_all_paid(run, by=payer)
    return [opened, authorised, cancelled, sent]


def test_the_number_of_queries_does_not_grow_with_the_run():
    few, many = counts(2), counts(25)

    assert few == many
    assert max(many) <= 25
