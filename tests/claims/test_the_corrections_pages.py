"""Corrections at the desk: the list, one with its decision, and the forms that propose one."""

import uuid

import pytest
from django.urls import reverse

from claims.models import Correction, FundingSource
from tests.claims.reading import text_of
from tests.factories.claims import agreed_correction, paid_line, proposed_correction, refused_correction
from tests.factories.schools import SchoolFactory, finance, lead

pytestmark = pytest.mark.django_db


@pytest.fixture
def payer(client):
    person = finance()
    client.force_login(person)
    return person


def test_a_correction_is_proposed_from_the_line_that_was_paid(client, payer):
    line = paid_line()
    url = reverse("claims_desk:correct_line", args=[line.pk])
    sent = {"form_key": uuid.uuid4(), "way": "less", "amount": "50", "reason": "Half a day."}

    assert line.why in client.get(url).text
    first, second = client.post(url, sent), client.post(url, sent)

    made = Correction.objects.get()
    assert (made.amount_pence, made.line, made.proposed_by) == (-5_000, line, payer)
    assert first.url == second.url == made.get_absolute_url()


def test_too_much_taken_back_is_said_beside_the_form(client, payer):
    url = reverse("claims_desk:correct_line", args=[paid_line().pk])

    page = client.post(url, {"form_key": uuid.uuid4(), "way": "less", "amount": "200.01", "reason": "All."})

    assert "£200.00 is left of what was paid" in page.text
    assert not Correction.objects.exists()


def test_a_correction_is_proposed_for_a_school(client, payer):
    school, source = SchoolFactory(), FundingSource.objects.cpd_fund()
    sent = {"school": school.pk, "on": "2025-10-06", "way": "more", "amount": "12.50", "source": source.pk}

    client.post(reverse("claims_desk:correct_school"), sent | {"form_key": uuid.uuid4(), "reason": "Supply cost more."})

    made = Correction.objects.get()
    assert (made.school, made.amount_pence, made.line, made.source) == (school, 1_250, None, source)


@pytest.mark.parametrize(("act", "status"), [("agree", "agreed"), ("refuse", "refused")])
def test_a_second_person_decides_on_the_page(client, payer, act, status):
    correction = proposed_correction()

    client.post(correction.get_absolute_url(), {"act": act, "reason": "It was a whole day."})

    correction.refresh_from_db()
    assert correction.status == status


def test_whoever_proposed_it_reads_why_they_may_not_decide(client, payer):
    correction = proposed_correction(by=payer)

    assert "somebody else has to decide" in client.get(correction.get_absolute_url()).text
    assert client.post(correction.get_absolute_url(), {"act": "agree"}).status_code == 403


def test_what_waits_for_a_second_person_waits_at_their_desk(client):
    by, other = lead(), lead()
    correction = proposed_correction(by=by)

    client.force_login(other)
    assert f"Decide on the correction {correction.reference}" in text_of(client.get(reverse("desk")))
    client.force_login(by)
    assert f"Decide on the correction {correction.reference}" not in text_of(client.get(reverse("desk")))


def test_the_list_asks_as_much_for_three_as_for_one(client, payer, django_assert_num_queries):
    url = reverse("claims_desk:corrections")
    line = paid_line()
    proposed_correction(line, pence=-100)
    client.get(url)
    with django_assert_num_queries(7):
        client.get(url)
    agreed_correction(line, pence=-100)
    refused_correction()
    proposed_correction(paid_line())
    with django_assert_num_queries(7):
        page = client.get(url)

    assert all(each.reference in page.text for each in Correction.objects.all())
