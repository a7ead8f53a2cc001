import datetime

import time_machine

from core import clock


def test_the_clock_can_be_set_to_a_moment_and_goes_back():
    with clock.moved_to(datetime.date(2026, 3, 3)) as moment:
        assert clock.now() == moment
        assert clock.today() == datetime.date(2026, 3, 3)

    assert clock.now() > moment


def test_today_is_the_day_in_london():
    just_after_midnight_in_london = datetime.datetime(2026, 7, 1, 23, 30, tzinfo=datetime.UTC)
    with clock.moved_to(just_after_midnight_in_london):
        assert clock.today() == datetime.date(2026, 7, 2)


def test_in_the_demo_a_closed_day_stands_at_the_next_working_day(settings):
    settings.CLOCK_SKIPS_CLOSED_DAYS = True
    for real, shown in (("2026-11-21", "2026-11-23"), ("2026-12-25", "2026-12-29"), ("2026-11-24", "2026-11-24")):
        with time_machine.travel(f"{real}T10:30:00+00:00"):
            assert clock.today() == datetime.date.fromisoformat(shown)


def test_a_real_portal_never_skips_a_day():
    with time_machine.travel("2026-11-21T10:30:00+00:00"):
        assert clock.today() == datetime.date(2026, 11, 21)
