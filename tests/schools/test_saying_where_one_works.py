"""People say themselves where they work and when they leave; a SATC lead sees it at the desk."""

import datetime
import uuid

import pytest
from django.urls import reverse

from core import clock
from core.exceptions import NotAllowed, Refused
from core.models import Change
from schools import services, waiting
from schools.models import Person, Post, Role
from tests.factories.schools import PeriodFactory, PersonFactory, PostFactory, SchoolFactory, head_of, lead

pytestmark = pytest.mark.django_db
A_MONTH = datetime.timedelta(days=30)


@pytest.fixture(autouse=True)
def holidays_ahead(db):
    """So that no calendar waits for the lead."""
    PeriodFactory()


def waits(by):
    return [item.text for item in waiting.desk_for(by)]


def test_a_person_adds_a_school_and_a_lead_proves_it(client):
    person, school, by = PersonFactory(name="Nia New"), SchoolFactory(name="Marl Pit"), lead()
    client.force_login(person)
    box = {"school": school.label, "school_urn": school.pk, "school_picked_for": school.label}

    answer = client.post(reverse("work:add"), box | {"role": "teacher", "form_key": uuid.uuid4()}, follow=True)

    post = Post.objects.get()
    assert (post.person, post.school, post.role, post.is_proven) == (person, school, "teacher", False)
    assert "Teacher, Marl Pit" in answer.text
    assert waits(by) == ["Nia New says that they work at Marl Pit"]
    services.prove_post(post, by=by)
    assert waits(by) == []


def test_who_leaves_says_when_and_the_lead_has_seen_it(client):
    school, by = SchoolFactory(name="Marl Pit"), lead()
    head = head_of(school, name="Hilary Head")
    [post] = head.posts.all()
    client.force_login(head)
    last = clock.today() - A_MONTH

    client.post(reverse("work:left", args=[post.pk]), {"ends_on": last.isoformat(), "form_key": uuid.uuid4()})

    post.refresh_from_db()
    assert (post.ends_on, services.head_of(school)) == (last, None)
    assert waits(by) == ["Hilary Head says that they leave Marl Pit"]
    services.note_post(post, by=by)
    assert waits(by) == []
    actions = [(change.action, change.by) for change in Change.objects.of(post)]
    assert actions == [("leave_post", head), ("note_post", by)]


def test_claiming_to_be_a_head_proves_nothing():
    person, school = PersonFactory(), SchoolFactory()

    services.say_post(person, school, Role.HEADTEACHER, by=person)

    assert list(Person.objects.heads_of(school)) == []


def test_the_wrong_school_is_taken_out_unless_satc_has_accepted_it(client):
    wrong = PostFactory()
    right = PostFactory(person=wrong.person, proven=True)
    client.force_login(wrong.person)

    client.post(reverse("work:not_mine", args=[wrong.pk]))
    page = client.post(reverse("work:not_mine", args=[right.pk]), follow=True).text

    assert list(Post.objects.all()) == [right]
    assert "SATC has accepted this post as true" in page


def test_only_they_themselves_say_so():
    post, other = PostFactory(), lead()
    for act in (
        lambda: services.say_post(post.person, SchoolFactory(), Role.TEACHER, by=other),
        lambda: services.leave_post(post, ends_on=clock.today(), by=other),
        lambda: services.disown_post(post, by=other),
    ):
        with pytest.raises(NotAllowed):
            act()

    assert Post.objects.get().ends_on is None


def test_a_post_is_left_once_and_within_a_year():
    person = PersonFactory()
    gone = PostFactory(person=person, ends_on=clock.today() - A_MONTH)
    held = PostFactory(person=person)
    with pytest.raises(Refused, match="You left on"):
        services.leave_post(gone, ends_on=clock.today(), by=person)
    with pytest.raises(Refused, match="within the next year"):
        services.leave_post(held, ends_on=clock.today() + 20 * A_MONTH, by=person)
    with pytest.raises(Refused, match="within the next year"):
        services.say_post(person, SchoolFactory(), "teacher", starts_on=clock.today() + 20 * A_MONTH, by=person)

    services.leave_post(held, ends_on=clock.today() + A_MONTH, by=person)
    services.leave_post(held, ends_on=clock.today(), by=person)


def test_no_more_than_five_that_nobody_has_checked():
    person = PersonFactory()
    for _ in range(5):
        services.say_post(person, SchoolFactory(), Role.TEACHER, by=person)

    with pytest.raises(Refused, match="Give us a few days"):
        services.say_post(person, SchoolFactory(), Role.TEACHER, by=person)

    assert person.posts.count() == 5


def test_what_is_refused_is_said_and_what_was_typed_stays(client):
    post = PostFactory(starts_on=clock.today())
    client.force_login(post.person)
    typed = (clock.today() - A_MONTH).isoformat()

    page = client.post(reverse("work:left", args=[post.pk]), {"ends_on": typed, "form_key": uuid.uuid4()}).text

    assert "It can’t end before it starts" in page
    assert f'value="{typed}"' in page
