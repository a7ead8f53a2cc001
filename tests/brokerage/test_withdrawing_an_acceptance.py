"""A report that was accepted by mistake goes back to its author; the books of the pool and of the quote stay right."""

import pytest
from django.db import IntegrityError, transaction

from brokerage import services
from brokerage.models import PoolEntry, ReportAcceptance
from brokerage.signals import acceptance_withdrawn
from brokerage.workflow import DeploymentStatus, ReportStatus
from core.exceptions import NotAllowed, Refused, TransitionRefused
from core.models import Change
from tests.brokerage.test_what_pays_for_support import accept_report, active, both
from tests.factories.brokerage import OtherVisitFactory, ReportFactory, phase_one
from tests.factories.schools import PersonFactory, finance, lead, national_lead
from tests.messages import queued

pytestmark = pytest.mark.django_db


def accepted(**fields):
    report = ReportFactory(status=ReportStatus.SUBMITTED, **fields)
    services.accept_report(report, by=report.visit.national_lead)
    return report


def withdraw(report, *, by=None, reason="It was the wrong visit."):
    return services.withdraw_acceptance(report, reason=reason, by=by or report.visit.national_lead)


def test_the_report_is_its_authors_again_and_what_was_used_is_reserved_again():
    report = accepted()
    reader = report.visit.national_lead

    withdraw(report)

    report.refresh_from_db()
    pool = phase_one()
    assert (report.status, report.comment, report.acceptance) == ("returned", "It was the wrong visit.", None)
    assert (pool.reserved_halves, pool.used_halves) == (5, 0)
    entry = PoolEntry.objects.filter(request=report.visit.deployment.request).last()
    assert (entry.reserved_change, entry.used_change, entry.by) == (2, -2, reader)
    [kept] = ReportAcceptance.objects.all()
    assert (kept.withdrawn_by, kept.withdrawn_because, kept.pool_halves) == (reader, "It was the wrong visit.", 2)
    change = Change.objects.of(report).last()
    assert (change.action, change.by, change.reason) == ("withdraw_acceptance", reader, "It was the wrong visit.")
    assert queued()[-1] == ("acceptance_withdrawn", report.author.email)


def test_sent_and_accepted_again_it_is_charged_once_more_by_a_new_acceptance():
    report = accepted()
    withdraw(report)
    answers = dict.fromkeys(("who_was_there", "what_we_did", "what_next"), "As before")

    services.submit_report(report.visit, by=report.author, **answers)
    report.refresh_from_db()
    again = services.accept_report(report, by=report.visit.national_lead)

    pool = phase_one()
    assert (pool.reserved_halves, pool.used_halves) == (3, 2)
    assert ReportAcceptance.objects.count() == 2
    assert report.acceptance == again


def test_the_days_that_the_school_bought_are_there_again():
    request = both(reserved=1, delivery_halves=4)
    acceptance = accept_report(active(request, 5))
    assert (acceptance.pool_halves, acceptance.quote_halves) == (1, 1)

    withdraw(acceptance.report)

    assert (request.reserved_halves, services.halves_available(request)) == (1, 5)


def test_a_day_that_no_deployment_asked_for_moves_no_pool():
    withdraw(accepted(visit=OtherVisitFactory()))

    assert PoolEntry.objects.count() == 0


def test_it_is_given_back_though_the_school_is_not_intensive_any_more():
    report = accepted()
    type(report.visit.school).objects.filter(pk=report.visit.school_id).update(support_level="targeted")

    withdraw(report)

    assert phase_one().used_halves == 0


@pytest.mark.parametrize("status", [DeploymentStatus.COMPLETED, DeploymentStatus.ENDED_EARLY])
def test_after_the_end_it_stays_reserved_until_the_report_is_closed(status):
    report = accepted()
    deployment = report.visit.deployment
    if status == DeploymentStatus.COMPLETED:
        services.complete(deployment, by=deployment.national_lead)
    else:
        services.end_early(deployment, reason="Ill", by=deployment.national_lead)
    withdraw(report)
    assert (phase_one().reserved_halves, phase_one().used_halves) == (2, 0)

    services.close_report(report, reason="It never took place.", by=report.visit.national_lead)

    assert (phase_one().reserved_halves, phase_one().used_halves) == (0, 0)


def test_an_objection_in_another_app_undoes_it():
    def object_to_it(sender, acceptance, **kwargs):
        raise Refused("It is being paid.")

    report = accepted()
    acceptance_withdrawn.connect(object_to_it)
    try:
        with pytest.raises(Refused, match="being paid"):
            withdraw(report)
    finally:
        acceptance_withdrawn.disconnect(object_to_it)

    report.refresh_from_db()
    assert (report.status, phase_one().used_halves) == ("accepted", 2)
    assert report.acceptance.withdrawn_at is None


@pytest.mark.parametrize("status", [status for status in ReportStatus if status != ReportStatus.ACCEPTED])
def test_only_an_accepted_report_is_taken_back(status):
    with pytest.raises(TransitionRefused):
        withdraw(ReportFactory(status=status))


@pytest.mark.parametrize("who", ["its author", "another national lead", "finance", "somebody else"])
def test_nobody_else_takes_it_back(who):
    report = accepted()
    people = {"its author": lambda: report.author, "another national lead": national_lead, "finance": finance}

    with pytest.raises(NotAllowed):
        withdraw(report, by=people.get(who, PersonFactory)())


def test_an_author_who_is_a_lead_does_not_take_back_their_own():
    author = lead()
    report = accepted(visit=OtherVisitFactory(person=author))

    with pytest.raises(NotAllowed):
        withdraw(report, by=author)


def test_a_reason_is_owed():
    with pytest.raises(Refused, match="Give the reason"):
        withdraw(accepted(), reason=" ")


@pytest.mark.parametrize("fields", [{"withdrawn_because": ""}, {"withdrawn_by": None}, {"withdrawn_at": None}])
def test_the_database_keeps_who_when_and_why_together(fields):
    withdraw(accepted())

    with pytest.raises(IntegrityError), transaction.atomic():
        ReportAcceptance.objects.update(**fields)


def test_the_lead_does_it_from_the_report(client):
    report = accepted()
    client.force_login(report.visit.national_lead)
    url = f"/admin/reports/{report.visit.reference}/"
    assert "take that back" in client.get(url).content.decode()

    page = client.post(f"{url}withdraw/", {"reason": "It was the wrong visit."}, follow=True).content.decode()

    assert "Returned with a comment" in page
    assert "take that back" not in page
