"""A SATC lead starts, ends, moves, corrects and takes back posts; what a funded day stands on stays."""

import datetime

import pytest

from claims.models import FundedDay
from core import clock
from core.exceptions import NotAllowed, Refused
from core.models import Change
from schools import services
from schools.models import Person, Post, Role, School
from tests.factories.claims import FundedDayFactory, submitted
from tests.factories.influencers import InfluencerFactory
from tests.factories.schools import PersonFactory, PostFactory, SchoolFactory, finance, lead, national_lead

pytestmark = pytest.mark.django_db

JULY, AUGUST, SEPTEMBER = datetime.date(2026, 7, 1), datetime.date(2026, 8, 31), datetime.date(2026, 9, 1)
MONDAY = datetime.date(2026, 3, 2)


@pytest.fixture
def by(db):
    return lead()


def dates(post):
    post.refresh_from_db()
    return post.starts_on, post.ends_on


def actions(*subjects):
    return [change.action for subject in subjects for change in Change.objects.of(subject)]


def start(by, **details):
    known = {"email": "nia@new.example", "name": "Nia New", "role": Role.TEACHER, "school": SchoolFactory()}
    return services.start_post(**known | details, by=by)


def test_somebody_new_is_met_and_starts(by):
    post = start(by, starts_on=SEPTEMBER)

    assert (post.person.name, post.person.email, post.starts_on, post.is_proven) == (
        "Nia New",
        "nia@new.example",
        SEPTEMBER,
        False,
    )
    assert actions(post) == ["start_post"]


def test_somebody_known_needs_no_name_and_is_not_altered(by):
    person = PersonFactory(name="Nia New")

    start(by, email=person.email.upper(), name="Somebody Else")
    start(by, email=person.email, name="")

    assert person.posts.count() == 2
    assert Person.objects.get(pk=person.pk).name == "Nia New"


def test_somebody_unknown_needs_a_name(by):
    with pytest.raises(Refused, match="enter their name too"):
        start(by, name=" ")

    assert not Post.objects.exists()


def test_a_post_that_is_known_to_be_true_is_proven_at_once(by):
    assert start(by, is_true=True).proven_by == by


def test_nobody_proves_their_own_post_by_starting_or_moving_it(by):
    with pytest.raises(Refused, match="Nobody proves their own post"):
        start(by, email=by.email, is_true=True)
    own = PostFactory(person=by)
    with pytest.raises(Refused, match="Nobody proves their own post"):
        services.move_post(own, school=SchoolFactory(), last_day=AUGUST, is_true=True, by=by)

    assert dates(own) == (None, None)


@pytest.mark.parametrize(
    ("starts_on", "ends_on"), [(None, None), (SEPTEMBER, None), (JULY, AUGUST), (None, AUGUST), (AUGUST, SEPTEMBER)]
)
def test_nobody_holds_a_post_twice_on_one_day(by, starts_on, ends_on):
    post = PostFactory(starts_on=starts_on, ends_on=ends_on)

    with pytest.raises(Refused, match="is down as teacher at"):
        start(by, email=post.person.email, school=post.school, starts_on=AUGUST)

    assert Post.objects.count() == 1


def test_two_heads_at_one_school_and_a_head_of_two_schools_are_normal(by):
    one, other = SchoolFactory(), SchoolFactory()
    for email in ("a@one.example", "b@one.example"):
        start(by, email=email, school=one, role=Role.HEADTEACHER, is_true=True)
    start(by, email="a@one.example", school=other, role=Role.HEADTEACHER, is_true=True)
    start(by, email="a@one.example", school=other, role=Role.SCIENCE_LEADER)

    assert Person.objects.heads_of(one).count() == 2
    assert School.objects.proven_for(Person.objects.known_as("a@one.example"), Role.HEADTEACHER).count() == 2


def test_a_move_ends_one_post_and_starts_the_same_the_next_day(by):
    old = PostFactory(role=Role.SCIENCE_LEADER, proven=True)
    new_school = SchoolFactory()

    new = services.move_post(old, school=new_school, last_day=AUGUST, is_true=True, by=by)

    assert dates(old) == (None, AUGUST)
    assert (new.school, new.role, dates(new), new.proven_by) == (new_school, old.role, (SEPTEMBER, None), by)
    assert actions(old, new) == ["end_post", "start_post", "prove_post"]
    assert list(School.objects.where_works(old.person, AUGUST)) == [old.school]
    assert list(School.objects.where_works(old.person, SEPTEMBER)) == [new_school]


def test_a_move_to_where_they_are_down_already_keeps_that_post(by):
    old = PostFactory()
    there = PostFactory(person=old.person, starts_on=JULY)

    assert services.move_post(old, school=there.school, last_day=AUGUST, is_true=True, by=by) == there

    assert (dates(there), there.proven_by) == ((JULY, None), by)
    assert old.person.posts.count() == 2


def test_nobody_moves_to_the_same_school_or_from_one_they_have_left(by):
    post = PostFactory(ends_on=JULY)
    with clock.moved_to(JULY), pytest.raises(Refused, match=r"They work at .* already"):
        services.move_post(post, school=post.school, last_day=AUGUST, by=by)
    with clock.moved_to(SEPTEMBER), pytest.raises(Refused, match="It ended on Wednesday 1 July 2026 already"):
        services.move_post(post, school=SchoolFactory(), last_day=AUGUST, by=by)
    with clock.moved_to(SEPTEMBER), pytest.raises(Refused, match="It ended on Wednesday 1 July 2026 already"):
        services.end_post(post, ends_on=AUGUST, by=by)

    assert dates(post) == (None, JULY)


def test_an_influencer_who_moves_is_found_at_the_new_school_and_the_letter_is_stale(by):
    influencer = InfluencerFactory()
    [old] = influencer.person.posts.all()
    new_school = SchoolFactory(name="Jollying Mill Primary")

    services.move_post(old, school=new_school, last_day=clock.today() - datetime.timedelta(days=1), is_true=True, by=by)

    influencer.refresh_from_db()
    assert influencer.school == new_school
    assert " jollying " in influencer.search_text


def test_a_move_in_the_future_changes_nothing_today(by):
    influencer = InfluencerFactory()
    [old] = influencer.person.posts.all()

    services.move_post(
        old, school=SchoolFactory(), last_day=clock.today() + datetime.timedelta(days=30), is_true=True, by=by
    )

    influencer.refresh_from_db()
    assert influencer.school == old.school


def test_dates_are_put_right(by):
    post = PostFactory(starts_on=SEPTEMBER)

    services.correct_post(post, starts_on=JULY, ends_on=AUGUST, by=by)

    assert dates(post) == (JULY, AUGUST)
    assert actions(post) == ["correct_post"]


def test_a_mistaken_post_is_taken_back_and_its_person_has_the_record(by):
    post = PostFactory(head=True, proven=True)

    services.take_back_post(post, by=by)

    assert not Post.objects.exists()
    [change] = Change.objects.of(post.person)
    assert (change.action, change.by, change.reason) == ("take_back_post", by, f"Headteacher at {post.school}")


@pytest.fixture
def paid_for():
    """A post on which a live, claimed day stands."""
    post = PostFactory(proven=True)
    day = FundedDayFactory(person=post.person, school=post.school, on=MONDAY)
    submitted(person=post.person, school=post.school)
    return post, day


def ways_to_lose(post, by):
    before = MONDAY - datetime.timedelta(days=1)
    return [
        lambda: services.end_post(post, ends_on=before, by=by),
        lambda: services.move_post(post, school=SchoolFactory(), last_day=before, is_true=True, by=by),
        lambda: services.correct_post(post, starts_on=SEPTEMBER, ends_on=None, by=by),
        lambda: services.take_back_post(post, by=by),
        lambda: services.leave_post(post, ends_on=before, by=post.person),
    ]


@pytest.mark.parametrize("way", range(5))
def test_a_day_that_is_funded_is_never_left_without_its_post(by, paid_for, way):
    post, day = paid_for

    with pytest.raises(Refused, match=r"releasing .* Monday 2 March 2026"):
        ways_to_lose(post, by)[way]()

    assert dates(post) == (None, None)
    assert Post.objects.count() == 1
    assert actions(post, post.person) == []
    assert FundedDay.objects.get(pk=day.pk).school == post.school


def test_a_post_may_end_on_the_last_day_that_is_funded(by):
    post = PostFactory(proven=True)
    FundedDayFactory(person=post.person, school=post.school, on=MONDAY)

    services.end_post(post, ends_on=MONDAY, by=by)

    assert dates(post) == (None, MONDAY)


def test_another_post_at_the_school_may_carry_the_day(by, paid_for):
    post, _ = paid_for
    PostFactory(person=post.person, school=post.school, role=Role.SCIENCE_LEADER)

    services.take_back_post(post, by=by)

    assert Post.objects.get().role == Role.SCIENCE_LEADER


def test_a_day_that_is_held_or_was_never_covered_is_in_nobodys_way(by):
    post = PostFactory(starts_on=JULY)
    FundedDayFactory(person=post.person, school=post.school, on=MONDAY)
    FundedDayFactory(person=post.person, held=True, on=JULY)

    services.take_back_post(post, by=by)

    assert not Post.objects.exists()


@pytest.mark.parametrize("someone", [national_lead, finance, PersonFactory])
def test_nobody_but_a_lead_keeps_posts(someone):
    post, other, by = PostFactory(), SchoolFactory(), someone()
    for act in (
        lambda: start(by, email=post.person.email),
        lambda: services.move_post(post, school=other, last_day=AUGUST, by=by),
        lambda: services.correct_post(post, starts_on=JULY, ends_on=None, by=by),
        lambda: services.take_back_post(post, by=by),
        lambda: services.note_post(post, by=by),
        lambda: services.set_networks(other, [], by=by),
    ):
        with pytest.raises(NotAllowed):
            act()

    assert Post.objects.get() == post
    assert dates(post) == (None, None)
    assert not Change.objects.exists()


def test_a_head_who_is_there_until_next_month_is_not_written_twice(by):
    post = PostFactory(head=True, proven=True, ends_on=clock.today() + datetime.timedelta(days=30))

    assert services.hold_post(post.person, post.school, Role.HEADTEACHER, by=by) == post
