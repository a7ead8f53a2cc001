"""From a nomination to the payment summary, through browser, mail and downloads alone; workers are processes apart."""

import pytest

from tests.journeys import becoming_an_influencer as becoming
from tests.journeys import paying_the_school as paying
from tests.journeys import supporting_a_school as supporting

STEPS = [
    becoming.add_an_event,
    becoming.nominate,
    becoming.confirm_the_nomination,
    becoming.visit_the_school,
    becoming.express_interest,
    becoming.accept_the_interest,
    becoming.read_the_letter,
    becoming.find_in_the_directory,
    supporting.ask_for_support,
    supporting.broker,
    supporting.say_yes,
    supporting.release,
    supporting.write_the_plan,
    supporting.agree_the_plan,
    supporting.plan_a_visit,
    supporting.report_from_a_phone,
    supporting.accept_the_report,
    paying.claim,
    paying.approve,
    paying.pay,
    paying.read_the_payment_summary,
]


def follow_the_whole_path(cast):
    for step in STEPS:
        step(cast)
    assert cast.faults == []


@pytest.mark.xdist_group("serve")
def test_the_whole_path_on_postgresql_and_redis_with_two_workers(cast_on_serve):
    follow_the_whole_path(cast_on_serve)


@pytest.mark.xdist_group("embedded")
def test_the_whole_path_on_what_make_run_starts(cast_on_embedded):
    follow_the_whole_path(cast_on_embedded)
