import sys
import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from brokerage.suggestions import order_for
from influencers.models import Expertise
from schools.models import School
from tests.factories.brokerage import SupportRequestFactory
from tests.influencers import crowd

pytestmark = pytest.mark.django_db

FEW, MANY = 100, 2000
MOST_QUERIES = 5


def asked():
    """A request of an intensive school among theirs."""
    School.objects.filter(urn=700001).update(support_level="intensive")
    request = SupportRequestFactory(
        status="funded", school=School.objects.get(urn=700001), ks2=True, when_suits="Tuesdays"
    )
    request.areas.set(Expertise.objects.all()[:3])
    return request


def test_two_thousand_influencers_are_put_in_order_with_few_queries(capsys):
    """On PostgreSQL alone. The times are printed, not judged: on a busy machine they say little."""
    if connection.vendor != "postgresql":
        return
    times, queries, request = {}, {}, None
    for number in (FEW, MANY):
        crowd.make(number)
        request = request or asked()
        with CaptureQueriesContext(connection) as captured:
            found = order_for(request, kind="champion", halves=5)
        start = time.perf_counter()
        order_for(request, kind="champion", halves=5)
        times[number], queries[number] = 1000 * (time.perf_counter() - start), len(captured)
        assert len(found.suggestions) + len(found.apart) == number
    with capsys.disabled():
        sys.stdout.write(f"\nsuggestions: {times[FEW]:.0f} ms among {FEW}, {times[MANY]:.0f} ms among {MANY}")
    assert queries[FEW] == queries[MANY] <= MOST_QUERIES
