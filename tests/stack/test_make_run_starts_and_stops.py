"""`make run` as a person types it: in a copy of the tree, with a folder and a port of its own."""

import shutil
import signal
import subprocess
import time

import pytest

from scripts import smoke
from tests.mailboxes import FolderMailbox
from tests.stacks import ROOT, Stack, running

# In a group, though they share nothing: groups begin first, and these take long.
pytestmark = [pytest.mark.needs("letter libraries"), pytest.mark.xdist_group("make run")]


@pytest.fixture
def tree(tmp_path):
    """A copy of the tree, with the environment that is already made and an empty folder for what it keeps."""
    copy = tmp_path / "satc"
    left_out = shutil.ignore_patterns(".*_cache", "__pycache__", "node_modules", ".git", ".venv", "var", "tests")
    shutil.copytree(ROOT, copy, ignore=left_out)
    (copy / ".venv").symlink_to(ROOT / ".venv")
    (copy / "var").mkdir()
    return copy


def make_run(tree, **env):
    # With no package index to ask, it must have all it needs already.
    return Stack(
        "run", var=tree / "var", mailbox=FolderMailbox(tree / "var/mail"), root=tree, env={"PIP_NO_INDEX": "1", **env}
    )


def test_with_the_demo_city_it_works_stops_on_ctrl_c_and_starts_again_without_the_network(tree):
    for _ in range(2):
        with running(make_run(tree)) as stack:
            smoke.main(stack.base_url, stack.var)
            assert stack.stop(signal.SIGINT) == []


def test_it_says_where_it_is_refuses_a_second_and_stops_every_child_when_make_is_ended(tree):
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
