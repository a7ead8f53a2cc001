import datetime
from zoneinfo import ZoneInfo

import icalendar
import pytest

from core.logfilters import without_personal_data
from core.models import Change
from programmes import calendars, services
from programmes.models import CalendarFeed
from satc.personal import erasure
from tests.factories.programmes import EventFactory, PlaceFactory, weekday
from tests.factories.schools import PersonFactory, SchoolFactory, lead

pytestmark = pytest.mark.django_db

LONDON = ZoneInfo("Europe/London")


def entries(content):
    return icalendar.Calendar.from_ical(content).walk("VEVENT")


def fetch(client, token):
    return client.get(f"/calendar/{token}.ics")


@pytest.mark.parametrize(
    ("on", "utc"), [(datetime.date(2027, 3, 26), 9), (datetime.date(2027, 3, 29), 8), (datetime.date(2027, 11, 1), 9)]
)
def test_nine_in_london_is_nine_in_london_on_either_side_of_the_clock_change(on, utc):
    [entry] = entries(calendars.of_event(EventFactory(on=on)))

    assert entry.decoded("dtstart") == datetime.datetime.combine(on, datetime.time(9), LONDON)
    assert entry.decoded("dtstart").astimezone(datetime.UTC).hour == utc
    assert entry.decoded("dtend").astimezone(LONDON).time() == datetime.time(15, 30)


def test_the_file_says_which_time_zone_it_means():
    content = calendars.of_event(EventFactory(on=datetime.date(2027, 3, 29))).decode()

    assert "DTSTART;TZID=Europe/London:20270329T090000" in content
    assert ("BEGIN:VTIMEZONE" in content, "BEGIN:DAYLIGHT" in content) == (True, True)


def test_an_event_is_for_anybody_with_what_when_and_where(client):
    school = SchoolFactory(name="Saggar Lane Primary")
    event = EventFactory(title="Showcase", venue_school=school, venue="the hall", starts_at="10:15", ends_at="11:45")

    answer = client.get(f"/events/{event.reference}.ics")

    [entry] = entries(answer.content)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert (str(entry["summary"]), str(entry["location"])) == ("Showcase", "Saggar Lane Primary, the hall")
    assert entry.decoded("dtstart").time() == datetime.time(10, 15)
    assert (str(entry["status"]), entry["sequence"]) == ("CONFIRMED", 0)
    assert str(entry["uid"]).startswith(f"{event.reference}.")


def test_a_change_and_a_calling_off_reach_a_calendar_that_has_it():
    event, by = EventFactory(), lead()
    before = entries(calendars.of_event(event))[0]["uid"]
    services.change_event(event, on=weekday(40), by=by)
    event = services.call_off(event, reason="Snow", by=by)

    [entry] = entries(calendars.of_event(event))
    assert (entry["uid"], entry["sequence"], str(entry["status"])) == (before, 2, "CANCELLED")


def test_a_private_feed_holds_ones_own_places_and_nothing_else(client):
    person = PersonFactory()
    for status in ("booked", "waiting", "cancelled"):
        PlaceFactory(person=person, status=status, event__title=status)
    PlaceFactory(event__title="somebody else’s")

    answer = fetch(client, services.make_feed(person))

    found = {str(entry["summary"]): str(entry["status"]) for entry in entries(answer.content)}
    assert found == {"booked": "CONFIRMED", "Waiting list: waiting": "TENTATIVE"}
    assert person.email not in answer.content.decode()
    assert person.name not in answer.content.decode()


def test_a_feed_without_places_is_a_calendar_all_the_same(client):
    assert entries(fetch(client, services.make_feed(PersonFactory())).content) == []


def test_only_the_hash_of_the_address_is_kept():
    person = PersonFactory()
    token = services.make_feed(person)

    feed = CalendarFeed.objects.get()
    assert token not in (feed.token_hash, str(feed))
    assert len(feed.token_hash) == 64
    assert all(token not in change.reason for change in Change.objects.of(feed))


def test_a_new_address_stops_the_old_one_and_a_stop_stops_both(client):
    person = PersonFactory()
    old, new = services.make_feed(person), services.make_feed(person)
    assert (fetch(client, old).status_code, fetch(client, new).status_code) == (404, 200)

    services.revoke_feed(person)

    assert fetch(client, new).status_code == 404
    assert [feed.revoked_at is None for feed in CalendarFeed.objects.all()] == [False, False]


def test_a_guess_and_somebody_who_may_not_sign_in_find_nothing(client):
    person = PersonFactory()
    token = services.make_feed(person)
    person.is_active = False
    person.save()

    assert {fetch(client, token).status_code, fetch(client, "guessed").status_code} == {404}


def test_the_address_is_shown_once_and_stopped_on_its_page(client):
    client.force_login(PersonFactory())
    page = client.post("/my/calendar/new/").content.decode()
    token = next(part for part in page.replace("<", " ").split() if part.endswith(".ics")).rpartition("/")[2][:-4]

    assert fetch(client, token).status_code == 200
    assert token not in client.get("/my/calendar/").content.decode()
    assert "has stopped working" in client.post("/my/calendar/stop/", follow=True).content.decode()
    assert fetch(client, token).status_code == 404


def test_looking_makes_no_address(client):
    client.force_login(PersonFactory())
    client.get("/my/calendar/")

    assert {client.get(f"/my/calendar/{act}/").status_code for act in ("new", "stop")} == {405}
    assert not CalendarFeed.objects.exists()


def test_the_address_stays_out_of_the_log():
    token = services.make_feed(PersonFactory())

    assert token not in without_personal_data(f'"GET /calendar/{token}.ics HTTP/1.1" 200')


def test_the_address_of_somebody_forgotten_stops(client):
    person = PersonFactory()
    token = services.make_feed(person)

    erasure.forget(person, by=lead())

    assert fetch(client, token).status_code == 404
    assert CalendarFeed.objects.get().revoked_at is not None
