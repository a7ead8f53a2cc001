import uuid

import pytest

from core.exceptions import NotAllowed, Refused
from core.models import Change
from programmes import services
from programmes.models import Event, EventSeries
from tests.factories.programmes import AttendanceFactory, EventFactory, PlaceFactory, weekday
from tests.factories.schools import PersonFactory, SchoolFactory, finance, lead, national_lead
from tests.messages import queued

pytestmark = pytest.mark.django_db


def posted(event, **changes):
    """The form as the page shows it, with changes."""
    names = ("title", "kind", "purpose", "on", "part", "venue", "capacity", "audience")
    same = {name: getattr(event, name) for name in names}
    return {"form_key": str(uuid.uuid4()), "is_release_funded": "on", **same, **changes}


def test_a_new_date_is_told_to_whoever_holds_anything():
    event, by = EventFactory(capacity=2), lead()
    people = [PlaceFactory(event=event, status=status).person for status in ("booked", "waiting", "offered")]
    PlaceFactory(event=event, status="cancelled")

    services.change_event(event, on=weekday(40), by=by)

    event.refresh_from_db()
    assert (event.on, event.revision) == (weekday(40), 1)
    told = queued()
    assert {address for kind, address in told if kind == "event_changed"} == {person.email for person in people}
    # The room that there was all along is filled too.
    assert [kind for kind, _ in told if kind != "event_changed"] == ["place_promoted"]
    change = Change.objects.of(event).get()
    assert (change.action, change.reason, change.by) == ("change_event", "on", by)


def test_other_words_are_told_to_nobody():
    event = PlaceFactory().event

    services.change_event(event, title="Other words", agenda="Tea", by=lead())

    assert queued() == []


def test_there_are_never_fewer_places_than_are_taken():
    event = EventFactory(capacity=3)
    PlaceFactory.create_batch(2, event=event)

    with pytest.raises(Refused, match="2 places are taken, so there can’t be fewer"):
        services.change_event(event, capacity=1, by=lead())


@pytest.mark.parametrize("changes", [{"on": weekday(3)}, {"part": "morning"}, {"is_release_funded": False}])
def test_what_an_attendance_was_recorded_for_stays(changes):
    event = EventFactory(on=weekday(0))
    AttendanceFactory(event=event)

    with pytest.raises(Refused, match="its date and funding stay"):
        services.change_event(event, by=lead(), **changes)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"on": weekday(-1)}, "is in the past"),
        ({"part": "twilight"}, "never funded"),
        ({"venue": "Ring 01782 555 0199"}, "Leave out e-mail addresses"),
        ({"starts_at": "10:00", "ends_at": None}, "event_hours_whole"),
    ],
)
def test_what_cannot_be_is_refused(changes, words):
    with pytest.raises(Refused, match=words):
        services.change_event(EventFactory(), by=lead(), **changes)


def test_an_event_at_a_closed_school_is_refused():
    with pytest.raises(Refused, match="is closed in the register"):
        services.change_event(EventFactory(), venue_school=SchoolFactory(closed=True), by=lead())


@pytest.mark.parametrize(
    "act", [services.change_event, lambda event, by: services.call_off(event, reason="Snow", by=by)]
)
def test_what_is_over_or_called_off_is_not_changed(act):
    by = lead()

    with pytest.raises(Refused, match="can’t be changed any more"):
        act(EventFactory(on=weekday(-1)), by=by)
    with pytest.raises(Refused, match="was called off"):
        act(services.call_off(EventFactory(), reason="Snow", by=by), by=by)


@pytest.mark.parametrize("somebody", [national_lead, finance, PersonFactory])
def test_only_a_lead_changes_it_or_calls_it_off(somebody):
    by, event = somebody(), EventFactory()

    with pytest.raises(NotAllowed):
        services.change_event(event, title="Mine", by=by)
    with pytest.raises(NotAllowed):
        services.call_off(event, reason="Mine", by=by)


def test_calling_off_needs_a_reason_and_is_recorded():
    event, by = EventFactory(), lead()

    with pytest.raises(Refused, match="Give a reason"):
        services.call_off(event, reason=" ", by=by)
    services.call_off(event, reason="Snow", by=by)

    event.refresh_from_db()
    assert (event.is_called_off, event.called_off_by) == (True, by)
    assert [(change.action, change.reason) for change in Change.objects.of(event)] == [("call_off", "Snow")]


def test_what_took_place_is_not_called_off():
    event = EventFactory(on=weekday(0))
    AttendanceFactory(event=event)

    with pytest.raises(Refused, match="it took place"):
        services.call_off(event, reason="Snow", by=lead())


def test_a_lead_changes_it_on_its_page(client):
    event, tutor, school = EventFactory(), PersonFactory(), SchoolFactory(name="Saggar Lane Primary")
    client.force_login(lead())
    address = f"/admin/events/{event.reference}/change/"

    assert event.purpose in client.get(address).content.decode()
    answer = client.post(
        address,
        posted(event, new_series="Champions", tutor_email=tutor.email.upper(), venue_school=school.urn,
               venue="the hall", starts_at="09:15", ends_at="12:00", open_minutes=30),
    )  # fmt: skip

    assert answer.url == f"/admin/events/{event.reference}/"
    event.refresh_from_db()
    assert (event.series, event.tutor, event.open_minutes) == (EventSeries.objects.get(), tutor, 30)
    assert (event.where, event.hours_in_words) == ("Saggar Lane Primary, the hall", "9.15am to midday")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"venue": ""}, "Enter where it is."),
        ({"starts_at": "10:00"}, "Enter both times, or neither."),
        ({"starts_at": "10:00", "ends_at": "09:00"}, "Enter a time after it starts."),
        ({"tutor_email": "nobody@nowhere.example"}, "We don’t know anybody with that e-mail address."),
        ({"capacity": 0}, "Enter at least 1 place."),
    ],
)
def test_what_wants_mending_is_said_in_words(client, changes, words):
    event = EventFactory()
    client.force_login(lead())

    assert words in client.post(f"/admin/events/{event.reference}/change/", posted(event, **changes)).content.decode()
    assert Event.objects.get().revision == 0


def test_a_lead_calls_it_off_on_its_page(client):
    place = PlaceFactory(event__title="Showcase")
    client.force_login(lead())
    address = f"/admin/events/{place.event.reference}/call-off/"

    page = client.post(address, {"form_key": str(uuid.uuid4()), "reason": "Snow"}, follow=True).content.decode()

    assert "This event is called off." in page
    assert queued() == [("event_called_off", place.person.email)]
    assert "Showcase" not in client.get("/events/").content.decode()
    assert "This event is called off." in client.get(place.event.get_absolute_url()).content.decode()
