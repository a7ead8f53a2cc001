import datetime
from io import StringIO

import pytest
from django.core.management import call_command

from core.models import Change
from schools.models import School
from tests.factories.register import INVENTED, register_file, school_row

pytestmark = pytest.mark.django_db


def import_schools(path, **options):
    """What the command printed, a line each."""
    out = StringIO()
    call_command("import_schools", str(path), stdout=out, **options)
    return out.getvalue().splitlines()


def printed(created=0, changed=0, unchanged=0, closed=0, refused=0):
    return (
        f"Created {created}, changed {changed}, unchanged {unchanged}, "
        f"closed {closed} (among the changed), refused {refused}."
    )


def test_a_file_as_published_is_imported():
    assert import_schools(INVENTED) == [printed(created=7)]

    assert list(School.objects.order_by("urn").values_list("urn", "status", "establishment_number")) == [
        (900101, "open", "0014"),
        (900102, "open", "2002"),
        (900103, "closing", "2003"),
        (900104, "closed", "2004"),
        (900105, "open", "2004"),
        (900106, "proposed", "4006"),
        (900107, "open", "2007"),
    ]


def test_a_school_has_what_the_register_says():
    import_schools(INVENTED)

    school = School.objects.get(urn=900101)
    assert (school.name, school.la_code, school.type_name) == ("Saggar Lane Primary School", "861", "Community school")
    assert (school.low_age, school.high_age) == (3, 11)
    assert (school.easting, school.northing) == (388100, 347200)
    assert (school.opened_on, school.closed_on) == (datetime.date(1968, 9, 1), None)
    assert (school.head_name, school.telephone) == ("Mrs Ottoline Sagger", "01632960101")
    assert School.objects.get(urn=900102).head_name == "Bartholomew / Wilhelmina / Glaze"
    assert School.objects.get(urn=900105).trust_name == "THE BOTTLE OVEN TRUST"


def test_importing_again_changes_nothing():
    import_schools(INVENTED)
    before = list(School.objects.order_by("urn").values())

    assert import_schools(INVENTED) == [printed(unchanged=7)]

    assert list(School.objects.order_by("urn").values()) == before
    assert not Change.objects.exists()


def test_one_authority_can_be_chosen():
    assert import_schools(INVENTED, la="860") == [printed(created=1)]

    assert School.objects.get().name == "Moorland Edge Primary School"


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig"])
def test_names_are_read_in_either_encoding(tmp_path, encoding):
    path = register_file(tmp_path, school_row(EstablishmentName="St Zoë “Kiln” School"), encoding=encoding)

    assert import_schools(path) == [printed(created=1)]

    assert School.objects.get().name == "St Zoë “Kiln” School"


def test_a_letter_split_between_two_blocks_is_still_utf8(tmp_path):
    rows = [school_row(URN=str(900300 + n), EstablishmentName="é" * 199) for n in range(400)]
    path = register_file(tmp_path, *rows, encoding="utf-8")

    import_schools(path)

    assert School.objects.filter(name="é" * 199).count() == 400


def test_columns_may_come_in_any_order_and_most_may_be_missing(tmp_path):
    path = tmp_path / "short.csv"
    path.write_text("EstablishmentName,Unknown,URN\nClay End School,x,900201\n")

    assert import_schools(path) == [printed(created=1)]

    school = School.objects.get()
    assert (school.urn, school.name, school.status) == (900201, "Clay End School", "open")


def test_what_the_file_has_no_column_for_is_left_alone(tmp_path):
    import_schools(register_file(tmp_path, school_row()))

    short = register_file(tmp_path, school_row(EstablishmentName="Clay End"), without=["Postcode", "Town"])
    assert import_schools(short) == [printed(changed=1)]

    school = School.objects.get()
    assert (school.name, school.postcode, school.town) == ("Clay End", "ST9 9BA", "Stoke-on-Trent")


def test_what_the_file_leaves_blank_is_blanked(tmp_path):
    import_schools(register_file(tmp_path, school_row(StatutoryLowAge="3", Postcode="ST9 9BA")))

    import_schools(register_file(tmp_path, school_row(StatutoryLowAge="", Postcode="")))

    school = School.objects.get()
    assert (school.low_age, school.postcode) == (None, "")


def test_a_row_that_is_too_short_is_blank_where_it_ends(tmp_path):
    path = register_file(tmp_path, ["900201", "861", "Stoke-on-Trent", "2201", "Clay End", "Open"])

    assert import_schools(path) == [printed(created=1)]

    assert School.objects.get().town == ""


def test_the_portals_own_fields_are_never_touched(tmp_path):
    import_schools(register_file(tmp_path, school_row()))
    School.objects.update(support_level="intensive", is_target=True)

    import_schools(register_file(tmp_path, school_row(EstablishmentName="Clay End Academy")))

    school = School.objects.get()
    assert (school.name, school.support_level, school.is_target) == ("Clay End Academy", "intensive", True)


@pytest.mark.parametrize("written", ["31-08-2019", "31/08/2019"])
def test_dates_are_read_as_published_and_as_a_spreadsheet_writes_them(tmp_path, written):
    import_schools(register_file(tmp_path, school_row(CloseDate=written)))

    assert School.objects.get().closed_on == datetime.date(2019, 8, 31)


def test_zeros_that_a_spreadsheet_lost_are_put_back(tmp_path):
    import_schools(register_file(tmp_path, school_row(EstablishmentNumber="14", TelephoneNum="1632960101")))

    school = School.objects.get()
    assert (school.establishment_number, school.telephone) == ("0014", "01632960101")


def test_a_school_that_closes_is_counted_and_recorded(tmp_path):
    import_schools(register_file(tmp_path, school_row()))

    closed = register_file(tmp_path, school_row(**{"EstablishmentStatus (name)": "Closed", "CloseDate": "31-08-2026"}))
    assert import_schools(closed) == [printed(changed=1, closed=1)]

    change = Change.objects.of(School.objects.get()).get()
    assert (change.action, change.from_status, change.to_status) == ("close", "open", "closed")
    assert (change.by, change.school_urn) == (None, 900201)


def test_a_school_that_opens_is_recorded(tmp_path):
    import_schools(register_file(tmp_path, school_row(**{"EstablishmentStatus (name)": "Proposed to open"})))

    assert import_schools(register_file(tmp_path, school_row())) == [printed(changed=1)]

    change = Change.objects.of(School.objects.get()).get()
    assert (change.action, change.from_status, change.to_status) == ("open", "proposed", "open")
