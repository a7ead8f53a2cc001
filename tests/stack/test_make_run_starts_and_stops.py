"""`make run` as a person types it: in a copy of the tree, with a folder and a port of its own."""

import shutil
import signal
import subprocess
import time
import urllib.request

import pytest

from tests.mailboxes import FolderMailbox
from tests.stacks import ROOT, Stack, running

pytestmark = pytest.mark.needs("letter libraries")


@pytest.fixture
def tree(tmp_path):
    """A copy of what git knows, with the environment that is already made."""
    copy = tmp_path / "satc"
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, copy / name)
    (copy / ".venv").symlink_to(ROOT / ".venv")
    return copy


def make_run(tree, **env):
    # With no package index to ask, it must have all it needs already.
    return Stack(
        "run", var=tree / "var", mailbox=FolderMailbox(tree / "var/mail"), root=tree, env={"PIP_NO_INDEX": "1", **env}
    )


@pytest.fixture
def var(tree):
    (tree / "var").mkdir()
    return tree / "var"


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_every_child(tree, var, how):
    with running(make_run(tree, DEMO="0")) as stack:
        for part in ("gunicorn satc.wsgi", "satc worker", "satc beat"):
            assert stack.processes(part), part

        left = stack.stop(how)

    assert left == []


def test_with_the_demo_city_it_serves_and_the_second_start_is_quick(tree, var):
    with running(make_run(tree)) as stack:
        for address in ("/", "/influencers/", "/opportunities/", "/events/", "/nominate/", "/support/", "/dev/mail/"):
            assert urllib.request.urlopen(f"{stack.base_url}{address}", timeout=10).status == 200, address
        assert stack.stop() == []

    began = time.monotonic()
    with running(make_run(tree)):
        took = time.monotonic() - began
    assert took < 10, f"the second start took {took:.1f} s"


def test_it_says_where_it_is_and_what_to_do(tree, var):
    with running(make_run(tree, DEMO="0")) as stack:
        deadline = time.monotonic() + 10
        while "Ctrl-C" not in stack.log.read_text() and time.monotonic() < deadline:
            time.sleep(0.1)
        said = stack.log.read_text()

    assert f"The portal is at  {stack.base_url}/" in said


def test_a_port_that_is_taken_is_refused_in_plain_words(tree, var):
    with running(make_run(tree, DEMO="0")) as stack:
        second = subprocess.run(["make", "run"], cwd=tree, env=stack.env, capture_output=True, text=True, timeout=60)

    assert second.returncode != 0
    assert f"Something else is using port {stack.port}." in second.stderr
