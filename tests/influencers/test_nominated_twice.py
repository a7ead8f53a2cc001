import datetime

import pytest
from django.db import IntegrityError, transaction

from core import clock
from core.exceptions import Refused
from core.models import Change
from influencers import services, waiting
from influencers.models import Nomination
from influencers.workflow import InfluencerStatus, NominationStatus
from satc.personal import expiry
from schools.services import meet
from tests.at_once import at_once
from tests.factories.influencers import InfluencerFactory, NominationFactory, typed_nomination
from tests.factories.programmes import weekday
from tests.factories.schools import SchoolFactory
from tests.messages import delivered, queued

pytestmark = pytest.mark.django_db

ALIVE = [
    NominationStatus.CONFIRMED,
    NominationStatus.VISIT_ARRANGED,
    NominationStatus.VISITED,
    NominationStatus.DEFERRED,
]
OVER = [NominationStatus.DECLINED, NominationStatus.WITHDRAWN]


def first_of(status=NominationStatus.VISITED):
    return NominationFactory(status=status, school__name="First Primary", head_name="Faye First")


def second_of(first, *, confirmed=True):
    """Another head's nomination of the same teacher, typed with capitals."""
    typed = typed_nomination(
        school=SchoolFactory(name="Second Primary"),
        head_name="Sid Second",
        head_email="sid@second.example",
        nominee_name=first.nominee_name,
        nominee_email=first.nominee_email.upper(),
    )
    nomination = services.submit_nomination(**typed)
    return services.confirm_nomination(nomination) if confirmed else nomination


def status_of(nomination):
    nomination.refresh_from_db()
    return nomination.status


@pytest.mark.parametrize("status", ALIVE)
def test_a_second_nomination_goes_with_the_first_and_the_head_is_told(status, a_lead, client):
    first = first_of(status)

    second = second_of(first)

    assert (second.first, second.status) == (first, "confirmed")
    assert queued()[1:] == [("nomination_joined", "sid@second.example"), ("nomination_joined_lead", a_lead.email)]
    told = delivered()[1].body
    assert "had been nominated before" in told
    client.force_login(second.head)
    page = client.get(second.get_absolute_url()).content.decode()
    assert "Somebody else thinks as highly of this teacher" in page
    for secret in ("First Primary", "Faye First", first.reference, first.head_email):
        assert (secret in told, secret in page) == (False, False)


@pytest.mark.parametrize("status", OVER)
def test_one_that_is_over_is_no_first(status):
    assert second_of(first_of(status)).first is None


def test_the_desk_shows_both_together_and_asks_once(client, a_lead):
    first = first_of()
    second = second_of(first)
    client.force_login(a_lead)

    page = client.get(first.get_desk_url()).content.decode()
    assert ("Sid Second, Second Primary" in page, "What you decide is carried over" in page) == (True, True)
    page = client.get(second.get_desk_url()).content.decode()
    assert (f"Open {first.reference}" in page, "Arrange the visit" in page) == (True, False)
    assert second.get_desk_url() not in [item.url for item in waiting.desk_for(a_lead)]


def test_nothing_is_decided_on_the_second(a_lead):
    second = second_of(first_of())
    learned = {"who_met": "x", "strengths": "x", "capacity": "x", "is_head": False}

    for act in (
        lambda: services.arrange_visit(second, on=weekday(7), starts_at=datetime.time(14), by=a_lead),
        lambda: services.record_held_visit(second, on=weekday(-1), by=a_lead, **learned),
        lambda: services.accept_nomination(second, by=a_lead),
        lambda: services.defer_nomination(second, back_on=weekday(30), reason="x", by=a_lead),
        lambda: services.decline_nomination(second, reason="x", by=a_lead),
    ):
        with pytest.raises(Refused, match="Decide there"):
            act()


@pytest.mark.parametrize(
    ("decide", "status"),
    [
        (lambda first, by: services.accept_nomination(first, by=by), "accepted"),
        (lambda first, by: services.defer_nomination(first, back_on=weekday(30), reason="Secret", by=by), "deferred"),
        (lambda first, by: services.decline_nomination(first, reason="Secret", by=by), "declined"),
    ],
)
def test_what_is_decided_carries_over_and_its_head_is_told_without_the_reason(decide, status, a_lead):
    first = first_of()
    second = second_of(first)
    delivered()

    decide(first, a_lead)

    assert (status_of(second), second.back_on) == (status, weekday(30) if status == "deferred" else None)
    change = Change.objects.of(second).last()
    assert (change.to_status, change.by, change.reason) == (status, a_lead, "")
    [told] = [mail for mail in delivered() if mail.to == ["sid@second.example"]][-1:]
    assert ("Secret" in told.body, "First Primary" in told.body) == (False, False)
    assert queued()[-1] == (f"nomination_{status}", "sid@second.example")


def test_taken_up_again_the_second_waits_with_the_first(a_lead):
    first = first_of()
    second = second_of(first)
    services.defer_nomination(first, back_on=weekday(30), reason="x", by=a_lead)

    services.arrange_visit(first, on=weekday(7), starts_at=datetime.time(14), by=a_lead)

    assert (status_of(second), second.back_on) == ("confirmed", None)


def test_when_the_first_is_withdrawn_the_next_takes_its_place(a_lead):
    first = first_of()
    second = second_of(first)
    third = NominationFactory(status="confirmed", nominee=first.nominee, first=first)

    services.withdraw_nomination(first, by=first.head)

    second.refresh_from_db()
    third.refresh_from_db()
    assert (second.first, third.first, second.status) == (None, second, "confirmed")
    assert second.get_desk_url() in [item.url for item in waiting.desk_for(a_lead)]
    assert ("nomination_confirmed", a_lead.email) in queued()


def test_withdrawing_the_second_leaves_the_first_as_it_was():
    first = first_of()
    second = second_of(first)

    services.withdraw_nomination(second, by=second.head)

    assert (status_of(first), status_of(second)) == ("visited", "withdrawn")


def test_an_influencer_needs_no_second_visit_and_the_head_is_told(a_lead, client):
    nominee = InfluencerFactory().person
    typed = typed_nomination(nominee_name=nominee.name, nominee_email=nominee.email)

    nomination = services.confirm_nomination(services.submit_nomination(**typed))

    assert (nomination.status, nomination.first) == ("accepted", None)
    assert "They are a science influencer already." in delivered()[1].body
    client.force_login(nomination.head)
    assert "Your good word is kept" in client.get(nomination.get_absolute_url()).content.decode()
    assert "asking what they would like to do" not in client.get(nomination.get_absolute_url()).content.decode()
    client.force_login(a_lead)
    assert nominee.name in client.get("/admin/nominations/").content.decode()
    assert client.get(nomination.get_desk_url()).status_code == 200


def test_somebody_who_stepped_down_is_nominated_like_anybody():
    nominee = InfluencerFactory(status=InfluencerStatus.STEPPED_DOWN, consented_at=None).person
    typed = typed_nomination(nominee_name=nominee.name, nominee_email=nominee.email)

    assert services.confirm_nomination(services.submit_nomination(**typed)).status == "confirmed"


def test_the_same_head_is_told_where_the_first_stands_and_nothing_is_written():
    typed = typed_nomination()
    first = services.confirm_nomination(services.submit_nomination(**typed))

    again = services.submit_nomination(**typed | {"nominee_email": "ASHA@saggar.example"})

    assert (again, Nomination.objects.count()) == (first, 1)
    said = delivered()[-1]
    assert said.to == ["head@saggar.example"]
    assert ("You have nominated Asha Malik already", "confirmed by the head" in said.body) == (said.subject, True)


def test_a_lead_who_enters_it_again_is_told_at_once(a_lead):
    typed = typed_nomination()
    first = services.confirm_nomination(services.submit_nomination(**typed))

    with pytest.raises(Refused, match=first.reference):
        services.submit_nomination(**typed, entered_by=a_lead)


def test_a_declined_second_is_forgotten_like_the_first(a_lead):
    first = first_of()
    second = second_of(first)
    services.decline_nomination(first, reason="x", by=a_lead)

    with clock.moved_to(expiry.months_ago(-13)):
        expiry.forget_expired()

    second.refresh_from_db()
    assert second.why == ""


def test_the_database_holds_that_none_goes_with_itself_or_unconfirmed():
    nomination, unconfirmed = first_of(), NominationFactory()

    for one, first in ((nomination, nomination), (unconfirmed, nomination)):
        with pytest.raises(IntegrityError, match="nomination_goes_with_another"), transaction.atomic():
            Nomination.objects.filter(pk=one.pk).update(first=first)


@pytest.mark.django_db(transaction=True)
def test_of_two_confirmed_at_once_one_is_the_first():
    meet("asha@saggar.example", name="Asha Malik")
    nominations = [
        services.submit_nomination(**typed_nomination(school=SchoolFactory(), head_email=f"head{n}@saggar.example"))
        for n in range(2)
    ]

    at_once(services.confirm_nomination, nominations)

    assert sorted(nomination.first is None for nomination in Nomination.objects.all()) == [False, True]
