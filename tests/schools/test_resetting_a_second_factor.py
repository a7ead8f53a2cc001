"""The telephone is lost: whoever looks after the portal takes the second step away, and it is recorded."""

import re
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client

from core.models import Change
from tests.authenticator import digits
from tests.factories.schools import AUTHENTICATOR_KEY, PersonFactory, lead

pytestmark = pytest.mark.django_db


def sign_in(person):
    client = Client()
    client.post("/accounts/login/code/", {"email": person.email})
    code = re.search(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b", mail.outbox[-1].body).group()
    client.post("/accounts/login/code/confirm/", {"code": code})
    return client


def reset(email, **options):
    out = StringIO()
    call_command("reset_second_factor", email, stdout=out, **options)
    return out.getvalue()


def test_it_goes_with_its_recovery_codes_and_every_sign_in(client):
    person, other = lead(name="Ottoline Sagger", email="ottoline@satc.example"), lead()
    Authenticator.objects.create(user=person, type="recovery_codes", data={"seed": "ab", "used_mask": 0})
    signed_in = sign_in(person)
    signed_in.post("/accounts/2fa/authenticate/", {"code": digits(AUTHENTICATOR_KEY)})
    assert signed_in.get("/admin/").status_code == 200

    said = reset("Ottoline@SATC.example", reason="Lost on the 18 bus.")

    assert said.startswith("Ottoline Sagger has no second step any more, and is signed out everywhere.")
    assert "set a second step up again on their way to the desk" in said
    assert list(Authenticator.objects.values_list("user", flat=True)) == [other.pk]
    assert signed_in.get("/admin/").headers["Location"].startswith("/accounts/login/")
    assert sign_in(person).get("/admin/").headers["Location"] == "/accounts/2fa/totp/activate/"


def test_it_is_recorded_and_the_person_is_told():
    person = lead(email="ottoline@satc.example")

    reset(person.email, reason="Lost on the 18 bus.")

    assert [(change.action, change.by, change.reason) for change in Change.objects.of(person)] == [
        ("reset_second_factor", None, "Lost on the 18 bus.")
    ]
    [told] = mail.outbox
    assert (told.to, told.subject) == (["ottoline@satc.example"], "Your second step was taken away")
    assert "If not, reply to this message straight away." in told.body


def test_of_somebody_outside_it_says_nothing_of_the_desk():
    assert reset(PersonFactory().email).endswith("They sign in with a code by e-mail.\n")


def test_an_address_that_nobody_has_is_refused():
    with pytest.raises(CommandError, match="Nobody here has the address “nobody@satc"):
        reset("nobody@satc.example")

    assert not Change.objects.exists()
