"""Who may be forgotten, by whom, and what is left of others who are called alike."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

import influencers.services as influencers
from core import outbox
from core.exceptions import NotAllowed, Refused
from core.models import Change
from influencers.models import Nomination
from satc.personal import erasure
from schools.models import Person
from schools.models.person import FORGOTTEN
from tests.access import world as worlds
from tests.factories.claims import agreed_correction, proposed_correction, refused_correction
from tests.factories.influencers import NominationFactory
from tests.factories.schools import PersonFactory, finance, head_of, lead, national_lead

pytestmark = pytest.mark.django_db


def test_an_open_nomination_of_them_is_withdrawn():
    nomination = influencers.confirm_nomination(NominationFactory(nominee_name="Cora Tams"))

    erasure.forget(nomination.nominee, by=lead())

    nomination = Nomination.objects.get()
    assert (nomination.status, nomination.why, nomination.nominee_name) == ("withdrawn", "", FORGOTTEN)
    assert nomination.head_name != FORGOTTEN


def test_somebody_of_the_same_name_keeps_it():
    person = PersonFactory(name="Mary Smith", email="mary@one.example")
    other = NominationFactory(nominee_name="Mary Smith", nominee_email="mary@two.example")
    influencers.confirm_nomination(other)

    erasure.forget(person, by=lead())

    other.refresh_from_db()
    assert (other.nominee_name, other.nominee_email) == ("Mary Smith", "mary@two.example")
    assert Person.objects.get(email="mary@two.example").name == "Mary Smith"


def test_an_address_that_merely_ends_alike_is_left_alone():
    person = PersonFactory(name="Ann Lee", email="ann@x.example")
    other = NominationFactory(
        nominee_name="Joann Leeds", nominee_email="jo-ann@x.example", why="Write to ann@x.example."
    )

    erasure.forget(person, by=lead())

    other.refresh_from_db()
    assert (other.nominee_name, other.nominee_email) == ("Joann Leeds", "jo-ann@x.example")
    assert "ann@x.example" not in other.why.replace("jo-ann@x.example", "")


@pytest.mark.parametrize("role", [national_lead, finance, PersonFactory])
def test_only_a_lead_can_have_somebody_forgotten(role):
    with pytest.raises(NotAllowed):
        erasure.forget(PersonFactory(), by=role())


def test_nobody_is_forgotten_who_holds_a_staff_role_or_whose_work_is_under_way():
    world = worlds.build()
    with pytest.raises(Refused, match="They hold the role National lead"):
        erasure.forget(world.people["national"], by=world.people["lead"])
    with pytest.raises(Refused) as refusal:
        erasure.forget(world.people["influencer"], by=world.people["lead"])
    assert f"{world.things.deployment.reference} is under way." in str(refusal.value)
    assert f"{world.things.claim.reference} is not paid yet." in str(refusal.value)


def test_nobody_is_forgotten_twice():
    person = erasure.forget(PersonFactory(), by=lead())

    with pytest.raises(Refused, match="forgotten already"):
        erasure.forget(person, by=lead())


def test_the_database_refuses_somebody_forgotten_who_has_a_name():
    person = erasure.forget(PersonFactory(), by=lead())

    for values in ({"name": "Back Again"}, {"email": "back@school.example"}, {"is_active": True}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Person.objects.filter(pk=person.pk).update(**values)


def test_somebody_asks_and_a_lead_does_it(client, mailoutbox):
    a_lead, person = lead(), head_of(NominationFactory().school, name="Hilary Head")
    client.force_login(person)
    client.post(reverse("my_forgetting"), {"act": "ask"})
    client.post(reverse("my_forgetting"), {"act": "ask"})
    outbox.work_off()

    [mail] = [mail for mail in mailoutbox if mail.to == [a_lead.email]]
    assert mail.subject == "Hilary Head asks to be forgotten"
    page = reverse("forget_person", args=[person.pk])
    assert page in mail.body
    assert "You asked to be forgotten" in client.get(reverse("my_data")).content.decode()

    client.force_login(a_lead)
    assert "Forget Hilary Head, as they asked" in client.get(reverse("desk")).content.decode()
    assert "They asked for it" in client.get(page).content.decode()
    client.post(page)
    assert Person.objects.get(pk=person.pk).forgotten_at
    assert "Hilary Head" not in client.get(reverse("desk")).content.decode()
    assert "This person was forgotten on" in client.get(page).content.decode()


def test_somebody_may_change_their_mind(client):
    person = PersonFactory()
    client.force_login(person)
    client.post(reverse("my_forgetting"), {"act": "ask"})
    client.post(reverse("my_forgetting"), {"act": "stay"})

    person.refresh_from_db()
    assert person.asked_to_be_forgotten_at is None
    assert [change.action for change in Change.objects.of(person)] == ["ask_to_be_forgotten", "stay_after_all"]


@pytest.mark.parametrize("make", [proposed_correction, agreed_correction])
def test_nobody_is_forgotten_whose_correction_is_not_settled(make):
    correction = make()

    for person in (correction.person, correction.proposed_by):
        assert f"{correction.reference} is not settled yet. Have it paid or refused first." in why_not(person)


def test_a_refused_correction_holds_nobody():
    correction = refused_correction()

    assert [reason for reason in why_not(correction.person) if correction.reference in reason] == []


def why_not(person):
    return erasure.why_not_forget(person)
