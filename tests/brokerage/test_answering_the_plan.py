import pytest

from brokerage import services
from brokerage.models import PlanSeat, Seat
from brokerage.workflow import DeploymentStatus, PlanStatus
from core import clock
from core.exceptions import NotAllowed, Refused
from core.models import Change
from core.working_days import ONE_DAY
from schools.services import end_post
from tests.factories.brokerage import PlanFactory
from tests.factories.schools import head_of, lead
from tests.messages import queued

pytestmark = pytest.mark.django_db


def shared(**fields):
    return PlanFactory(status=PlanStatus.SHARED, **fields)


def test_the_heads_yes_agrees_the_plan_and_starts_the_support():
    plan = shared()
    head = plan.deployment.request.head

    services.answer_plan(plan, by=head, answer="yes")

    plan.refresh_from_db()
    deployment = plan.deployment
    deployment.refresh_from_db()
    deployment.request.refresh_from_db()
    assert (plan.status, deployment.status, deployment.request.status) == ("agreed", "active", "under_way")
    assert plan.agreed_at is not None
    assert [(change.action, change.by) for change in Change.objects.of(plan)] == [
        ("answered_yes", head),
        ("agree", head),
    ]
    assert [change.action for change in Change.objects.of(deployment)] == ["activate"]
    assert [change.action for change in Change.objects.of(deployment.request)] == ["start"]
    assert queued() == [
        ("plan_agreed", deployment.person.email),
        ("support_started", deployment.national_lead.email),
        ("support_started", deployment.request.science_leader.email),
    ]


def test_a_head_who_has_left_agrees_nothing_for_the_school():
    plan = shared()
    head = plan.deployment.request.head
    end_post(head.posts.get(), ends_on=clock.today() - ONE_DAY, by=lead())

    with pytest.raises(Refused, match="The plan has to be shared again"):
        services.answer_plan(plan, by=head, answer="yes")

    plan.refresh_from_db()
    assert plan.status == "shared"


def test_the_science_leaders_yes_starts_nothing():
    plan = shared()

    services.answer_plan(plan, by=plan.deployment.request.science_leader, answer="yes")

    plan.refresh_from_db()
    assert (plan.status, plan.seats.get(seat=Seat.SCIENCE_LEADER).answer) == ("shared", "yes")


def test_a_comment_goes_to_the_influencer_and_the_national_lead():
    plan = shared()
    head = plan.deployment.request.head

    services.answer_plan(plan, by=head, answer="comment", comment="After half-term, please")

    plan.refresh_from_db()
    assert (plan.status, plan.seats.get(seat=Seat.HEAD).comment) == ("shared", "After half-term, please")
    assert queued() == [
        ("plan_commented", plan.deployment.person.email),
        ("plan_commented", plan.deployment.national_lead.email),
    ]
    change = Change.objects.of(plan).get()
    assert (change.action, change.by, change.reason) == ("commented", head, "After half-term, please")


def test_whoever_commented_may_say_yes_after_all():
    plan = shared()
    head = plan.deployment.request.head
    services.answer_plan(plan, by=head, answer="comment", comment="Why?")

    services.answer_plan(plan, by=head, answer="yes")

    plan.refresh_from_db()
    assert plan.status == "agreed"


def test_somebody_with_two_seats_answers_once_for_both():
    plan = shared()
    head = plan.deployment.request.head
    PlanSeat.objects.filter(plan=plan, seat=Seat.SCIENCE_LEADER).update(person=head)

    services.answer_plan(plan, by=head, answer="yes")

    assert [seat.answer for seat in plan.seats.all()] == ["yes", "yes", "yes"]


def test_a_comment_comes_back_in_the_new_round_as_a_new_question():
    plan = shared()
    request = plan.deployment.request
    services.answer_plan(plan, by=request.head, answer="comment", comment="Why?")
    services.revise_plan(plan, by=plan.deployment.person)

    services.share_plan(plan, by=plan.deployment.person)

    assert [seat.answer for seat in plan.seats.all()] == ["", "", "yes"]
    assert [change.reason for change in Change.objects.of(plan) if change.action == "commented"] == ["Why?"]


def test_yes_twice_is_refused():
    plan = shared()
    leader = plan.deployment.request.science_leader
    services.answer_plan(plan, by=leader, answer="yes")

    with pytest.raises(Refused, match="already"):
        services.answer_plan(plan, by=leader, answer="yes")


@pytest.mark.parametrize(
    ("answer", "comment", "reason"),
    [("comment", " ", "Write your comment"), ("maybe", "", "Say yes, or write a comment")],
)
def test_an_answer_is_a_yes_or_has_words(answer, comment, reason):
    plan = shared()

    with pytest.raises(Refused, match=reason):
        services.answer_plan(plan, by=plan.deployment.request.head, answer=answer, comment=comment)


@pytest.mark.parametrize("who", ["lead", "national lead", "another proven head"])
def test_nobody_answers_without_a_seat(who):
    plan = shared()
    people = {
        "lead": lead,
        "national lead": lambda: plan.deployment.national_lead,
        "another proven head": lambda: head_of(plan.deployment.school),
    }

    with pytest.raises(NotAllowed):
        services.answer_plan(plan, by=people[who](), answer="yes")


@pytest.mark.parametrize("status", [PlanStatus.DRAFT, PlanStatus.AGREED])
def test_only_a_shared_plan_can_be_answered(status):
    plan = shared()
    plan.status = status
    plan.save(update_fields=["status"])

    with pytest.raises(Refused):
        services.answer_plan(plan, by=plan.deployment.request.head, answer="yes")

    plan.refresh_from_db()
    assert plan.status == status


@pytest.mark.parametrize("status", [DeploymentStatus.ENDED_EARLY, DeploymentStatus.COMPLETED])
def test_the_plan_of_what_has_ended_is_not_agreed(status):
    plan = shared(deployment__status=status)

    with pytest.raises(Refused, match="between the influencer’s yes and the end"):
        services.answer_plan(plan, by=plan.deployment.request.head, answer="yes")


def test_a_new_version_is_agreed_without_starting_anything_again():
    plan = shared(deployment__status=DeploymentStatus.ACTIVE, version=2)

    services.answer_plan(plan, by=plan.deployment.request.head, answer="yes")

    plan.refresh_from_db()
    assert (plan.status, Change.objects.of(plan.deployment).count()) == ("agreed", 0)
