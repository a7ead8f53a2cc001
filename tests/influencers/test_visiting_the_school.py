import datetime

import pytest

from core import clock
from core.exceptions import NotAllowed, Refused, TransitionRefused
from core.models import Change
from influencers import services
from influencers.workflow import NominationStatus
from tests.factories.influencers import NominationFactory
from tests.factories.programmes import weekday
from tests.factories.schools import PersonFactory, national_lead
from tests.messages import delivered, queued

pytestmark = pytest.mark.django_db

ARRANGED_FROM = {NominationStatus.CONFIRMED, NominationStatus.VISIT_ARRANGED, NominationStatus.DEFERRED}
TWO = datetime.time(14)
LEARNED = {"who_met": "The head.", "strengths": "Enquiry.", "capacity": "A day a month."}


def confirmed():
    return NominationFactory(status=NominationStatus.CONFIRMED)


def arranged():
    """A nomination whose visit was on the last weekday before today."""
    return NominationFactory(status=NominationStatus.VISIT_ARRANGED)


def test_a_date_is_set_and_the_head_is_told(a_lead):
    nomination = services.arrange_visit(confirmed(), starts_at=TWO, on=weekday(7), by=a_lead)

    assert (nomination.status, nomination.visit.on) == ("visit_arranged", weekday(7))
    assert queued() == [
        ("nomination_visit", nomination.head_email),
        ("nomination_visit", nomination.nominee_email),
        ("nomination_visit", a_lead.email),
    ]
    assert f"http://127.0.0.1:8000/track/{nomination.reference}/" in delivered()[0].body


def test_setting_the_date_is_recorded(a_lead):
    nomination = services.arrange_visit(confirmed(), starts_at=TWO, on=datetime.date(2036, 3, 4), by=a_lead)

    change = Change.objects.of(nomination).last()
    assert (change.action, change.by) == ("arrange_visit", a_lead)
    assert change.reason == f"Tuesday 4 March 2036, 2pm to 3pm. {a_lead} goes."


def test_a_visit_that_was_not_held_is_moved(a_lead):
    services.arrange_visit(nomination := confirmed(), starts_at=TWO, on=datetime.date(2036, 3, 4), by=a_lead)
    nomination = services.arrange_visit(
        nomination, starts_at=datetime.time(9, 30), minutes=90, on=datetime.date(2036, 3, 5), by=a_lead
    )

    assert [visit.on for visit in nomination.visits.all()] == [datetime.date(2036, 3, 5)]
    assert Change.objects.of(nomination).last().reason == (
        f"Was Tuesday 4 March 2036, 2pm to 3pm; now Wednesday 5 March 2036, 9.30am to 11am. {a_lead} goes."
    )


def test_a_deferred_nomination_gets_another_visit_and_keeps_the_first(a_lead):
    nomination = NominationFactory(status=NominationStatus.DEFERRED)

    services.arrange_visit(nomination, starts_at=TWO, on=weekday(7), by=a_lead)

    assert [visit.on for visit in nomination.visits.all()] == [weekday(-1), weekday(7)]


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"on": datetime.date(2026, 3, 2)}, "is in the past"),
        ({"starts_at": datetime.time(23, 30)}, "would end after midnight"),
    ],
)
def test_a_time_that_cannot_be_is_refused(changes, why, a_lead):
    nomination = confirmed()

    with pytest.raises(Refused, match=why):
        services.arrange_visit(nomination, by=a_lead, **{"starts_at": TWO, "on": weekday(7), **changes})

    assert nomination.visits.count() == 0


def test_nothing_but_the_past_is_refused(a_lead):
    saturday = datetime.date(2036, 3, 8)

    assert services.arrange_visit(confirmed(), starts_at=TWO, on=saturday, by=a_lead).visit.on == saturday


def test_a_national_lead_may_go_and_nobody_who_is_not_staff(a_lead):
    somebody = national_lead()
    nomination = services.arrange_visit(confirmed(), starts_at=TWO, on=weekday(7), visitor=somebody, by=a_lead)
    assert queued()[-1] == ("nomination_visit", somebody.email)

    with pytest.raises(Refused, match="can’t go"):
        services.arrange_visit(nomination, starts_at=TWO, on=weekday(7), visitor=PersonFactory(), by=a_lead)


def test_whoever_goes_no_more_is_told(a_lead):
    before = national_lead()
    nomination = services.arrange_visit(confirmed(), starts_at=TWO, on=weekday(7), visitor=before, by=a_lead)

    services.arrange_visit(nomination, starts_at=TWO, on=weekday(7), visitor=a_lead, by=a_lead)

    assert queued()[-1] == ("nomination_visit_cancelled", before.email)


@pytest.mark.parametrize("status", [NominationStatus.CONFIRMED, NominationStatus.DEFERRED])
def test_a_visit_that_was_held_without_being_arranged_is_recorded(status, a_lead):
    nomination = NominationFactory(status=status)

    nomination = services.record_held_visit(nomination, on=weekday(-1), **LEARNED, is_head=False, by=a_lead)

    assert (nomination.status, nomination.visit.on, nomination.back_on) == ("visited", weekday(-1), None)
    assert [change.action for change in Change.objects.of(nomination)] == ["arrange_visit", "record_visit"]
    assert queued() == []


def test_a_visit_to_come_or_another_beside_one_that_is_arranged_is_not_recorded_so(a_lead):
    for nomination, on, why in ((confirmed(), weekday(1), "is to come"), (arranged(), weekday(-1), "is arranged")):
        with pytest.raises(Refused, match=why):
            services.record_held_visit(nomination, on=on, **LEARNED, is_head=False, by=a_lead)


@pytest.mark.parametrize("status", [status for status in NominationStatus if status not in ARRANGED_FROM])
def test_a_visit_is_arranged_from_no_other_status(status, a_lead):
    nomination = NominationFactory(status=status)

    with pytest.raises(TransitionRefused):
        services.arrange_visit(nomination, starts_at=TWO, on=weekday(7), by=a_lead)

    nomination.refresh_from_db()
    assert nomination.status == status


def test_only_a_lead_arranges(not_a_lead):
    with pytest.raises(NotAllowed):
        services.arrange_visit(confirmed(), starts_at=TWO, on=weekday(7), by=not_a_lead)


def test_what_was_learned_is_recorded(a_lead):
    nomination = services.record_visit(arranged(), **LEARNED, is_head=False, by=a_lead)

    visit = nomination.visit
    assert (visit.who_met, visit.strengths, visit.capacity) == ("The head.", "Enquiry.", "A day a month.")
    assert (nomination.status, visit.recorded_by) == ("visited", a_lead)
    change = Change.objects.of(nomination).last()
    assert (change.action, change.from_status, change.by) == ("record_visit", "visit_arranged", a_lead)


def test_saying_that_this_is_the_head_proves_the_post(a_lead):
    nomination = services.record_visit(arranged(), **LEARNED, is_head=True, by=a_lead)

    post = nomination.head.posts.get()
    assert (post.role, post.proven_by) == ("headteacher", a_lead)


def test_not_saying_so_leaves_the_post_unproven(a_lead):
    nomination = services.record_visit(arranged(), **LEARNED, is_head=False, by=a_lead)

    assert not nomination.head.posts.get().is_proven


def test_the_head_may_be_proven_later(a_lead):
    nomination = NominationFactory(status=NominationStatus.ACCEPTED)

    services.prove_head(nomination, by=a_lead)

    assert nomination.head.posts.get().proven_by == a_lead


def test_the_head_of_an_unconfirmed_nomination_is_not_proven(a_lead):
    with pytest.raises(Refused, match="hasn’t confirmed"):
        services.prove_head(NominationFactory(), by=a_lead)


def test_only_a_lead_proves_the_head(not_a_lead):
    with pytest.raises(NotAllowed):
        services.prove_head(confirmed(), by=not_a_lead)


def test_a_visit_is_not_recorded_before_its_date(a_lead):
    nomination = services.arrange_visit(confirmed(), starts_at=TWO, on=weekday(7), by=a_lead)

    with pytest.raises(Refused, match="Record it on that day or after"):
        services.record_visit(nomination, **LEARNED, is_head=True, by=a_lead)

    with clock.moved_to(weekday(7)):
        assert services.record_visit(nomination, **LEARNED, is_head=True, by=a_lead).status == "visited"


@pytest.mark.parametrize("status", [status for status in NominationStatus if status != NominationStatus.VISIT_ARRANGED])
def test_only_an_arranged_visit_is_recorded(status, a_lead):
    nomination = NominationFactory(status=status)

    with pytest.raises(TransitionRefused):
        services.record_visit(nomination, **LEARNED, is_head=True, by=a_lead)

    nomination.refresh_from_db()
    assert nomination.status == status


def test_only_a_lead_records(not_a_lead):
    with pytest.raises(NotAllowed):
        services.record_visit(arranged(), **LEARNED, is_head=True, by=not_a_lead)
