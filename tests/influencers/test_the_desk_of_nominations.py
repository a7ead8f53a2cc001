import datetime
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import clock
from influencers.models import Nomination
from influencers.workflow import InterestStatus, NominationStatus
from tests.factories.influencers import InterestFactory, NominationFactory, typed_nomination
from tests.factories.programmes import weekday
from tests.factories.schools import PeriodFactory, PersonFactory, SchoolFactory, finance, head_of, national_lead
from tests.messages import queued

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, a_lead):
    """A browser at which a SATC lead is signed in."""
    client.force_login(a_lead)
    return client


def post(desk, nomination, act, **fields):
    address = f"/admin/nominations/{nomination.reference}/{act}/"
    return desk.post(address, {"form_key": str(uuid.uuid4()), **fields}, follow=True)


def arranging(desk, **changes):
    """What is typed to arrange a visit."""
    visitor = desk.session["_auth_user_id"]
    return {"on": weekday(7).isoformat(), "starts_at": "14:00", "minutes": "60", "visitor": visitor, **changes}


def status_of(nomination):
    nomination.refresh_from_db()
    return nomination.status


def test_the_queue_says_what_waits_and_lists_every_nomination(desk):
    InterestFactory(status=InterestStatus.SUBMITTED, nomination__nominee_name="Asha Malik")
    NominationFactory(status=NominationStatus.CONFIRMED, nominee_name="Beth Salt")
    NominationFactory(status=NominationStatus.DECLINED, nominee_name="Tom Colclough")

    page = desk.get("/admin/nominations/").content.decode()

    waiting, everything = page.split("All nominations", 1)
    assert ("Asha Malik" in waiting, "Beth Salt" in waiting, "Tom Colclough" in waiting) == (True, True, False)
    assert "Tom Colclough" in everything


def test_the_list_shows_one_status(desk):
    NominationFactory(status=NominationStatus.DECLINED, nominee_name="Tom Colclough")
    NominationFactory(nominee_name="Beth Salt")

    page = desk.get("/admin/nominations/?status=declined").content.decode()

    assert ("Tom Colclough" in page, "Beth Salt" in page) == (True, False)
    assert desk.get("/admin/nominations/?status=nonsense").status_code == 200


def test_the_list_takes_as_many_queries_for_three_as_for_one(desk):
    counts = []
    for _ in range(2):
        NominationFactory(status=NominationStatus.CONFIRMED)
        InterestFactory(status=InterestStatus.SUBMITTED)
        with CaptureQueriesContext(connection) as queries:
            desk.get("/admin/nominations/")
        counts.append(len(queries))
        NominationFactory(status=NominationStatus.VISITED)

    assert counts[0] == counts[1]


def test_a_lead_goes_from_confirmed_to_invited_on_one_page(desk):
    nomination = NominationFactory(status=NominationStatus.CONFIRMED)

    page = post(desk, nomination, "arrange", **arranging(desk)).content.decode()
    assert "The visit is arranged." in page
    with clock.moved_to(weekday(7)):
        page = desk.get(nomination.get_desk_url()).content.decode()
        assert f"Yes, {nomination.head} is the headteacher of {nomination.school}" in page
        page = post(
            desk, nomination, "record", who_met="The head.", strengths="Enquiry.", capacity="Yes.", is_head="on"
        )
        assert "What do you decide?" in page.content.decode()
        page = post(desk, nomination, "decide", decision="accept", reason="A star.").content.decode()

    assert status_of(nomination) == "accepted"
    assert f'href="{nomination.interest.get_desk_url()}"' in page


def test_a_head_who_is_proven_is_not_asked_about_again(desk):
    nomination = NominationFactory(status=NominationStatus.VISIT_ARRANGED)
    assert "The address ends in school.example" in desk.get(nomination.get_desk_url()).content.decode()

    post(desk, nomination, "head")
    page = desk.get(nomination.get_desk_url()).content.decode()
    post(desk, nomination, "record", who_met="The head.", strengths="Enquiry.", capacity="Yes.")

    assert 'name="is_head"' not in page
    assert "The address ends in" not in page
    assert status_of(nomination) == "visited"


@pytest.mark.parametrize(("decision", "status"), [("defer", "deferred"), ("decline", "declined")])
def test_a_lead_decides_against_it_with_a_reason(desk, decision, status):
    nomination = NominationFactory(status=NominationStatus.VISITED)

    page = post(desk, nomination, "decide", decision=decision).content.decode()
    assert ("Give the reason." in page, status_of(nomination)) == (True, "visited")
    post(desk, nomination, "decide", decision=decision, reason="An inspection.", back_on=weekday(30).isoformat())

    assert status_of(nomination) == status


def test_a_decision_pressed_twice_is_sent_once(desk):
    nomination, key = NominationFactory(status=NominationStatus.VISITED), str(uuid.uuid4())

    for _ in range(2):
        page = post(desk, nomination, "decide", form_key=key, decision="accept")

    assert "There is a problem" not in page.content.decode()
    assert [kind for kind, _ in queued()] == ["interest_invited", "nomination_accepted"]


@pytest.mark.parametrize(
    ("on", "said"),
    [
        ("", "Enter the date of the visit."),
        ("soon", "Enter a date, like 3/3/2027."),
        ("2026-03-02", "Monday 2 March 2026 is in the past."),
    ],
)
def test_a_date_that_cannot_be_gets_the_page_again_with_the_reason(desk, on, said):
    nomination = NominationFactory(status=NominationStatus.CONFIRMED)

    page = post(desk, nomination, "arrange", **arranging(desk, on=on)).content.decode()

    assert (said in page, 'value="14:00"' in page, status_of(nomination)) == (True, True, "confirmed")


def test_what_is_against_the_date_is_said_and_may_be_gone_against(desk):
    nomination = NominationFactory(status=NominationStatus.CONFIRMED)
    PeriodFactory(starts_on=datetime.date(2036, 3, 8), name="Half term")
    typed = arranging(desk, on="2036-03-08", minutes="90")

    page = post(desk, nomination, "arrange", **typed).content.decode()
    assert "Saturday 8 March 2036 is at a weekend, in the school holidays (Half term)." in page
    assert ("Arrange it all the same" in page, status_of(nomination)) == (True, "confirmed")
    assert 'name="anyway" value="2036-03-08"' in page
    assert 'value="90" selected' in page

    # Another date that something is against is warned of anew.
    page = post(desk, nomination, "arrange", **typed | {"on": "2036-03-09", "anyway": "2036-03-08"}).content.decode()
    assert ("Sunday 9 March 2036 is at a weekend" in page, status_of(nomination)) == (True, "confirmed")

    post(desk, nomination, "arrange", **typed, anyway="2036-03-08")
    assert (status_of(nomination), nomination.visit.on) == ("visit_arranged", datetime.date(2036, 3, 8))


def test_a_visit_that_was_held_already_is_recorded_from_the_same_page(desk):
    nomination = NominationFactory(status=NominationStatus.CONFIRMED)
    assert "You have been there already?" in desk.get(nomination.get_desk_url()).content.decode()
    learned = {"who_met": "The head.", "strengths": "Enquiry.", "capacity": "Yes."}

    page = post(desk, nomination, "record", **learned, on=weekday(3).isoformat()).content.decode()
    assert ("is to come" in page, "Enquiry." in page) == (True, True)
    post(desk, nomination, "record", **learned, on=weekday(-1).isoformat())

    assert (status_of(nomination), nomination.visit.on) == ("visited", weekday(-1))


def test_a_visit_that_was_not_held_can_be_moved(desk):
    nomination = NominationFactory(status=NominationStatus.VISIT_ARRANGED)

    post(desk, nomination, "arrange", **arranging(desk, on=weekday(9).isoformat()))

    assert nomination.visit.on == weekday(9)


def test_before_the_visit_there_is_nothing_to_record(desk):
    nomination = NominationFactory(status=NominationStatus.VISIT_ARRANGED)
    nomination.visits.update(on=datetime.date(2036, 3, 4))

    page = desk.get(nomination.get_desk_url()).content.decode()

    assert "The visit is on Tuesday 4 March 2036." in page
    assert "Record the visit" not in page


def test_acting_too_late_says_what_may_be_done_instead(desk):
    nomination = NominationFactory(status=NominationStatus.DECLINED)

    page = post(desk, nomination, "decide", decision="accept").content.decode()

    assert "This nomination can’t be accepted now" in page


def test_a_lead_withdraws_it_for_the_sender(desk):
    nomination = NominationFactory(status=NominationStatus.CONFIRMED)

    post(desk, nomination, "withdraw", reason="The head rang.")

    assert status_of(nomination) == "withdrawn"


def test_a_lead_says_later_that_this_is_the_head(desk):
    nomination = NominationFactory(status=NominationStatus.VISITED)

    page = post(desk, nomination, "head").content.decode()

    assert f"{nomination.head} is now the proven head of {nomination.school}." in page


def test_a_lead_enters_a_nomination_for_somebody_on_the_telephone(desk, a_lead):
    typed = typed_nomination(school=SchoolFactory())
    fields = {**typed, "school": typed["school"].urn, "form_key": str(uuid.uuid4()), "website": ""}

    desk.post("/admin/nominations/new/", fields)
    page = desk.post("/admin/nominations/new/", fields | {"step": "send"}, follow=True).content.decode()

    nomination = Nomination.objects.get()
    assert (nomination.entered_by, nomination.status) == (a_lead, "submitted")
    assert "The headteacher has an e-mail with the link that confirms it." in page
    assert queued() == [("nomination_confirm", "head@saggar.example")]


def test_the_interest_is_accepted_at_the_desk(desk):
    interest = InterestFactory(status=InterestStatus.SUBMITTED)
    head_of(interest.school)

    page = desk.post(f"{interest.get_desk_url()}accept/", follow=True).content.decode()

    assert "is a science influencer" in page
    assert "The letter to the head" in page


def test_without_a_proven_head_the_page_says_whom_to_prove(desk):
    interest = InterestFactory(status=InterestStatus.SUBMITTED)

    page = desk.get(interest.get_desk_url()).content.decode()
    assert "Say first who the head is." in page
    page = desk.post(f"{interest.get_desk_url()}accept/", follow=True).content.decode()

    assert "The letter needs a head to go to." in page
    assert status_of(interest) == "submitted"


def test_the_interest_is_returned_with_a_comment(desk):
    interest = InterestFactory(status=InterestStatus.SUBMITTED)

    page = desk.post(f"{interest.get_desk_url()}return/", {"form_key": str(uuid.uuid4())}).content.decode()
    assert "Write what you would like them to change or to tell you." in page
    desk.post(f"{interest.get_desk_url()}return/", {"form_key": str(uuid.uuid4()), "comment": "Which days?"})

    assert (status_of(interest), interest.comment) == ("returned", "Which days?")


@pytest.mark.parametrize("status", InterestStatus)
def test_an_interest_can_be_read_in_every_status(desk, status):
    assert desk.get(InterestFactory(status=status).get_desk_url()).status_code == 200


@pytest.mark.parametrize("status", NominationStatus)
def test_a_nomination_can_be_read_in_every_status(desk, status):
    assert status.label in desk.get(NominationFactory(status=status).get_desk_url()).content.decode()


def every_address():
    nomination = NominationFactory(status=NominationStatus.VISITED)
    interest = InterestFactory(status=InterestStatus.SUBMITTED)
    acts = [f"{nomination.get_desk_url()}{act}/" for act in ("arrange", "record", "decide", "withdraw", "head")]
    acts += [f"{interest.get_desk_url()}{act}/" for act in ("accept", "return")]
    return ["/admin/nominations/", nomination.get_desk_url(), interest.get_desk_url()], acts


def test_a_national_lead_may_look_but_not_act(client):
    looks, acts = every_address()
    client.force_login(national_lead())
    fields = {"form_key": uuid.uuid4(), "on": weekday(7), "who_met": "x", "strengths": "x", "capacity": "x"}
    fields |= {"decision": "accept", "comment": "x"}

    assert {client.get(address).status_code for address in looks} == {200}
    assert {client.post(address, fields).status_code for address in acts} == {403}
    assert client.get("/admin/nominations/new/").status_code == 404


@pytest.mark.parametrize("somebody", [finance, PersonFactory])
def test_for_anybody_else_the_desk_is_not_there(client, somebody):
    looks, acts = every_address()
    client.force_login(somebody())

    assert {client.get(address).status_code for address in looks} == {404}
    assert {client.post(address).status_code for address in acts} == {404}


def test_signed_out_one_signs_in_first(client):
    looks, acts = every_address()

    answers = [client.get(address) for address in looks] + [client.post(address) for address in acts]

    assert {answer.url.partition("?")[0] for answer in answers} == {"/accounts/login/"}


def test_looking_changes_nothing(desk):
    _, acts = every_address()

    assert {desk.get(address).status_code for address in acts} == {405}
