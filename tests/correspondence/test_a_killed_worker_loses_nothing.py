"""Workers killed with SIGKILL while they make letters: each letter is made once, and each message arrives (rule 8)."""

import contextlib
import datetime
import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path

import pytest
import redis
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection

from core import clock, outbox
from core.models import Change
from correspondence.models import Document, Message
from correspondence.services import queue_document, queue_message
from tests.factories.schools import SchoolFactory, head_of
from tests.mailboxes import CatchingMailbox

pytestmark = [
    pytest.mark.needs("PostgreSQL", "Redis"),
    pytest.mark.django_db(transaction=True),
]

LETTERS = 18
KILLINGS = 3
SECONDS = 180
LEASE_SECONDS = 4


@pytest.fixture
def mailbox():
    mailbox = CatchingMailbox()
    yield mailbox
    mailbox.stop()


@pytest.fixture(scope="module")
def static_files():
    """What letters are drawn with, gathered as in production."""
    command = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"]
    subprocess.run(command, cwd=settings.BASE_DIR, check=True)


@pytest.fixture
def hire(mailbox, static_files, tmp_path):
    """Start a worker on this test's database, broker, folder and mail server; all are gone at the end."""
    redis.Redis.from_url(settings.REDIS_URL).flushdb()
    hired = []

    def worker():
        command = [sys.executable, "-m", "celery", "--app", "satc", "worker"]
        options = ["--loglevel", "WARNING", "--hostname", f"worker{len(hired)}@%h", "--without-gossip"]
        log = (tmp_path / f"worker{len(hired)}.log").open("wb")
        process = subprocess.Popen(
            command + options,
            cwd=settings.BASE_DIR,
            env=environment(EMAIL_URL=f"smtp://127.0.0.1:{mailbox.port}", OUTBOX_LEASE_SECONDS=str(LEASE_SECONDS)),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        log.close()
        hired.append(process)
        return process

    yield worker
    for process in hired:
        kill(process)


def environment(**changes):
    """The settings of this test run, on the database that its tests use."""
    here = connection.settings_dict
    database = f"postgresql://{here['USER']}:{here['PASSWORD']}@{here['HOST']}:{here['PORT']}/{here['NAME']}"
    return os.environ | {"DATABASE_URL": database, "CELERY_CONCURRENCY": "1"} | changes


def kill(worker):
    """SIGKILL for the worker and the process that makes the letter: nothing of it can tidy up."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()


def ask_for_a_letter(number):
    """A payment summary, and the message to the school's head that carries it."""
    school = SchoolFactory()
    head = head_of(school)
    document = queue_document(
        "payment_summary",
        series=f"payment_summary:{number}",
        school=school,
        readers=[],
        context={
            "addressee_lines": [head.name, *school.address_lines],
            "letter_date": clock.today().isoformat(),
            "is_demo_city": True,
            "greeting": head.name,
            "school": school.name,
            "payment": f"PAY-{number:05d}",
            "run": "RUN-22222",
            "paid_on": "Friday 20 March 2026",
            "lines": [
                {
                    "on": "Tuesday 3 March 2026",
                    "part": "whole day",
                    "who": "Callum Wray",
                    "why": f"Coaching, visit {visit}",
                    "days": "1 day",
                    "rate": "£200.00",
                    "amount": "£200.00",
                }
                for visit in range(12)
            ],
            "days": "12 days",
            "total": "£2,400.00",
        },
    )
    context = {"amount": "£2,400.00", "payment": f"PAY-{number:05d}", "school": school.name}
    queue_message("payment_made", to=head, school=school, context=context, document=document, path="/my/")
    return document


def letters_in_hand(*, since):
    """How many letters a worker has begun since then, and not finished."""
    lease = datetime.timedelta(seconds=LEASE_SECONDS)
    return Document.objects.unfinished().filter(leased_until__gt=since + lease).count()


def unfinished():
    return Document.objects.unfinished().count() + Message.objects.unfinished().count()


def until(condition, deadline, *, sweep=False):
    """Wait for something; meanwhile sweep, as the schedule does each minute."""
    swept = 0.0
    while not condition():
        assert time.monotonic() < deadline, f"{unfinished()} letters and messages were left after {SECONDS} seconds."
        if sweep and time.monotonic() - swept > 3:
            outbox.sweep()
            swept = time.monotonic()
        time.sleep(0.01)


def test_workers_killed_while_they_make_letters(hire, mailbox):
    chance = random.Random(861)
    deadline = time.monotonic() + SECONDS
    documents = [ask_for_a_letter(number) for number in range(LETTERS)]
    interrupted = 0
    for _ in range(KILLINGS):
        workers, began = [hire(), hire()], clock.now()
        until(lambda began=began: letters_in_hand(since=began), deadline, sweep=True)
        time.sleep(chance.uniform(0, 1.2))
        for worker in workers:
            kill(worker)
        interrupted += letters_in_hand(since=began)
    assert interrupted, "No worker was killed with a letter in its hand: the test tried nothing."

    hire()
    hire()
    until(lambda: not unfinished(), deadline, sweep=True)

    assert_each_letter_was_made_once(documents)
    assert_each_message_arrived(mailbox)
    assert not Document.objects.failed().exists()
    assert not Message.objects.failed().exists()


def assert_each_letter_was_made_once(documents):
    for document in documents:
        document.refresh_from_db()
        assert document.status == "ready"
        with document.file.open("rb") as file:
            assert hashlib.sha256(file.read()).hexdigest() == document.sha256
        stored = default_storage.listdir("documents")[1]
        assert [name for name in stored if name.startswith(document.reference)] == [Path(document.file.name).name]
        assert [change.action for change in Change.objects.of(document)] == ["queue", "finish"]


def assert_each_message_arrived(mailbox):
    """At least once each, under one Message-ID each, with the letter."""
    arrived = defaultdict(Counter)
    for to, mail in mailbox.messages():
        [letter] = mail.iter_attachments()
        arrived[mail["Message-ID"]][(*to, hashlib.sha256(letter.get_content()).hexdigest())] += 1
    expected = {
        message.message_id: {(message.person.email, message.document.sha256)}
        for message in Message.objects.select_related("person", "document")
    }
    assert {message_id: set(copies) for message_id, copies in arrived.items()} == expected
    for message in Message.objects.all():
        assert [change.action for change in Change.objects.of(message)] == ["queue", "finish"]


ASK_WITHOUT_A_BROKER = """
import django
django.setup()
from tests.correspondence.test_a_killed_worker_loses_nothing import ask_for_a_letter
from django.db import transaction
with transaction.atomic():
    ask_for_a_letter(1)
print("committed")
"""


def test_a_decision_made_while_the_broker_is_away_is_found_by_the_sweep(hire, mailbox, free_port):
    deadline = time.monotonic() + SECONDS

    asked = subprocess.run(
        [sys.executable, "-c", ASK_WITHOUT_A_BROKER],
        cwd=settings.BASE_DIR,
        env=environment(REDIS_URL=f"redis://127.0.0.1:{free_port}/0", DJANGO_SETTINGS_MODULE="satc.settings"),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert asked.stdout == "committed\n", asked.stderr
    [document] = Document.objects.all()
    assert document.status == "queued"

    hire()
    until(lambda: not unfinished(), deadline, sweep=True)

    assert_each_letter_was_made_once([document])
    assert_each_message_arrived(mailbox)
