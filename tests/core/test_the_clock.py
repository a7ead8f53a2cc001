import datetime

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
