"""The desk's lists and pages of people and schools, and what a SATC lead does from them."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from schools import services
from schools.models import Person, Post, Role, SchoolStatus, SupportLevel
from tests.factories.schools import (
    NetworkFactory,
    PersonFactory,
    PostFactory,
    SchoolFactory,
    finance,
    head_of,
    lead,
    national_lead,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(client):
    somebody = lead()
    client.force_login(somebody)
    return somebody


def rows(page):
    return list(page.context["page_obj"])


@pytest.mark.parametrize("typed", ["marl", "ST6 1XY", "st61xy", "900777", "bottle oven", "cluster north", "salop"])
def test_a_school_is_found_by_name_postcode_urn_trust_network_and_authority(client, by, typed):
    school = SchoolFactory(
        urn=900777, name="Marl Pit", postcode="ST6 1XY", trust_name="The Bottle Oven Trust", la_name="Salop"
    )
    school.networks.add(NetworkFactory(name="Cluster North"), NetworkFactory(name="North and South"))
    SchoolFactory(name="Somewhere Else")

    assert rows(client.get("/admin/school/", {"q": typed})) == [school]


def test_every_word_typed_has_to_fit(client, by):
    school = SchoolFactory(name="Marl Pit", trust_name="The Bottle Oven Trust")
    SchoolFactory(name="Clay End", trust_name="The Bottle Oven Trust")

    assert rows(client.get("/admin/school/", {"q": "oven marl"})) == [school]
    assert "No school is found by that" in client.get("/admin/school/", {"q": "oven slip"}).text


def test_schools_are_filtered_by_level_mark_network_and_whether_they_are_open(client, by):
    target = SchoolFactory(intensive=True)
    closed = SchoolFactory(status=SchoolStatus.CLOSED)
    network = NetworkFactory()
    in_it = SchoolFactory(support_level=SupportLevel.TARGETED)
    in_it.networks.add(network)
    known = PostFactory().school

    def found(**query):
        return rows(client.get("/admin/school/", query))

    assert found() == sorted([target, in_it, known], key=lambda school: school.name)
    assert found(level="intensive") == [target]
    assert found(network=network.pk) == [in_it]
    assert found(show="target") == [target]
    assert found(show="closed") == [closed]
    assert found(show="known") == [known]


def test_people_are_found_by_name_address_and_role(client, by):
    head = head_of(SchoolFactory(name="Marl Pit"), name="Hilary Marl", email="hm@marl.example")
    PersonFactory(name="Somebody Else")

    assert rows(client.get("/admin/people/", {"q": "marl hil"})) == [head]
    page = client.get("/admin/people/", {"role": "headteacher"})
    assert rows(page) == [head]
    assert "Headteacher, Marl Pit" in page.text


def test_a_lead_starts_a_post_for_somebody_new_by_form(client, by):
    school = SchoolFactory()
    page = client.get(reverse("people:start_post"), {"school": school.pk})
    data = {
        "form_key": uuid.uuid4(), "school": school.label, "school_urn": school.pk, "school_picked_for": school.label,
        "email": "nia@new.example", "name": "", "role": "teacher", "starts_on": "2026-09-01",
    }  # fmt: skip
    assert f'value="{school.label}"' in page.text

    refused = client.post(reverse("people:start_post"), data)
    assert "enter their name too" in refused.text
    assert 'value="nia@new.example"' in refused.text
    for _ in range(2):
        answer = client.post(reverse("people:start_post"), data | {"name": "Nia New"})

    post = Post.objects.get()
    assert answer.url == reverse("person", args=[post.person_id])
    assert (post.school, post.starts_on.isoformat()) == (school, "2026-09-01")


def acts(post, **data):
    school = SchoolFactory()
    box = {"school": school.label, "school_urn": school.pk, "school_picked_for": school.label}
    return {
        "end": {"ends_on": "2027-08-31"},
        "move": {**box, "last_day": "2027-08-31"},
        "correct": {"starts_on": "2025-09-01", "ends_on": ""},
        "take_back": {},
    }


@pytest.mark.parametrize("act", ["end", "move", "correct", "take_back"])
def test_each_act_is_a_page_with_one_form(client, by, act):
    post = PostFactory()
    path = reverse(f"people:{act}_post", args=[post.pk])
    assert client.get(path).status_code == 200
    before = Post.objects.values().get()

    answer = client.post(path, acts(post)[act] | {"form_key": uuid.uuid4()})

    assert answer.url == reverse("person", args=[post.person_id])
    assert Post.objects.filter(pk=post.pk).values().first() != before


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(client, by):
    post = PostFactory(starts_on="2026-09-01")

    page = client.post(
        reverse("people:end_post", args=[post.pk]), {"ends_on": "2026-08-31", "form_key": uuid.uuid4()}
    ).text

    assert "It can’t end before it starts, on Tuesday 1 September 2026." in page
    assert 'value="2026-08-31"' in page


def test_a_post_is_proven_from_the_page_of_its_person(client, by):
    post = PostFactory(head=True, person__email="head@gmail.example", school__website="www.marl.example/home")

    page = client.get(reverse("person", args=[post.person_id])).text
    assert "The address ends in gmail.example; the school’s website is marl.example." in page
    client.post(reverse("people:prove_post", args=[post.pk]))

    post.refresh_from_db()
    assert post.proven_by == by
    assert "gmail.example;" not in client.get(reverse("person", args=[post.person_id])).text


def test_a_schools_page_says_who_works_there_and_who_did(client, by):
    school = SchoolFactory(trust_name="The Bottle Oven Trust")
    services.set_support_level(school, SupportLevel.INTENSIVE, by=by, reason="New team.")
    head = head_of(school, name="Hilary Head")
    PostFactory(school=school, person__name="Gone Teacher", ends_on="2025-01-01")

    page = client.get(school.get_desk_url())

    assert [post.person for post in page.context["posts"]] == [head]
    assert [post.person.name for post in page.context["posts_before"]] == ["Gone Teacher"]
    assert "New team." in page.text
    assert "The Bottle Oven Trust" in page.text


def test_finance_sees_the_office_of_a_school_and_no_more(client):
    school = SchoolFactory()
    head = head_of(school, email="hilary@marl.example")
    PostFactory(school=school, person__name="Some Teacher", proven=True)
    services.set_support_level(school, SupportLevel.INTENSIVE, by=lead(), reason="New team.")
    client.force_login(finance())

    page = client.get(school.get_desk_url())

    assert [post.person for post in page.context["posts"]] == [head]
    for secret in ("New team.", "Some Teacher", "hilary@marl.example", "Change"):
        assert secret not in page.text


def test_a_national_lead_sees_everything_and_is_offered_nothing_to_do(client):
    post = PostFactory(head=True)
    client.force_login(national_lead())

    page = client.get(reverse("person", args=[post.person_id])).text

    for act in ("Take back", "This is true", "Start a post"):
        assert act not in page


def test_a_lead_says_which_networks_a_school_belongs_to(client, by):
    school, old, new = SchoolFactory(), NetworkFactory(name="Old"), NetworkFactory(name="New")
    school.networks.add(old)

    client.post(reverse("people:school_networks", args=[school.pk]), {"networks": [new.pk]})

    assert list(school.networks.all()) == [new]


@pytest.mark.parametrize("path", ["/admin/people/", "/admin/school/?show=known", "person", "school"])
def test_pages_ask_few_queries_however_much_is_on_them(client, by, path):
    school, person = SchoolFactory(), PersonFactory()

    def more(number):
        for _ in range(number):
            post = PostFactory(school=school, proven=True)
            services.note_post(post, by=by)
            post.school.networks.add(NetworkFactory())
            services.end_post(PostFactory(person=person), ends_on="2027-01-01", by=by)

    def asked():
        address = {"person": reverse("person", args=[person.pk]), "school": school.get_desk_url()}.get(path, path)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    more(1)
    asked()
    one = asked()
    more(3)
    assert asked() == one
    assert one <= 15


def test_somebody_who_was_forgotten_is_in_no_list_and_has_no_posts_to_keep(client, by):
    from satc.personal.erasure import forget

    post = PostFactory(role=Role.TEACHER)
    forget(post.person, by=by)

    assert Person.objects.get(pk=post.person_id) not in rows(client.get("/admin/people/"))
    assert "Take back" not in client.get(reverse("person", args=[post.person_id])).text
