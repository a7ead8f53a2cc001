"""Straight at the database, past every service."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from influencers.models import ExpressionOfInterest, Influencer, Nomination, NominationVisit
from tests.factories.influencers import InfluencerFactory, InterestFactory, NominationFactory
from tests.factories.schools import PersonFactory

pytestmark = pytest.mark.django_db


def refused(constraint, model, **fields):
    """Whether an UPDATE of every row is refused by that constraint."""
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        model.objects.update(**fields)
    return True


def test_a_nomination_in_no_known_status():
    NominationFactory(status="confirmed")

    assert refused("nomination_status_known", Nomination, status="lost")


def test_half_a_confirmation():
    NominationFactory()

    assert refused("nomination_confirmation_whole", Nomination, confirmed_at=timezone.now())
    assert refused("nomination_confirmation_whole", Nomination, head=PersonFactory())


def test_a_nomination_that_went_on_without_being_confirmed():
    NominationFactory()

    assert refused("nomination_confirmed_first", Nomination, status="visited")


@pytest.mark.parametrize("field", ["head_email", "nominee_email"])
def test_an_address_with_capitals(field):
    NominationFactory()

    assert refused("nomination_emails_lower_case", Nomination, **{field: "Head@School.example"})


def test_half_a_record_of_a_visit():
    NominationFactory(status="visit_arranged")

    assert refused("nomination_visit_record_whole", NominationVisit, recorded_at=timezone.now())


def test_an_interest_in_no_known_status():
    InterestFactory(status="submitted")

    assert refused("interest_status_known", ExpressionOfInterest, status="lost")


def test_an_interest_that_was_accepted_but_never_submitted():
    InterestFactory()

    assert refused("interest_submitted_first", ExpressionOfInterest, status="accepted")


def test_a_second_interest_from_one_nomination():
    interest = InterestFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        InterestFactory(nomination=interest.nomination)


def test_a_profile_in_no_known_status():
    InfluencerFactory()

    assert refused("influencer_status_known", Influencer, status="lost")


def test_a_profile_published_without_consent():
    InfluencerFactory()

    assert refused("influencer_published_with_consent", Influencer, consented_at=None)


def test_a_second_profile_of_one_person():
    influencer = InfluencerFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        InfluencerFactory(person=influencer.person)


def test_a_profile_paused_without_consent_or_without_a_date():
    InfluencerFactory()

    assert refused("influencer_paused_until_a_date", Influencer, status="paused")
    assert refused("influencer_paused_until_a_date", Influencer, returns_on=timezone.localdate())
    paused = {"status": "paused", "returns_on": timezone.localdate()}
    assert refused("influencer_published_with_consent", Influencer, consented_at=None, **paused)


def test_a_consent_kept_after_stepping_down():
    InfluencerFactory()

    assert refused("influencer_stepped_down_keeps_no_consent", Influencer, status="stepped_down")
