"""The register's file of links says which school took over from which."""

import datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from schools.models import School, Succession
from tests.factories.schools import SchoolFactory, SuccessionFactory

pytestmark = pytest.mark.django_db

HEADING = "URN,LinkURN,LinkName,LinkType,LinkEstablishedDate"


@pytest.fixture
def schools(db):
    return [SchoolFactory(urn=900801 + number, closed=number == 0) for number in range(3)]


def links_file(folder, *rows, heading=HEADING, encoding="cp1252"):
    path = folder / "links.csv"
    path.write_text("\r\n".join([heading, *rows, ""]), encoding=encoding, newline="")
    return path


def import_links(path):
    out = StringIO()
    call_command("import_schools", links=str(path), stdout=out)
    return out.getvalue().splitlines()


def printed(created=0, changed=0, unchanged=0, left_out=0, refused=0):
    return (
        f"Links: created {created}, changed {changed}, unchanged {unchanged}, left out {left_out}, refused {refused}."
    )


def stored():
    return list(Succession.objects.values_list("school", "successor", "since"))


SINCE = datetime.date(2025, 9, 1)
BOTH_SIDES = (
    '900801,900802,"Clay End Café, Academy",Successor,01-09-2025',
    "900802,900801,Clay End,Predecessor - amalgamated,01/09/2025",
    "900802,900803,Other,Sixth Form Centre Link,",
    "900801,900999,Not here,Successor - merged,",
    "",
)


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8-sig"])
def test_a_link_told_from_both_sides_is_one_and_the_file_again_changes_nothing(tmp_path, schools, encoding):
    path = links_file(tmp_path, *BOTH_SIDES, encoding=encoding)

    assert import_links(path) == [printed(created=1, left_out=2)]
    assert import_links(path) == [printed(unchanged=1, left_out=2)]

    assert stored() == [(900801, 900802, SINCE)]


def test_a_date_that_is_corrected_is_taken_over_and_a_missing_column_leaves_it(tmp_path, schools):
    import_links(links_file(tmp_path, *BOTH_SIDES))

    assert import_links(links_file(tmp_path, "900802,900801,x,Predecessor,02-09-2025")) == [printed(changed=1)]
    short = links_file(tmp_path, "Successor,900802,900801", heading="LinkType,LinkURN,URN")
    assert import_links(short) == [printed(unchanged=1)]

    assert stored() == [(900801, 900802, datetime.date(2025, 9, 2))]


def test_rows_that_are_wrong_are_refused_with_the_reason_and_the_others_go_in(tmp_path, schools):
    path = links_file(
        tmp_path,
        "900801,900801,x,Successor,",
        "90080,900802,x,Successor,",
        "900801,,x,Predecessor,",
        "900801,900802,x,Successor,31-02-2025",
        "900801,900803,x,successor",
    )

    assert import_links(path) == [
        "Row 2 refused: it links URN 900801 to itself.",
        "Row 3 refused: its URN is “90080”, not six digits.",
        "Row 4 refused: it has no LinkURN.",
        "Row 5 refused: LinkEstablishedDate is “31-02-2025”, which is not a date like 31-12-1999.",
        printed(created=1, refused=4),
    ]
    assert stored() == [(900801, 900803, None)]


def test_a_file_of_something_else_is_refused_whole(tmp_path):
    with pytest.raises(CommandError, match="it has no column called “LinkURN”"):
        import_links(links_file(tmp_path, heading="URN,EstablishmentName"))
    with pytest.raises(CommandError, match=r"can.t be read"):
        import_links(tmp_path / "missing.csv")
    with pytest.raises(CommandError, match="Name the file"):
        call_command("import_schools")


def test_the_successor_of_a_successor_that_closed_is_offered_and_circles_end():
    first = SuccessionFactory(successor__closed=True)
    last = SuccessionFactory(school=first.successor)
    SuccessionFactory(school=first.successor, successor=first.school)

    assert list(School.objects.successors_of(first.school)) == [last.successor]
