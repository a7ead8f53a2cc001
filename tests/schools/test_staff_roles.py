from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command

from core.exceptions import NotAllowed, Refused
from core.models import Change
from schools import services
from schools.models import Person, StaffRole
from tests.factories.schools import PersonFactory, finance, lead, national_lead

pytestmark = pytest.mark.django_db


def roles(person):
    return Person.objects.get(pk=person.pk).roles


def recorded(person):
    return [(change.action, change.by, change.reason) for change in Change.objects.of(person)]


def page_of(person):
    return f"/admin/people/{person.pk}/roles/"


def test_the_groups_are_there_from_the_start():
    assert set(Group.objects.values_list("name", flat=True)) == set(StaffRole.values)


@pytest.mark.parametrize(
    ("word", "role"),
    [("lead", StaffRole.LEAD), ("national-lead", StaffRole.NATIONAL_LEAD), ("finance", StaffRole.FINANCE)],
)
def test_the_first_staff_are_invited_at_the_command_line(word, role):
    out = StringIO()
    call_command("invite_staff", "Ottoline@SATC.example", word, "--name", "Ottoline Sagger", stdout=out)

    person = Person.objects.get()
    assert (person.email, person.name, person.roles) == ("ottoline@satc.example", "Ottoline Sagger", {role})
    assert person.is_staff
    assert recorded(person) == [("give_staff_role", None, role.label)]
    assert out.getvalue().startswith(f"Ottoline Sagger is now {role.label}.")


def test_inviting_again_changes_nothing():
    for _ in range(2):
        call_command("invite_staff", "ottoline@satc.example", "lead", stdout=StringIO())

    assert len(recorded(Person.objects.get())) == 1


def test_an_invitation_to_what_is_not_an_email_is_refused():
    with pytest.raises(CommandError, match="“ottoline” is not an e-mail address"):
        call_command("invite_staff", "ottoline", "lead")

    assert not Person.objects.exists()


def test_a_lead_gives_and_takes_a_role_on_the_persons_page(client):
    person, by = PersonFactory(), lead()
    client.force_login(by)

    answer = client.post(page_of(person), {"act": "give", "role": "SATC finance"}, follow=True)
    assert f"{person} now has the role SATC finance." in answer.text
    assert roles(person) == {StaffRole.FINANCE}

    answer = client.post(page_of(person), {"act": "take", "role": "SATC finance"}, follow=True)
    assert f"{person} no longer has the role SATC finance." in answer.text
    assert roles(person) == set()
    assert recorded(person) == [("give_staff_role", by, "SATC finance"), ("take_staff_role", by, "SATC finance")]


def test_a_lead_does_not_stop_being_one_by_their_own_hand(client):
    by = lead()
    client.force_login(by)

    answer = client.post(page_of(by), {"act": "take", "role": "SATC lead"}, follow=True)

    assert "Ask another SATC lead." in answer.text
    assert roles(by) == {StaffRole.LEAD}
    with pytest.raises(Refused):
        services.take_staff_role(by, StaffRole.LEAD, by=by)


def test_a_lead_takes_the_role_of_another_lead():
    person = lead()

    services.take_staff_role(person, StaffRole.LEAD, by=lead())

    assert (person.is_staff, roles(person)) == (False, set())


@pytest.mark.parametrize("someone", [national_lead, finance])
def test_other_staff_see_roles_but_do_not_change_them(client, someone):
    person = PersonFactory()
    client.force_login(someone())

    assert "Only a SATC lead gives and takes staff roles." in client.get(page_of(person)).text
    assert client.post(page_of(person), {"act": "give", "role": "SATC lead"}).status_code == 403
    assert roles(person) == set()


def test_nobody_else_sees_the_page_not_even_their_own(client):
    person = PersonFactory()
    client.force_login(person)

    assert client.get(page_of(person)).status_code == 404
    assert client.post(page_of(person), {"act": "give", "role": "SATC lead"}).status_code == 404
    with pytest.raises(NotAllowed):
        services.give_staff_role(person, StaffRole.LEAD, by=person)


def test_signed_out_one_signs_in_first(client):
    person = PersonFactory()

    assert client.get(page_of(person)).status_code == 302
    assert client.post(page_of(person), {"act": "give", "role": "SATC lead"}).status_code == 302
    assert roles(person) == set()


@pytest.mark.parametrize("data", [{}, {"act": "give", "role": "King"}, {"act": "crown", "role": "SATC lead"}])
def test_a_role_that_is_not_one_is_refused(client, data):
    person = PersonFactory()
    client.force_login(lead())

    assert "Choose one of the staff roles." in client.post(page_of(person), data, follow=True).text
    assert roles(person) == set()


def test_somebody_inactive_holds_no_role():
    person = lead(is_active=False)

    assert (person.is_staff, person.is_lead) == (False, False)
