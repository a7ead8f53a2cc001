import pytest

from core.exceptions import NotAllowed, Refused, TransitionRefused
from core.models import Change
from programmes import services
from programmes.models import Attendance
from programmes.signals import attendance_recorded
from programmes.workflow import PlaceStatus
from tests.factories.programmes import EventFactory, PlaceFactory, weekday
from tests.factories.schools import PersonFactory, finance, lead, national_lead
from tests.messages import queued

pytestmark = pytest.mark.django_db

RECORD = pytest.mark.parametrize(
    ("record", "action", "status"),
    [(services.record_attendance, "attend", "attended"), (services.record_absence, "miss", "absent")],
)


def place_today(**fields):
    """A place at an event that was on the last weekday."""
    return PlaceFactory(event=EventFactory(on=weekday(-1)), **fields)


@RECORD
@pytest.mark.parametrize("somebody", [lead, national_lead])
def test_whoever_runs_the_programme_records_it(record, action, status, somebody):
    place, by = place_today(), somebody()

    record(place, by=by)

    place.refresh_from_db()
    assert place.status == status
    change = Change.objects.of(place).get()
    assert (change.action, change.from_status, change.by) == (action, "booked", by)


def test_attendance_is_written_down_and_told_to_the_apps_above():
    place, by, heard = place_today(), lead(), []

    def listen(attendance, **kwargs):
        heard.append(attendance)

    attendance_recorded.connect(listen)
    try:
        attendance = services.record_attendance(place, by=by)
    finally:
        attendance_recorded.disconnect(listen)

    assert (attendance.place, attendance.person, attendance.recorded_by) == (place, place.person, by)
    assert heard == [attendance]


def test_an_absence_makes_no_attendance():
    services.record_absence(place_today(), by=lead())

    assert Attendance.objects.count() == 0


@RECORD
def test_nothing_is_recorded_before_the_day(record, action, status):
    place = PlaceFactory()

    with pytest.raises(Refused, match="hasn’t happened yet"):
        record(place, by=lead())

    place.refresh_from_db()
    assert place.status == "booked"


@RECORD
@pytest.mark.parametrize("before", [status for status in PlaceStatus if status != PlaceStatus.BOOKED])
def test_only_a_booked_place_is_recorded(record, action, status, before):
    place = place_today(status=before)

    with pytest.raises(TransitionRefused):
        record(place, by=lead())

    place.refresh_from_db()
    assert place.status == before


@RECORD
@pytest.mark.parametrize("somebody", [finance, PersonFactory])
def test_nobody_else_records_it(record, action, status, somebody):
    with pytest.raises(NotAllowed):
        record(place_today(), by=somebody())


def test_nobody_records_their_own_attendance():
    by = lead()

    with pytest.raises(Refused, match="Somebody else"):
        services.record_attendance(place_today(person=by), by=by)


def test_a_lead_cancels_a_place_and_the_person_is_told():
    place, by = PlaceFactory(), lead()

    services.cancel_place(place, by=by)

    place.refresh_from_db()
    assert place.status == "cancelled"
    assert queued() == [("place_cancelled", place.person.email)]
    change = Change.objects.of(place).get()
    assert (change.action, change.from_status, change.by) == ("cancel", "booked", by)


def test_whoever_holds_a_place_may_cancel_it():
    place = PlaceFactory()

    assert services.cancel_place(place, by=place.person).status == "cancelled"


@pytest.mark.parametrize("somebody", [national_lead, finance, PersonFactory])
def test_nobody_else_cancels_it(somebody):
    with pytest.raises(NotAllowed):
        services.cancel_place(PlaceFactory(), by=somebody())


def test_a_place_at_an_event_that_is_over_is_not_cancelled():
    with pytest.raises(Refused, match="Record whether they came instead"):
        services.cancel_place(place_today(), by=lead())


@pytest.mark.parametrize("status", ["attended", "absent", "cancelled"])
def test_what_is_over_or_given_up_is_not_cancelled(status):
    place = PlaceFactory(status=status)

    with pytest.raises(TransitionRefused):
        services.cancel_place(place, by=lead())

    place.refresh_from_db()
    assert place.status == status
