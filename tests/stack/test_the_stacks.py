"""Both ways of starting the portal work as separate processes: web, worker and schedule."""

import socket
import urllib.parse
import urllib.request

import pytest


def page(stack, address):
    with urllib.request.urlopen(f"{stack.base_url}{address}", timeout=10) as response:
        return response.status, response.read().decode()


@pytest.mark.xdist_group("embedded")
def test_make_run_serves_from_an_empty_folder(embedded_stack):
    assert page(embedded_stack, "/readyz") == (200, '{"database": true, "broker": true, "storage": true}')
    assert (embedded_stack.var / "satc.sqlite3").exists()
    assert len(embedded_stack.processes("celery --quiet --app satc beat")) == 1


@pytest.mark.xdist_group("embedded")
def test_make_run_shows_its_static_files(embedded_stack):
    assert page(embedded_stack, "/static/admin/css/base.css")[0] == 200


@pytest.mark.xdist_group("serve")
def test_make_serve_stands_on_postgresql_and_redis_with_two_workers(serve_stack):
    assert page(serve_stack, "/readyz") == (200, '{"database": true, "broker": true, "storage": true}')
    assert not (serve_stack.var / "satc.sqlite3").exists()
    assert not (serve_stack.var / "broker").exists()
    assert {"worker.1@", "worker.2@"} == {
        part.split("@")[0] + "@"
        for process in serve_stack.processes("worker")
        for part in process.cmdline()
        if part.startswith("worker.")
    }


@pytest.mark.xdist_group("serve")
def test_make_serve_names_static_files_by_their_content(serve_stack):
    manifest = serve_stack.var / "static" / "staticfiles.json"

    assert manifest.exists()


@pytest.mark.xdist_group("serve")
def test_make_serve_answers_beside_connections_that_say_nothing(serve_stack):
    """A browser keeps such connections to spare; there are as many here as there are processes, twice over."""
    where = urllib.parse.urlsplit(serve_stack.base_url)
    spare = [socket.create_connection((where.hostname, where.port), timeout=5) for _ in range(4)]
    try:
        assert page(serve_stack, "/healthz")[0] == 200
    finally:
        for connection in spare:
            connection.close()
