"""What is known of an influencer when a lead looks for somebody, and how the list is looked through."""

import datetime

import pytest

from brokerage.suggestions import order_for, weekdays_in
from brokerage.terms import term_of
from brokerage.workflow import DeploymentStatus
from core import clock
from influencers.models import Progress
from influencers.workflow import InfluencerStatus
from tests.brokerage.test_asking_for_support import text
from tests.factories.brokerage import DeploymentFactory, OtherVisitFactory, SupportRequestFactory, VisitFactory
from tests.factories.influencers import ExpertiseFactory, InfluencerFactory
from tests.factories.programmes import EventFactory, OpportunityFactory, PlaceFactory
from tests.factories.schools import SchoolFactory, lead

pytestmark = pytest.mark.django_db


def funded(**fields):
    return SupportRequestFactory(status="funded", **fields)


def facts_of(influencer, request=None, kind="champion"):
    order = order_for(request or funded(), kind=kind, halves=5)
    return order.of(influencer.pk).candidate


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("Tuesdays or Thursdays, not in the last week of term.", {"Tuesday", "Thursday"}),
        ("Any day but Monday", set()),
        ("wednesday afternoons. Never on Fridays", {"Wednesday"}),
        ("After half-term", set()),
        ("", set()),
    ],
)
def test_the_weekdays_are_read_from_the_schools_own_words(words, days):
    assert weekdays_in(words) == days


@pytest.mark.parametrize(
    ("date", "term"),
    [
        ("2026-12-31", ("2026-09-01", "2026-12-31")),
        ("2027-01-01", ("2027-01-01", "2027-03-28")),
        ("2027-03-28", ("2027-01-01", "2027-03-28")),
        ("2027-03-29", ("2027-03-29", "2027-08-31")),
        ("2027-09-01", ("2027-09-01", "2027-12-31")),
    ],
)
def test_a_day_belongs_to_one_term(date, term):
    day = datetime.date.fromisoformat
    assert term_of(day(date)) == (day(term[0]), day(term[1]))


def test_the_distance_and_what_they_know_are_measured_against_the_request():
    area = ExpertiseFactory(name="Assessment")
    request = funded(school__easting=380000, school__northing=340000, ks2=True, when_suits="Tuesdays")
    request.areas.add(area)
    near = InfluencerFactory(
        at_school=SchoolFactory(easting=380000, northing=340000 + 3219, name="Near"),
        strengths=[area, ExpertiseFactory()],
        ks2=True,
        tuesday=True,
        halves_a_term=6,
    )

    found = facts_of(near, request)

    assert (found.areas, found.stages, found.weekdays) == ({"Assessment"}, {"Key stage 2"}, {"Tuesday"})
    assert (round(found.miles, 2), found.workplace, found.possible) == (2.0, "Near", 6)


def test_load_is_visits_deployments_and_places_of_this_term():
    term_starts, _ = term_of(clock.today())
    influencer = InfluencerFactory()
    person = influencer.person
    deployment = DeploymentFactory(influencer=influencer, status=DeploymentStatus.ACTIVE, halves=5)
    VisitFactory(deployment=deployment, on=clock.today(), part="whole_day")
    VisitFactory(deployment=deployment, on=clock.today(), part="morning", status="cancelled")
    OtherVisitFactory(person=person, on=clock.today(), part="morning")
    OtherVisitFactory(person=person, on=term_starts - datetime.timedelta(days=30), part="whole_day")
    PlaceFactory(person=person, event=EventFactory(on=clock.today(), part="whole_day"), status="booked")
    PlaceFactory(
        person=person, event=EventFactory(on=clock.today(), part="twilight", is_release_funded=False), status="booked"
    )
    PlaceFactory(person=person, event=EventFactory(on=clock.today(), part="morning"), status="cancelled")
    DeploymentFactory(influencer=influencer, status=DeploymentStatus.COMPLETED, halves=5)

    # 2.5 days of the deployment, of which one is planned; a morning elsewhere; a whole day of an event.
    assert facts_of(influencer).load == 5 + 1 + 2


def test_training_past_work_and_what_was_turned_down_are_known():
    influencer, request = InfluencerFactory(), funded()
    champion = OpportunityFactory(slug="invented-champion", name="Invented champion")
    Progress.objects.create(
        influencer=influencer, opportunity=champion, status="achieved", achieved_by=lead(), achieved_at=clock.now()
    )
    DeploymentFactory(influencer=influencer, status=DeploymentStatus.TURNED_DOWN)
    DeploymentFactory(
        influencer=influencer,
        request=SupportRequestFactory(status="completed", school=request.school, proven=False),
        status=DeploymentStatus.COMPLETED,
    )

    found = facts_of(influencer, request)

    assert (found.trained_as, found.has_worked_there, found.refusals) == ("Invented champion", True, 1)


def test_who_works_towards_being_a_champion_is_not_one_yet():
    influencer = InfluencerFactory()
    Progress.objects.create(
        influencer=influencer, opportunity=OpportunityFactory(slug="a-champion"), status="working_towards"
    )

    assert facts_of(influencer).trained_as == ""


def test_who_cannot_be_asked_is_set_apart_with_the_reason():
    request = funded()
    unproven = InfluencerFactory(person__name="Una Unproven")
    unproven.person.posts.update(proven_at=None, proven_by=None)
    InfluencerFactory(
        person__name="Pia Paused",
        status=InfluencerStatus.PAUSED,
        returns_on=datetime.date(2027, 3, 1),
        consented_at=clock.now(),
    )
    InfluencerFactory(person__name="Cal Colleague", at_school=request.school)
    InfluencerFactory(person__name="Nia New", status=InfluencerStatus.UNPUBLISHED, consented_at=None)
    InfluencerFactory(person__name="Gone", status=InfluencerStatus.STEPPED_DOWN, consented_at=None)

    order = order_for(request, kind="peer", halves=2)

    assert order.suggestions == ()
    assert [(one.name, why) for one, why in order.apart] == [
        ("Cal Colleague", "works at this school"),
        ("Nia New", "not in the directory now"),
        ("Pia Paused", "paused until Monday 1 March 2027"),
        ("Una Unproven", "we have not confirmed where they work, so there is no school to release them"),
    ]


@pytest.fixture
def desk(client):
    client.force_login(lead())
    return client


def test_the_list_is_short_searched_by_name_and_grows(desk):
    request = funded()
    for number in range(12):
        InfluencerFactory(person__name=f"Ada Number{number}")
    zoe = InfluencerFactory(person__name="Zoe Rare")
    url = f"/admin/support/{request.reference}/"

    first, found, nobody = (text(desk.get(f"{url}{query}")) for query in ("", "?find=zoe+RARE", "?find=wizard"))

    assert "8 of 13 shown" in first
    assert "show=28" in first
    assert "13 of 13 shown" in text(desk.get(f"{url}?kind=peer&show=28"))
    assert f'value="{zoe.pk}"' in found
    assert "Ada Number1" not in found
    assert "Nobody of that name can be asked." in nobody


def test_what_makes_no_sense_in_the_address_is_left_out(desk):
    InfluencerFactory()
    request = funded()

    page = text(desk.get(f"/admin/support/{request.reference}/?kind=wizardry&show=many&find={'x' * 200}"))

    assert "1 of 1 shown" in page


def test_what_was_chosen_further_down_comes_back_with_what_is_missing(desk):
    request = funded()
    everybody = [InfluencerFactory() for _ in range(10)]
    last = order_for(request, kind="peer", halves=5).suggestions[-1].candidate.key
    assert last in [one.pk for one in everybody]

    page = text(
        desk.post(
            f"/admin/support/{request.reference}/propose/",
            {"propose-influencer": last, "propose-kind": "peer", "propose-why": "They know the head"},
        )
    )

    assert "Choose a national lead." in page
    assert f'value="{last}" checked' in page or f'value="{last}" id' in page
    assert "They know the head" in page
