import tracemalloc

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from schools.models import School
from tests.factories.register import long_register_file

pytestmark = pytest.mark.django_db
MEGABYTE = 1 << 20


def queries(path):
    with CaptureQueriesContext(connection) as captured:
        call_command("import_schools", str(path), verbosity=0)
    return len(captured)


@pytest.mark.parametrize(("length", "batches"), [(1, 1), (3, 1), (1000, 1), (1001, 2), (3000, 3)])
def test_a_batch_that_changes_nothing_is_three_queries(tmp_path, length, batches):
    path = long_register_file(tmp_path, length)
    call_command("import_schools", str(path))

    assert queries(path) == 3 * batches  # begin, look, end


def test_memory_stays_flat_however_long_the_file(tmp_path):
    path = long_register_file(tmp_path, 5000)

    tracemalloc.start()
    try:
        call_command("import_schools", str(path))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert School.objects.count() == 5000
    assert peak < 8 * MEGABYTE  # a batch takes four and a half; the whole file would take fifteen
