"""Every page and every act, asked for by every role, gets the answer that rule 10 gives."""

import pytest

from tests.access.asking import answer, ask, path_of
from tests.access.table import ACTS, DESK, OWN, PUBLIC, ROLES

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("access")]

PAGES = [*PUBLIC, *OWN, *DESK]
# No reference has a nought in it.
UNKNOWN = {"claims_desk:claim": "CLM-00000"}


def named(row):
    return " ".join([row.name, *row.args])


@pytest.mark.parametrize("row", PAGES, ids=named)
def test_each_role_sees_what_is_theirs_and_seeing_changes_nothing(row, world, clients):
    path = path_of(row, world)
    got, written = {}, set()
    for role in ROLES:
        response, tables = ask(clients[role], "get", path)
        got[role], written = answer(response), written | tables

    assert got == {role: row.expected(role) for role in ROLES}
    assert written == set()


@pytest.mark.parametrize("row", ACTS, ids=named)
def test_an_act_is_refused_to_whoever_may_not_do_it_and_then_changes_nothing(row, world, clients):
    path = path_of(row, world)
    got, written = {}, set()
    for role in ROLES:
        response, tables = ask(clients[role], "post", path, row.data)
        status = answer(response)
        got[role] = 200 if status not in (403, 404, "sign in") and status < 500 else status
        if role not in row.may:
            written |= tables

    assert got == {role: row.expected(role) for role in ROLES}
    assert written == set()


@pytest.mark.parametrize("row", [row for row in ACTS if row.is_post_only], ids=named)
def test_an_act_is_not_done_by_looking_at_its_address(row, world, clients):
    path = path_of(row, world)

    got = {role: answer(ask(clients[role], "get", path)[0]) for role in row.may}

    assert got == dict.fromkeys(row.may, 405)


@pytest.mark.parametrize(
    "row",
    [row for row in [*OWN, *DESK] if row.args and not row.args[0].endswith("pk") and row.args[0][0] != "="],
    ids=named,
)
def test_whether_a_reference_exists_is_told_to_nobody_who_may_not_see_it(row, world, clients):
    path = path_of(row, world, reference=UNKNOWN.get(row.name, "XXX-00000"))

    got = {role: answer(ask(clients[role], "get", path)[0]) for role in ROLES}

    assert got == {role: "sign in" if role == "signed_out" else 404 for role in ROLES}
