import pytest

from claims import services
from claims.models import Claim, FundedDay
from core.exceptions import NotAllowed, Refused
from core.words import long_date
from programmes.models import DayRate
from tests.claims.reading import last_change, messages
from tests.factories.claims import FundedDayFactory, rejected, submitted, working_day
from tests.factories.schools import PersonFactory, PostFactory, SchoolFactory, finance, lead, national_lead

pytestmark = pytest.mark.django_db


def claim(person, *days):
    return services.submit_claims(person=person, days=days, by=person)


def test_days_of_one_school_are_one_claim():
    person, school = PersonFactory(), SchoolFactory()
    whole = FundedDayFactory(person=person, school=school, on=working_day(1))
    half = FundedDayFactory(person=person, school=school, on=working_day(9), part="afternoon")

    [made] = claim(person, half, whole)

    assert (made.school, made.person, made.submitted_by, made.status) == (school, person, person, "submitted")
    assert made.amount_pence == 30000
    lines = [(line.day, line.halves, line.pence_per_day, line.amount_pence, line.is_live) for line in made.lines.all()]
    assert lines == [(whole, 2, 20000, 20000, True), (half, 1, 20000, 10000, True)]
    assert last_change(made) == ("submit", "", "submitted", person, "")


def test_each_school_gets_a_claim_of_its_own():
    person = PersonFactory()
    days = [FundedDayFactory(person=person, on=working_day(n)) for n in (1, 5)]

    made = claim(person, *days)

    assert {(each.school, each.lines.get().day) for each in made} == {(day.school, day) for day in days}


def test_the_rate_is_the_one_in_force_on_the_day_and_no_later_change_alters_it():
    person, school = PersonFactory(), SchoolFactory()
    DayRate.objects.create(pence_per_day=22000, from_on=working_day(10))
    before, after = (FundedDayFactory(person=person, school=school, on=working_day(n)) for n in (9, 10))
    [made] = claim(person, before, after)

    DayRate.objects.update(pence_per_day=99000)
    PostFactory(person=person)
    made.refresh_from_db()

    assert [(line.pence_per_day, line.amount_pence) for line in made.lines.all()] == [(20000, 20000), (22000, 22000)]
    assert (made.amount_pence, made.school) == (42000, school)


def test_a_day_before_the_first_rate_is_refused_in_words():
    DayRate.objects.all().delete()
    day = FundedDayFactory()

    with pytest.raises(Refused, match="No day rate is in force"):
        claim(day.person, day)


def test_a_day_that_is_claimed_already_is_refused_with_the_claim_it_is_in():
    first = submitted()
    day = first.lines.get().day

    with pytest.raises(Refused, match=f"{long_date(day.on)} has already been claimed, in {first.reference}"):
        claim(first.person, day)


def test_one_claimed_day_refuses_them_all():
    first = submitted()
    free = FundedDayFactory(person=first.person, on=working_day(50))

    with pytest.raises(Refused):
        claim(first.person, free, first.lines.get().day)

    assert Claim.objects.count() == 1


def test_the_days_of_a_rejected_claim_can_be_claimed_again():
    first = rejected()
    day = first.lines.get().day

    [again] = claim(first.person, day)

    assert again.lines.get().day == day


@pytest.mark.parametrize("status", ["held", "void"])
def test_only_a_live_day_can_be_claimed(status):
    day = FundedDayFactory(status=status, held_because="Why?")

    with pytest.raises(Refused, match="can’t be claimed"):
        claim(day.person, day)


def test_at_least_one_day_is_claimed():
    with pytest.raises(Refused, match="Tick at least one day"):
        claim(PersonFactory())


@pytest.mark.parametrize("role", [PersonFactory, national_lead, finance])
def test_nobody_claims_the_days_of_another(role):
    day, by = FundedDayFactory(), role()

    with pytest.raises(NotAllowed):
        services.submit_claims(person=day.person, days=[day], by=by)
    with pytest.raises(NotAllowed):
        services.submit_claims(person=by, days=[day], by=by)

    assert list(FundedDay.objects.ready_for(day.person)) == [day]


def test_the_leads_are_asked_to_approve():
    asked = lead()

    made = submitted()

    assert messages("claim_submitted") == [(asked, f"/admin/claims/{made.reference}/")]


def test_where_the_only_lead_claims_the_national_leads_are_asked():
    only, asked = lead(), national_lead()
    day = FundedDayFactory(person=only)
    day.acceptance.report.visit.national_lead.groups.clear()

    [made] = claim(only, day)

    assert messages("claim_submitted") == [(asked, f"/admin/claims/{made.reference}/")]
