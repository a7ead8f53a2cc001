import pytest

from brokerage import services
from brokerage.workflow import DeploymentStatus, ReportStatus, VisitStatus
from core.exceptions import NotAllowed, Refused, TransitionRefused
from core.models import Change
from tests.factories.brokerage import DeploymentFactory, ReportFactory, VisitFactory, phase_one
from tests.factories.schools import PersonFactory, lead, national_lead
from tests.messages import queued

pytestmark = pytest.mark.django_db


def returned(**more):
    return ReportFactory(status=ReportStatus.RETURNED, comment="How long?", **more)


def close(report, *, by=None, reason="She has left teaching."):
    return services.close_report(report, reason=reason, by=by or report.visit.national_lead)


def test_what_was_kept_for_it_goes_back_once_the_support_is_over():
    report = returned()
    deployment = report.visit.deployment
    services.end_early(deployment, reason="She has left teaching.", by=deployment.national_lead)
    pool = phase_one()
    assert (pool.reserved_halves, pool.used_halves) == (2, 0)

    close(report)

    pool.refresh_from_db()
    assert (pool.reserved_halves, pool.used_halves) == (0, 0)


def test_it_is_recorded_and_its_author_is_told():
    report = returned()

    close(report)

    report.refresh_from_db()
    assert report.status == "closed"
    assert [(change.action, change.reason) for change in Change.objects.of(report)] == [
        ("close", "She has left teaching.")
    ]
    assert queued() == [("report_closed", report.author.email)]


def test_support_can_be_completed_without_it():
    report = returned()

    close(report, by=lead())

    assert services.complete(report.visit.deployment, by=report.visit.national_lead).status == "completed"


def test_days_of_support_that_ended_before_it_began_stay_reserved_for_the_next_influencer():
    deployment = DeploymentFactory(status=DeploymentStatus.ACCEPTED)
    visit = VisitFactory(deployment=deployment, part="morning", status=VisitStatus.TOOK_PLACE)
    report = returned(visit=visit)
    services.end_early(deployment, reason="Ill", by=deployment.national_lead)

    close(report)

    assert deployment.request.reserved_halves == 5


@pytest.mark.parametrize("status", [status for status in ReportStatus if status != ReportStatus.RETURNED])
def test_only_a_returned_report_is_closed(status):
    with pytest.raises(TransitionRefused):
        close(ReportFactory(status=status))


@pytest.mark.parametrize("who", ["its author", "another national lead", "somebody else"])
def test_nobody_else_closes_it(who):
    report = returned()
    people = {"its author": lambda: report.author, "another national lead": national_lead}

    with pytest.raises(NotAllowed):
        close(report, by=people.get(who, PersonFactory)())


def test_a_reason_is_owed():
    with pytest.raises(Refused, match="Give the reason"):
        close(returned(), reason=" ")


def test_the_lead_does_it_from_the_report(client):
    report = returned()
    client.force_login(report.visit.national_lead)
    url = f"/admin/reports/{report.visit.reference}/"
    assert "close it" in client.get(url).content.decode()

    page = client.post(f"{url}close/", {"reason": "It is too long ago."}, follow=True).content.decode()

    assert "Closed without being accepted" in page
