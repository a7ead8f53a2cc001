"""Whatever is typed into an address or a form gets a page with a reason, never an error of the portal's."""

import re
import uuid
from urllib.parse import quote, urlencode

import pytest

from tests.access.asking import ask, path_of
from tests.access.table import ACTS, DESK, OWN, PUBLIC, ROLES

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("access")]

PAGES = [*PUBLIC, *OWN, *DESK]
STRANGE = ["\x00", "é’☃" + "A" * 400, str(10**30), "-1", "' OR 1=1 --"]
# Every name that a page of ours reads from the query.
QUERIES = (
    "q",
    "page",
    "person",
    "school",
    "network",
    "level",
    "role",
    "status",
    "expertise",
    "stage",
    "show",
    "influencer",
    "next",
    "near",
)
# Files, and answers to machines.
NO_FORM = (
    "influencers:photograph",
    "influencers:small_photograph",
    "correspondence:document",
    "claims_desk:confirm_template",
    "influencers_desk:preview_letter",
    "influencers_desk:preview_new_letter",
    "schools:search",
    "healthz",
    "readyz",
)


def named(row):
    return " ".join([row.name, *row.args])


def somebody_who_may(row, clients):
    return clients[next(role for role in reversed(ROLES) if role in row.may)]


@pytest.mark.parametrize("row", [row for row in [*PAGES, *ACTS] if row.args], ids=named)
def test_strange_references(row, world, clients):
    client = somebody_who_may(row, clients)
    known = path_of(row, world).split("?")[0]
    methods = ("post",) if row in ACTS else ("get",)
    for part in [part for part in known.split("/") if any(letter.isdigit() for letter in part) or "-" in part]:
        for strange in STRANGE:
            path = known.replace(part, quote(strange, safe=""), 1)
            for method in methods:
                assert ask(client, method, path)[0].status_code < 500, path


@pytest.mark.parametrize("row", PAGES, ids=named)
def test_strange_queries(row, world, clients):
    client, path = somebody_who_may(row, clients), path_of(row, world).split("?")[0]
    for strange in STRANGE:
        query = urlencode(dict.fromkeys(QUERIES, strange))
        assert ask(client, "get", f"{path}?{query}")[0].status_code < 500, query


def fields_of(page):
    """The names of every box on the page."""
    return set(re.findall(r'<(?:input|select|textarea)[^>]*\bname="([^"]+)"', page.content.decode()))


@pytest.mark.parametrize("row", [row for row in PAGES if row.name not in NO_FORM], ids=named)
def test_strange_answers(row, world, clients):
    """Every box of the page, filled with what it doesn't expect, and sent to wherever its forms go."""
    client, path = somebody_who_may(row, clients), path_of(row, world)
    page = client.get(path)
    targets = {path, *re.findall(r'<form[^>]*\baction="([^"]+)"', page.content.decode())}
    for strange in STRANGE:
        for key in (strange, str(uuid.uuid4())):
            data = dict.fromkeys(fields_of(page), strange) | {"form_key": key}
            for target in targets:
                for step in ("", "send"):
                    response, _ = ask(client, "post", target, data | {"step": step} if step else data)
                    assert response.status_code < 500, (target, data)
