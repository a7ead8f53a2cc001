import sys

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.influencers import crowd

pytestmark = pytest.mark.django_db

FEW, MANY = 100, 2000
SEARCHES = {
    "one word": "?q=magnetwall",
    "words and a strength": "?q=science+rockclub&expertise=physics",
    "a word that everybody has": "?q=primary",
    "a filter alone": "?stage=ks1",
    "near a school": "?q=magnetwall&near=700001",
    "everybody": "",
}


def queries_of(client, address):
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)


def test_two_thousand_influencers_take_no_more_queries_than_a_hundred(client, capsys):
    """On PostgreSQL alone. The times are printed, not judged: on a busy machine they say little."""
    if connection.vendor != "postgresql":
        return
    times, queries = {}, {}
    for number in (FEW, MANY):
        crowd.make(number)
        client.get("/influencers/")
        for name, query in SEARCHES.items():
            times[name, number] = crowd.milliseconds(client, f"/influencers/{query}")
            queries[name, number] = queries_of(client, f"/influencers/{query}")
    with capsys.disabled():
        sys.stdout.writelines(
            f"\n{name}: {times[name, FEW]:.1f} ms among {FEW}, {times[name, MANY]:.1f} ms among {MANY}"
            for name in SEARCHES
        )
    assert [name for name in SEARCHES if queries[name, FEW] != queries[name, MANY] or queries[name, MANY] > 10] == []
