import pytest
from django.test import override_settings

from scripts import machine
from tests import servers

pytest_plugins = ["tests.stacks"]


@pytest.fixture(scope="session", autouse=True)
def quick_settings():
    """What the tests alone do otherwise: plain static files, quick password hashes, a cache of each process's own."""
    storages = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    with override_settings(
        STORAGES=storages,
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        CACHES={"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
    ):
        yield


@pytest.fixture(autouse=True)
def empty_cache():
    """Limits on how often one may try something must not reach from one test into the next."""
    from django.core.cache import cache

    cache.clear()


@pytest.fixture
def free_port():
    """A port on which nothing listens."""
    return servers.free_port()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Debian's Chromium, which needs these to run as root and in a small container, and to stay off the network."""
    return {
        **browser_type_launch_args,
        "executable_path": machine.chromium(),
        "args": [
            "--no-sandbox",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-default-apps",
            "--disable-sync",
            "--no-first-run",
        ],
    }
