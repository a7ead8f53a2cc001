"""Two records of one person become one, once, by a SATC lead, and never against the rules."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

import claims.services as claims
import programmes.services as programmes
from core.exceptions import NotAllowed, Refused
from core.models import Change
from influencers.models import Influencer, Progress
from programmes.models import Place
from satc.merging.services import merge
from satc.personal import erasure
from schools.models import Person, Post, Role, StaffRole
from schools.services import give_staff_role, head_of, meet
from tests.at_once import at_once
from tests.factories.brokerage import DeploymentFactory
from tests.factories.claims import FundedDayFactory, approved, sent_run, working_day
from tests.factories.influencers import InfluencerFactory, InterestFactory
from tests.factories.programmes import AttendanceFactory, EventFactory, GapTaskFactory, OpportunityFactory, PlaceFactory
from tests.factories.schools import PersonFactory, PostFactory, SchoolFactory, finance, lead, national_lead
from tests.factories.schools import head_of as new_head_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept():
    return PersonFactory(name="Asha Malik", email="asha@saggar.example")


@pytest.fixture
def gone():
    return PersonFactory(name="Asha Malik-Rhodes", email="amalik@kiln.example")


def join(kept, gone, **choices):
    merge(kept, gone, reason="She rang me.", by=choices.pop("by", None) or lead(), **choices)
    return Person.objects.get(pk=kept.pk)


def refusal(kept, gone, **choices):
    with pytest.raises(Refused) as refused:
        join(kept, gone, **choices)
    assert Person.objects.get(pk=gone.pk).merged_into is None
    return str(refused.value)


def test_it_is_recorded_on_both_with_the_reason(kept, gone):
    by = lead()
    join(kept, gone, by=by)

    found = Change.objects.filter(action__in=("join_records", "be_joined")).order_by("pk")
    assert [(each.subject, each.by, each.reason) for each in found] == [
        (gone, by, "She rang me."),
        (kept, by, "She rang me."),
    ]


@pytest.mark.parametrize("role", [PersonFactory, national_lead, finance])
def test_only_a_lead_joins_records(kept, gone, role):
    with pytest.raises(NotAllowed):
        join(kept, gone, by=role())


def test_a_reason_is_needed(kept, gone):
    with pytest.raises(Refused):
        merge(kept, gone, reason=" ", by=lead())


def test_nobody_joins_their_own_records(kept):
    by = lead()

    assert "One of these is you." in refusal(by, kept, by=by)


def test_a_record_is_joined_once_and_not_with_itself_or_the_forgotten(kept, gone):
    third = PersonFactory()
    assert "This is one record." in refusal(kept, kept)
    join(kept, gone)

    with pytest.raises(Refused, match=r"amalik@kiln\.example has been joined with Asha Malik"):
        join(third, gone)
    forgotten = erasure.forget(PersonFactory(), by=lead())
    assert "forgotten" in refusal(kept, forgotten)


def test_a_role_is_never_given_silently(kept, gone):
    give_staff_role(gone, StaffRole.FINANCE)

    assert "holds the role SATC finance. Take it away first" in refusal(kept, Person.objects.get(pk=gone.pk))


def test_a_joined_record_is_given_no_role(kept, gone):
    join(kept, gone)

    with pytest.raises(Refused, match="Give the role there"):
        give_staff_role(Person.objects.get(pk=gone.pk), StaffRole.LEAD)


def test_both_addresses_sign_in_to_the_one_person(kept, gone, client):
    join(kept, gone)

    for address in ("asha@saggar.example", "amalik@kiln.example"):
        client.post("/accounts/login/code/", {"email": address})
        code = re.search(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b", mail.outbox[-1].body).group()
        client.post("/accounts/login/code/confirm/", {"code": code})
        assert mail.outbox[-1].to == [address]
        assert client.session["_auth_user_id"] == str(kept.pk)
        client.logout()


def test_the_other_name_and_address_may_be_the_ones_that_stay(kept, gone):
    person = join(kept, gone, takes_name=True, takes_email=True)

    assert (person.name, person.email) == ("Asha Malik-Rhodes", "amalik@kiln.example")
    assert EmailAddress.objects.get_primary_email(person) == "amalik@kiln.example"
    assert {"asha@saggar.example", "amalik@kiln.example"} == set(person.addresses)


def test_whoever_types_the_old_address_means_the_one_person(kept, gone):
    join(kept, gone)

    assert meet("AMalik@kiln.example", name="Somebody") == kept
    assert Person.objects.known_as("amalik@kiln.example") == kept


def test_a_third_record_goes_with_the_one_it_was_joined_with(kept, gone):
    last = PersonFactory()
    join(kept, gone)
    person = join(last, kept)

    assert Person.objects.known_as("amalik@kiln.example") == last
    assert len(person.addresses) == 3


def test_forgetting_them_forgets_the_old_record_too(kept, gone):
    person = join(kept, gone)
    assert erasure.why_not_forget(Person.objects.get(pk=gone.pk)) != []

    erasure.forget(person, by=lead())

    names = Person.objects.filter(pk__in=(kept.pk, gone.pk)).values_list("name", "email")
    assert {name for name, _ in names} == {"A forgotten person"}
    assert all(email.endswith("@forgotten.invalid") for _, email in names)


def test_the_wish_to_be_forgotten_goes_with_them(kept, gone):
    erasure.ask_to_be_forgotten(gone)

    assert join(kept, gone).asked_to_be_forgotten_at is not None


def test_two_open_posts_in_one_role_become_one_that_is_proven(kept, gone):
    school = SchoolFactory()
    ours = PostFactory(person=kept, school=school, role=Role.HEADTEACHER, starts_on="2025-09-01")
    PostFactory(person=gone, school=school, role=Role.HEADTEACHER, starts_on="2024-09-01", proven=True)

    join(kept, gone)

    post = Post.objects.get(person=kept)
    assert (post.pk, post.is_proven, str(post.starts_on)) == (ours.pk, True, "2024-09-01")
    assert head_of(school) == kept


def test_nobody_proves_their_own_post_by_being_joined(gone):
    by = lead()
    post = PostFactory(person=gone, proven_by=by, proven_at=timezone.now())

    assert f"{post}: one of them is whom it is about and the other said that it is true" in refusal(by, gone)


def test_of_two_places_at_one_event_the_better_stays_and_the_other_is_free(kept, gone):
    event, waiting = EventFactory(capacity=2), PersonFactory()
    ours, theirs = PlaceFactory(event=event, person=kept), PlaceFactory(event=event, person=gone)
    queue = Place.objects.create(event=event, person=waiting, status="waiting")

    join(kept, gone)

    for place in (ours, theirs, queue, event):
        place.refresh_from_db()
    assert (ours.status, theirs.status, queue.status) == ("booked", "cancelled", "booked")
    assert (ours.person, theirs.person, event.taken) == (kept, kept, 2)


def test_that_they_came_counts_more_than_that_they_did_not(kept, gone):
    came = AttendanceFactory(person=gone)
    missed = PlaceFactory(event=came.place.event, person=kept, status="absent")

    join(kept, gone)

    came.refresh_from_db()
    missed.refresh_from_db()
    assert (came.person, came.place.person, missed.status, came.place.event.places.standing().count()) == (
        kept, kept, "cancelled", 1,
    )  # fmt: skip


def test_where_both_were_seen_to_come_one_coming_counts_with_what_they_answered(kept, gone):
    event = EventFactory(on=working_day(1), is_release_funded=False)
    for person in (kept, gone):
        AttendanceFactory(person=person, event=event)
    task = GapTaskFactory(event=event)
    programmes.answer_task(task, is_done=True, comment="It bubbled.", by=gone)

    join(kept, gone)

    assert [answer.attendance.person for answer in task.answers.all()] == [kept]
    assert Place.objects.standing().filter(person=kept).count() == 1


def test_one_page_only_begun_is_added_to_the_other(kept, gone):
    ours = InfluencerFactory(person=kept, slug="asha-malik", offer="")
    theirs = InfluencerFactory(person=gone, status="unpublished", biography="", offer="Rockets")
    interest = Progress.objects.create(influencer=theirs, opportunity=OpportunityFactory())
    strengths = set(ours.expertise.all()) | set(theirs.expertise.all())

    join(kept, gone)

    for thing in (ours, theirs, interest):
        thing.refresh_from_db()
    assert (set(ours.expertise.all()), ours.offer, interest.influencer) == (strengths, "Rockets", ours)
    assert (ours.status, theirs.status, theirs.person) == ("published", "stepped_down", gone)


def test_two_pages_in_use_are_refused_and_named(kept, gone):
    InfluencerFactory(person=kept)
    theirs = InfluencerFactory(person=gone)

    said = refusal(kept, gone)
    assert "amalik@kiln.example (in the directory) and asha@saggar.example (in the directory)" in said

    Influencer.objects.filter(person=kept).update(status="unpublished", consented_at=None)
    assert "Join them the other way round" in refusal(kept, gone)
    assert join(gone, kept).influencer == theirs


def test_of_two_interests_on_their_way_the_one_that_is_further_goes_on(kept, gone):
    invited = InterestFactory(person=kept)
    sent = InterestFactory(person=gone, status="submitted")

    join(kept, gone)

    invited.refresh_from_db()
    sent.refresh_from_db()
    assert (invited.status, sent.status, sent.person) == ("withdrawn", "submitted", kept)


def test_whoever_approved_cannot_be_joined_with_whoever_claimed():
    claim = approved()

    said = refusal(claim.approved_by, claim.person)

    assert f"{claim}: one of them sent it and the other approved it. Those have to be two people." in said


def test_what_is_paid_keeps_its_people_apart_too():
    claim = approved()
    run = sent_run(claim)
    claims.mark_all_paid(run, by=run.authorised_by)

    assert "one of them claimed it and the other authorised it" in refusal(run.authorised_by, claim.person)


def test_whoever_leads_cannot_be_joined_with_whom_they_lead():
    deployment = DeploymentFactory()

    assert deployment.reference in refusal(deployment.national_lead, deployment.person)


def test_two_live_halves_of_a_day_are_refused_by_name(kept, gone):
    ours = FundedDayFactory(person=kept, on=working_day(3))
    theirs = FundedDayFactory(person=gone, on=working_day(3), part="afternoon")

    said = refusal(kept, gone)

    visits = [day.acceptance.report.visit.reference for day in (ours, theirs)]
    assert f"Both have a funded afternoon on Thursday 4 September 2025: {visits[0]} and {visits[1]}." in said
    assert "morning" not in said


def test_the_database_lets_nobody_sign_in_as_a_joined_record(kept, gone):
    now = timezone.now()
    for wrong in (
        {"merged_into": kept, "merged_at": now},
        {"merged_into": kept, "is_active": False},
        {"merged_into": gone, "merged_at": now, "is_active": False},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Person.objects.filter(pk=gone.pk).update(**wrong)


def test_a_heads_letters_go_to_the_joined_person(kept):
    school = SchoolFactory()
    head = new_head_of(school)

    join(kept, head)

    assert head_of(school) == kept


@pytest.mark.needs("PostgreSQL")
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_each_joined_into_the_other_at_once_is_done_once():
    one, other, by = PersonFactory(), PersonFactory(), lead()

    done, refused = at_once(
        lambda pair: merge(*pair, reason="She rang me.", by=by), [(one, other), (other, one), (one, other)]
    )

    assert (len(done), len(refused)) == (1, 2)
    assert Person.objects.filter(merged_into=None, pk__in=(one.pk, other.pk)).count() == 1
