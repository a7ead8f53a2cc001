"""The whole portal as separate processes, started the way a person starts it.

A test asks for `embedded_stack` (`make run`: SQLite, filesystem broker, mail in a folder) or `serve_stack`
(`make serve`: PostgreSQL, Redis, two workers, a mail server). Tests that share one carry
`@pytest.mark.xdist_group("embedded")` or `("serve")`, so that it is started once.
"""

import datetime
import os
import signal
import subprocess
import time
import urllib.error
import urllib.request
import uuid
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import psutil
import psycopg2
import pytest
import redis

from core.working_days import next_working_day
from tests.mailboxes import CatchingMailbox, FolderMailbox
from tests.servers import free_port

ROOT = Path(__file__).resolve().parent.parent
SERVE_REDIS_NUMBER = 15


def on_a_working_day():
    """What makes a portal live on the next day on which schools work; nothing where today is one."""
    today = date_in_london()
    days_later = (next_working_day(today) - today).days
    return {"PYTHONPATH": str(ROOT / "tests/another_day"), "DAYS_LATER": str(days_later)} if days_later else {}


def date_in_london():
    return datetime.datetime.now(ZoneInfo("Europe/London")).date()


class Stack:
    """A running portal: `base_url`, `mailbox`, `var` (its folder), `log`, and `manage` for Django's commands."""

    def __init__(self, goal, *, var, mailbox, env, root=ROOT):
        self.var, self.mailbox, self.root = var, mailbox, root
        # The app on the telephone of each member of staff who has set one up, by address.
        self.authenticators = {}
        self.port = free_port()
        self.base_url = f"http://127.0.0.1:{self.port}"
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
        self.env = kept | {
            "PORT": str(self.port),
            "SITE_URL": self.base_url,
            "VAR_DIR": str(var),
            "PYTHONUNBUFFERED": "1",
            **env,
        }
        # What `make run` sets for itself, as whoever types a command beside it has to.
        self.for_commands = {"DEBUG": "1"} if goal == "run" else {}
        self.log = var / "stack.log"
        with self.log.open("wb") as log:
            # A session of its own, as a terminal would give it: Ctrl-C reaches make and all it started.
            self.process = subprocess.Popen(
                ["make", "--no-print-directory", goal],
                cwd=root,
                env=self.env,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def wait_until_it_answers(self, seconds=180):
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                urllib.request.urlopen(f"{self.base_url}/readyz", timeout=5).close()
            except (OSError, urllib.error.URLError):
                time.sleep(0.1)
            else:
                return
        raise AssertionError(f"The portal didn’t start.\n{self.log.read_text()[-5000:]}")

    @property
    def today(self):
        """The date on which the portal lives: today's, unless it was started on another."""
        return date_in_london() + datetime.timedelta(days=self.days_later)

    @property
    def days_later(self):
        return int(self.env.get("DAYS_LATER", 0))

    def manage(self, *command):
        """Run one of Django's commands on this portal; its output."""
        done = subprocess.run(
            [self.root / ".venv/bin/python", "manage.py", *map(str, command)],
            cwd=self.root,
            env=self.env | self.for_commands,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, f"manage.py {command[0]} failed.\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def processes(self, containing=""):
        """Its living processes (psutil's), or those with the words in their command line."""
        try:
            family = psutil.Process(self.process.pid).children(recursive=True)
        except psutil.NoSuchProcess:
            return []
        return [process for process in family if containing in command_line(process)]

    def stop(self, how=signal.SIGINT, *, seconds=60):
        """Press Ctrl-C, or with SIGTERM stop make alone; the processes that were left, which it should have ended."""
        family = self.processes()
        if how == signal.SIGINT:
            os.killpg(self.process.pid, how)
        else:
            self.process.send_signal(how)
        try:
            self.process.wait(seconds)
        finally:
            left = [process for process in family if process.is_running() and process.status() != psutil.STATUS_ZOMBIE]
            said = [command_line(process) for process in left]
            for process in left:
                process.kill()
        return said


def command_line(process):
    try:
        return " ".join(process.cmdline())
    except psutil.NoSuchProcess:  # ended, or a zombie about to
        return ""


@contextmanager
def running(stack):
    """The stack once it answers; stopped at the end, whatever happened."""
    try:
        stack.wait_until_it_answers()
        yield stack
    finally:
        if stack.process.poll() is None:
            stack.stop()


@contextmanager
def embedded(var, **env):
    """`make run` in a folder of its own; without the demo city unless DEMO="1"."""
    stack = Stack("run", var=var, mailbox=FolderMailbox(var / "mail"), env={"DEMO": "0", **env})
    with running(stack):
        yield stack


@contextmanager
def serving(var, *, redis_number=SERVE_REDIS_NUMBER, **env):
    """`make serve` with two workers, on a database and a Redis number of its own."""
    redis_url = urlsplit(os.environ["REDIS_URL"])._replace(path=f"/{redis_number}").geturl()
    redis.Redis.from_url(redis_url).flushdb()
    mailbox = CatchingMailbox()
    with own_database() as database_url:
        settings = {
            "SECRET_KEY": uuid.uuid4().hex + uuid.uuid4().hex,
            "DATABASE_URL": database_url,
            "REDIS_URL": redis_url,
            "EMAIL_URL": f"smtp://127.0.0.1:{mailbox.port}",
            "DEFAULT_FROM_EMAIL": "Science Across The City <portal@satc.example>",
            "WORKERS": "2",
            "MAIL_KEEPS_HOURS": "0",
        }
        try:
            with running(Stack("serve", var=var, mailbox=mailbox, env=settings | env)) as stack:
                yield stack
        finally:
            mailbox.stop()


@contextmanager
def own_database():
    """A new, empty database beside the tests' own; its URL."""
    here = urlsplit(os.environ["DATABASE_URL"])
    name = f"satc_stack_{uuid.uuid4().hex[:12]}"
    server = psycopg2.connect(here._replace(scheme="postgresql", path="/postgres").geturl())
    server.autocommit = True
    with server.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
        try:
            yield here._replace(path=f"/{name}").geturl()
        finally:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
            server.close()


@pytest.fixture(scope="session")
def embedded_stack(tmp_path_factory):
    """The portal as `make run` starts it, with no demo city; SQLite, the filesystem broker, mail in a folder."""
    with embedded(tmp_path_factory.mktemp("embedded"), **on_a_working_day()) as stack:
        yield stack


@pytest.fixture(scope="session")
def serve_stack(tmp_path_factory):
    """The portal as `make serve` starts it: PostgreSQL, Redis, two workers, and a mail server that catches all."""
    with serving(tmp_path_factory.mktemp("serve"), **on_a_working_day()) as stack:
        yield stack
