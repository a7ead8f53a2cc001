from datetime import UTC, date, datetime, time

import pytest
from django.template import Context, Template

from core import words


@pytest.mark.parametrize(
    ("pence", "written"),
    [(0, "£0.00"), (5, "£0.05"), (20_000, "£200.00"), (125_000, "£1,250.00"), (-20_000, "-£200.00")],
)
def test_money_is_written_in_pounds(pence, written):
    assert words.pounds(pence) == written


@pytest.mark.parametrize(
    ("halves", "written"), [(0, "0 days"), (1, "half a day"), (2, "1 day"), (5, "2.5 days"), (70, "35 days")]
)
def test_half_days_are_written_in_days(halves, written):
    assert words.days(halves) == written


def test_a_date_is_written_in_full():
    assert words.long_date(date(2026, 3, 3)) == "Tuesday 3 March 2026"


@pytest.mark.parametrize(
    ("of_day", "written"),
    [
        (time(9, 15), "9.15am"),
        (time(14, 0), "2pm"),
        (time(12, 0), "midday"),
        (time(12, 30), "12.30pm"),
        (time(0, 0), "midnight"),
        (time(0, 5), "12.05am"),
    ],
)
def test_a_time_is_written_as_it_is_said(of_day, written):
    assert words.clock_time(of_day) == written


def test_a_moment_is_written_in_london_time_summer_and_winter():
    assert words.long_datetime(datetime(2026, 3, 3, 9, 15, tzinfo=UTC)) == "Tuesday 3 March 2026, 9.15am"
    assert words.long_datetime(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) == "Wednesday 1 July 2026, 12.30am"


def test_the_date_of_a_moment_is_its_date_in_london():
    assert words.long_date(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) == "Wednesday 1 July 2026"


def rendered(template, **context):
    return Template("{% load words %}" + template).render(Context(context))


def test_the_filters_leave_nothing_as_nothing():
    template = "{{ x|pounds }}{{ x|days }}{{ x|long_date }}{{ x|long_datetime }}{{ x|clock_time }}"
    assert rendered(template, x=None) == ""


def test_the_filters_read_the_iso_text_of_a_frozen_context():
    context = {"day": "2026-03-03", "moment": "2026-06-30T23:30:00Z", "pence": 20_000}
    written = rendered("{{ day|long_date }}; {{ moment|long_datetime }}; {{ pence|pounds }}", **context)
    assert written == "Tuesday 3 March 2026; Wednesday 1 July 2026, 12.30am; £200.00"
