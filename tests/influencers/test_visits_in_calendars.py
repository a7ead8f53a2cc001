"""What head, nominee and visitor get as a file, read by a calendar program's own library."""

import datetime

import icalendar
import pytest
from django.core import mail

from influencers import services
from tests.factories.influencers import NominationFactory
from tests.messages import delivered

pytestmark = pytest.mark.django_db

TWO = datetime.time(14)


def arranged(by, on=datetime.date(2036, 3, 4), **more):
    nomination = NominationFactory(status="confirmed")
    return services.arrange_visit(nomination, on=on, starts_at=TWO, by=by, **more)


def files():
    """Receiver, how it was sent, and the entry, of each mail with a calendar file since the last time."""
    found = []
    for message in delivered():
        for part in message.message().walk():
            if part.get_content_type() == "text/calendar":
                calendar = icalendar.Calendar.from_ical(part.get_payload(decode=True))
                found.append((message.to[0], part.get_param("method"), calendar))
    mail.outbox.clear()
    return found


def entry(calendar):
    return calendar.walk("VEVENT")[0]


def test_all_three_get_the_visit_and_each_file_names_only_its_reader(a_lead):
    nomination = arranged(a_lead)

    sent = files()

    people = [nomination.head_email, nomination.nominee_email, a_lead.email]
    assert [(to, method, str(calendar["method"])) for to, method, calendar in sent] == [
        (to, "REQUEST", "REQUEST") for to in people
    ]
    for to, _, calendar in sent:
        text = calendar.to_ical().decode().replace("\r\n ", "")
        assert [email for email in people if email in text] == [to]
        assert (str(entry(calendar)["summary"]), str(entry(calendar)["status"])) == (
            f"SATC visits {nomination.school}",
            "CONFIRMED",
        )
        assert nomination.school.street in str(entry(calendar)["location"])


@pytest.mark.parametrize(
    ("on", "in_utc"), [(datetime.date(2036, 3, 28), 14), (datetime.date(2036, 3, 31), 13)], ids=["winter", "summer"]
)
def test_two_o_clock_is_two_o_clock_in_london_on_either_side_of_the_change(on, in_utc, a_lead):
    arranged(a_lead, on=on, minutes=90)

    found = entry(files()[0][2])
    starts, ends = (found.decoded(name) for name in ("dtstart", "dtend"))

    assert starts.astimezone(datetime.UTC).hour == in_utc
    assert ends - starts == datetime.timedelta(minutes=90)


def test_moving_and_withdrawing_reach_the_same_entry(a_lead):
    nomination = arranged(a_lead)
    first = entry(files()[0][2])
    services.arrange_visit(nomination, on=datetime.date(2036, 3, 11), starts_at=TWO, by=a_lead)
    moved = entry(files()[0][2])
    services.withdraw_nomination(nomination, by=nomination.head)
    off = files()

    assert str(first["uid"]) == str(moved["uid"])
    assert (first["sequence"], moved["sequence"]) == (0, 1)
    assert [to for to, _, _ in off] == [nomination.head_email, nomination.nominee_email, a_lead.email]
    for _, method, calendar in off:
        cancelled = entry(calendar)
        assert (method, str(cancelled["uid"]), cancelled["sequence"], str(cancelled["status"])) == (
            "CANCEL",
            str(first["uid"]),
            2,
            "CANCELLED",
        )


def test_another_visit_after_a_deferral_is_another_entry(a_lead):
    nomination = NominationFactory(status="deferred")
    services.arrange_visit(nomination, on=datetime.date(2036, 3, 4), starts_at=TWO, by=a_lead)
    other = arranged(a_lead)

    uids = [str(entry(calendar)["uid"]) for _, _, calendar in files()]

    assert len(set(uids)) == 2
    assert {uid.partition("-")[0] for uid in uids} == {"NOM"}
    assert other.visit.pk != nomination.visit.pk


def test_a_mail_that_moves_the_visit_says_from_when(a_lead):
    nomination = arranged(a_lead)
    services.arrange_visit(nomination, on=datetime.date(2036, 3, 11), starts_at=TWO, by=a_lead)

    said = delivered()[3]

    assert said.subject == f"Visit moved: {nomination.school}, Tuesday 11 March 2036"
    assert "It was on Tuesday 4 March 2036, 2pm to 3pm; now it is on Tuesday 11 March 2036, 2pm to 3pm." in said.body
