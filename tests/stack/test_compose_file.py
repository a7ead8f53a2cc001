"""The containers are held against the settings they are meant for; no Docker engine is needed to read a file."""

import re

import pytest
import yaml

from tests.stacks import ROOT

COMPOSE = (ROOT / "docker-compose.yml").read_text()
SERVICES = yaml.safe_load(COMPOSE)["services"]
PORTAL = ["web", "worker", "beat"]
SECRETS = {"SECRET_KEY", "POSTGRES_PASSWORD"}


def variables_of(path):
    return set(re.findall(r"^([A-Z_]+)=", (ROOT / path).read_text(), re.MULTILINE))


def read_by(*paths):
    """The names of the variables that these files read."""
    reads = r"""(?:env(?:iron)?(?:\.\w+)?|required)[.(\[]+(?:get\(|setdefault\()?["']([A-Z_]+)["']"""
    return {name for path in paths for name in re.findall(reads, (ROOT / path).read_text())}


def test_it_has_every_part_of_the_stack():
    assert set(SERVICES) == {"web", "worker", "beat", "postgres", "redis", "mail"}


def test_every_variable_it_asks_for_is_in_the_example():
    assert set(re.findall(r"\$\{([A-Z_]+)", COMPOSE)) - variables_of(".env.example") == set()


@pytest.mark.parametrize("name", PORTAL)
def test_every_variable_it_gives_the_portal_is_one_the_portal_reads(name):
    given = set(SERVICES[name]["environment"])

    assert given - read_by("satc/settings.py", "gunicorn.conf.py") == set()


def test_the_example_names_every_variable_that_is_read_and_no_other():
    read = read_by("satc/settings.py", "gunicorn.conf.py", "scripts/stack.py")

    assert variables_of(".env.example") == read | {"POSTGRES_PASSWORD"}


def test_all_that_production_needs_is_given():
    needed = {"SECRET_KEY", "DATABASE_URL", "REDIS_URL", "SITE_URL", "EMAIL_URL", "DEFAULT_FROM_EMAIL"}

    assert all(needed <= set(SERVICES[name]["environment"]) for name in PORTAL)


def test_no_secret_has_a_default():
    for name in SECRETS:
        uses = re.findall(rf"\$\{{{name}[^}}]*\}}", COMPOSE)
        assert uses
        assert all(use.startswith(f"${{{name}:?") for use in uses)
        assert re.search(rf"^{name}=$", (ROOT / ".env.example").read_text(), re.MULTILINE)


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_has_a_health_check(name):
    assert SERVICES[name]["healthcheck"]["test"]


def test_what_must_last_is_in_volumes():
    volumes = yaml.safe_load(COMPOSE)["volumes"]
    used = {volume.split(":")[0] for service in SERVICES.values() for volume in service.get("volumes", [])}

    assert used == set(volumes) == {"portal", "postgres", "redis"}


def test_nothing_but_the_web_and_the_mail_catcher_is_reachable_and_those_from_this_machine_alone():
    ports = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}

    assert set(ports) == {"web", "mail"}
    assert all(port.startswith("127.0.0.1:") for listed in ports.values() for port in listed)


def test_the_portal_does_not_run_as_root():
    dockerfile = (ROOT / "Dockerfile").read_text()

    assert re.findall(r"^USER (.+)$", dockerfile, re.MULTILINE) == ["portal"]


def test_the_image_has_the_libraries_that_make_run_asks_for():
    from scripts.machine import NEEDS

    _, packages = NEEDS["letter libraries"]

    assert all(package in (ROOT / "Dockerfile").read_text() for package in packages)


@pytest.mark.parametrize("name", PORTAL)
def test_the_commands_are_those_of_the_procfile(name):
    procfile = dict(line.split(": ", 1) for line in (ROOT / "Procfile").read_text().splitlines())

    assert procfile[name].removeprefix('exec "$PYTHON" -m ') in SERVICES[name]["command"]
