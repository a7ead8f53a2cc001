"""`make run` as a person types it: in a copy of the tree, with a folder and a port of its own."""

import shutil
import signal
import subprocess
import time

import pytest

from scripts import smoke
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


def test_with_the_demo_city_it_works_stops_on_ctrl_c_and_starts_again_quickly(tree, var):
    with running(make_run(tree)) as stack:
        smoke.main(stack.base_url, stack.var)
        assert stack.stop(signal.SIGINT) == []

    began = time.monotonic()
    with running(make_run(tree)):
        took = time.monotonic() - began
    assert took < 10, f"the second start took {took:.1f} s"


def test_it_says_where_it_is_refuses_a_second_and_stops_every_child_when_make_is_ended(tree, var):
    with running(make_run(tree, DEMO="0")) as stack:
        for part in ("gunicorn satc.wsgi", "satc worker", "satc beat"):
            assert stack.processes(part), part
        wait_for_words(stack, f"The portal is at  {stack.base_url}/")

        second = subprocess.run(["make", "run"], cwd=tree, env=stack.env, capture_output=True, text=True, timeout=60)
        assert second.returncode != 0
        assert f"Something else is using port {stack.port}." in second.stderr

        assert stack.stop(signal.SIGTERM) == []


def wait_for_words(stack, words, seconds=10):
    deadline = time.monotonic() + seconds
    while words not in stack.log.read_text():
        assert time.monotonic() < deadline, f"never said {words!r}"
        time.sleep(0.1)
