import threading
import uuid

import pytest
from django.db import connection

from core.exceptions import Refused
from core.models import Submission
from core.submissions import once


@pytest.mark.django_db
def test_the_second_sending_gets_the_first_ones_result():
    key, done = uuid.uuid4(), []

    results = [once(key, purpose="nomination", act=lambda: done.append(1) or "NOM-22222") for _ in range(2)]

    assert results == ["NOM-22222", "NOM-22222"]
    assert done == [1]


@pytest.mark.django_db
def test_a_refused_sending_may_be_sent_again():
    key = uuid.uuid4()

    def refuse():
        raise Refused("The school is closed.")

    with pytest.raises(Refused):
        once(key, purpose="nomination", act=refuse)

    assert not Submission.objects.exists()
    assert once(key, purpose="nomination", act=lambda: "NOM-33333") == "NOM-33333"


@pytest.mark.django_db(transaction=True)
def test_ten_at_once_do_the_work_once():
    key, done, results, start = uuid.uuid4(), [], [], threading.Barrier(10)

    def send():
        start.wait()
        try:
            results.append(once(key, purpose="nomination", act=lambda: done.append(1) or "NOM-44444"))
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert results == ["NOM-44444"] * 10
    assert done == [1]
