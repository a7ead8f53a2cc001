"""No page and no act under /admin/ opens to staff without a second step; nobody else is ever asked for one."""

import pytest
from django.test import Client
from django.urls import reverse

from schools.models import StaffRole
from tests.access.asking import ask, path_of
from tests.access.table import ACTS, ADMIN_PAGES, DESK, LOOKED_UP, OWN, ROLES, STAFF
from tests.access.test_who_looks_things_up import page_of
from tests.factories.schools import in_role

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("access")]

SETTING_UP = "/accounts/2fa/totp/activate/"


def is_at_the_desk(row):
    return row.name == "desk" or row.name.partition(":")[0].endswith("_desk") or row.name.startswith("people:")


@pytest.fixture(params=StaffRole, ids=lambda role: role.label)
def newcomer(request, world):
    """A browser of somebody new in a staff role, signed in, with no second step yet."""
    client = Client()
    client.force_login(in_role(request.param, without_second_factor=True))
    return client


def test_every_page_and_act_of_the_desk_leads_to_setting_one_up(newcomer, world):
    rows = [row for row in [*DESK, *ACTS] if is_at_the_desk(row)]
    asked = [(method, path_of(row, world)) for row in rows for method in ("get", "post")]
    asked += [("get", page_of(label, "changelist")) for label in LOOKED_UP]
    asked += [("get", reverse(f"admin:{name}", args={"app_list": ["schools"], "view_on_site": [1, 1]}.get(name, [])))
              for name in ADMIN_PAGES]  # fmt: skip
    asked += [("get", "/admin/no/such/page/"), ("get", "/admin/?q=1")]

    for method, path in asked:
        response, written = ask(newcomer, method, path)
        assert (response.status_code, response["Location"], written) == (302, SETTING_UP, set()), path


def test_what_is_not_the_desk_stays_open_to_them(newcomer, world):
    for path in ("/", "/my/", "/accounts/security/", SETTING_UP, "/influencers/"):
        assert newcomer.get(path).status_code == 200, path


@pytest.mark.parametrize("role", [role for role in ROLES if role not in STAFF and role != "signed_out"])
def test_others_are_never_asked_for_one(role, world, clients):
    for row in [row for row in DESK if is_at_the_desk(row)]:
        assert clients[role].get(path_of(row, world)).status_code == 404
    for row in OWN:
        assert SETTING_UP not in clients[role].get(path_of(row, world)).headers.get("Location", "")
