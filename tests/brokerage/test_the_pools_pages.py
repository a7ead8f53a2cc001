import datetime

import pytest

from brokerage import promises, services
from brokerage.models import CoachingPool
from core import clock
from core.exceptions import NotAllowed, Refused
from core.models import Change
from tests.factories.brokerage import PoolFactory, SupportRequestFactory, phase_one
from tests.factories.schools import SchoolFactory

pytestmark = pytest.mark.django_db

KEY = {"form_key": "6f8f57c5-6b1c-4a6e-9c59-4a7c1b1f9a12"}
PHASE_TWO = {
    "name": "Phase two",
    "total_halves": 41,
    "starts_on": datetime.date(2027, 9, 1),
    "ends_on": datetime.date(2028, 8, 31),
    "source": "The trust",
}


def test_a_lead_adds_a_pool_and_it_is_recorded(client, a_lead):
    client.force_login(a_lead)
    sent = KEY | PHASE_TWO | {"total_halves": "20.5"}

    client.post("/admin/pools/new/", sent)

    pool = CoachingPool.objects.get(name="Phase two")
    assert (pool.total_halves, pool.source, pool.starts_on) == (41, "The trust", datetime.date(2027, 9, 1))
    assert Change.objects.of(pool).get().by == a_lead


def test_a_pool_never_has_fewer_days_than_are_reserved_and_used(a_lead):
    SupportRequestFactory(status="funded", reserved=5)
    pool = phase_one()

    with pytest.raises(Refused, match=r"2\.5 days of Phase one is reserved or used"):
        services.change_pool(pool, **PHASE_TWO | {"total_halves": 4}, by=a_lead)
    services.change_pool(pool, **PHASE_TWO | {"total_halves": 5}, by=a_lead)

    pool.refresh_from_db()
    assert (pool.total_halves, pool.left_halves) == (5, 0)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"name": " "}, "Name the pool"),
        ({"total_halves": 0}, "at least half a day"),
        ({"ends_on": datetime.date(2027, 8, 31)}, "ends on the day it starts"),
        ({"name": "Phase one"}, "already"),
    ],
)
def test_a_pool_that_makes_no_sense_is_refused(a_lead, fields, message):
    phase_one()
    with pytest.raises(Refused, match=message):
        services.add_pool(**PHASE_TWO | fields, by=a_lead)


def test_only_a_lead_adds_changes_and_marks(not_a_lead):
    for act in (
        lambda: services.add_pool(**PHASE_TWO, by=not_a_lead),
        lambda: services.change_pool(PoolFactory(), **PHASE_TWO, by=not_a_lead),
        lambda: services.mark_target(SchoolFactory(), is_target=True, reason="x", by=not_a_lead),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_days_that_are_no_half_days_come_back(client, a_lead):
    client.force_login(a_lead)

    page = client.post("/admin/pools/new/", KEY | PHASE_TWO | {"total_halves": "2.3"}).content.decode()

    assert "Enter whole or half days, like 2.5." in page


def test_a_pool_that_has_not_begun_refuses(a_lead):
    pool = PoolFactory(starts_on=clock.today() + datetime.timedelta(days=1))

    with pytest.raises(Refused, match="begins on"):
        services.fund(SupportRequestFactory(status="triaged"), pool=pool, halves=2, by=a_lead)


def test_every_figure_opens_the_rows_behind_it(client, a_lead):
    reserved = SupportRequestFactory(status="funded", reserved=5)
    given_back = SupportRequestFactory(status="funded", reserved=2)
    services.decline_request(given_back, reason="No", by=a_lead)
    client.force_login(a_lead)
    url = phase_one().get_absolute_url()

    page = client.get(url).content.decode()
    behind = client.get(f"{url}?show=reserved").content.decode()

    assert "Given back" in page
    assert (reserved.reference in behind, given_back.reference in behind) == (True, False)
    assert "There is none yet." in client.get(f"{url}?show=used").content.decode()
    assert client.get(f"{url}?show=nonsense&page=x").status_code == 200


def test_days_given_back_can_be_reserved_again_of_another_pool(a_lead):
    request, other = SupportRequestFactory(status="triaged"), PoolFactory()
    services.fund(request, pool=phase_one(), halves=5, by=a_lead)
    type(request).objects.filter(pk=request.pk).update(status="triaged")

    services.triage(request, level="intensive", route="funded", reason="Another pool", by=a_lead)
    services.fund(request, pool=other, halves=3, by=a_lead)
    services.decline_request(request, reason="No", by=a_lead)

    other.refresh_from_db()
    assert (phase_one().reserved_halves, other.reserved_halves) == (0, 0)


def test_it_says_when_what_is_promised_no_longer_fits():
    CoachingPool.objects.update(total_halves=70)
    phase_one()
    for _ in range(15):
        SchoolFactory(intensive=True)
    promise = promises.of_target_schools()
    assert not promise.fits
    assert promise.in_words == (
        "15 target schools have no days yet. At 2.5 days each that takes 37.5 days, and 35 days are left: "
        "2.5 days too few."
    )

    SupportRequestFactory(status="funded", reserved=5, school=promises.target_schools()[0])

    assert promises.of_target_schools().in_words.startswith("14 target schools have no days yet")


def test_a_school_is_marked_and_taken_out_with_a_reason(client, a_lead):
    school = SchoolFactory(name="Ash Primary School")
    client.force_login(a_lead)

    client.post("/admin/target-schools/", {"school": school.urn, "reason": "Results"})
    school.refresh_from_db()
    assert school.is_target
    client.post(f"/admin/target-schools/{school.urn}/take-out/", {"reason": "It closes"})

    school.refresh_from_db()
    assert not school.is_target
    assert [(change.action, change.reason) for change in Change.objects.of(school)] == [
        ("mark_target", "Results"),
        ("unmark_target", "It closes"),
    ]
