"""The demo city is told by the services, so it holds every rule; and it shows work in every state."""

from collections import Counter

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.db.models import F, Sum
from django.test import Client

from brokerage.models import CoachingPool
from claims.models import Claim, ClaimLine, Payment, PaymentLine, PaymentRun
from core import outbox
from core.models import Change
from core.workflow import Flow
from correspondence.models import Document, Message
from influencers.models import Influencer
from satc.demo import city
from satc.demo.story import sign_ins
from schools.models import Person, School
from tests.satc.loading import load

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demo")]

# States that nothing in the demo stands in: what is on its way through them doesn't stay, or would be a mishap.
NOBODY_STANDS_IN = {
    "payment run": {"open", "authorised", "sent", "cancelled"},
    "payment": {"authorised", "failed", "cancelled"},
    "claim": {"in_run"},
    "place": {"cancelled"},
    "expression of interest": {"withdrawn"},
    "request for support": {"quote_declined", "quote_expired"},
    "quote": {"declined", "expired", "replaced", "withdrawn"},
    "invoice": {"raised", "received", "cancelled"},
    "deployment": {"unanswered"},
    "release": {"called_off"},
    "visit report": {"draft", "closed"},
    "funded day": {"void"},
    "correction": {"in_run", "paid"},
    "document": {"queued", "failed", "removed"},
    "message": {"queued", "failed", "dropped"},
}
WITH_FLOW = [model for model in apps.get_models() if isinstance(getattr(model, "flow", None), Flow)]


def rows():
    return {model._meta.label: model._base_manager.count() for model in apps.get_models()}


@pytest.fixture(scope="module")
def demo(standing):
    """What loading the city printed; the city stands for all tests of this module."""
    said = load()
    outbox.work_off()
    return said


def test_loading_it_again_changes_nothing(demo):
    before = rows()

    assert load() == demo
    assert rows() == before


@pytest.mark.parametrize("model", WITH_FLOW, ids=lambda model: model.flow.name)
def test_something_stands_in_every_state(model, demo):
    standing = set(model._base_manager.values_list("status", flat=True))

    assert standing == set(model.flow.statuses.values) - NOBODY_STANDS_IN.get(model.flow.name, set())


def test_the_city_is_as_large_as_it_says(demo):
    assert School.objects.filter(is_invented=True).count() == School.objects.count() == len(city.SCHOOLS) + 1
    assert Influencer.objects.count() == len(city.INFLUENCERS) == 15
    assert PaymentRun.objects.count() == 1


def test_everybody_in_it_is_plainly_invented(demo):
    addresses = [
        *Person.objects.values_list("email", flat=True),
        *(message.to_address for message in Message.objects.all()),
    ]

    assert [address for address in addresses if not address.endswith(".example")] == []


def test_it_prints_who_can_sign_in_and_they_can(demo):
    for role, email in sign_ins():
        assert [line for line in demo.splitlines() if role in line and email in line]
        assert Client().login(email=email, password=city.PASSWORD), role
    assert city.PASSWORD in demo


def test_every_letter_and_message_is_made(demo):
    assert Counter(Document.objects.values_list("kind", flat=True)) == {
        "head_letter": 15,
        "payment_summary": 2,
        "quote": 3,
        "support_letter": 14,
        "action_plan": 4,
        "support_story": 3,
    }
    assert not Document.objects.exclude(status="ready").exists()
    assert not Message.objects.exclude(status="sent").exists()


def test_every_change_of_state_in_it_is_recorded(demo):
    """Each thing with a flow stands in the state that its last change says (rule 9)."""
    for model in WITH_FLOW:
        for subject in model._base_manager.all():
            last = Change.objects.of(subject).exclude(to_status="").last()
            assert last, subject
            assert last.to_status == subject.status, subject


def test_no_time_runs_backwards_in_it(demo):
    for model in WITH_FLOW:
        for subject in model._base_manager.all():
            times = [change.at for change in Change.objects.of(subject).order_by("pk")]
            assert times == sorted(times), subject


def test_its_sums_agree(demo):
    """Lines, claims, payments and the pool's counters (rules 3 to 6)."""
    for claim in Claim.objects.annotate(sum=Sum("lines__amount_pence")):
        assert claim.sum == claim.amount_pence
    for payment in Payment.objects.annotate(sum=Sum("lines__amount_pence")):
        assert payment.sum == payment.amount_pence
    assert not ClaimLine.objects.exclude(amount_pence=F("pence_per_day") * F("halves") / 2).exists()
    for line in PaymentLine.objects.all():
        assert line.beneficiary_id not in (line.approver_id, line.authoriser_id)
        assert len({line.claimant_id, line.approver_id, line.authoriser_id}) == 3
    pool = CoachingPool.objects.get()
    sums = pool.entries.aggregate(reserved=Sum("reserved_change"), used=Sum("used_change"))
    assert (pool.reserved_halves, pool.used_halves) == (sums["reserved"], sums["used"])


def test_what_the_database_holds_it_holds_here(demo):
    connection.check_constraints()
    for rows_kept in (Change.objects.all(), PaymentLine.objects.filter(paid_at__isnull=False)):
        assert rows_kept.exists()
        with pytest.raises(DatabaseError), transaction.atomic():
            rows_kept.update(id=F("id"))
        with pytest.raises(DatabaseError), transaction.atomic():
            rows_kept.delete()
