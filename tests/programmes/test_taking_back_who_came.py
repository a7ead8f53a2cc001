import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from core.exceptions import NotAllowed, Refused, TransitionRefused
from core.models import Change
from programmes import services
from programmes.models import Attendance, GapTask
from programmes.workflow import PlaceStatus
from tests.factories.programmes import EventFactory, PlaceFactory, weekday
from tests.factories.schools import PersonFactory, finance, lead, national_lead

pytestmark = pytest.mark.django_db

RECORDS = pytest.mark.parametrize(
    ("record", "status"), [(services.record_attendance, "attended"), (services.record_absence, "absent")]
)


def place_today(**fields):
    """A place at an event of the last weekday, whose release isn't funded."""
    return PlaceFactory(event=EventFactory(on=weekday(-1), is_release_funded=False), **fields)


@RECORDS
@pytest.mark.parametrize("somebody", [lead, national_lead])
def test_whoever_may_record_it_takes_it_back(record, status, somebody):
    place, by = place_today(), somebody()
    record(place, by=lead())

    services.take_back_record(place, by=by)

    place.refresh_from_db()
    assert place.status == "booked"
    change = Change.objects.of(place).last()
    assert (change.action, change.from_status, change.to_status, change.by) == ("take_back", status, "booked", by)


@pytest.mark.parametrize("somebody", [finance, PersonFactory])
def test_nobody_else_takes_it_back(somebody):
    place = place_today()
    services.record_attendance(place, by=lead())

    with pytest.raises(NotAllowed):
        services.take_back_record(place, by=somebody())

    place.refresh_from_db()
    assert place.status == "attended"


def test_nobody_takes_back_their_own():
    by = lead()
    place = place_today(person=by)
    services.record_absence(place, by=lead())

    with pytest.raises(Refused, match="Somebody else"):
        services.take_back_record(place, by=by)


@pytest.mark.parametrize("before", [status for status in PlaceStatus if status not in ("attended", "absent")])
def test_only_what_was_recorded_is_taken_back(before):
    place = place_today(status=before)

    with pytest.raises(TransitionRefused):
        services.take_back_record(place, by=lead())

    place.refresh_from_db()
    assert place.status == before


def test_an_attendance_taken_back_is_kept_and_another_may_be_recorded():
    place, by = place_today(), lead()
    first = services.record_attendance(place, by=by)
    services.take_back_record(place, by=by)

    second = services.record_attendance(place, by=by)

    first.refresh_from_db()
    assert (first.taken_back_by, first.taken_back_at is None) == (by, False)
    assert list(Attendance.objects.standing()) == [second]


def test_two_attendances_never_stand_for_one_place():
    place, by = place_today(), lead()
    services.record_attendance(place, by=by)

    with pytest.raises(IntegrityError, match="attendance_stands_once"), transaction.atomic():
        Attendance.objects.create(place=place, person=place.person, recorded_by=by)


def test_gap_tasks_go_and_come_back_with_what_was_written():
    place, by = place_today(), lead()
    services.record_attendance(place, by=by)
    [task] = services.set_tasks(place.event, texts=["Try a big question"], by=by)
    answer = services.answer_task(task, is_done=False, comment="Next week", by=place.person)

    services.take_back_record(place, by=by)

    assert not GapTask.objects.still_to_try_by(place.person).exists()
    with pytest.raises(NotAllowed):
        services.answer_task(task, is_done=True, comment="", by=place.person)

    attendance = services.record_attendance(place, by=by)

    assert list(GapTask.objects.still_to_try_by(place.person)) == [task]
    answer.refresh_from_db()
    assert (answer.attendance, answer.comment) == (attendance, "Next week")


@pytest.mark.parametrize(("data", "page"), [({}, "event"), ({"back": "sheet"}, "event_sheet")])
def test_a_button_undoes_it_on_the_event_and_on_the_sheet(client, data, page):
    place = place_today()
    services.record_attendance(place, by=lead())
    client.force_login(lead())
    page = reverse(f"influencers_desk:{page}", args=[place.event.reference])
    undo = reverse("influencers_desk:place_take_back", args=[place.pk])
    assert undo in client.get(page).content.decode()

    answer = client.post(undo, data, follow=True)

    assert answer.redirect_chain == [(page, 302)]
    assert f"Undone. {place.person} is booked again: say whether they came." in answer.content.decode()
    place.refresh_from_db()
    assert place.status == "booked"
