import re

import pytest

from brokerage.models import Visit
from brokerage.workflow import DeploymentStatus, PlanStatus, ReportStatus
from tests.brokerage.test_asking_for_support import key_on, text
from tests.factories.brokerage import DeploymentFactory, PlanFactory, ReportFactory, VisitFactory, school_day

pytestmark = pytest.mark.django_db


def url_of(deployment, act=""):
    return f"/deployments/{deployment.reference}/{act}"


def test_the_influencer_says_yes_and_is_told_what_is_next(client):
    deployment = DeploymentFactory()
    client.force_login(deployment.person)
    assert "Yes, I would like to" in text(client.get(url_of(deployment)))

    page = text(client.post(url_of(deployment, "accept/"), follow=True))

    assert "Next, you: write a short action plan" in page
    assert "Write the action plan" in page


def test_the_influencer_says_not_this_time(client):
    deployment = DeploymentFactory()
    client.force_login(deployment.person)

    page = text(client.post(url_of(deployment, "turn-down/"), {"reason": "Reports"}, follow=True))

    deployment.refresh_from_db()
    assert deployment.status == "turned_down"
    assert "We will ask somebody else" in page


def written(**fields):
    """A plan of one objective and one action, as it is sent."""
    return {
        "objectives": "1",
        "o0-text": "Enquiry is assessed",
        "o0-actions": "1",
        "o0-a0-text": "Try one task",
        "o0-a0-who": "Year 4",
        "o0-a0-by_when": school_day(30).isoformat(),
        "o0-a0-how_we_will_know": "It was tried",
        **fields,
    }


@pytest.fixture
def writer(client):
    """The influencer of an accepted deployment, signed in."""
    deployment = DeploymentFactory(status=DeploymentStatus.ACCEPTED)
    client.force_login(deployment.person)
    return client, deployment


def test_a_plan_is_written_and_shared(writer):
    client, deployment = writer

    page = text(client.post(url_of(deployment, "plan/"), written(), follow=True))
    assert "Share it with the school" in page
    page = text(client.post(url_of(deployment, "plan/share/"), follow=True))

    assert "the head’s yes starts the support" in page
    assert deployment.plan.status == "shared"


@pytest.mark.parametrize(("add", "objectives", "actions"), [("o0", 1, 2), ("objective", 2, 1)])
def test_a_row_is_added_without_script_and_nothing_is_lost(writer, add, objectives, actions):
    client, deployment = writer

    page = client.post(url_of(deployment, "plan/"), written(**{"add": add, "o0-a0-by_when": "soon"})).content.decode()

    asked = len(re.findall(r'name="o\d-a\d-how_we_will_know"', page))
    assert (page.count("Objective "), asked) == (objectives, objectives + actions - 1)
    assert 'value="Try one task"' in page
    assert "There is a problem" not in page
    assert deployment.plans.count() == 0


def test_an_empty_row_is_dropped_and_one_half_filled_is_put_right(writer):
    client, deployment = writer
    client.post(url_of(deployment, "plan/"), written(**{"o0-actions": "2", "objectives": "2"}))
    assert [objective.actions.count() for objective in deployment.plan.objectives.all()] == [1]

    page = text(client.post(url_of(deployment, "plan/"), written(**{"o0-actions": "2", "o0-a1-text": "Another"})))

    assert "There is a problem" in page
    assert "Say who does it." in page
    assert "Another" in page


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"o0-text": ""}, "Say what should be different."),
        ({"o0-a0-by_when": "soon"}, "Enter a date, like 3/3/2027."),
        ({"o0-a0-by_when": "2020-01-01"}, "was before this support began"),
        ({"objectives": "wizardry", "o0-actions": "-9", "o0-a0-who": ""}, "Say who does it."),
        ({"objectives": "99999999", "o0-text": "x" * 301}, "Keep it to 300 characters."),
    ],
)
def test_what_is_wrong_in_a_plan_is_said(writer, fields, message):
    client, deployment = writer

    page = text(client.post(url_of(deployment, "plan/"), written(**fields)))

    assert "There is a problem" in page
    assert message in page
    assert deployment.plans.count() == 0


def test_an_empty_plan_is_refused_in_words(writer):
    client, deployment = writer

    assert "Write at least one objective" in text(client.post(url_of(deployment, "plan/"), {"objectives": "1"}))


def test_the_written_plan_comes_back_to_be_changed(client):
    plan = PlanFactory()
    client.force_login(plan.deployment.person)

    page = text(client.get(url_of(plan.deployment, "plan/")))

    for words in ("Enquiry is assessed in every class", "Try one task together", "Year 4 teacher"):
        assert words in page


def test_the_school_does_not_read_a_draft(client):
    plan = PlanFactory()
    client.force_login(plan.deployment.request.head)

    page = text(client.get(url_of(plan.deployment)))

    assert "is writing it" in page
    assert "Enquiry is assessed in every class" not in page


def test_the_head_reads_it_and_says_yes(client):
    plan = PlanFactory(status=PlanStatus.SHARED)
    client.force_login(plan.deployment.request.head)
    assert "Yes, I agree this plan" in text(client.get(url_of(plan.deployment)))

    client.post(url_of(plan.deployment, "plan/answer/"), {"answer": "yes"})

    plan.deployment.refresh_from_db()
    assert plan.deployment.status == "active"


def test_the_science_leader_comments_and_the_influencer_takes_it_back(client):
    plan = PlanFactory(status=PlanStatus.SHARED)
    deployment = plan.deployment
    client.force_login(deployment.request.science_leader)
    client.post(url_of(deployment, "plan/answer/"), {"answer": "comment", "comment": "After half-term"})
    client.force_login(deployment.person)
    assert "After half-term" in text(client.get(url_of(deployment)))

    client.post(url_of(deployment, "plan/take-back/"))

    plan.refresh_from_db()
    assert plan.status == "draft"
    assert "After half-term" in text(client.get(url_of(deployment)))


def test_a_comment_without_words_is_refused(client):
    plan = PlanFactory(status=PlanStatus.SHARED)
    client.force_login(plan.deployment.request.head)

    page = client.post(url_of(plan.deployment, "plan/answer/"), {"answer": "comment"}, follow=True)

    assert "Write your comment" in text(page)


@pytest.mark.parametrize("act", ["share", "take-back", "answer"])
def test_there_is_nothing_to_do_with_a_plan_that_is_not_there(writer, act):
    client, deployment = writer

    assert "There is no action plan yet" in text(client.post(url_of(deployment, f"plan/{act}/"), follow=True))


def test_a_visit_is_planned_and_a_double_press_plans_one(client):
    deployment = PlanFactory(status=PlanStatus.AGREED, deployment__status=DeploymentStatus.ACTIVE).deployment
    client.force_login(deployment.person)
    key = key_on(client.get(url_of(deployment, "visits/new/")))
    day = {"form_key": key, "on": school_day(7).isoformat(), "part": "morning", "purpose": "Meet the staff"}

    for _ in range(2):
        page = client.post(url_of(deployment, "visits/new/"), day, follow=True)

    assert Visit.objects.count() == 1
    assert "The visit is planned, and the school has been told." in text(page)
    assert "Write the report" in text(page)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"on": ""}, "Enter the date."),
        ({"on": "2020-01-06"}, "has passed"),
        ({"part": ""}, "Choose the part of the day."),
        ({"part": "twilight"}, "Choose the part of the day."),
    ],
)
def test_a_day_that_cannot_be_is_refused_with_the_reason(client, fields, message):
    deployment = PlanFactory(status=PlanStatus.AGREED, deployment__status=DeploymentStatus.ACTIVE).deployment
    client.force_login(deployment.person)
    key = key_on(client.get(url_of(deployment, "visits/new/")))
    day = {"form_key": key, "on": school_day(7).isoformat(), "part": "morning", "purpose": "Meet the staff"}

    page = text(client.post(url_of(deployment, "visits/new/"), day | fields))

    assert message in page
    assert "Meet the staff" in page
    assert Visit.objects.count() == 0


def test_a_visit_is_cancelled_with_its_reason(client):
    visit = VisitFactory()
    client.force_login(visit.person)

    assert "Give the reason." in text(client.post(f"/visits/{visit.reference}/cancel/", {"reason": ""}))
    client.post(f"/visits/{visit.reference}/cancel/", {"reason": "Inspection"})

    visit.refresh_from_db()
    assert visit.status == "cancelled"


def test_the_national_lead_completes_it_once_every_report_is_accepted(client):
    report = ReportFactory(status=ReportStatus.SUBMITTED)
    deployment = report.visit.deployment
    client.force_login(deployment.national_lead)
    assert "Complete this support" not in text(client.get(url_of(deployment)))

    client.post(f"/admin/reports/{report.visit.reference}/accept/")
    assert "Complete this support" in text(client.get(url_of(deployment)))
    client.post(url_of(deployment, "complete/"))

    deployment.refresh_from_db()
    assert deployment.status == "completed"


def test_it_is_ended_early_with_a_reason(client):
    deployment = DeploymentFactory(status=DeploymentStatus.ACTIVE)
    client.force_login(deployment.national_lead)

    client.post(url_of(deployment, "end/"), {"reason": "Illness"})

    deployment.refresh_from_db()
    assert deployment.status == "ended_early"


@pytest.mark.parametrize("status", DeploymentStatus)
def test_every_status_has_a_page_with_at_most_one_button_that_stands_out(client, status):
    plan = PlanFactory(status=PlanStatus.AGREED, deployment__status=status)
    for person in (plan.deployment.person, plan.deployment.request.head, plan.deployment.national_lead):
        client.force_login(person)
        page = client.get(url_of(plan.deployment))
        assert page.status_code == 200
        assert text(page).count("btn-primary") <= 1
