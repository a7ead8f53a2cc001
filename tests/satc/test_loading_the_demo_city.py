import pytest
import time_machine
from django.core.management import CommandError, call_command

from satc.demo import city
from schools.models import School
from tests.satc.loading import load

pytestmark = pytest.mark.django_db


def test_it_is_refused_where_the_portal_is_real():
    with pytest.raises(CommandError, match="DEBUG is off here, so nothing was loaded"):
        call_command("seed_demo")

    assert School.objects.count() == 0


@pytest.mark.parametrize("day", ["2026-12-25", "2032-02-29"])
def test_it_can_be_told_on_any_day(day):
    """On a holiday; and long after phase one, on a Sunday that most years don’t have."""
    with time_machine.travel(f"{day}T12:00:00Z"):
        assert city.PASSWORD in load()
