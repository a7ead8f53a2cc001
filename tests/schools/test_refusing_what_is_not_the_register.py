import pytest
from django.core.management import CommandError, call_command

from schools.models import School
from tests.factories.register import register_file, school_row
from tests.schools.test_importing_the_register import import_schools, printed

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"URN": ""}, "it has no URN."),
        ({"URN": "12345"}, "its URN is “12345”, not six digits."),
        ({"URN": "1234567"}, "its URN is “1234567”, not six digits."),
        ({"URN": "ABCDEF"}, "its URN is “ABCDEF”, not six digits."),
        ({"EstablishmentName": " "}, "it has no EstablishmentName."),
        ({"EstablishmentName": "x" * 201}, "EstablishmentName is longer than 200 characters."),
        ({"EstablishmentName": "Clay\0End"}, "EstablishmentName has a character that can’t be read."),
        ({"EstablishmentStatus (name)": ""}, "it has no EstablishmentStatus (name)."),
        (
            {"EstablishmentStatus (name)": "Shut"},
            "EstablishmentStatus (name) is “Shut”, which is not a status of the register.",
        ),
        ({"OpenDate": "31-02-2019"}, "OpenDate is “31-02-2019”, which is not a date like 31-12-1999."),
        ({"OpenDate": "2019-08-31"}, "OpenDate is “2019-08-31”, which is not a date like 31-12-1999."),
        ({"StatutoryLowAge": "three"}, "StatutoryLowAge is “three”, which is not a whole number up to 9,999."),
        ({"StatutoryLowAge": "-3"}, "StatutoryLowAge is “-3”, which is not a whole number up to 9,999."),
    ],
)
def test_a_bad_row_is_refused_with_its_number_and_the_rest_go_in(tmp_path, values, reason):
    path = register_file(tmp_path, school_row(URN="900301"), school_row(**values), school_row(URN="900302"))

    assert import_schools(path) == [f"Row 3 refused: {reason}", printed(created=2, refused=1)]

    assert list(School.objects.order_by("urn").values_list("urn", flat=True)) == [900301, 900302]


def test_a_row_that_is_too_long_is_refused(tmp_path):
    path = register_file(tmp_path, [*school_row().values(), "one", "more"])

    assert import_schools(path) == ["Row 2 refused: it has 16 values for 14 columns.", printed(refused=1)]


def test_the_second_row_of_a_school_is_refused(tmp_path):
    path = register_file(tmp_path, school_row(), school_row(EstablishmentName="Another"))

    assert import_schools(path) == [
        "Row 3 refused: URN 900201 is in the file twice; the first row counts.",
        printed(created=1, refused=1),
    ]


def test_quotation_marks_that_do_not_match_are_refused(tmp_path):
    path = tmp_path / "quotes.csv"
    path.write_text('URN,EstablishmentName\n900201,"Clay" End\n900202,"Marl End"\n')

    assert import_schools(path) == ["Row 2 refused: its quotation marks don’t match.", printed(created=1, refused=1)]


def test_bytes_of_neither_encoding_are_refused_in_their_row_alone(tmp_path):
    path = tmp_path / "bytes.csv"
    path.write_bytes(b"URN,EstablishmentName\n900201,Clay \x81 End\n900202,St Zo\xeb\n")

    assert import_schools(path) == [
        "Row 2 refused: EstablishmentName has a character that can’t be read.",
        printed(created=1, refused=1),
    ]


def test_blank_rows_are_passed_over(tmp_path):
    path = register_file(tmp_path, school_row(), [], [""] * 14)

    assert import_schools(path) == [printed(created=1)]


def test_bad_rows_of_another_authority_are_not_told_of(tmp_path):
    path = register_file(tmp_path, school_row(), school_row(URN="", **{"LA (code)": "860"}))

    assert import_schools(path, la="861") == [printed(created=1)]


@pytest.mark.parametrize("column", ["URN", "EstablishmentName"])
def test_a_file_without_a_needed_column_is_refused_whole(tmp_path, column):
    path = register_file(tmp_path, school_row(), without=[column])

    with pytest.raises(CommandError, match=f"no column called “{column}”"):
        call_command("import_schools", str(path))

    assert not School.objects.exists()


def test_a_file_with_a_column_twice_is_refused_whole(tmp_path):
    path = tmp_path / "twice.csv"
    path.write_text("URN,EstablishmentName,URN\n900201,Clay End,900202\n")

    with pytest.raises(CommandError, match="two columns called “URN”"):
        call_command("import_schools", str(path))


def test_a_file_without_authorities_cannot_be_limited_to_one(tmp_path):
    path = register_file(tmp_path, school_row(), without=["LA (code)"])

    with pytest.raises(CommandError, match="can’t be limited to one authority"):
        call_command("import_schools", str(path), la="861")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b"\n\n", "is empty"),
        (b"PK\x03\x04rest of the zip", "is a zip file"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "no column called “URN”"),
        ("URN,EstablishmentName\n".encode("utf-16"), "no column called “URN”"),
        (b"URN;EstablishmentName\n900201;Clay End\n", "no column called “URN”"),
        (b'"URN,EstablishmentName\n900201,Clay End\n', "not a CSV file"),
    ],
)
def test_a_file_that_is_something_else_is_refused_whole(tmp_path, content, reason):
    path = tmp_path / "file.csv"
    path.write_bytes(content)

    with pytest.raises(CommandError, match=reason):
        call_command("import_schools", str(path))


@pytest.mark.parametrize(("path", "reason"), [("", "Is a directory"), ("none.csv", "No such file")])
def test_a_file_that_cannot_be_read_is_refused(tmp_path, path, reason):
    with pytest.raises(CommandError, match=reason):
        call_command("import_schools", str(tmp_path / path))
