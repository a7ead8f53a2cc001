"""Everything that points at a person goes with them when two records are joined: the models are walked."""

import itertools

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.utils import timezone

import claims.services as claims
from brokerage.models import StoryShare
from claims.models import (
    Budget,
    Claim,
    ClaimPolicy,
    Confirmation,
    CorrectionLine,
    FileDownload,
    FundingSource,
    PaymentLine,
    PaymentRun,
    SchoolPayee,
    SpotCheck,
)
from core.models import Change, Draft
from core.workflow import record
from satc.merging.relations import RELATIONS, emptied, label, refused, relations, stays
from satc.merging.services import merge
from satc.personal.erasure import PAID
from satc.personal.export import export_of
from schools.models import Person
from tests.access import world as worlds
from tests.factories.brokerage import DeploymentFactory, FeedbackFactory, LoggedContactFactory, ReleaseFactory
from tests.factories.programmes import AttendanceFactory
from tests.factories.schools import PersonFactory, lead

pytestmark = pytest.mark.django_db

# A row of each table of which the city has none, or which has to agree with another.
MADE = {
    "brokerage.LoggedContact": lambda person: LoggedContactFactory(by=person),
    "brokerage.Feedback": lambda person: FeedbackFactory(person=person),
    "brokerage.Release": lambda person: ReleaseFactory(status="agreed", asked_by=person, answered_by=person),
    "brokerage.StoryShare": lambda person: StoryShare.objects.create(
        deployment=DeploymentFactory(status="completed"), token=person.email, shared_by=person
    ),
    "programmes.Attendance": lambda person: AttendanceFactory(person=person),
    "core.Draft": lambda person: Draft.objects.create(owner=person, kind="visit report", key="VIS-22222"),
    "mfa.Authenticator": lambda person: Authenticator.objects.create(user=person, type="totp", data={}),
    "usersessions.UserSession": lambda person: UserSession.objects.create(
        user=person, session_key="of-old", ip="127.0.0.1", user_agent=""
    ),
    "admin.LogEntry": lambda person: LogEntry.objects.create(user=person, action_flag=1),
    "account.EmailAddress": lambda person: person.emailaddress_set.create(email="private@home.example", verified=True),
    "schools.Person": lambda person: PersonFactory(merged_into=person, merged_at=timezone.now(), is_active=False),
    "schools.Person_user_permissions": lambda person: person.user_permissions.add(Permission.objects.first()),
}
# Rows that are never altered, so they are made as they are.
KEPT = {
    "claims.ClaimPolicy": lambda person: ClaimPolicy.objects.create(set_by=person),
    "claims.FileDownload": lambda person: FileDownload.objects.create(
        run=PaymentRun.objects.first(), file="payments", sha256="0" * 64, by=person
    ),
    "claims.Confirmation": lambda person: Confirmation.objects.create(
        run=PaymentRun.objects.first(), sha256=person.pk, paid=1, failed=0, by=person
    ),
}
# What goes with a column, by constraint.
ALONG = {"withdrawn_by": {"withdrawn_because": "A mistake."}, "passed_by": {"is_drawn": True}}
ENDED = {"usersessions.UserSession.user"}


@pytest.fixture
def world():
    world = worlds.build()
    claims.authorise(world.things.run, by=world.people["finance"])
    _rows_beside_the_run(world)
    return world


def _rows_beside_the_run(world):
    """A row of each table of the books of which the city has none."""
    claim, by, others = world.things.paid_claim, lead(), {name: PersonFactory() for name in ("proposer", "agreer")}
    copies = {"beneficiary": claim.person, "claimant": claim.submitted_by, "approver": PersonFactory()}
    drawn = {"percent": 100, "is_drawn": True, **copies}
    SpotCheck.objects.update_or_create(claim=claim, defaults=drawn)
    source = FundingSource.objects.cpd_fund()
    Budget.objects.create(source=source, year=2026, amount_pence=1, set_by=by)
    SchoolPayee.objects.create(school=world.things.releasing, name="A trust", set_by=by)
    CorrectionLine.objects.create(
        payment=world.things.run.payments.get(), correction=world.things.correction, on=claim.submitted_at,
        why="Half a day.", source=source, source_name="CPD fund", amount_pence=-1, authoriser=PersonFactory(), **others,
    )  # fmt: skip


def join(kept, gone):
    return merge(kept, gone, reason="They told me.", by=lead())


def test_every_relation_is_declared():
    assert {label(model, field) for model, field in relations()} == set(RELATIONS)


def pointing(model, field, person):
    """The key of a real row that points at the person, and at nobody else by that column."""
    if model is Change and field.name == "subject":
        return record(person, "ask_to_be_forgotten", by=None).pk
    if model._meta.label in KEPT:
        return KEPT[model._meta.label](person).pk
    if model._meta.label in MADE and not field.name.endswith("_by"):
        MADE[model._meta.label](person)
        return model._base_manager.get(**{field.name: person}).pk
    rows = model._base_manager.exclude(PAID[model._meta.label]) if model._meta.label in PAID else model._base_manager
    row = rows.exclude(**{field.name: None}).order_by("-pk").first() or rows.order_by("-pk").first()
    if model is Change:
        return record(person, "ask_to_be_forgotten", by=person).pk
    stamp = f"{field.name.removesuffix('_by')}_at"
    values = {stamp: timezone.now()} if stamp in {each.name for each in model._meta.local_fields} else {}
    values |= ALONG.get(field.name, {})
    model._base_manager.filter(pk=row.pk).update(**{field.name: person}, **values)
    return row.pk


def in_rounds():
    """The relations, so that no round has two of one table."""
    tables = {}
    for model, field in relations():
        if RELATIONS[label(model, field)] is not refused:
            tables.setdefault(model, []).append((model, field))
    return [[each for each in one_round if each] for one_round in itertools.zip_longest(*tables.values())]


def test_a_real_row_of_each_relation_goes_where_it_is_said_to_go(world):
    wrong = []
    for one_round in in_rounds():
        kept, gone = PersonFactory(), PersonFactory()
        keys = [(model, field, pointing(model, field, gone)) for model, field in one_round]
        join(kept, gone)
        for model, field, key in keys:
            act, column = RELATIONS[label(model, field)], "subject_id" if field.name == "subject" else field.attname
            now = list(model._base_manager.filter(pk=key).values_list(column, flat=True))
            is_ended = act is emptied or label(model, field) in ENDED
            expected = [] if is_ended else [gone.pk] if act is stays else [kept.pk]
            if now != expected:
                wrong.append((label(model, field), now, expected))

    assert wrong == []


def rows_of(person):
    """How many rows of ours point at the person, by relation."""
    return {
        label(model, field): rows.count()
        for model, field in relations()
        if field.name != "subject" and (rows := model._base_manager.filter(**{field.name: person})).exists()
    }


def test_somebody_who_did_everything_is_joined_whole(world):
    """Nothing points at the old record but what is kept for ever; all of it is seen by the person, and told to them."""
    gone, kept = world.people["influencer"], world.things.duplicate
    Person.objects.filter(pk=gone.pk).update(name="Ada Formerly")
    before, seen = rows_of(gone), set(Claim.objects.visible_to(gone))
    paid = {"claims.Claim.person", "claims.Claim.submitted_by", "claims.PaymentLine.beneficiary"}
    paid |= {"claims.PaymentLine.claimant"}
    money = list(PaymentLine.objects.exclude(paid_at=None).order_by("pk").values())

    join(kept, gone)

    left, after = rows_of(gone), rows_of(kept)
    assert set(left) == paid | {"core.Change.by"}
    assert left["core.Change.by"] == before["core.Change.by"]
    moved_or_left = {name: after.get(name, 0) + left.get(name, 0) for name in before}
    assert moved_or_left == before
    assert list(PaymentLine.objects.exclude(paid_at=None).order_by("pk").values()) == money
    kept = Person.objects.get(pk=kept.pk)
    assert world.things.paid_claim in seen
    assert set(Claim.objects.visible_to(kept)) == seen
    told = str(export_of(kept))
    assert {word in told for word in (world.things.paid_claim.reference, "ada@releasing.example")} == {True}
    assert {change.by.name for change in Change.objects.filter(by=gone)} == {"Ada Formerly"}


def test_what_was_sent_from_the_old_address_is_still_theirs(world, client):
    gone, kept = world.people["unproven_head"], PersonFactory()

    join(kept, gone)

    client.force_login(Person.objects.get(pk=kept.pk))
    for sent in (world.things.own_nomination, world.things.own_request):
        assert client.get(f"/track/{sent.reference}/").status_code == 200
