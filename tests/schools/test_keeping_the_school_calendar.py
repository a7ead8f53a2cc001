import datetime
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from core import clock
from core.exceptions import NotAllowed, Refused
from core.models import Change
from schools import calendar
from schools.models import CalendarPeriod, PeriodKind
from tests.factories.schools import PeriodFactory, SchoolFactory, finance, lead, national_lead

pytestmark = pytest.mark.django_db

MONDAY = datetime.date(2027, 2, 15)
FRIDAY = datetime.date(2027, 2, 19)
HEADING = "kind,first day,last day,name,authority,school\n"


@pytest.fixture
def desk(client):
    client.force_login(lead())
    return client


@pytest.fixture(autouse=True)
def in_january():
    with clock.moved_to(datetime.date(2027, 1, 11)):
        yield


def typed(**changes):
    return {
        "form_key": str(uuid.uuid4()),
        "kind": "holiday",
        "name": "Half term",
        "starts_on": "2027-02-15",
        "ends_on": "2027-02-19",
        "la_code": "",
        **changes,
    }


def send_file(desk, content):
    content = content if isinstance(content, bytes) else content.encode()
    file = SimpleUploadedFile("calendar.csv", content, content_type="text/csv")
    return desk.post("/admin/calendar/import/", {"form_key": str(uuid.uuid4()), "file": file}, follow=True)


def entries():
    return [(str(p), p.la_code, p.school_id) for p in CalendarPeriod.objects.order_by("pk")]


def test_a_lead_adds_changes_and_takes_out(desk):
    SchoolFactory()
    assert (
        "It is in the calendar."
        in desk.post("/admin/calendar/add/", typed(la_code="861"), follow=True).content.decode()
    )
    period = CalendarPeriod.objects.get()
    assert entries() == [("Half term, Monday 15 February 2027 to Friday 19 February 2027", "861", None)]

    desk.post(f"/admin/calendar/{period.pk}/", typed(ends_on="", kind="inset", name=""))
    assert entries() == [("INSET day, Monday 15 February 2027", "", None)]

    desk.post(f"/admin/calendar/{period.pk}/remove/")
    assert entries() == []
    actions = Change.objects.filter(subject_id=period.pk, flow="school calendar")
    assert list(actions.values_list("action", flat=True)) == ["add", "change", "remove"]


def test_one_school_may_have_days_of_its_own(desk):
    school = SchoolFactory()

    desk.post("/admin/calendar/add/", typed(kind="inset", name="", ends_on="", school=str(school.urn)))

    assert entries() == [("INSET day, Monday 15 February 2027", "", school.urn)]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"ends_on": "2027-02-14"}, "The last day is before the first."),
        ({"ends_on": "2027-09-01"}, "That is more than ten weeks. Check both dates."),
        ({"starts_on": "2207-02-15", "ends_on": ""}, "That is more than five years away. Check the year."),
        ({"starts_on": "soon"}, "Enter a date, like 3/3/2027."),
        ({"kind": "party"}, "Choose what it is."),
        ({"la_code": "999999"}, "Choose from the list."),
    ],
)
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(changes, said, desk):
    page = desk.post("/admin/calendar/add/", typed(**changes)).content.decode()

    assert (said in page, 'value="Half term"' in page, entries()) == (True, True, [])


def test_an_authority_and_a_school_at_once_are_refused(desk):
    school = SchoolFactory()

    page = desk.post("/admin/calendar/add/", typed(la_code="861", school=str(school.urn))).content.decode()

    assert "or one school, not both" in page
    with pytest.raises(IntegrityError), transaction.atomic():
        PeriodFactory(school=school)


def test_the_same_twice_is_refused_in_words_and_by_the_database(desk):
    PeriodFactory(starts_on=MONDAY, ends_on=FRIDAY, la_code="")

    assert "That is in the calendar already." in desk.post("/admin/calendar/add/", typed()).content.decode()
    with pytest.raises(IntegrityError), transaction.atomic():
        PeriodFactory(starts_on=MONDAY, ends_on=FRIDAY, la_code="")


def test_the_database_holds_the_order_of_the_days():
    with pytest.raises(IntegrityError), transaction.atomic():
        PeriodFactory(starts_on=FRIDAY, ends_on=MONDAY)


@pytest.mark.parametrize("somebody", [national_lead, finance])
def test_only_a_lead_keeps_it(somebody):
    by, period = somebody(), PeriodFactory()
    said = {"kind": PeriodKind.INSET, "starts_on": MONDAY, "ends_on": MONDAY, "by": by}

    for act in (
        lambda: calendar.add_period(**said),
        lambda: calendar.change_period(period, **said),
        lambda: calendar.remove_period(period, by=by),
        lambda: calendar.import_periods([], by=by),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_a_file_is_imported_and_may_be_imported_again(desk):
    school = SchoolFactory()
    rows = (
        "School holiday,15/02/2027,19/02/2027,Half term,861,\n"
        f"inset day,2027-02-22,,,,{school.urn}\n"
        "SATs week,10/05/2027,13/05/2027,,,\n"
    )

    assert "3 added." in send_file(desk, "\ufeff" + HEADING + rows).content.decode()
    page = send_file(desk, HEADING + rows + "\n,,,\nPhonics,07/06/2027,11/06/2027,,,\n").content.decode()

    assert "1 added. 3 were in the calendar already." in page
    assert list(CalendarPeriod.objects.order_by("pk").values_list("kind", flat=True)) == [
        "holiday", "inset", "sats", "phonics",
    ]  # fmt: skip


def test_one_bad_row_keeps_the_whole_file_out_and_each_is_named(desk):
    SchoolFactory()
    rows = (
        "School holiday,15/02/2027,19/02/2027,Half term,861,\n"
        "Party,31/02/2027,,,861,900000\n"
        "School holiday,15/02/2027,19/02/2027,The same,861,\n"
        "INSET day,22/02/2027,19/02/2027,,123,\n"
    )

    page = send_file(desk, HEADING + rows).content.decode()

    assert "Nothing was added" in page
    assert entries() == []
    for row, wrong in [(3, "kind: write one of School holiday"), (3, "first day: write a date"),
                       (3, "we know none with the URN “900000”"), (4, "in the file twice"),
                       (5, "The last day is before the first."), (5, "we know no schools of “123”")]:  # fmt: skip
        assert wrong in page.split(f'class="numeric">{row}</th>')[1].split("</tr>")[0]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The file is empty."),
        (b"PK\x03\x04rest", "That is a spreadsheet."),
        ("name,date\nx,y\n", "The file has no column called “kind”."),
        (HEADING, "The file has no rows below its heading."),
        (HEADING + 'School holiday,"15/02/2027', "isn’t a CSV file"),
        (HEADING.encode() + b"INSET day,22/02/2027,,Caf\xe9\0,,\n", "1 added."),
    ],
)
def test_what_kind_of_file_it_is(content, said, desk):
    assert said in send_file(desk, content).content.decode()


def test_a_file_is_imported_whole_or_not_at_all():
    row = {"kind": "inset", "starts_on": MONDAY, "ends_on": MONDAY, "name": "", "la_code": "", "school": None}

    with pytest.raises(Refused):
        calendar.import_periods([row, row | {"starts_on": FRIDAY}], by=lead())

    assert entries() == []


def test_the_template_has_the_columns_and_nothing_to_import(desk):
    template = desk.get("/admin/calendar/template.csv")

    assert template.content.decode("utf-8-sig") == HEADING.replace("\n", "\r\n")


def test_the_desk_asks_for_holidays_until_some_are_known(desk):
    asked = "Record the school holidays of the coming half-year"
    PeriodFactory(starts_on=MONDAY, ends_on=FRIDAY, la_code="860")
    assert asked in desk.get("/admin/").content.decode()

    PeriodFactory(starts_on=MONDAY, ends_on=FRIDAY)

    assert asked not in desk.get("/admin/").content.decode()


def test_the_list_takes_as_many_queries_for_three_as_for_one(desk):
    counts = []
    for _ in range(2):
        PeriodFactory(la_code="", school=SchoolFactory())
        with CaptureQueriesContext(connection) as queries:
            assert desk.get("/admin/calendar/").status_code == 200
        counts.append(len(queries))
        PeriodFactory(la_code="", school=SchoolFactory())

    assert counts[0] == counts[1] <= 10
