"""The stock admin obeys rule 10 like every page of our own; sign-in pages are the same for everybody."""

import pytest
from django.apps import apps
from django.urls import reverse

from tests.access.asking import answer, ask
from tests.access.table import ADMIN_PAGES, LOOKED_UP, ROLES, SIGN_IN_PAGES, STAFF

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("access")]

MODELS = [pytest.param(label, *who, id=label) for label, who in LOOKED_UP.items()]


def page_of(label, page, *args):
    meta = apps.get_model(label)._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_{page}", args=args)


def by_role(status, *, otherwise):
    """The answer for each role: sign in first, `status` for a set of roles each, and for the rest `otherwise`."""
    expected = dict.fromkeys(ROLES, otherwise) | {"signed_out": "sign in"}
    for roles, what in status:
        expected |= dict.fromkeys(roles, what)
    return expected


def asked_by_everybody(clients, method, path):
    answers = {role: ask(clients[role], method, path) for role in ROLES}
    written = set().union(*(tables for _, tables in answers.values()))
    return {role: answer(response) for role, (response, _) in answers.items()}, written


@pytest.mark.parametrize(("label", "viewers", "writers"), MODELS)
def test_looking_up(label, viewers, writers, world, clients):
    subject = apps.get_model(label)._default_manager.first()

    for path in (page_of(label, "changelist"), page_of(label, "change", subject.pk),
                 page_of(label, "history", subject.pk)):  # fmt: skip
        assert asked_by_everybody(clients, "get", path) == (by_role([(viewers, 200)], otherwise=404), set()), path


@pytest.mark.parametrize(("label", "viewers", "writers"), MODELS)
def test_nobody_writes_what_has_a_flow_by_form_and_nobody_deletes(label, viewers, writers, world, clients):
    subject = apps.get_model(label)._default_manager.first()
    refused = by_role([(viewers, 403)], otherwise=404)
    readers = by_role([(viewers, 403), (writers, 200)], otherwise=404)

    for method in ("get", "post"):
        assert asked_by_everybody(clients, method, page_of(label, "add")) == (readers, set())
        assert asked_by_everybody(clients, method, page_of(label, "delete", subject.pk)) == (refused, set())
    assert asked_by_everybody(clients, "post", page_of(label, "change", subject.pk)) == (readers, set())


@pytest.mark.parametrize("label", LOOKED_UP)
def test_whether_something_exists_is_told_to_staff_alone(label, world, clients):
    """Staff are told by the admin that it may have been deleted, and sent back to the desk."""
    got, _ = asked_by_everybody(clients, "get", page_of(label, "change", "999999999"))

    assert {role for role, status in got.items() if status not in (404, "sign in")} <= STAFF
    assert got["signed_out"] == "sign in"


@pytest.mark.parametrize("name", [name for name in ADMIN_PAGES if name not in ("login", "logout")])
def test_the_admins_other_pages_are_for_staff(name, world, clients):
    args = {"app_list": ["schools"], "view_on_site": [1, 1]}.get(name, [])
    got, written = asked_by_everybody(clients, "get", reverse(f"admin:{name}", args=args))

    assert {role for role, status in got.items() if status not in (404, "sign in")} <= STAFF
    assert got["signed_out"] == "sign in"
    assert written == set()


@pytest.mark.parametrize("name", SIGN_IN_PAGES)
def test_sign_in_pages_are_the_same_for_every_role_but_for_the_second_step_of_staff(name, world, clients):
    signed_out, signed_in, *of_staff = SIGN_IN_PAGES[name]
    args = {"account_reset_password_from_key": ["a1", "b2-c3"], "mfa_remove_webauthn": [1], "mfa_edit_webauthn": [1]}

    got, written = asked_by_everybody(clients, "get", reverse(name, args=args.get(name, [])))

    expected = dict.fromkeys(ROLES, signed_in) | {"signed_out": signed_out}
    assert got == expected | (dict.fromkeys(STAFF, *of_staff) if of_staff else {})
    # allauth writes down a person's address when they first look at their addresses.
    assert written <= {"account_emailaddress"}
