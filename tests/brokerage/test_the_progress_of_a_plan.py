"""Ticked from accepted reports, over every version; confidence before and after; the agreed plan as a PDF."""

import pytest

from brokerage import progress, services
from brokerage.models import ActionPlan
from brokerage.workflow import PlanStatus, ReportStatus
from core.exceptions import NotAllowed, Refused
from correspondence.models import Document
from tests.factories.brokerage import PlanFactory, ReportFactory, VisitFactory
from tests.factories.programmes import AttendanceFactory, GapTaskFactory
from tests.factories.schools import PersonFactory, finance
from tests.messages import queued

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return PlanFactory(deployment=VisitFactory().deployment, status=PlanStatus.AGREED)


def report(plan, **more):
    """An accepted report that ticks the plan's first objective and its action."""
    visit = plan.deployment.visits.get()
    found = ReportFactory(visit=visit, status=more.pop("status", ReportStatus.ACCEPTED))
    objective = plan.objectives.first()
    found.objectives.add(objective)
    found.actions_done.add(objective.actions.get())
    return found


def lines(plan):
    return progress.lines_of(ActionPlan.objects.whole().get(pk=plan.pk))


def test_an_accepted_report_ticks_what_it_was_for(plan):
    visit = report(plan).visit

    [line] = lines(plan)

    assert (line.visits, line.last) == ([visit], visit)
    assert [(action.text, done) for action, done in line.actions] == [("Try one task together", visit)]


def test_one_that_is_still_to_be_read_ticks_nothing(plan):
    report(plan, status=ReportStatus.SUBMITTED)

    [line] = lines(plan)

    assert (line.visits, [done for _, done in line.actions]) == ([], [None])


def test_a_new_version_goes_on_from_the_one_before(client, plan):
    report(plan)
    client.force_login(plan.deployment.person)
    url = f"/deployments/{plan.deployment.reference}/plan/"
    for _ in range(2):  # written, then changed as a draft
        typed = {field.html_name: field.value() or "" for field in client.get(url).context["form"]}
        typed |= {"objectives": "1", "o0-actions": "1", "o0-text": "Better words", "o0-confidence_before": "2"}
        client.post(url, typed)

    second = plan.deployment.plans.last()
    [line] = lines(second)

    assert (second.version, line.objective.text, line.objective.confidence_before) == (2, "Better words", 2)
    assert len(line.visits) == 1
    assert [done is not None for _, done in line.actions] == [True]
    assert "Worked on at 1 visit" in client.get(plan.deployment.get_absolute_url()).content.decode()


def test_a_row_goes_on_from_no_other_schools_plan(plan):
    other = PlanFactory(status=PlanStatus.AGREED).objectives.get()

    written = services.save_plan(
        plan.deployment, objectives=[{"text": "Ours", "origin": other.pk, "actions": []}], by=plan.deployment.person
    )

    assert written.objectives.get().origin is None


def test_the_science_leader_says_how_confident_they_feel_at_the_end(client, plan):
    objective, leader = plan.objectives.get(), plan.deployment.request.science_leader
    client.force_login(leader)
    url = f"/deployments/{plan.deployment.reference}/confidence/"
    key = client.get(url).context["form"]["form_key"].value()
    assert "Choose from 1 to 5." in client.post(url, {"form_key": key}).content.decode()

    client.post(url, {"form_key": key, f"objective_{objective.pk}": "4"})

    objective.refresh_from_db()
    assert objective.confidence_after == 4


@pytest.mark.parametrize("rating", [0, 6, None])
def test_from_one_to_five(plan, rating):
    with pytest.raises(Refused, match="from 1 to 5"):
        services.rate_confidence(plan, ratings={plan.objectives.get(): rating}, by=plan.deployment.person)


@pytest.mark.parametrize("make", [finance, PersonFactory])
def test_nobody_else_says_it(plan, make):
    with pytest.raises(NotAllowed):
        services.rate_confidence(plan, ratings={plan.objectives.get(): 3}, by=make())


@pytest.mark.parametrize("status", [PlanStatus.DRAFT, PlanStatus.SHARED])
def test_not_of_a_plan_that_is_not_agreed(status):
    plan = PlanFactory(status=status)

    with pytest.raises(Refused, match="once the plan is agreed"):
        services.rate_confidence(plan, ratings={plan.objectives.get(): 3}, by=plan.deployment.person)


def test_something_to_try_from_a_cpd_day_is_picked(client):
    deployment = PlanFactory().deployment
    came = AttendanceFactory(person=deployment.request.science_leader)
    task = GapTaskFactory(event=came.place.event, text="Run a question wall for a week")
    GapTaskFactory(text="Set for others")
    client.force_login(deployment.person)
    url = f"/deployments/{deployment.reference}/plan/"
    page = client.get(url).content.decode()
    assert ("Run a question wall" in page, "Set for others" in page) == (True, False)

    rows = {"objectives": "1", "o0-actions": "1", "o0-text": "Ask", "o0-a0-text": "One", "add": f"task-{task.pk}"}
    form = client.post(url, rows).context["form"]

    assert [action["text"].value() for action in form.rows[0].actions] == ["One", "Run a question wall for a week"]


def test_the_agreed_plan_is_a_pdf_that_everybody_has(client):
    plan = PlanFactory(status=PlanStatus.SHARED)
    request = plan.deployment.request

    services.answer_plan(plan, by=request.head, answer="yes")

    letter = Document.objects.get(kind="action_plan")
    assert {kind for kind, _ in queued()} == {"plan_agreed", "support_started"}
    people = {request.head, request.science_leader, plan.deployment.person, plan.deployment.national_lead}
    assert set(letter.readers.all()) == people
    client.force_login(request.head)
    assert letter.get_absolute_url() in client.get(plan.deployment.get_absolute_url()).content.decode()
