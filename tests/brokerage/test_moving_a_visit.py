import pytest
from icalendar import Calendar

from brokerage import services
from brokerage.workflow import DeploymentStatus, VisitStatus
from core.exceptions import NotAllowed, Refused, TransitionRefused
from core.models import Change
from core.words import long_date
from tests.factories.brokerage import DeploymentFactory, OtherVisitFactory, VisitFactory, school_day
from tests.factories.schools import PersonFactory, finance, lead, national_lead
from tests.messages import delivered, queued

pytestmark = pytest.mark.django_db


def move(visit, *, on=None, part="afternoon", by=None, reason="Snow"):
    return services.move_visit(visit, on=on or school_day(10), part=part, reason=reason, by=by or visit.person)


def test_it_keeps_its_reference_and_what_it_was():
    visit = VisitFactory(on=school_day(3))
    was = long_date(visit.on)

    moved = move(visit)

    assert (moved.reference, moved.status, moved.on, moved.part) == (
        visit.reference,
        "planned",
        school_day(10),
        "afternoon",
    )
    change = Change.objects.of(visit).get()
    assert change.summary == "Moved"
    assert change.reason == f"Was {was}, whole day; now {moved.when}. Snow"


def test_everybody_hears_and_their_calendars_change():
    visit = VisitFactory(on=school_day(3))
    request = visit.deployment.request

    move(move(visit), on=school_day(11))

    told = [visit.person, request.head, request.science_leader, visit.national_lead]
    assert queued() == [("visit_moved", person.email) for person in told] * 2
    files = [mail.attachments for mail in delivered()]
    assert [len(each) for each in files] == [1, 1, 1, 0] * 2
    entries = [Calendar.from_ical(each[0][1]).walk("VEVENT")[0] for each in files if each]
    assert {entry["uid"].partition(".")[0] for entry in entries} == {visit.reference}
    assert [entry["sequence"] for entry in entries] == [1, 1, 1, 2, 2, 2]


def test_cancelled_it_leaves_the_calendars():
    visit = move(VisitFactory(on=school_day(3)))

    services.cancel_visit(visit, by=visit.person, reason="Snow")

    [(_, file, kind)] = delivered()[-2].attachments
    event = Calendar.from_ical(file).walk("VEVENT")[0]
    assert (kind, event["status"], event["sequence"]) == ("text/calendar; method=CANCEL", "CANCELLED", 2)


def test_a_visit_whose_day_passed_without_it_is_moved_too():
    assert move(VisitFactory(on=school_day(-5))).on == school_day(10)


def test_a_day_without_a_deployment_is_moved():
    visit = OtherVisitFactory(on=school_day(3))

    move(visit, by=visit.national_lead)

    assert queued() == [("visit_moved", visit.person.email)]


@pytest.mark.parametrize("status", [VisitStatus.TOOK_PLACE, VisitStatus.CANCELLED])
def test_only_a_planned_visit_is_moved(status):
    with pytest.raises(TransitionRefused):
        move(VisitFactory(status=status))


def test_not_once_the_support_is_over():
    visit = VisitFactory(deployment=DeploymentFactory(status=DeploymentStatus.ENDED_EARLY))

    with pytest.raises(Refused, match="This support is: ended early"):
        move(visit)


def test_not_beyond_the_days_agreed():
    deployment = DeploymentFactory(status=DeploymentStatus.ACTIVE, halves=2)
    visits = [VisitFactory(deployment=deployment, on=school_day(day), part="morning") for day in (3, 4)]

    with pytest.raises(Refused, match="only half a day is left"):
        move(visits[0], part="whole_day")
    assert move(visits[0], part="afternoon").part == "afternoon"


def test_not_onto_another_visit_of_the_same_person_nor_onto_itself():
    visit = VisitFactory(on=school_day(3))
    other = OtherVisitFactory(on=school_day(10), part="afternoon", person=visit.person)

    with pytest.raises(Refused, match=f"is at {other.school} then"):
        move(visit)
    with pytest.raises(Refused, match="The visit is then already"):
        move(visit, on=visit.on, part=visit.part)
    assert move(visit, on=visit.on, part="morning").part == "morning"


@pytest.mark.parametrize("make", [national_lead, finance, PersonFactory])
def test_nobody_else_moves_it(make):
    with pytest.raises(NotAllowed):
        move(VisitFactory(on=school_day(3)), by=make())


def test_it_is_moved_from_its_page_by_the_influencer_or_a_lead(client):
    visit = VisitFactory(on=school_day(3))
    client.force_login(lead())
    url = f"/visits/{visit.reference}/move/"
    key = client.get(url).context["form"]["form_key"].value()
    day = {"form_key": key, "on": school_day(10).isoformat(), "part": "morning", "reason": "Snow"}
    assert "Enter the date." in client.post(url, day | {"on": ""}).content.decode()

    page = client.post(url, day, follow=True).content.decode()

    visit.refresh_from_db()
    assert visit.on == school_day(10)
    assert "The visit is moved." in page
