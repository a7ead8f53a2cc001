import uuid

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from core.exceptions import NotAllowed, Refused, TransitionRefused
from core.models import Change
from correspondence.models import Document
from influencers import head_letter, services
from influencers.models import Progress
from influencers.workflow import ProgressStatus
from programmes.models import Opportunity
from tests.factories.influencers import InfluencerFactory, InterestFactory
from tests.factories.schools import PersonFactory, finance, head_of, lead, national_lead

pytestmark = pytest.mark.django_db


def opportunity(slug="csciteach"):
    return Opportunity.objects.get(slug=slug)


def progress_of(influencer, status, **fields):
    if status == ProgressStatus.ACHIEVED:
        return services.record_achievement(influencer, opportunity(), by=lead())
    return Progress.objects.create(influencer=influencer, opportunity=opportunity(), status=status, **fields)


def say(influencer, status, *, by=None, is_shown=False):
    return services.say_progress(
        influencer, opportunity(), status=status, is_shown=is_shown, by=by or influencer.person
    )


SAID = [ProgressStatus.INTERESTED, ProgressStatus.WORKING_TOWARDS, ProgressStatus.STOPPED]


@pytest.mark.parametrize("before", SAID)
@pytest.mark.parametrize("after", SAID)
def test_an_influencer_says_how_they_are_getting_on(before, after):
    influencer = InfluencerFactory()
    progress = progress_of(influencer, before)

    say(influencer, after)

    progress.refresh_from_db()
    assert progress.status == after
    changes = [(change.from_status, change.to_status, change.by) for change in Change.objects.of(progress)]
    assert changes == ([] if before == after else [(before, after, influencer.person)])


@pytest.mark.parametrize("status", SAID)
def test_what_is_achieved_stays_achieved(status):
    influencer = InfluencerFactory()
    progress_of(influencer, ProgressStatus.ACHIEVED)

    with pytest.raises(TransitionRefused, match="it is achieved"):
        say(influencer, status)
    with pytest.raises(TransitionRefused):
        services.record_achievement(influencer, opportunity(), by=lead())


@pytest.mark.parametrize("before", [None, *SAID])
def test_a_lead_records_that_it_is_achieved(before):
    influencer, by = InfluencerFactory(), lead()
    if before:
        progress_of(influencer, before)

    progress = services.record_achievement(influencer, opportunity(), by=by)

    assert (progress.status, progress.achieved_by) == ("achieved", by)
    assert Change.objects.of(progress).last().action == "achieve"


@pytest.mark.parametrize("somebody", [national_lead, finance, PersonFactory])
def test_nobody_else_records_it(somebody):
    influencer = InfluencerFactory()

    for by in (somebody(), influencer.person):
        with pytest.raises(NotAllowed):
            services.record_achievement(influencer, opportunity(), by=by)
    with pytest.raises(Refused, match="A SATC lead says"):
        say(influencer, ProgressStatus.ACHIEVED)


def test_a_lead_records_nothing_of_their_own():
    by = lead()

    with pytest.raises(NotAllowed):
        services.record_achievement(InfluencerFactory(person=by), opportunity(), by=by)


@pytest.mark.parametrize("somebody", [lead, PersonFactory])
def test_nobody_says_it_for_them(somebody):
    with pytest.raises(NotAllowed):
        say(InfluencerFactory(), ProgressStatus.INTERESTED, by=somebody())


def test_who_has_stepped_down_says_nothing():
    with pytest.raises(Refused, match="You have stepped down"):
        say(InfluencerFactory(status="stepped_down"), ProgressStatus.INTERESTED)


def test_the_profile_shows_what_is_achieved_and_what_they_like_shown(client):
    influencer = InfluencerFactory()
    services.record_achievement(influencer, opportunity("csciteach"), by=lead())
    Progress.objects.create(influencer=influencer, opportunity=opportunity("psqm-hub-leader"), status="interested")
    for slug, is_shown in (("slp-facilitator", True), ("aspiring-sle", False)):
        services.say_progress(
            influencer, opportunity(slug), status="working_towards", is_shown=is_shown, by=influencer.person
        )

    page = client.get(influencer.get_absolute_url()).content.decode()

    slugs = ("csciteach", "slp-facilitator", "aspiring-sle", "psqm-hub-leader")
    assert [opportunity(slug).name in page for slug in slugs] == [True, True, False, False]


def test_it_is_said_on_ones_own_page(client):
    influencer = InfluencerFactory()
    client.force_login(influencer.person)
    said = {"csciteach-status": "working_towards", "csciteach-is_shown": "on"}

    assert "Chartered Science Teacher" in client.get("/my/progress/").content.decode()
    page = client.post("/my/progress/csciteach/", said, follow=True).content.decode()

    assert "saved." in page
    assert (Progress.objects.get().status, Progress.objects.get().is_shown) == ("working_towards", True)
    assert (
        "Choose one of the answers."
        in client.post("/my/progress/csciteach/", {"csciteach-status": "achieved"}).content.decode()
    )


@pytest.mark.parametrize("somebody", [lead, PersonFactory, lambda: InfluencerFactory(status="stepped_down").person])
def test_for_anybody_else_there_is_no_such_page(client, somebody):
    client.force_login(somebody())

    assert client.get("/my/progress/").status_code == 404
    assert client.post("/my/progress/csciteach/").status_code == 404


def test_a_lead_records_it_at_the_desk(client):
    influencer = InfluencerFactory(person__name="Asha Malik")
    client.force_login(lead())
    said = {"form_key": str(uuid.uuid4()), "influencer": influencer.pk, "opportunity": opportunity().pk}

    page = client.post("/admin/opportunities/achieved/", said, follow=True).content.decode()

    assert "Asha Malik has achieved it." in page
    assert '<td data-label="How far">Achieved</td>' in page


def test_a_national_lead_looks_and_records_nothing(client):
    client.force_login(national_lead())

    assert "Record an achievement" not in client.get("/admin/opportunities/").content.decode()
    assert client.post("/admin/opportunities/achieved/").status_code == 403


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("progress_status_known", {"status": "lost"}),
        ("progress_achieved_by_somebody", {"status": "achieved"}),
        ("progress_achievement_whole", {"achieved_at": "2026-03-03T09:00Z"}),
    ],
)
def test_the_database_refuses_what_cannot_be(constraint, fields):
    progress_of(InfluencerFactory(), ProgressStatus.INTERESTED)

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Progress.objects.update(**fields)


def test_the_database_refuses_a_second_progress_in_one_opportunity():
    progress = progress_of(InfluencerFactory(), ProgressStatus.INTERESTED)

    with pytest.raises(IntegrityError, match=r"progress_once|opportunity_id"), transaction.atomic():
        progress_of(progress.influencer, ProgressStatus.STOPPED)


@pytest.mark.parametrize("address", ["/my/progress/", "/admin/opportunities/", "/influencers/"])
def test_the_pages_take_as_many_queries_for_three_as_for_one(client, address):
    by = lead()
    own = InfluencerFactory(person=by)
    client.force_login(by)
    client.get(address)
    counts = []
    for slugs in (["csciteach"], ["aspiring-sle", "slp-facilitator"]):
        for slug in slugs:
            services.start_progress(own, opportunity(slug), by=by)
            services.start_progress(InfluencerFactory(), opportunity(slug), by=by)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_a_later_letter_to_the_head_leaves_out_what_they_have_stopped():
    interest = InterestFactory(status="submitted")
    tdts = opportunity("tdts-champion")
    interest.opportunities.set([opportunity(), tdts])
    head = head_of(interest.school)
    influencer = services.accept_interest(interest, by=lead())
    say(influencer, ProgressStatus.STOPPED)

    last = Document.objects.get(kind="head_letter")
    renewed = head_letter.renewal_of(influencer, last, school=interest.school, head=head, by=lead())
    assert [item["name"] for item in last.context["opportunities"]] == [str(opportunity()), str(tdts)]
    assert [item["name"] for item in renewed["opportunities"]] == [str(tdts)]
