"""Forgetting somebody takes name and address out of every column of text, and leaves the money whole (rule 11)."""

import copy
import datetime
import json

import pytest
from allauth.account.models import EmailAddress
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection, transaction
from django.db.models import Sum

import brokerage.services as brokerage
import claims.services as claims
import influencers.services as influencers
from claims.models import Claim, FundedDay, Payment, PaymentLine
from core import outbox
from core.models import REASON_TAKEN_OUT, Change, Draft
from correspondence.models import Message
from correspondence.services import queue_message
from influencers.models import Influencer
from programmes.models import Place
from satc.personal import erasure
from schools.models import Person
from schools.models.person import FORGOTTEN
from tests.access import world as worlds
from tests.factories.influencers import NominationFactory
from tests.factories.programmes import EventFactory, PlaceFactory
from tests.factories.schools import PersonFactory, lead

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("forgetting")]

NAME, ADDRESS = "Ada Releasing", "ada@releasing.example"
# The public register of schools, and what holds no words.
ELSEWHERE = {"schools_school", "django_session", "django_migrations", "django_content_type", "auth_permission"}


@pytest.fixture(scope="module")
def settled(standing):
    """A small city in which Ada has done everything, settled so that she can be forgotten."""
    world = worlds.build()
    people, things = world.people, world.things
    brokerage.end_early(things.deployment, reason=f"{NAME} is leaving.", by=people["lead"])
    claims.reject(things.claim, reason="Not now.", by=people["lead"])
    claims.resubmit(things.returned_claim, by=people["influencer"])
    claims.reject(things.returned_claim, reason=f"{NAME} knows why.", by=people["lead"])
    claims.authorise(things.run, by=people["finance"])
    claims.send_run(things.run, by=people["finance"])
    claims.mark_all_paid(things.run, by=people["finance"])
    claims.refuse_correction(things.correction, reason="The day was right.", by=lead())
    EmailAddress.objects.create(user=people["influencer"], email="ada.private@home.example")
    outbox.work_off()
    return world


@pytest.fixture
def world(settled):
    """The city as it stands for each test, in objects of the test's own."""
    return copy.deepcopy(settled)


def everywhere(*words):
    """Each table and column that holds one of the words, however it is written, read without the models."""
    found = set()
    with connection.cursor() as cursor:
        for table in set(connection.introspection.table_names(cursor)) - ELSEWHERE:
            for column in connection.introspection.get_table_description(cursor, table):
                quoted = connection.ops.quote_name(column.name)
                cursor.execute(f"SELECT CAST({quoted} AS TEXT) FROM {table} WHERE {quoted} IS NOT NULL")
                texts = "\n".join(str(text) for (text,) in cursor.fetchall()).lower()
                found |= {(table, column.name) for word in words if word.lower() in texts}
    return found


def money():
    """What was paid, to whom, for what: everything about it but names."""
    return {
        "lines": list(PaymentLine.objects.order_by("pk").values()),
        "payments": list(Payment.objects.order_by("pk").values()),
        "claims": list(Claim.objects.order_by("pk").values()),
        "days": list(FundedDay.objects.order_by("pk").values()),
        "paid": PaymentLine.objects.aggregate(paid=Sum("amount_pence")),
    }


def test_the_walk_finds_a_name_where_it_stands(world):
    found = everywhere(NAME, ADDRESS)

    assert {("schools_person", "name"), ("influencers_nomination", "nominee_email")} < found
    assert {("correspondence_document", "context"), ("correspondence_message", "text")} < found
    assert {("core_change", "reason"), ("claims_claim", "comment")} < found


def test_no_column_of_text_holds_name_or_address_afterwards(world):
    erasure.forget(world.people["influencer"], by=world.people["lead"])

    assert everywhere(NAME, ADDRESS, "ada.private@home.example", "ada-releasing") == set()


def test_what_they_typed_and_what_others_typed_about_them_goes(world):
    mine = {"owner": world.people["influencer"], "kind": "visit report", "key": "VIS-22222"}
    Draft.objects.create(**mine, answers={"what": ["My own words"]})
    Draft.objects.create(**mine | {"owner": world.people["national"]}, answers={"what": [f"With {NAME}"]})

    erasure.forget(world.people["influencer"], by=world.people["lead"])

    assert everywhere(NAME, "My own words") == set()
    assert Draft.objects.get().answers == {"what": [f"With {FORGOTTEN}"]}


def test_a_head_is_forgotten_as_thoroughly(world):
    head = world.people["helped_head"]

    erasure.forget(head, by=world.people["lead"])

    assert everywhere("Hank Helped", "hank@helped.example") == set()


def test_somebody_who_was_never_proven_is_forgotten_too(world):
    erasure.forget(world.people["unproven_head"], by=world.people["lead"])

    assert everywhere("Una Claims", "una@claims.example") == set()


def test_the_money_trail_stays_whole(world):
    before = money()

    erasure.forget(world.people["influencer"], by=world.people["lead"])

    after = money()
    for claim in (*before["claims"], *after["claims"]):
        claim.pop("comment")
    assert after == before
    assert before["paid"]["paid"] > 0


def test_the_person_stays_as_somebody_nameless_who_cannot_sign_in(world, client):
    person = world.people["influencer"]
    client.force_login(person)

    erasure.forget(person, by=world.people["lead"])

    person = Person.objects.get(pk=person.pk)
    assert (person.name, person.is_active, person.has_usable_password()) == (FORGOTTEN, False, False)
    assert person.email.endswith("@forgotten.invalid")
    assert not EmailAddress.objects.filter(user=person).exists()
    assert client.get("/my/").status_code == 302


def test_the_profile_goes_with_its_words_and_its_address(world, client):
    slug = world.things.profile.slug

    erasure.forget(world.people["influencer"], by=world.people["lead"])

    profile = Influencer.objects.get(pk=world.things.profile.pk)
    assert (profile.status, profile.biography, profile.consented_at) == ("unpublished", "", None)
    assert "ada" not in profile.search_text.split()
    assert client.get(f"/influencers/{slug}/").status_code == 404
    assert FORGOTTEN not in client.get("/influencers/").content.decode()


def test_the_letter_about_them_goes_and_its_code_still_proves_the_paper(
    world, client, django_capture_on_commit_callbacks
):
    letter, name = world.things.letter, world.things.letter.file.name
    assert default_storage.exists(name)

    with django_capture_on_commit_callbacks(execute=True):
        erasure.forget(world.people["influencer"], by=world.people["lead"])

    letter.refresh_from_db()
    assert (letter.status, letter.file.name) == ("removed", "")
    assert not default_storage.exists(name)
    client.force_login(world.people["releasing_head"])
    assert client.get(letter.get_absolute_url()).status_code == 410
    assert "Yes, this letter is ours" in client.post("/verify/", {"code": letter.code}).content.decode()


def test_the_summary_of_a_payment_stays_as_it_was_sent(world):
    summary, sha = world.things.summary, world.things.summary.sha256

    erasure.forget(world.people["influencer"], by=world.people["lead"])

    summary.refresh_from_db()
    assert (summary.status, summary.sha256) == ("ready", sha)
    assert default_storage.exists(summary.file.name)
    assert NAME not in json.dumps(summary.context)


def test_what_has_not_gone_to_them_never_goes(world, mailoutbox):
    person = world.people["influencer"]
    queue_message("day_ready", to=person, context={"on": "today", "days": "1", "why": "It", "school": "A"}, path="/my/")

    erasure.forget(person, by=world.people["lead"])
    outbox.work_off()

    assert Message.objects.filter(person=person, status="queued").count() == 0
    dropped = Message.objects.filter(person=person, status="dropped").values_list("kind", flat=True)
    assert set(dropped) == {"day_ready", "place_cancelled"}
    assert [mail for mail in mailoutbox if any("forgotten" in address for address in mail.to)] == []


def test_it_is_recorded_once_and_by_whom(world):
    person = world.people["influencer"]

    erasure.forget(person, by=world.people["lead"])

    [change] = Change.objects.of(person).filter(action="forget")
    assert (change.by, change.reason) == (world.people["lead"], "")


def test_their_posts_end_and_their_places_are_given_up(world):
    person = world.people["influencer"]
    booked = PlaceFactory(event=EventFactory(), person=person)
    waiting = PlaceFactory(event=EventFactory(), person=person, status="waiting")

    erasure.forget(person, by=world.people["lead"])

    assert set(Place.objects.filter(pk__in=[booked.pk, waiting.pk]).values_list("status", flat=True)) == {"cancelled"}
    assert not person.posts.filter(ends_on__isnull=True).exists()


def test_a_name_beyond_ascii_is_found_in_json_too(world):
    person = PersonFactory(name="Zoë Łącka", email="zoe@school.example")
    queue_message("forget_asked", to=world.people["lead"], context={"person": "Zoë Łącka"}, path="/my/")

    erasure.forget(person, by=world.people["lead"])

    assert everywhere("Zoë Łącka", "Zo\\u00eb \\u0141") == set()


def test_a_recorded_reason_can_be_taken_out_and_nothing_else_about_a_change_altered(world):
    change = Change.objects.exclude(reason="").first()
    for values in (
        {"reason": "Another reason"},
        {"reason": ""},
        {"reason": REASON_TAKEN_OUT, "action": "approve"},
        {"reason": REASON_TAKEN_OUT, "by": None, "at": datetime.datetime.now(datetime.UTC)},
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            Change.objects.filter(pk=change.pk).update(**values)
    with pytest.raises(DatabaseError), transaction.atomic():
        Change.objects.filter(pk=change.pk)._raw_delete("default")

    assert Change.objects.filter(pk=change.pk).update(reason=REASON_TAKEN_OUT) == 1


def test_why_they_were_put_off_or_declined_is_forgotten():
    a_lead, nomination = lead(), influencers.confirm_nomination(NominationFactory())
    influencers.withdraw_nomination(nomination, by=a_lead, reason="She was unkind.")

    erasure.forget(nomination.nominee, by=a_lead)

    assert everywhere("She was unkind.") == set()
