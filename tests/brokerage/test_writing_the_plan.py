import datetime

import pytest

from brokerage import services
from brokerage.workflow import GOING_ON, DeploymentStatus, PlanStatus
from core import clock
from core.exceptions import NotAllowed, Refused, TransitionRefused
from core.models import Change
from tests.factories.brokerage import DeploymentFactory, PlanFactory, school_day
from tests.factories.schools import PersonFactory, finance, lead, national_lead
from tests.messages import queued

pytestmark = pytest.mark.django_db


def action(**fields):
    return {
        "text": "Try one task",
        "who": "Year 4",
        "by_when": school_day(30),
        "how_we_will_know": "It was tried",
        **fields,
    }


def objectives(*actions):
    return [{"text": "Enquiry is assessed", "actions": list(actions) or [action()]}]


@pytest.mark.parametrize("status", GOING_ON)
def test_the_influencer_writes_a_draft(status):
    deployment = DeploymentFactory(status=status)

    plan = services.save_plan(deployment, objectives=objectives(action(), action(text="Again")), by=deployment.person)

    assert (plan.status, plan.version) == ("draft", 1)
    objective = plan.objectives.get()
    assert (objective.text, [one.text for one in objective.actions.all()]) == (
        "Enquiry is assessed",
        ["Try one task", "Again"],
    )
    assert [(change.action, change.by) for change in Change.objects.of(plan)] == [("draft", deployment.person)]


@pytest.mark.parametrize("who", ["lead", "its national lead"])
def test_its_national_lead_or_a_lead_may_write_it_too(who):
    deployment = DeploymentFactory(status=DeploymentStatus.ACCEPTED)
    writer = lead() if who == "lead" else deployment.national_lead

    assert services.save_plan(deployment, objectives=objectives(), by=writer).status == "draft"


@pytest.mark.parametrize("who", ["another national lead", "finance", "somebody else", "head"])
def test_nobody_else_writes_shares_or_takes_it_back(who):
    plan = PlanFactory()
    deployment = plan.deployment
    people = {
        "another national lead": national_lead,
        "finance": finance,
        "somebody else": PersonFactory,
        "head": lambda: deployment.request.head,
    }
    person = people[who]()

    with pytest.raises(NotAllowed):
        services.save_plan(deployment, objectives=objectives(), by=person)
    with pytest.raises(NotAllowed):
        services.share_plan(plan, by=person)
    with pytest.raises(NotAllowed):
        services.revise_plan(plan, by=person)


def test_saving_again_replaces_the_draft():
    plan = PlanFactory()

    again = services.save_plan(plan.deployment, objectives=objectives(), by=plan.deployment.person)

    assert again == plan
    assert [objective.text for objective in plan.objectives.all()] == ["Enquiry is assessed"]


@pytest.mark.parametrize("status", [status for status in DeploymentStatus if status not in GOING_ON])
def test_there_is_no_plan_before_the_yes_or_after_the_end(status):
    deployment = DeploymentFactory(status=status)

    with pytest.raises(Refused, match="between the influencer’s yes and the end"):
        services.save_plan(deployment, objectives=objectives(), by=deployment.person)


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ([], "at least one objective"),
        ([{"text": " ", "actions": []}], "Say what each objective is"),
        (objectives(action(who=" ")), "say what, who, by when"),
    ],
)
def test_what_is_missing_is_refused_in_words(wrong, reason):
    deployment = DeploymentFactory(status=DeploymentStatus.ACCEPTED)

    with pytest.raises(Refused, match=reason):
        services.save_plan(deployment, objectives=wrong, by=deployment.person)

    assert deployment.plans.count() == 0


def test_a_date_before_the_support_began_is_refused():
    deployment = DeploymentFactory(status=DeploymentStatus.ACCEPTED)
    before = action(by_when=clock.today() - datetime.timedelta(days=1))

    with pytest.raises(Refused, match="was before this support began"):
        services.save_plan(deployment, objectives=objectives(before), by=deployment.person)


def test_a_shared_plan_is_taken_back_before_it_is_changed():
    plan = PlanFactory(status=PlanStatus.SHARED)
    writer = plan.deployment.person

    with pytest.raises(Refused, match="Take it back first"):
        services.save_plan(plan.deployment, objectives=objectives(), by=writer)

    plan = services.revise_plan(plan, by=writer)
    assert (plan.status, plan.shared_at) == ("draft", None)
    assert [change.action for change in Change.objects.of(plan)] == ["revise"]
    assert services.save_plan(plan.deployment, objectives=objectives(), by=writer) == plan


@pytest.mark.parametrize("status", [PlanStatus.DRAFT, PlanStatus.AGREED])
def test_only_a_shared_plan_can_be_taken_back(status):
    plan = PlanFactory(status=status)

    with pytest.raises(TransitionRefused):
        services.revise_plan(plan, by=plan.deployment.person)


def test_a_change_to_an_agreed_plan_is_a_new_version():
    agreed = PlanFactory(status=PlanStatus.AGREED, deployment__status=DeploymentStatus.ACTIVE)

    new = services.save_plan(agreed.deployment, objectives=objectives(), by=agreed.deployment.person)

    agreed.refresh_from_db()
    assert (new.version, new.status, agreed.status) == (2, "draft", "agreed")
    assert agreed.objectives.get().text == "Enquiry is assessed in every class"


def test_sharing_seats_the_head_the_science_leader_and_the_influencer_who_has_said_yes():
    plan = PlanFactory()
    deployment, request = plan.deployment, plan.deployment.request

    services.share_plan(plan, by=deployment.person)

    plan.refresh_from_db()
    assert plan.status == "shared"
    assert [(seat.seat, seat.person, seat.answer) for seat in plan.seats.all()] == [
        ("head", request.head, ""),
        ("science_leader", request.science_leader, ""),
        ("influencer", deployment.person, "yes"),
    ]
    assert queued() == [("plan_shared", request.head.email), ("plan_shared", request.science_leader.email)]


def test_when_the_national_lead_shares_it_the_influencer_is_asked_too():
    plan = PlanFactory()

    services.share_plan(plan, by=plan.deployment.national_lead)

    assert ("plan_shared", plan.deployment.person.email) in queued()


def test_somebody_with_two_seats_is_asked_once():
    plan = PlanFactory()
    request = plan.deployment.request
    request.science_leader = request.head
    request.save(update_fields=["science_leader"])

    services.share_plan(plan, by=plan.deployment.person)

    assert queued() == [("plan_shared", request.head.email)]


def test_a_plan_without_an_action_is_not_shared():
    plan = PlanFactory()
    plan.objectives.get().actions.all().delete()

    with pytest.raises(Refused, match="at least one action"):
        services.share_plan(plan, by=plan.deployment.person)


def test_a_plan_is_not_shared_without_a_proven_head():
    plan = PlanFactory()
    plan.deployment.request.head.posts.update(ends_on=clock.today() - datetime.timedelta(days=1))

    with pytest.raises(Refused, match="no proven head now"):
        services.share_plan(plan, by=plan.deployment.person)


@pytest.mark.parametrize("status", [PlanStatus.SHARED, PlanStatus.AGREED])
def test_only_a_draft_can_be_shared(status):
    plan = PlanFactory(status=status)

    with pytest.raises(TransitionRefused):
        services.share_plan(plan, by=plan.deployment.person)
