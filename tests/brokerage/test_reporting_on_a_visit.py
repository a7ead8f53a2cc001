import pytest

from brokerage import services
from brokerage.models import VisitReport
from brokerage.workflow import ReportStatus, VisitStatus
from core.exceptions import NotAllowed, Refused, TransitionRefused
from core.models import Change
from tests.factories.brokerage import OtherVisitFactory, ReportFactory, VisitFactory, school_day
from tests.factories.schools import lead
from tests.messages import queued

pytestmark = pytest.mark.django_db

ANSWERS = {
    "what_we_did": "We tried one task.",
    "what_changed": "More questions.",
    "what_next": "Year 3 tries it.",
    "who_was_there": "Two teachers",
}


def test_a_draft_is_kept_as_far_as_it_goes():
    visit = VisitFactory(on=school_day(3))

    services.save_report(visit, by=visit.person, what_we_did="We tried")
    services.save_report(visit, by=visit.person, who_was_there="Two teachers")

    report = VisitReport.objects.get(visit=visit)
    assert (report.status, report.what_we_did, report.who_was_there) == ("draft", "We tried", "Two teachers")
    assert [(change.action, change.by) for change in Change.objects.of(report)] == [("start", visit.person)]
    assert queued() == []


def test_a_report_goes_to_the_national_lead_and_the_visit_took_place():
    visit = VisitFactory()

    report = services.submit_report(visit, by=visit.person, **ANSWERS)

    visit.refresh_from_db()
    assert (report.status, report.author, visit.status) == ("submitted", visit.person, "took_place")
    assert {name: getattr(report, name) for name in ANSWERS} == ANSWERS
    assert queued() == [("report_submitted", visit.national_lead.email)]
    assert [change.action for change in Change.objects.of(report)] == ["start", "submit"]
    assert [change.action for change in Change.objects.of(visit)] == ["take_place"]


def test_a_day_without_a_deployment_is_reported_on_too():
    visit = OtherVisitFactory()

    assert services.submit_report(visit, by=visit.person, **ANSWERS).status == "submitted"


def test_a_returned_report_is_sent_again():
    report = ReportFactory(status=ReportStatus.RETURNED, comment="How long?")

    services.submit_report(report.visit, by=report.author, **ANSWERS)

    report.refresh_from_db()
    assert (report.status, report.what_we_did) == ("submitted", "We tried one task.")
    assert [change.action for change in Change.objects.of(report)] == ["submit"]


def test_not_before_the_day():
    visit = VisitFactory(on=school_day(3))

    with pytest.raises(Refused, match="You can send its report from that day on"):
        services.submit_report(visit, by=visit.person, **ANSWERS)

    assert VisitReport.objects.count() == 0


@pytest.mark.parametrize("missing", ANSWERS)
def test_all_four_questions_are_answered(missing):
    visit = VisitFactory()

    with pytest.raises(Refused, match="all four questions"):
        services.submit_report(visit, by=visit.person, **ANSWERS | {missing: " "})


@pytest.mark.parametrize("status", [ReportStatus.SUBMITTED, ReportStatus.ACCEPTED])
def test_what_was_sent_is_not_changed(status):
    report = ReportFactory(status=status)

    with pytest.raises(TransitionRefused):
        services.save_report(report.visit, by=report.author, what_we_did="Other words")
    with pytest.raises(TransitionRefused):
        services.submit_report(report.visit, by=report.author, **ANSWERS)

    report.refresh_from_db()
    assert (report.status, report.what_we_did) == (status, "We tried the task in one class.")


def test_a_cancelled_visit_has_no_report():
    visit = VisitFactory(status=VisitStatus.CANCELLED)

    with pytest.raises(Refused, match="was cancelled"):
        services.submit_report(visit, by=visit.person, **ANSWERS)


@pytest.mark.parametrize("who", ["lead", "national lead", "head"])
def test_nobody_writes_it_for_the_influencer(who):
    visit = VisitFactory()
    people = {
        "lead": lead,
        "national lead": lambda: visit.national_lead,
        "head": lambda: visit.deployment.request.head,
    }

    with pytest.raises(NotAllowed):
        services.submit_report(visit, by=people[who](), **ANSWERS)
