"""Whoever works at a school is found by its trust and its networks, and their page names them."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import clock
from core.models import Change
from influencers import jobs
from influencers.models import Influencer
from schools import services
from tests.factories.influencers import InfluencerFactory
from tests.factories.schools import NetworkFactory, SchoolFactory, lead

pytestmark = pytest.mark.django_db


@pytest.fixture
def influencer(db):
    return InfluencerFactory(at_school=SchoolFactory(trust_name="The Bottle Oven Trust"))


def found(word):
    return Influencer.objects.found_by(word).exists()


def test_the_trust_and_each_network_of_todays_school_find_them(influencer):
    assert found("oven trust")
    network = NetworkFactory(name="Ogden North")
    by = lead()
    assert not found("ogden")

    services.set_networks(influencer.school, [network], by=by)
    assert found("ogden north")

    network.name = "Kiln Cluster"
    network.save()
    assert found("kiln cluster")
    assert not found("ogden")

    services.set_networks(influencer.school, [], by=by)
    assert not found("kiln")
    assert [(change.action, change.reason) for change in Change.objects.of(influencer.school)] == [
        ("join_network", "Ogden North"),
        ("leave_network", "Kiln Cluster"),
    ]


def test_a_network_of_the_school_they_left_finds_them_no_more(influencer):
    old = influencer.school
    old.networks.add(NetworkFactory(name="Ogden North"))
    yesterday = clock.today() - datetime.timedelta(days=1)
    services.move_post(
        influencer.person.posts.get(), school=SchoolFactory(), last_day=yesterday, is_true=True, by=lead()
    )

    assert not found("oven")
    services.set_networks(old, [NetworkFactory(name="Kiln Cluster")], by=lead())
    assert not found("kiln")


def test_a_trust_that_the_register_changes_is_found_the_next_day(influencer):
    type(influencer.school).objects.update(trust_name="Saggar Trust")

    jobs.write_search_texts()

    assert found("saggar")
    assert not found("oven")


def test_the_nightly_job_asks_as_much_for_three_as_for_one(influencer):
    counts = []
    for _ in range(2):
        Influencer.objects.update(search_text="")
        with CaptureQueriesContext(connection) as queries:
            jobs.write_search_texts()
        counts.append(len(queries))
        for _ in range(2):
            more = InfluencerFactory()
            more.school.networks.add(NetworkFactory())

    assert counts[0] == counts[1]


def test_their_page_names_the_trust_and_the_networks(client, influencer):
    influencer.school.networks.add(NetworkFactory(name="Ogden North"))

    assert "The Bottle Oven Trust · Ogden North" in client.get(influencer.get_absolute_url()).text
