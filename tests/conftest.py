import pytest
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import override_settings
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis

from scripts import machine
from tests import emptying, servers
from tests.standing import standing_transaction

pytest_plugins = ["tests.stacks"]

# The same examples on every machine, and none of them timed: a busy one must not fail a test.
hypothesis.register_profile("portal", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
hypothesis.load_profile("portal")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """A test that commits empties the tables after it; each such test gets back first what the migrations wrote."""
    for item in items:
        mark = item.get_closest_marker("django_db")
        if mark and mark.kwargs.get("transaction"):
            item.add_marker(pytest.mark.django_db(**{**mark.kwargs, "serialized_rollback": True}), append=False)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Keep what the migrations wrote where each new connection finds it: Playwright's event loop opens one."""
    first = connections["default"]
    if hasattr(first, "_test_serialized_contents"):
        BaseDatabaseWrapper._test_serialized_contents = first._test_serialized_contents
    with django_db_blocker.unblock(), emptying.quickly():
        django_db_blocker.block()
        yield
        django_db_blocker.restore()
    first.close()


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


@pytest.fixture(scope="module")
def standing(django_db_setup, django_db_blocker):
    """What a module builds stands for all its tests."""
    with standing_transaction(django_db_blocker):
        yield


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
