"""Everybody can read and take away what the portal holds on them; a relation added later is not forgotten."""

import json

import pytest
from django.apps import apps
from django.db.models import EmailField
from django.urls import reverse

from claims.models import Claim
from core.models import Change, Draft
from satc.personal import holdings, naming
from satc.personal.export import SOMEBODY_ELSE, export_of
from schools.models import Person
from tests.access import world as worlds
from tests.factories.influencers import NominationFactory
from tests.factories.schools import PersonFactory

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("holdings")]


@pytest.fixture(scope="module")
def world(standing):
    return worlds.build()


def columns(export):
    return {(holding["table"], holding["column"]) for holding in export["holdings"]}


def things(export, table, column):
    [found] = [item["things"] for item in export["holdings"] if (item["table"], item["column"]) == (table, column)]
    return found


def test_every_relation_that_django_knows_of_is_walked():
    known = {
        (relation.related_model._meta.label, relation.field.name)
        for relation in Person._meta.get_fields(include_hidden=True)
        if relation.auto_created and relation.is_relation and not relation.related_model._meta.auto_created
    }

    assert {(model._meta.label, field.name) for model, field in holdings.relations()} == known
    assert len(known) > 40


def test_each_thing_is_named_in_words_and_never_by_its_column():
    named = [*holdings.relations(), *holdings.typed_addresses()]

    plain = {field.name for _, field in named if not field.name.endswith("_by")}
    assert plain - set(naming.WHOSE) - naming.PLAINLY_THEIRS == set()
    assert naming.name_of(Change, Change._meta.get_field("by")) == "Step, taken down as yours"
    assert naming.name_of(Claim, Claim._meta.get_field("approved_by")) == "Claim, approved by you"
    assert naming.name_of(Draft, Draft._meta.get_field("owner")) == "Draft"


def test_every_column_of_addresses_is_walked():
    kept = {
        (model._meta.label, field.name)
        for model in apps.get_models()
        for field in model._meta.local_fields
        if isinstance(field, EmailField)
    }

    assert {(model._meta.label, field.name) for model, field in holdings.typed_addresses()} == kept


def test_whoever_a_row_points_at_finds_it_in_their_export(world):
    """For each relation, whoever it points at in a city where everything has happened."""
    exports, missing = {}, []
    for model, field in holdings.relations():
        for row in model._base_manager.exclude(**{field.name: None})[:1]:
            value = getattr(row, field.name)
            person = value.first() if field.many_to_many else value
            export = exports.setdefault(person.pk, columns(export_of(person)))
            if (model._meta.label, field.name) not in export:
                missing.append(f"{model._meta.label}.{field.name}")

    assert missing == []


def test_an_influencer_reads_what_was_said_of_them_and_their_days(world):
    export = export_of(world.people["influencer"])

    assert export["you"]["Name"] == "Ada Releasing"
    [nomination] = things(export, "influencers.Nomination", "nominee")
    assert nomination["Why them"] == "Children ask for more science."
    [visit] = things(export, "influencers.NominationVisit", "nomination")
    assert visit["Strengths"] == "Talk"
    assert things(export, "influencers.Influencer", "person")[0]["Biography"] == "I love circuits."
    assert len(things(export, "claims.FundedDay", "person")) == 5
    assert ("correspondence.Message", "person") in columns(export)


def test_nobody_elses_address_is_in_it(world):
    for person in world.people.values():
        if not isinstance(person, Person):
            continue
        said = json.dumps(export_of(person))
        others = Person.objects.exclude(pk=person.pk).values_list("email", flat=True)
        assert [email for email in others if email in said] == []


def test_an_address_that_somebody_wrote_is_left_out():
    nomination = NominationFactory(nominee_email="me@school.example", why="Ask her@school.example or 01782 123 4567.")
    person = PersonFactory(email="me@school.example", name=nomination.nominee_name)

    [row] = things(export_of(person), "influencers.Nomination", "nominee_email")

    assert row["Why them"] == f"Ask {SOMEBODY_ELSE} or {SOMEBODY_ELSE}."
    assert row["Nominee's e-mail"] == "me@school.example"
    assert "Headteacher’s name" not in row


def test_what_they_typed_and_have_not_sent_is_in_it():
    person = PersonFactory()
    Draft.objects.create(owner=person, kind="visit report", key="VIS-22222", answers={"what": ["Circuits", "Kilns"]})

    [row] = things(export_of(person), "core.Draft", "owner")

    assert (row["Unsent form"], row["Typed so far"]) == ("visit report", "what: Circuits, Kilns")


def test_what_was_typed_before_they_had_a_sign_in_is_in_it():
    nomination = NominationFactory()
    person = PersonFactory(email=nomination.nominee_email)

    assert ("influencers.Nomination", "nominee_email") in columns(export_of(person))


def test_no_secret_is_in_it(world):
    person = Person.objects.get(pk=world.people["lead"].pk)
    person.set_password("a long and secret password")
    person.save()

    said = json.dumps(export_of(person))

    assert person.password not in said
    assert "assword" not in said


def test_what_staff_decided_is_named_not_told(world):
    rows = things(export_of(world.people["lead"]), "core.Change", "by")

    assert len(rows) == Change.objects.filter(by=world.people["lead"]).count()
    assert {label for row in rows for label in row} == {"Reference", "Number", "At"}


def test_it_is_read_on_a_page_and_taken_away_as_json(client, world):
    person = world.people["influencer"]
    client.force_login(person)

    page = client.get(reverse("my_data")).content.decode()
    file = client.get(reverse("my_data_file"))

    assert "Children ask for more science." in page
    assert file["Content-Disposition"] == 'attachment; filename="what-satc-holds-on-you.json"'
    taken, now = json.loads(file.content), export_of(person)
    assert taken["holdings"] == json.loads(json.dumps(now["holdings"]))


def test_their_page_leads_to_it(client):
    client.force_login(PersonFactory())

    assert reverse("my_data") in client.get(reverse("my")).content.decode()
