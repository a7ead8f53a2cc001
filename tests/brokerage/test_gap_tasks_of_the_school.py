import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from brokerage.workflow import DeploymentStatus
from programmes import services
from schools.models import Role
from tests.factories.brokerage import DeploymentFactory
from tests.factories.programmes import AttendanceFactory, EventFactory, GapTaskFactory, weekday
from tests.factories.schools import PostFactory, head_of, lead

pytestmark = pytest.mark.django_db

SAID = "It took off."


def teacher_who_tried(school, **post):
    person = PostFactory(**{"school": school, "role": Role.SCIENCE_LEADER, "proven": True, **post}).person
    task = GapTaskFactory(event=EventFactory(on=weekday(-1)))
    AttendanceFactory(event=task.event, person=person)
    services.answer_task(task, is_done=True, comment=SAID, by=person)
    return person


def page_for(client, person, deployment):
    client.force_login(person)
    return client.get(deployment.get_absolute_url()).content.decode()


def test_the_champion_and_the_leads_see_what_the_school_tries(client):
    deployment = DeploymentFactory(status=DeploymentStatus.ACTIVE)
    teacher = teacher_who_tried(deployment.school)

    for person in (deployment.person, lead()):
        page = page_for(client, person, deployment)
        assert (teacher.name in page, SAID in page) == (True, True)


def test_the_head_does_not(client):
    deployment = DeploymentFactory(status=DeploymentStatus.ACTIVE)
    teacher_who_tried(deployment.school)

    page = page_for(client, head_of(deployment.school), deployment)

    assert (str(deployment.school) in page, SAID in page) == (True, False)


@pytest.mark.parametrize("status", [DeploymentStatus.PROPOSED, DeploymentStatus.COMPLETED])
def test_only_while_the_support_goes_on(client, status):
    deployment = DeploymentFactory(status=status)
    teacher_who_tried(deployment.school)

    assert SAID not in page_for(client, deployment.person, deployment)


def test_only_of_those_who_work_there(client):
    deployment = DeploymentFactory(status=DeploymentStatus.ACTIVE)
    teacher_who_tried(deployment.school, proven=False)
    teacher_who_tried(deployment.school, starts_on=weekday(-60), ends_on=weekday(-1))
    teacher_who_tried(PostFactory().school)

    assert SAID not in page_for(client, deployment.person, deployment)


def test_the_page_takes_as_many_queries_for_three_as_for_one(client):
    deployment, counts = DeploymentFactory(status=DeploymentStatus.ACTIVE), []
    client.force_login(deployment.person)
    for number in (1, 2):
        for _ in range(number):
            teacher_who_tried(deployment.school)
        with CaptureQueriesContext(connection) as queries:
            client.get(deployment.get_absolute_url())
        counts.append(len(queries))

    assert counts[0] == counts[1]
