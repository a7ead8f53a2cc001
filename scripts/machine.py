"""What the machine itself must have, beyond Python: looked for, installed by apt as root, otherwise asked for.

Plain standard library: it runs before anything is installed.
"""

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path


class Missing(Exception):
    """Something the machine lacks, with the command that mends it."""


def has_letter_libraries():
    """WeasyPrint draws letters with Pango and cuts fonts down with HarfBuzz; loading them is the only sure proof."""
    try:
        for library in ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0"):
            ctypes.CDLL(library)
    except OSError:
        return False
    return True


def chromium():
    """The path of a Chromium that is installed, or None."""
    names = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
    return next((path for name in names if (path := shutil.which(name))), None)


def redis_server():
    return shutil.which("redis-server")


def postgres_programs():
    """The folder that holds Debian's newest initdb and postgres, or None."""
    folders = [p.parent for p in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    return max(folders, key=lambda folder: float(folder.parent.name), default=None)


NEEDS = {
    "letter libraries": (has_letter_libraries, ["libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"]),
    "Chromium": (chromium, ["chromium"]),
    "Redis": (redis_server, ["redis-server"]),
    "PostgreSQL": (postgres_programs, ["postgresql"]),
}


def ensure(name):
    """What `name` stands for, installed first where that can be done; otherwise Missing, naming the command."""
    look, packages = NEEDS[name]
    if not look() and os.geteuid() == 0 and shutil.which("apt-get"):
        install(packages)
    found = look()
    if not found:
        sudo = "" if os.geteuid() == 0 else "sudo "
        raise Missing(f"{name}: not on this machine. Type:  {sudo}apt-get install -y {' '.join(packages)}")
    return found


def install(packages):
    print(f"Installing {' '.join(packages)} with apt-get …", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "-qq", "update"],
        ["apt-get", "-qq", "install", "-y", "--no-install-recommends", *packages],
    ):
        subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False)


if __name__ == "__main__":
    if sys.version_info < (3, 11):
        sys.exit(
            f"The portal needs Python 3.11 or newer; this is {sys.version.split()[0]}. Try PYTHON=python3.11 make …"
        )
    try:
        for need in sys.argv[1:]:
            ensure(need)
    except Missing as missing:
        sys.exit(str(missing))
