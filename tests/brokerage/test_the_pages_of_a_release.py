import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from brokerage import services
from brokerage.models import Release
from brokerage.workflow import DeploymentStatus, ReleaseStatus
from core import clock
from correspondence import links
from tests.brokerage.test_asking_for_support import text
from tests.factories.brokerage import ReleaseFactory, school_day
from tests.factories.schools import head_of, lead
from tests.messages import queued

pytestmark = pytest.mark.django_db
KEY = {"form_key": "6f8f57c5-6b1c-4a6e-9c59-4a7c1b1f9a21"}


@pytest.fixture
def asked():
    release = ReleaseFactory()
    release.head = head_of(release.school, name="Rosa Releasing", email="rosa@releasing.example")
    return release


def address(release):
    return reverse("brokerage:release", args=[release.reference])


def follow(client, release, email="rosa@releasing.example"):
    return client.post(links.mint("answer_release", release.reference, email))


def test_the_link_opens_a_page_with_a_button_and_changes_nothing(client, asked):
    page = client.get(links.mint("answer_release", asked.reference, "rosa@releasing.example"))

    assert "Show what is asked" in text(page)
    asked.refresh_from_db()
    assert asked.status == "asked"


@pytest.mark.parametrize(("answer", "status"), [("yes", "agreed"), ("no", "refused")])
def test_the_head_answers_by_the_link_without_signing_in(client, asked, answer, status):
    page = client.get(follow(client, asked).url)
    assert "2.5 days" in text(page)

    client.post(address(asked), {"answer": answer, "note": "", **KEY})

    asked.refresh_from_db()
    assert (asked.status, asked.answered_by) == (status, asked.head)


def test_no_contact_details_stand_on_the_page(client, asked):
    page = client.get(follow(client, asked).url).content.decode()

    people = (asked.deployment.person, asked.deployment.national_lead, asked.deployment.request.head)
    assert not [person for person in people if person.email in page]


def test_the_link_dies_with_the_answer_and_after_a_fortnight(client, asked):
    token = links.mint("answer_release", asked.reference, "rosa@releasing.example")
    services.answer_release(asked, agreed=True, by=asked.head)

    client.post(token)

    assert client.get(address(asked)).status_code == 302


def test_somebody_who_is_no_longer_the_head_has_no_link(client, asked):
    asked.head.posts.update(ends_on=clock.today() - datetime.timedelta(days=1))

    follow(client, asked)

    assert client.get(address(asked)).status_code == 302


def test_a_link_for_one_release_opens_no_other(client, asked):
    other = ReleaseFactory()
    follow(client, asked)

    assert client.get(address(other)).status_code == 302


def test_it_is_asked_with_a_letter_that_says_how_many_days(asked):
    release = ReleaseFactory(deployment__status=DeploymentStatus.PROPOSED, status=ReleaseStatus.CALLED_OFF)
    head = head_of(release.school)
    services.accept_proposal(release.deployment, by=release.deployment.person)

    message = Release.objects.filter(deployment=release.deployment, status="asked").get()
    assert ("release_asked", head.email) in queued()
    assert message.halves == 5


def test_planning_before_the_answer_is_warned_of(client, asked):
    client.force_login(asked.deployment.person)
    url = reverse("brokerage:plan_visit", args=[asked.reference])
    form = {"on": school_day(6).isoformat(), "part": "morning", "purpose": "", **KEY}

    assert f"The head of {asked.school} has not said yet" in text(client.get(url))
    client.post(url, form)

    assert asked.deployment.visits.count() == 1


def test_the_lead_writes_down_a_yes_from_the_page_of_the_support(client, asked):
    client.force_login(lead())
    page = client.get(asked.deployment.get_absolute_url())
    url = reverse("brokerage:write_down_release", args=[asked.reference])
    assert url in page.content.decode()

    client.post(url, {"note": "Rang on Monday", **KEY})

    asked.refresh_from_db()
    assert (asked.status, asked.note) == ("agreed", "Rang on Monday")


def test_after_a_no_the_page_offers_no_visit(client, asked):
    client.force_login(asked.deployment.person)
    new_visit = reverse("brokerage:plan_visit", args=[asked.reference])
    assert new_visit in client.get(asked.deployment.get_absolute_url()).content.decode()

    services.answer_release(asked, agreed=False, by=asked.head)

    assert new_visit not in client.get(asked.deployment.get_absolute_url()).content.decode()


def test_the_school_that_is_helped_reads_nothing_of_it(client, asked):
    client.force_login(asked.deployment.request.head)

    page = client.get(asked.deployment.get_absolute_url())

    assert (page.status_code, "Release by" in text(page)) == (200, False)
    assert client.get(address(asked)).status_code == 404


BROKEN = {
    "answered by nobody": {"status": "agreed"},
    "answered and still open": {"answered_at": clock.now()},
    "a note before the answer": {"note": "Yes"},
    "no days": {"halves": 0},
    "a state that is none": {"status": "perhaps"},
    "by telephone, and open": {"is_by_telephone": True},
}


@pytest.mark.parametrize("fields", BROKEN.values(), ids=BROKEN)
def test_the_database_refuses_half_an_answer(fields, asked):
    with pytest.raises(IntegrityError), transaction.atomic():
        Release.objects.filter(pk=asked.pk).update(**fields)


def test_one_waits_at_a_time(asked):
    with pytest.raises(IntegrityError), transaction.atomic():
        ReleaseFactory(deployment=asked.deployment)
