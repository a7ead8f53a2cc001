"""What the page of each role shows, and in which order."""

import re

import pytest

from brokerage.workflow import DeploymentStatus, PlanStatus, RequestStatus, VisitStatus
from core import outbox
from influencers.workflow import InterestStatus, NominationStatus
from schools.models import Role
from schools.services import prove_post
from tests.claims.reading import text_of
from tests.factories.brokerage import DeploymentFactory, PlanFactory, SupportRequestFactory, VisitFactory
from tests.factories.claims import FundedDayFactory, approved, paid_run
from tests.factories.correspondence import queue_letter
from tests.factories.influencers import InfluencerFactory, InterestFactory, NominationFactory
from tests.factories.programmes import AttendanceFactory, GapTaskFactory, PlaceFactory
from tests.factories.schools import PersonFactory, PostFactory, SchoolFactory, lead

pytestmark = pytest.mark.django_db


def page(client, person):
    client.force_login(person)
    return client.get("/my/").content.decode()


def shown(client, person):
    """The headings of the page and the first words of each line, in order."""
    html = page(client, person).partition("<main")[2].partition("What we hold on you")[0]
    found = re.findall(r"<(?:h2|h3)[^>]*>([^<]+)<|<li><a [^>]*>([^<]+)", html)
    return [" ".join((heading or line).split()) for heading, line in found]


def shared_plan(school, **people):
    """An action plan that waits for the yes of its head and its science leader, whose posts SATC has accepted."""
    request = SupportRequestFactory(status=RequestStatus.MATCHED, school=school, **people)
    for post in request.school.posts.filter(person__in=[request.head, request.science_leader]):
        prove_post(post, by=lead())
    deployment = DeploymentFactory(status=DeploymentStatus.ACCEPTED, request=request)
    PlanFactory(deployment=deployment, status=PlanStatus.SHARED)
    return request


def test_a_head(client):
    school = SchoolFactory(name="Saggar Lane Primary", intensive=True)
    head = shared_plan(school).head
    NominationFactory(school=school, head_email=head.email, nominee_name="Asha Malik")
    NominationFactory(
        helper_name="Jo", helper_email=head.email, nominee_name="Bo Lee", status=NominationStatus.DEFERRED
    )
    queue_letter(school=school)
    paid_run(approved(school=school))
    outbox.work_off()

    lines = shown(client, head)
    assert lines == [
        "Waiting for you",
        "Confirm your nomination of Asha Malik",
        "Read the action plan and say yes, or comment",
        "Yours",
        "As headteacher of Saggar Lane Primary",
        next(line for line in lines if "’s support for Saggar Lane Primary" in line),
        "For yourself",
        "Your nomination of Bo Lee",
        "Letters",
        "A bare letter",
        "Payments to your school",
        next(line for line in lines if line.startswith("£200.00, paid on ")),
    ]


def test_an_influencer(client):
    influencer = InfluencerFactory()
    person = influencer.person
    InterestFactory(person=person, status=InterestStatus.RETURNED)
    DeploymentFactory(influencer=influencer)
    active = DeploymentFactory(status=DeploymentStatus.ACTIVE, influencer=influencer)
    VisitFactory(deployment=active, status=VisitStatus.PLANNED)
    FundedDayFactory(person=person)

    waits = shown(client, person)

    order = ["Tell us what", "Say whether you can support", "Report on the visit", "Claim 1 day"]
    found = [next((at for at, line in enumerate(waits) if line.startswith(start)), None) for start in order]
    assert None not in found
    assert found == sorted(found)
    assert "As a science influencer" not in waits


def test_a_science_leader(client):
    school = SchoolFactory(intensive=True)
    leader = shared_plan(school).science_leader
    attendance = AttendanceFactory(person=leader)
    GapTaskFactory(event=attendance.place.event)

    waits = shown(client, leader)

    assert waits[:3] == [
        "Waiting for you",
        "Read the action plan and say yes, or comment",
        f"Try at school, after “{attendance.place.event}”",
    ]


def test_a_business_manager_sees_what_was_paid_and_letters_to_the_school(client):
    school = SchoolFactory(name="Saggar Lane Primary")
    manager = PostFactory(school=school, role=Role.BUSINESS_MANAGER, proven=True).person
    paid_run(approved(school=school))
    outbox.work_off()

    html = page(client, manager)

    assert shown(client, manager)[:2] == ["Waiting for you", "Payments to your school"]
    assert re.search(r"£200\.00, paid on \w+ \d+ \w+ \d{4}", html)
    assert "Saggar Lane Primary · PAY-" in text_of(client.get("/my/"))


@pytest.mark.parametrize("post", [{"head": True}, {"role": Role.BUSINESS_MANAGER}, {"proven": True}])
def test_nobody_else_sees_what_was_paid(client, post):
    """Not whose role nobody has accepted, nor another who works there."""
    school = SchoolFactory()
    somebody = PostFactory(school=school, **post).person
    paid_run(approved(school=school))
    outbox.work_off()

    assert "Payments to your school" not in page(client, somebody)


def test_several_roles_at_once_are_told_apart(client):
    school = SchoolFactory(name="Saggar Lane Primary")
    influencer = InfluencerFactory(at_school=school)
    person = influencer.person
    PostFactory(person=person, school=school, head=True, proven=True)
    NominationFactory(school=school, head_email=person.email, nominee_name="Asha Malik")
    DeploymentFactory(influencer=influencer)
    shared_plan(SchoolFactory(name="Kiln Street", intensive=True), science_leader=person)
    FundedDayFactory(person=person, school=school)

    assert shown(client, person)[:8] == [
        "Waiting for you",
        "As headteacher of Saggar Lane Primary",
        "Confirm your nomination of Asha Malik",
        "As a science influencer",
        "Say whether you can support this school",
        "Claim 1 day of release",
        "As science leader of Kiln Street",
        "Read the action plan and say yes, or comment",
    ]


def test_an_unproven_head_is_not_called_head_of_the_school(client):
    person = PersonFactory()
    school = PostFactory(person=person, head=True).school
    NominationFactory(school=school, head_email=person.email)
    PlaceFactory(person=person)

    page_of_theirs = shown(client, person)

    assert not any(line.startswith("As headteacher of") for line in page_of_theirs)


def test_a_member_of_staff_who_is_a_head_too(client):
    staff = lead()
    PostFactory(person=staff, head=True, proven=True)
    NominationFactory(head_email=staff.email, nominee_name="Asha Malik")
    NominationFactory(status=NominationStatus.CONFIRMED)

    headings = [line for line in shown(client, staff) if line.startswith(("For SATC", "As headteacher"))]

    assert headings[0] == "For SATC"
    assert len(headings) == 2
