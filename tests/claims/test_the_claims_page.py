import re
import uuid

import pytest

from claims import services
from claims.models import Claim
from claims.waiting import waiting_for, yours
from tests.claims.reading import queries, text_of
from tests.factories.claims import (
    FundedDayFactory,
    approved,
    paid_run,
    rejected,
    returned,
    submitted,
    working_day,
)
from tests.factories.schools import PersonFactory, PostFactory, SchoolFactory, finance, head_of, lead, national_lead

pytestmark = pytest.mark.django_db


def send(client, *days, key=None):
    return client.post("/claims/", {"form_key": key or uuid.uuid4(), "days": [day.pk for day in days]}, follow=True)


def test_the_days_that_are_ready_are_ticked_and_summed_by_school(client):
    person, school = PersonFactory(), SchoolFactory(name="Ash Primary School")
    whole = FundedDayFactory(person=person, school=school, on=working_day(1), why="Coaching at Elm")
    half = FundedDayFactory(person=person, school=school, on=working_day(9), part="morning")
    FundedDayFactory()
    client.force_login(person)

    response = client.get("/claims/")

    ticked = re.findall(r'name="days" value="(\d+)" id="\w+" checked', response.content.decode())
    assert ticked == [str(whole.pk), str(half.pk)]
    assert "Tuesday 2 September 2025 , whole day: £200.00 Coaching at Elm" in text_of(response)
    assert "September 2025: 1.5 days, £300.00" in text_of(response)
    assert "In all: 1.5 days, £300.00 , paid to Ash Primary School." in text_of(response)


def test_one_press_claims_the_ticked_days(client):
    person, school = PersonFactory(), SchoolFactory()
    ticked, left = (FundedDayFactory(person=person, school=school, on=working_day(n)) for n in (1, 9))
    client.force_login(person)

    response = send(client, ticked)

    claim = Claim.objects.get()
    assert response.redirect_chain == [(f"/claims/{claim.reference}/", 302)]
    assert [line.day for line in claim.lines.all()] == [ticked] != [left]
    assert "Your claim is with SATC, and somebody there looks at it next." in text_of(response)


def test_claims_to_two_schools_come_back_to_the_list(client):
    person = PersonFactory()
    days = [FundedDayFactory(person=person, on=working_day(n)) for n in (1, 9)]
    client.force_login(person)

    response = send(client, *days)

    assert response.redirect_chain == [("/claims/", 302)]
    assert Claim.objects.count() == 2


def test_the_same_form_sent_twice_is_one_claim(client):
    day, key = FundedDayFactory(), uuid.uuid4()
    client.force_login(day.person)

    first, second = send(client, day, key=key), send(client, day, key=key)

    assert Claim.objects.count() == 1
    assert first.redirect_chain == second.redirect_chain


def test_nothing_ticked_is_the_page_again_with_an_error(client):
    day = FundedDayFactory()
    client.force_login(day.person)

    response = send(client)

    assert '<a href="#id_days_0">Tick at least one day to claim.</a>' in response.content.decode()
    assert f'value="{day.pk}" id="id_days_0">' in response.content.decode()


def test_a_day_claimed_meanwhile_is_said_in_words(client):
    claim = submitted()
    other = FundedDayFactory(person=claim.person, on=working_day(77))
    client.force_login(claim.person)

    response = send(client, claim.lines.get().day, other)

    assert f"has already been claimed, in {claim.reference}." in text_of(response)
    assert Claim.objects.count() == 1


@pytest.mark.parametrize("value", ["", "x", "99999999", "-1"])
def test_a_day_that_is_not_there_is_refused_in_words(client, value):
    day = FundedDayFactory()
    client.force_login(day.person)

    response = client.post("/claims/", {"form_key": uuid.uuid4(), "days": [value]})

    assert response.status_code == 200
    assert "There is a problem" in text_of(response)


def test_nobody_claims_the_day_of_another(client):
    day = FundedDayFactory()
    client.force_login(lead())

    response = send(client, day)

    assert "One of those days can’t be claimed." in response.content.decode()
    assert not Claim.objects.exists()


def test_an_empty_page_says_what_makes_a_day_ready(client):
    client.force_login(PersonFactory())

    assert "A day is ready once your visit report has been accepted" in text_of(client.get("/claims/"))


def test_a_held_day_is_shown_with_its_question(client):
    day = FundedDayFactory(held=True, held_because="Which school released them?")
    client.force_login(day.person)

    assert "Which school released them?" in text_of(client.get("/claims/"))


def test_signed_out_one_signs_in_first(client):
    for path in ("/claims/", f"/claims/{submitted().reference}/", "/claims/CLM-NONE2/"):
        assert client.get(path).headers["Location"] == f"/accounts/login/?next={path}"


def business_manager(school):
    return PostFactory(school=school, role="business_manager", proven=True).person


@pytest.mark.parametrize(
    "who", [head_of, business_manager, lambda _: lead(), lambda _: national_lead(), lambda _: finance()]
)
def test_the_schools_office_and_staff_see_a_claim(client, who):
    claim = submitted()
    client.force_login(who(claim.school))

    response = client.get(f"/claims/{claim.reference}/")

    assert response.status_code == 200
    assert "@" not in text_of(response)


def unproven_head(school):
    return PostFactory(school=school, head=True).person


def colleague(school):
    return PostFactory(school=school, proven=True).person


@pytest.mark.parametrize(
    "who", [unproven_head, colleague, lambda _: PersonFactory(), lambda _: head_of(SchoolFactory())]
)
def test_for_anybody_else_it_is_not_there(client, who):
    claim = returned()
    client.force_login(who(claim.school))

    assert client.get(f"/claims/{claim.reference}/").status_code == 404
    assert client.post(f"/claims/{claim.reference}/resubmit/").status_code == 404
    assert claim.reference not in text_of(client.get("/claims/"))


def test_a_head_finds_the_claims_for_the_school(client):
    claim = submitted()
    client.force_login(head_of(claim.school))

    response = client.get("/claims/")

    assert "Claims for your school" in text_of(response)
    assert f'href="/claims/{claim.reference}/"' in response.content.decode()


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (submitted, "A SATC lead or a national lead looks at it next."),
        (approved, "SATC finance pays the school next, in a payment run."),
        (rejected, "It was not agreed."),
    ],
)
def test_the_page_says_who_does_what_next(client, make, words):
    claim = make()
    client.force_login(claim.person)

    assert words in text_of(client.get(f"/claims/{claim.reference}/"))


def test_a_returned_claim_is_answered_on_its_page(client):
    claim = returned()
    client.force_login(claim.person)
    assert "Which class was it?" in text_of(client.get(f"/claims/{claim.reference}/"))

    response = client.post(f"/claims/{claim.reference}/resubmit/", {"answer": "Year 4."}, follow=True)

    claim.refresh_from_db()
    assert claim.status == "submitted"
    assert f"{claim.reference} is with SATC again" in text_of(response)
    assert "Year 4." in text_of(response)


def test_who_may_see_a_claim_but_did_not_send_it_can_not_send_it_again(client):
    claim = returned()
    client.force_login(head_of(claim.school))

    assert client.post(f"/claims/{claim.reference}/resubmit/").status_code == 403
    assert client.post(f"/claims/{claim.reference}/resubmit/", {"answer": "x" * 3000}).status_code == 403
    claim.refresh_from_db()
    assert claim.status == "returned"


def test_the_head_reads_the_payment_summary_from_a_paid_claim_and_the_person_does_not(client):
    claim = approved()
    payment = paid_run(claim).payments.get()
    client.force_login(head_of(claim.school))
    head_sees = client.get(f"/claims/{claim.reference}/")
    client.force_login(claim.person)
    person_sees = client.get(f"/claims/{claim.reference}/")

    assert "Payment summary (PDF)" in text_of(head_sees)
    assert f"in payment {payment.reference}." in text_of(person_sees)
    assert "Payment summary (PDF)" not in text_of(person_sees)


def test_nothing_is_changed_by_looking(client):
    claim = returned()
    client.force_login(claim.person)

    assert client.get(f"/claims/{claim.reference}/resubmit/").status_code == 405
    client.get("/claims/")
    claim.refresh_from_db()
    assert claim.status == "returned"


def test_the_number_of_queries_does_not_grow_with_the_days_and_claims(client):
    person, school = PersonFactory(), SchoolFactory()
    head = head_of(school)
    PostFactory(person=head, school=school, role="teacher")
    counts = []
    for number in (1, 2, 3):
        submitted(person=person, school=school, first=number * 20)
        FundedDayFactory(person=person, on=working_day(number * 20 + 5))
        FundedDayFactory(person=person, held=True)
        if number != 2:
            counts.append([queries(client, who, "/claims/") for who in (person, head)])

    assert counts[0] == counts[1]


def test_a_claim_of_three_days_takes_no_more_queries_than_one(client):
    claims = [submitted(days=1), submitted(days=3)]

    one, three = (queries(client, claim.person, f"/claims/{claim.reference}/") for claim in claims)

    assert one == three


def test_what_waits_is_named_with_its_sum():
    claim = returned()
    FundedDayFactory(person=claim.person, on=working_day(60))

    assert [(item.text, item.url, item.detail) for item in waiting_for(claim.person)] == [
        (f"Answer the comment on {claim.reference}", f"/claims/{claim.reference}/", "then send it again"),
        ("Claim 1 day of release", "/claims/", "£200.00, payable to your school"),
    ]
    assert [(item.url, item.detail) for item in yours(claim.person)] == [
        (f"/claims/{claim.reference}/", f"£200.00 for {claim.school}: returned with a comment")
    ]
    services.resubmit(claim, by=claim.person)
    assert [item.url for item in waiting_for(claim.person)] == ["/claims/"]
