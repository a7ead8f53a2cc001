import re

import pytest
from django.contrib import admin

from influencers.admin import ExpertiseAdmin
from influencers.models import Expertise
from influencers.workflow import InfluencerStatus
from schools.services import end_post
from tests.factories.influencers import ExpertiseFactory, InfluencerFactory
from tests.factories.programmes import weekday
from tests.factories.schools import PostFactory, SchoolFactory

pytestmark = pytest.mark.django_db


def found(client, query):
    """The names on a page of the directory, by the alphabet: the page has them in an order of its own."""
    page = client.get(f"/influencers/?{query}").content.decode()
    return sorted(re.findall(r'<h2><a href="/influencers/[^"]+">([^<]+)</a></h2>', page))


def influencer(name, **fields):
    return InfluencerFactory(person__name=name, **fields)


@pytest.mark.parametrize(
    "typed",
    [
        "asha",
        "Malik, ASHA",
        "zoe",
        "assess",
        "assessment",
        "assessments",
        "enquiries assessing",
        "electricity asha",
        "electri",
        "st zoës",
        "BALLOON",
        "mali primar",
    ],
)
def test_all_the_words_typed_begin_words_or_share_a_stem_with_them(client, typed):
    influencer(
        "Asha Malik",
        biography="Electricity, and balloons.",
        at_school=SchoolFactory(name="St Zoë's Primary"),
        strengths=[ExpertiseFactory(name="Assessing enquiry skills")],
    )
    influencer("Tom Colclough")

    assert found(client, f"q={typed}") == ["Asha Malik"]


@pytest.mark.parametrize(
    "typed", ["asha chemistry", "lik", "zzz", "100%", "a_h", "asha' | 'tom", "asha:* %26 tom", "x" * 199]
)
def test_a_word_that_begins_no_word_finds_nobody(client, typed):
    influencer("Asha Malik")

    assert found(client, f"q={typed}") == []


def test_the_school_is_where_they_work_today(client, a_lead):
    asha = influencer("Asha Malik", at_school=SchoolFactory(name="Old School"))
    end_post(asha.person.posts.get(), ends_on=weekday(-1), by=a_lead)
    PostFactory(person=asha.person, school=SchoolFactory(name="New School"), proven=True)

    assert (found(client, "q=old"), found(client, "q=new")) == ([], ["Asha Malik"])
    page = client.get(asha.get_absolute_url()).content.decode()
    assert ("New School" in page, "Old School" in page) == (True, False)


def test_a_post_that_nobody_has_proven_is_not_shown(client):
    asha = influencer("Asha Malik", at_school=SchoolFactory(name="True School"))
    PostFactory(person=asha.person, school=SchoolFactory(name="Claimed School"), role="science_leader")

    assert "Claimed School" not in client.get(asha.get_absolute_url()).content.decode()
    assert found(client, "q=claimed") == []


def test_somebody_between_schools_is_still_found(client, a_lead):
    asha = influencer("Asha Malik")
    end_post(asha.person.posts.get(), ends_on=weekday(-1), by=a_lead)

    assert found(client, "q=asha") == ["Asha Malik"]
    assert client.get(asha.get_absolute_url()).status_code == 200


def test_any_of_the_strengths_asked_for_is_enough(client):
    talk, clubs = ExpertiseFactory(), ExpertiseFactory()
    influencer("Asha Malik", strengths=[talk, clubs])
    influencer("Beth Salt", strengths=[clubs])
    influencer("Tom Colclough")

    assert found(client, f"expertise={talk.slug}") == ["Asha Malik"]
    assert found(client, f"expertise={talk.slug}&expertise={clubs.slug}") == ["Asha Malik", "Beth Salt"]


@pytest.mark.parametrize("stage", ["eyfs", "ks1", "ks2"])
def test_a_key_stage_finds_those_who_know_it(client, stage):
    influencer("Asha Malik", **{"eyfs": False, "ks1": False, "ks2": False, stage: True})
    influencer("Tom Colclough", eyfs=stage != "eyfs", ks1=stage != "ks1", ks2=stage != "ks2")

    assert found(client, f"stage={stage}") == ["Asha Malik"]


@pytest.mark.parametrize("query", ["expertise=nonsense", "stage=ks9", "stage=%27"])
def test_a_filter_that_means_nothing_is_left_out_and_said(client, query):
    influencer("Asha Malik")

    page = client.get(f"/influencers/?{query}")

    assert page.status_code == 200
    assert "so we left it out of the search" in page.content.decode()
    assert found(client, query) == ["Asha Malik"]


@pytest.mark.parametrize("query", ["page=0", "page=99", "page=x", f"q={'x' * 5000}", "q=%20", "expertise="])
def test_an_address_typed_wrong_is_never_an_error(client, query):
    influencer("Asha Malik")

    assert client.get(f"/influencers/?{query}").status_code == 200


def test_only_published_profiles_are_listed_or_opened(client):
    hidden = influencer("Asha Malik", status=InfluencerStatus.UNPUBLISHED)

    assert found(client, "") == []
    assert client.get(hidden.get_absolute_url()).status_code == 404


def test_pages_follow_one_another_and_keep_the_search(client):
    for number in range(12):
        influencer(f"Asha Number{number:02d}")

    assert len(found(client, "q=asha")) == 10
    assert len(found(client, "q=asha&page=2")) == 2
    assert sorted(found(client, "q=asha") + found(client, "q=asha&page=2")) == [
        f"Asha Number{number:02d}" for number in range(12)
    ]
    assert "?q=asha&amp;page=2" in client.get("/influencers/?q=asha").content.decode()


def test_nobody_fitting_is_answered_with_another_way(client):
    assert 'href="/support/"' in client.get("/influencers/?q=zzz").content.decode()


def test_no_address_or_telephone_number_is_anywhere_in_the_source(client):
    asha = influencer(
        "Asha Malik", person__email="asha@saggar.example", at_school=SchoolFactory(telephone="01782555019")
    )

    for address in ("/influencers/", asha.get_absolute_url()):
        page = client.get(address).content.decode()
        assert re.findall(r"[\w.]+@[\w.]+", page) == []
        assert "01782555019" not in page


def test_a_profile_carries_the_interest_to_satc(client):
    asha = influencer("Asha Malik")

    page = client.get(asha.get_absolute_url()).content.decode()

    assert f'href="/support/?influencer={asha.slug}"' in page
    assert "Ask SATC about this" in page


def test_a_strength_that_is_renamed_is_found_by_its_new_name(client, rf, a_lead):
    term = ExpertiseFactory(name="Old words")
    influencer("Asha Malik", strengths=[term])
    term.name = "Fresh words"

    request = rf.post("/")
    request.user = a_lead

    ExpertiseAdmin(Expertise, admin.site).save_model(request, term, None, True)

    assert (found(client, "q=fresh"), found(client, "q=old")) == (["Asha Malik"], [])


def test_the_vocabulary_is_there_from_the_start():
    assert Expertise.objects.count() == 25
    assert len(set(Expertise.objects.values_list("group", flat=True))) == 6
