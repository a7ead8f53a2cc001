"""The order, the filters and the addresses of the directory; what a word finds is in test_finding_expertise."""

import datetime
import html
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core import clock
from influencers.models import Progress
from influencers.workflow import ProgressStatus
from programmes.models import Opportunity
from schools.models import SchoolStatus
from tests.factories.influencers import ExpertiseFactory, InfluencerFactory
from tests.factories.schools import SchoolFactory, lead

pytestmark = pytest.mark.django_db

A_MILE = 1609.344
MONDAY = datetime.datetime(2026, 11, 23, 9, tzinfo=datetime.UTC)


def page_of(client, query=""):
    return html.unescape(client.get(f"/influencers/?{query}").content.decode())


def names(client, query=""):
    """The names on a page, in its order."""
    return re.findall(r'<h2><a href="/influencers/[^"]+">([^<]+)</a></h2>', page_of(client, query))


def influencer(name, *, miles_north=0, **fields):
    school = SchoolFactory(name=f"School of {name}", easting=388000, northing=int(345000 + miles_north * A_MILE))
    return InfluencerFactory(person__name=name, at_school=school, **fields)


def achieve(influencer, slug, status=ProgressStatus.ACHIEVED):
    by = {"achieved_by": lead(), "achieved_at": influencer.accepted_at} if status == ProgressStatus.ACHIEVED else {}
    Progress.objects.create(influencer=influencer, opportunity=Opportunity.objects.get(slug=slug), status=status, **by)


@pytest.fixture
def crowd():
    for number in range(25):
        influencer(f"Asha Number{number:02d}")


def test_a_visitor_has_one_order_all_day_with_nobody_twice(client, crowd):
    with clock.moved_to(MONDAY):
        morning = [name for page in (1, 2, 3) for name in names(client, f"page={page}")]
    with clock.moved_to(MONDAY + datetime.timedelta(hours=7)):
        afternoon = [name for page in (1, 2, 3) for name in names(client, f"page={page}")]

    assert morning == afternoon
    assert sorted(morning) == [f"Asha Number{number:02d}" for number in range(25)]


def test_the_order_is_another_the_next_day_and_for_another_visitor(client, crowd):
    with clock.moved_to(MONDAY):
        mine, theirs = names(client), names(Client())
    with clock.moved_to(MONDAY + datetime.timedelta(days=1)):
        tomorrow = names(client)

    assert mine != theirs
    assert mine != tomorrow


def test_looking_writes_nothing_but_the_visitors_seed(client, crowd):
    with CaptureQueriesContext(connection) as queries:
        names(client, "q=asha&stage=ks2")
        names(client, "q=asha&page=2")

    written = [query["sql"] for query in queries if re.match("INSERT|UPDATE|DELETE", query["sql"])]
    assert [sql for sql in written if "django_session" not in sql] == []
    assert len(written) == 1


def test_near_a_school_the_nearest_comes_first_with_whole_miles(client):
    here = SchoolFactory(urn=123456, name="Here Primary", easting=388000, northing=345000)
    influencer("Far Away", miles_north=7.6)
    influencer("Next Door", miles_north=0.3)
    influencer("Down Road", miles_north=1.2)
    InfluencerFactory(person__name="Not Known", at_school=SchoolFactory(easting=None, northing=None))

    assert names(client, f"near={here.urn}") == ["Next Door", "Down Road", "Far Away", "Not Known"]
    page = page_of(client, f"near={here.urn}")
    assert re.findall(r" · (.*away)", page) == ["less than a mile away", "about 1 mile away", "about 8 miles away"]


def test_the_distance_is_to_the_school_of_today(client, a_lead):
    here = SchoolFactory(easting=388000, northing=345000)
    asha = influencer("Asha Malik", miles_north=9)
    influencer("Beth Salt", miles_north=5)
    asha.person.posts.update(school=SchoolFactory(easting=388000, northing=345000))

    assert names(client, f"near={here.urn}") == ["Asha Malik", "Beth Salt"]


@pytest.mark.parametrize("near", ["1", "999999", "x", "١٢٣٤٥٦", "-12345", "9" * 400])
def test_a_school_that_nobody_knows_is_left_out_and_said(client, near):
    influencer("Asha Malik")

    answer = client.get(f"/influencers/?near={near}")

    assert answer.status_code == 200
    assert names(client, f"near={near}") == ["Asha Malik"]
    assert "field-error" in answer.content.decode()


def test_a_closed_school_is_left_out_and_said(client):
    closed = SchoolFactory(status=SchoolStatus.CLOSED)
    influencer("Asha Malik")

    assert "is closed in the register" in page_of(client, f"near={closed.urn}")


def test_the_school_box_sends_on_to_a_plain_address(client):
    SchoolFactory(urn=123456, name="Saggar Lane Primary", easting=1, northing=1)

    answer = client.get("/influencers/?q=asha&stage=&near=Saggar+Lane&near_urn=&near_picked_for=&expertise=physics")

    assert (answer.status_code, answer.url) == (302, "/influencers/?q=asha&expertise=physics&near=123456")
    assert client.get("/influencers/?q=&stage=&near=&near_urn=&near_picked_for=").url == "/influencers/?"


def test_a_school_box_that_fits_several_schools_asks_which(client):
    SchoolFactory(name="Saggar Lane Primary")
    SchoolFactory(name="Saggar Lane Infants")

    page = page_of(client, "near=Saggar+Lane&near_urn=&near_picked_for=")

    assert "Which school is it?" in page


def test_an_achievement_finds_those_who_have_it_and_nobody_on_the_way(client):
    achieve(influencer("Asha Malik"), "csciteach")
    achieve(influencer("Beth Salt"), "csciteach", ProgressStatus.WORKING_TOWARDS)
    achieve(influencer("Tom Colclough"), "psqm-hub-leader")

    assert names(client, "achieved=csciteach") == ["Asha Malik"]
    assert sorted(names(client, "achieved=csciteach&achieved=psqm-hub-leader")) == ["Asha Malik", "Tom Colclough"]
    assert "so we left it out" in page_of(client, "achieved=nonsense")


def test_each_filter_says_how_many_it_would_find_with_the_rest_of_the_search(client):
    talk, clubs = ExpertiseFactory(name="Talk"), ExpertiseFactory(name="Clubs")
    influencer("Asha Malik", strengths=[talk, clubs], ks1=True)
    influencer("Asha Salt", strengths=[talk])
    influencer("Tom Colclough", strengths=[clubs], ks1=True)
    achieve(influencer("Asha Number", strengths=[clubs]), "csciteach")

    page = page_of(client, f"q=asha&expertise={talk.slug}")

    def counted(label):
        return int(re.search(rf'{label} <span class="muted">\((\d+)\)', page)[1])

    assert {label: counted(label) for label in ("Talk", "Clubs", "Key stage 1", "Key stage 2")} == {
        "Talk": 2,
        "Clubs": 2,
        "Key stage 1": 1,
        "Key stage 2": 2,
    }
    assert "<strong>2 science influencers</strong>" in page


def test_each_thing_asked_for_has_a_link_without_it(client):
    SchoolFactory(urn=123456, name="Here Primary", easting=1, northing=1)
    influencer("Asha Malik")

    page = page_of(client, "q=asha&expertise=physics&expertise=biology&stage=ks2&near=123456&page=1")

    chips = re.findall(
        r'<li><a href="/influencers/\?([^"]*)"><span class="visually-hidden">Remove </span>([^<]+)', page
    )
    assert chips == [
        ("expertise=physics&expertise=biology&stage=ks2&near=123456", "“asha”"),
        ("q=asha&expertise=biology&stage=ks2&near=123456", "Physics topics"),
        ("q=asha&expertise=physics&stage=ks2&near=123456", "Biology topics"),
        ("q=asha&expertise=physics&expertise=biology&near=123456", "Key stage 2"),
        ("q=asha&expertise=physics&expertise=biology&stage=ks2", "Near Here Primary"),
    ]


def test_where_nobody_fits_it_says_what_to_leave_out_and_how_many_that_finds(client):
    influencer("Asha Malik", strengths=[ExpertiseFactory(slug="talk")])
    influencer("Beth Salt", ks1=True)

    page = page_of(client, "q=asha&stage=ks1")

    ways = re.findall(r'<a href="/influencers/\?([^"]*)">Leave out ([^<]+)</a>: (\d+ \w+)', page)
    assert ways == [("stage=ks1", "the words “asha”", "1 person"), ("q=asha", "key stage 1", "1 person")]
    assert 'href="/support/"' in page


def test_a_link_that_is_shared_shows_somebody_else_the_same_people(client):
    influencer("Asha Malik", ks1=True)
    influencer("Beth Salt")
    query = "q=asha&stage=ks1"

    assert names(client, query) == names(Client(), query) == ["Asha Malik"]


@pytest.mark.parametrize("query", ["", "q=asha&stage=ks2&expertise=physics&near=123456", "q=nobody&stage=ks1"])
def test_the_page_takes_at_most_ten_queries_for_three_or_thirty(client, query):
    SchoolFactory(urn=123456, easting=1, northing=1)
    client.force_login(lead())
    names(client)
    counts = []
    for number in (3, 30):
        while len(counts) * 27 + 3 > InfluencerFactory._meta.model.objects.count():
            influencer(f"Asha {number}")
        with CaptureQueriesContext(connection) as queries:
            names(client, query)
        counts.append(len(queries))

    assert counts[0] == counts[1]
    assert counts[0] <= 10
