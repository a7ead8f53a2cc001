"""One rule, read in brokerage/priority.py: more need, or a longer wait, never ranks lower."""

import datetime

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from brokerage import priority
from brokerage.models import SupportRequest
from core import clock
from schools.models import School, SupportLevel
from tests.factories.brokerage import SupportRequestFactory
from tests.factories.schools import SchoolFactory, lead

NOW = timezone.make_aware(datetime.datetime(2026, 11, 20, 9))
LEVELS = [SupportLevel.UNIVERSAL, SupportLevel.TARGETED, SupportLevel.INTENSIVE]
NEEDS = st.fixed_dictionaries(
    {
        "level": st.integers(0, 2),
        "ofsted": st.booleans(),
        "new_leader": st.booleans(),
        "is_target": st.booleans(),
        "days": st.integers(0, 400),
    }
)


def asking(level, ofsted, new_leader, is_target, days):
    """A request of a school in such need, that came so many days ago; nothing is saved."""
    school = School(urn=900001, support_level=LEVELS[level], is_target=is_target)
    came = NOW - datetime.timedelta(days=days)
    return SupportRequest(school=school, ofsted=ofsted, new_leader=new_leader, submitted_at=came)


@given(one=NEEDS, other=NEEDS)
def test_more_need_never_ranks_lower(one, other):
    more = {need: max(one[need], other[need]) for need in one}

    assert priority.stands_since(asking(**more)) <= priority.stands_since(asking(**one))


@given(need=NEEDS, longer=st.integers(1, 400))
def test_a_longer_wait_always_ranks_higher(need, longer):
    waited = need | {"days": need["days"] + longer}

    assert priority.stands_since(asking(**waited)) < priority.stands_since(asking(**need))


@given(level=st.integers(0, 1), need=NEEDS)
def test_a_higher_support_level_ranks_higher(level, need):
    lower, higher = need | {"level": level}, need | {"level": level + 1}

    assert priority.stands_since(asking(**higher)) < priority.stands_since(asking(**lower))


def test_the_reason_is_said_in_words():
    with clock.moved_to(NOW):
        most = priority.reason(asking(2, ofsted=True, new_leader=True, is_target=True, days=12))
        least = [
            priority.reason(asking(0, ofsted=False, new_leader=False, is_target=False, days=days)) for days in (0, 1)
        ]

    assert most == "intensive · Ofsted outcome in science · new science leader · target school · waiting 12 days"
    assert least == ["universal · came today", "universal · waiting 1 day"]


@pytest.fixture
def many(db):
    """Three hundred confirmed requests in needs of every kind."""
    person = lead()
    schools = [SchoolFactory(support_level=LEVELS[n % 3], is_target=n % 2 == 0) for n in range(6)]
    typed = {"head_email": "h@school.example", "science_leader_email": "l@school.example"}
    SupportRequest.objects.bulk_create(
        SupportRequest(
            reference=f"SUP-{n:05d}",
            school=schools[n % 6],
            status="confirmed",
            submitted_at=NOW - datetime.timedelta(hours=n * 7 % 997),
            ofsted=n % 5 == 0,
            new_leader=n % 7 == 0,
            confirmed_at=NOW,
            head=person,
            science_leader=person,
            **typed,
        )
        for n in range(300)
    )


def test_the_database_gives_the_same_order(many):
    found = list(priority.in_order(SupportRequest.objects.select_related("school")))

    assert found == sorted(found, key=lambda request: (priority.stands_since(request), request.pk))


def test_a_long_queue_is_paged_in_order_in_few_queries(many, client, django_assert_max_num_queries):
    client.force_login(lead())
    client.get("/admin/support/")  # fills the caches that last as long as the process
    shown = []
    for page in range(1, 13):
        with django_assert_max_num_queries(10):
            answer = client.get(f"/admin/support/?page={page}")
        shown += [row["request"].pk for row in answer.context["rows"]]

    assert shown == list(priority.in_order(SupportRequest.objects.all()).values_list("pk", flat=True))


@pytest.mark.django_db
def test_the_queue_begins_with_the_greatest_need_and_says_why(client):
    universal = SupportRequestFactory(status="confirmed", school=SchoolFactory(), ofsted=True)
    intensive = SupportRequestFactory(status="confirmed", ofsted=True)
    client.force_login(lead())

    page = client.get("/admin/support/").content.decode()

    assert page.index(intensive.reference) < page.index(universal.reference)
    assert "intensive · Ofsted outcome in science · target school · came today" in page
