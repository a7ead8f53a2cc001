"""Starts the whole portal: web server, workers and schedule, and stops them all together.

`stack.py run` is for trying it out: SQLite, no broker to install, the demo city.
`stack.py serve` is production: PostgreSQL, Redis, a mail server.
"""

import multiprocessing
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import environ
import honcho.manager
from honcho.environ import parse_procfile

ROOT = Path(__file__).resolve().parent.parent
# Time for a worker to finish the letter in its hand; after that the next worker makes it.
honcho.manager.KILL_WAIT = 20
NEEDED_TO_SERVE = ("SECRET_KEY", "DATABASE_URL", "REDIS_URL", "SITE_URL", "EMAIL_URL", "DEFAULT_FROM_EMAIL")


def run():
    """Start on the embedded database and broker, with the demo city unless DEMO=0; needs no setting at all."""
    port = os.environ.setdefault("PORT", "8000")
    os.environ["DEBUG"] = "1"
    os.environ.setdefault("CLOCK_SKIPS_CLOSED_DAYS", "1")
    os.environ.setdefault("MAIL_KEEPS_HOURS", "0")
    os.environ.setdefault("SITE_URL", f"http://127.0.0.1:{port}")
    refuse_a_taken_port(int(port))
    manage("migrate", "--verbosity", "0")
    sign_ins = ""
    if os.environ.get("DEMO", "1") != "0":
        os.environ.setdefault("SATC_LA_CODE", "999")  # the invented city's; a register of one's own keeps 861
        say("Looking after the demo city …")
        sign_ins = manage("seed_demo", capture=True)
    return start(workers=int(os.environ.get("WORKERS", "1")), greeting=sign_ins)


def serve():
    """Start in production mode, or say which variables are missing."""
    environ.Env.read_env(ROOT / ".env")
    os.environ["DEBUG"] = "0"
    missing = [name for name in NEEDED_TO_SERVE if not os.environ.get(name)]
    if missing:
        sys.exit(f"Set {', '.join(missing)} first: in the environment or in .env. See .env.example.")
    port = int(os.environ.setdefault("PORT", "8000"))
    refuse_a_taken_port(port)
    manage("migrate", "--verbosity", "0")
    manage("collectstatic", "--noinput", "--verbosity", "0")
    return start(workers=int(os.environ.get("WORKERS", "2")))


def manage(*command, capture=False):
    """Run one of Django's commands; when it fails, so do we, with what it said."""
    done = subprocess.run(
        [sys.executable, "manage.py", *command], cwd=ROOT, text=True, stdout=subprocess.PIPE if capture else None
    )
    if done.returncode:
        sys.exit((done.stdout or "") + f"manage.py {command[0]} failed.")
    return done.stdout or ""


def refuse_a_taken_port(port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            sys.exit(f"Something else is using port {port}. Choose another: PORT={port + 123} make …")


def start(*, workers, greeting=""):
    """Run every process of the Procfile until one stops or we are told to; the answer is the exit status."""
    manager = honcho.manager.Manager()
    # Celery warns of root for the sake of pickles, which we never take.
    quiet = "ignore:You're running the worker with superuser privileges"
    env = {"PYTHONWARNINGS": quiet, **os.environ, "PYTHON": sys.executable}
    processes = parse_procfile((ROOT / "Procfile").read_text()).processes
    for name, command in processes.items():
        for number in range(1, (workers if name == "worker" else 1) + 1):
            label = f"{name}.{number}" if name == "worker" and workers > 1 else name
            extra = f" --hostname {label}@%h" if name == "worker" else ""
            manager.add_process(label, command + extra, cwd=ROOT, env=env)
    multiprocessing.Process(target=announce, args=(greeting,), daemon=True).start()
    manager.loop()
    # Told to stop, it stopped: for a person that is success.
    return 0 if manager.returncode in {128 + signal.SIGINT, 128 + signal.SIGTERM} else manager.returncode or 1


def announce(greeting):
    """Once the portal answers, say where it is and who can sign in."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    url = os.environ["SITE_URL"].rstrip("/")
    local = f"http://127.0.0.1:{os.environ['PORT']}/healthz"
    for _ in range(600):
        try:
            urllib.request.urlopen(local, timeout=5).close()
        except (OSError, urllib.error.URLError):
            time.sleep(0.1)
        else:
            notes = f"Mail it sends is at {url}/dev/mail/\n" if os.environ["DEBUG"] == "1" else ""
            if greeting:
                notes += f"The six digits that its staff need are at {url}/dev/codes/\n"
            say(f"\n{greeting}\nThe portal is at  {url}/\n{notes}Ctrl-C stops it.\n")
            return


def say(words):
    print(words, flush=True)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        sys.exit({"run": run, "serve": serve}[sys.argv[1]]())
    except KeyboardInterrupt:
        sys.exit(130)
