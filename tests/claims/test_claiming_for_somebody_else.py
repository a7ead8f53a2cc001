"""The business manager claims for the school's people, a SATC lead for somebody who is away: the claimant, then."""

import uuid

import pytest

from claims import services
from claims.models import Claim
from claims.waiting import waiting_for
from core.exceptions import NotAllowed, Refused
from tests.claims.reading import last_change, messages, queries, text_of
from tests.factories.claims import FundedDayFactory, submitted, working_day
from tests.factories.schools import PersonFactory, PostFactory, SchoolFactory, finance, lead, national_lead

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    return SchoolFactory(name="Ash Primary School")


@pytest.fixture
def manager(school):
    return PostFactory(school=school, role="business_manager", proven=True).person


def days_of(school, number=2):
    return [FundedDayFactory(school=school, on=working_day(n * 4)) for n in range(number)]


def test_the_business_manager_claims_for_each_person_and_is_the_claimant(school, manager):
    days = days_of(school)

    made = services.submit_for_school(days=days, by=manager)

    assert {claim.person for claim in made} == {day.person for day in days}
    assert {claim.submitted_by for claim in made} == {manager}
    assert [person for person, _ in messages("claimed_for_you")] == [claim.person for claim in made]


def test_who_claimed_for_others_neither_approves_nor_is_asked_to(school):
    by = lead()
    PostFactory(school=school, role="business_manager", proven=True, person=by)

    [claim] = services.submit_for_school(days=days_of(school, 1), by=by)

    with pytest.raises(NotAllowed, match="You sent this claim"):
        services.approve(claim, by=by)


def test_days_of_another_school_are_not_theirs(school, manager):
    with pytest.raises(NotAllowed):
        services.submit_for_school(days=[*days_of(school), FundedDayFactory()], by=manager)
    assert not Claim.objects.exists()


@pytest.mark.parametrize("fields", [{"proven": False}, {"role": "headteacher", "proven": True}, {"ended": True}])
def test_only_a_proven_business_manager_of_today_claims_for_the_school(school, fields):
    ended = {"starts_on": working_day(0), "ends_on": working_day(1)} if fields.pop("ended", False) else {}
    fields = {"role": "business_manager", "proven": True} | fields | ended
    person = PostFactory(school=school, **fields).person

    with pytest.raises(NotAllowed):
        services.submit_for_school(days=days_of(school), by=person)


def test_a_lead_claims_for_somebody_who_is_away_with_the_reason_recorded():
    day, by = FundedDayFactory(), lead()

    [claim] = services.submit_claims(person=day.person, days=[day], by=by, reason="On leave until May.")

    assert (claim.submitted_by, claim.person) == (by, day.person)
    assert last_change(claim) == ("submit", "", "submitted", by, "On leave until May.")
    with pytest.raises(NotAllowed):
        services.approve(claim, by=by)


def test_a_lead_owes_a_reason():
    day = FundedDayFactory()

    with pytest.raises(Refused, match="Say why"):
        services.submit_claims(person=day.person, days=[day], by=lead())


@pytest.mark.parametrize("role", [PersonFactory, national_lead, finance])
def test_nobody_else_claims_for_another_reason_or_not(role):
    day = FundedDayFactory()

    with pytest.raises(NotAllowed):
        services.submit_claims(person=day.person, days=[day], by=role(), reason="They are away.")


def test_one_press_on_the_schools_page_makes_the_claims(client, school, manager):
    days = days_of(school)
    FundedDayFactory()
    client.force_login(manager)

    page = text_of(client.get("/claims/school/"))
    sent = {"form_key": uuid.uuid4(), "days": [day.pk for day in days]}
    client.post("/claims/school/", sent)
    client.post("/claims/school/", sent)

    assert "2 days, £400.00 in all" in page
    assert Claim.objects.filter(submitted_by=manager).count() == 2
    assert "No day waits to be claimed for your school" in text_of(client.get("/claims/school/"))


def test_the_schools_page_is_nobody_elses(client, school):
    client.force_login(PostFactory(school=school, role="headteacher", proven=True).person)

    assert client.get("/claims/school/").status_code == 404


def test_it_waits_for_the_business_manager_in_one_line(school, manager):
    days_of(school)

    [line] = waiting_for(manager)

    assert (line.text, line.url) == ("See 2 days of release of your school’s people", "/claims/school/")


def test_the_lead_does_it_from_the_desk(client):
    day, by = FundedDayFactory(), lead()
    client.force_login(by)
    assert str(day.person) in text_of(client.get("/admin/days/ready/"))
    url = f"/admin/days/ready/{day.person.pk}/"

    unsaid = client.post(url, {"form_key": uuid.uuid4(), "days": [day.pk]})
    client.post(url, {"form_key": uuid.uuid4(), "days": [day.pk], "reason": "On leave."})

    assert "Say why you claim for them." in text_of(unsaid)
    assert Claim.objects.get().submitted_by == by
    assert "Every day that was earned has been claimed." in text_of(client.get("/admin/days/ready/"))


def test_the_lists_cost_the_same_however_much_is_in_them(client, school, manager):
    a_lead = lead()
    days_of(school, 1)
    few = queries(client, manager, "/claims/school/"), queries(client, a_lead, "/admin/days/ready/")
    days_of(school, 4)

    assert (queries(client, manager, "/claims/school/"), queries(client, a_lead, "/admin/days/ready/")) == few
    assert max(few) <= 14


@pytest.mark.parametrize("status", ["submitted", "returned"])
def test_the_claimant_takes_a_claim_back_and_its_days_are_free(status):
    claim = submitted()
    if status == "returned":
        services.return_claim(claim, comment="Which class?", by=lead())
    day = claim.lines.get().day

    services.withdraw(claim, by=claim.submitted_by)

    claim.refresh_from_db()
    assert (claim.status, claim.lines.get().is_live) == ("withdrawn", False)
    [again] = services.submit_claims(person=claim.person, days=[day], by=claim.person)
    assert again.lines.get().day == day


def test_nobody_else_takes_it_back():
    claim = submitted()

    for person in (lead(), finance(), PersonFactory()):
        with pytest.raises(NotAllowed):
            services.withdraw(claim, by=person)


def test_taking_back_is_a_press_on_the_claims_page(client):
    claim = submitted()
    client.force_login(claim.person)
    assert "Take this claim back" in text_of(client.get(claim.get_absolute_url()))

    page = client.post(f"{claim.get_absolute_url()}withdraw/", follow=True)

    assert "is taken back. Its days can be claimed again." in text_of(page)
    assert "Take this claim back" not in text_of(page)
