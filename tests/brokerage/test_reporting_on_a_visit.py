import pytest
from django.http import QueryDict

from brokerage import services
from brokerage.forms.visits import ReportForm
from brokerage.models import VisitReport
from brokerage.workflow import PlanStatus, ReportStatus, VisitStatus
from core import drafts
from core.exceptions import NotAllowed, Refused, TransitionRefused
from core.models import Change
from tests.factories.brokerage import OtherVisitFactory, PlanFactory, ReportFactory, VisitFactory, school_day
from tests.factories.schools import lead
from tests.messages import queued

pytestmark = pytest.mark.django_db

ANSWERS = {
    "what_we_did": "We tried one task.",
    "what_changed": "More questions.",
    "what_next": "Year 3 tries it.",
    "who_was_there": "Two teachers",
}


def typed(query):
    return drafts.Typed.into(ReportForm, QueryDict(query))


def test_a_draft_is_kept_as_far_as_it_goes_and_is_over_once_it_is_sent():
    visit = VisitFactory()

    services.save_draft(visit, typed("what_we_did=We tried"), by=visit.person)

    draft = drafts.of(visit.person, services.DRAFT, visit.reference)
    assert draft.answers == {"what_we_did": ["We tried"]}
    assert (VisitReport.objects.count(), queued()) == (0, [])
    services.submit_report(visit, by=visit.person, **ANSWERS)
    assert drafts.of(visit.person, services.DRAFT, visit.reference) is None


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


@pytest.mark.parametrize("missing", ["who_was_there", "what_we_did", "what_next"])
def test_three_questions_are_answered(missing):
    visit = VisitFactory()

    with pytest.raises(Refused, match="a sentence each is enough"):
        services.submit_report(visit, by=visit.person, **ANSWERS | {missing: " "})


def test_the_other_three_may_be_left_out():
    visit = VisitFactory()

    report = services.submit_report(visit, by=visit.person, **ANSWERS | {"what_changed": ""})

    assert (report.status, report.what_changed, report.in_the_way, report.take_back) == ("submitted", "", "", "")


def test_it_says_what_it_did_for_the_plan_that_was_agreed():
    visit = VisitFactory()
    plan = PlanFactory(deployment=visit.deployment, status=PlanStatus.AGREED)
    objective = plan.objectives.get()
    ticked = {"objectives": [objective], "actions_done": [objective.actions.get()]}

    report = services.submit_report(visit, by=visit.person, **ANSWERS, **ticked)

    assert (list(report.objectives.all()), list(report.actions_done.all())) == (
        ticked["objectives"],
        ticked["actions_done"],
    )


@pytest.mark.parametrize("status", [PlanStatus.DRAFT, PlanStatus.SHARED, "of another school"])
def test_nothing_is_ticked_that_the_head_has_not_agreed(status):
    visit = VisitFactory()
    plan = (
        PlanFactory(status=PlanStatus.AGREED)
        if status == "of another school"
        else (PlanFactory(deployment=visit.deployment, status=status))
    )

    with pytest.raises(Refused, match="The action plan has changed since"):
        services.submit_report(visit, by=visit.person, **ANSWERS, objectives=[plan.objectives.get()])


@pytest.mark.parametrize("status", [ReportStatus.SUBMITTED, ReportStatus.ACCEPTED, ReportStatus.CLOSED])
def test_what_was_sent_is_not_changed(status):
    report = ReportFactory(status=status)

    with pytest.raises(TransitionRefused):
        services.save_draft(report.visit, typed("what_we_did=Other words"), by=report.author)
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

    person = people[who]()
    with pytest.raises(NotAllowed):
        services.submit_report(visit, by=person, **ANSWERS)
    with pytest.raises(NotAllowed):
        services.save_draft(visit, typed("what_we_did=Mine"), by=person)
