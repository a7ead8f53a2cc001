import pytest
from django.db import OperationalError

from satc import health

pytestmark = pytest.mark.django_db


def test_a_living_process_says_so(client):
    response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok\n")


def test_it_is_ready_when_everything_can_be_reached(client):
    response = client.get("/readyz")

    assert response.status_code == 200
    assert response.json() == {"database": True, "broker": True, "storage": True}


def test_readiness_leaves_nothing_behind_in_the_storage(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path

    client.get("/readyz")

    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_it_is_not_ready_without_storage_and_says_which_part_is_missing(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "a-file"
    settings.MEDIA_ROOT.write_text("where the folder should be")

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json() == {"database": True, "broker": True, "storage": False}


def test_it_is_not_ready_without_its_broker(client, monkeypatch, free_port):
    from celery import current_app

    monkeypatch.setattr(current_app.conf, "broker_write_url", f"redis://127.0.0.1:{free_port}/0")

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json() == {"database": True, "broker": False, "storage": True}


def test_a_part_that_fails_is_named_in_the_log(caplog):
    def database():
        raise OperationalError("gone")

    assert health.reaches(database) is False
    assert "Not ready: the database can’t be reached." in caplog.text


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_health_is_only_asked_for_by_get(client, address):
    assert client.post(address).status_code == 405
