import pytest

from brokerage import services
from brokerage.models import Deployment
from brokerage.workflow import READY_TO_MATCH, RequestStatus
from core.exceptions import NotAllowed, Refused, TransitionRefused
from core.models import Change
from influencers.workflow import InfluencerStatus
from schools.services import end_post
from tests.factories.brokerage import SupportRequestFactory
from tests.factories.influencers import InfluencerFactory
from tests.factories.schools import PersonFactory, PostFactory, lead, national_lead
from tests.messages import queued

pytestmark = pytest.mark.django_db


def funded(**fields):
    return SupportRequestFactory(status=RequestStatus.FUNDED, **fields)


def propose(request, **fields):
    by = fields.pop("by", None) or lead()
    asked = {"influencer": InfluencerFactory, "national_lead": national_lead}
    people = {name: fields.pop(name, None) or make() for name, make in asked.items()}
    return services.propose(request, **people, **{"kind": "peer", "halves": 5, "by": by, **fields})


def test_the_influencer_is_asked(a_lead):
    request, influencer = funded(), InfluencerFactory()

    deployment = propose(request, influencer=influencer, by=a_lead)

    request.refresh_from_db()
    assert (deployment.status, deployment.person, deployment.school) == ("proposed", influencer.person, request.school)
    assert (request.status, request.reserved_halves) == ("matched", 5)
    assert queued() == [("deployment_proposed", influencer.person.email)]
    assert [(change.action, change.by) for change in Change.objects.of(deployment)] == [("propose", a_lead)]
    assert [(change.action, change.by) for change in Change.objects.of(request)] == [("match", a_lead)]


@pytest.mark.parametrize("status", [status for status in RequestStatus if status not in READY_TO_MATCH])
def test_only_a_request_that_is_paid_for_can_be_matched(status):
    request = SupportRequestFactory(status=status)

    with pytest.raises(TransitionRefused):
        propose(request)

    request.refresh_from_db()
    assert (request.status, Deployment.objects.count()) == (status, 0)


def test_only_a_lead_asks(not_a_lead):
    with pytest.raises(NotAllowed):
        propose(funded(), by=not_a_lead)


def refused(request, reason, **fields):
    with pytest.raises(Refused, match=reason):
        propose(request, **fields)

    request.refresh_from_db()
    assert (request.status, Deployment.objects.count()) == ("funded", 0)


def test_nobody_outside_the_directory_is_asked():
    refused(funded(), "is not in the directory", influencer=InfluencerFactory(status=InfluencerStatus.UNPUBLISHED))


def test_nobody_is_sent_to_their_own_school():
    request = funded()

    refused(request, "Choose somebody from another school", influencer=InfluencerFactory(at_school=request.school))


def test_somebody_who_left_the_school_may_come_back_to_help(a_lead):
    request, influencer = funded(), InfluencerFactory()
    post = influencer.person.posts.get()
    request.school.posts.filter(role="headteacher").update(school=post.school)
    request.school = post.school
    request.save(update_fields=["school"])
    end_post(post, ends_on=post.recorded_at.date().replace(year=2020), by=a_lead)
    PostFactory(person=influencer.person, proven=True)

    assert propose(request, influencer=influencer).person == influencer.person


def test_no_more_days_than_are_reserved():
    refused(funded(), "2.5 days is reserved", halves=6)


def test_at_least_half_a_day():
    refused(funded(), "at least half a day", halves=0)


def test_the_school_needs_a_proven_head():
    refused(funded(proven=False), "needs a proven head")


def test_the_national_lead_is_one():
    refused(funded(), "is not a national lead", national_lead=PersonFactory())


def test_the_national_lead_is_not_the_influencer():
    both = national_lead()

    refused(funded(), "can’t be the national lead", national_lead=both, influencer=InfluencerFactory(person=both))


def test_the_kind_is_a_known_one():
    refused(funded(), "Choose the kind", kind="wizardry")


def test_whom_no_school_could_release_is_not_asked():
    influencer = InfluencerFactory()
    influencer.person.posts.update(proven_at=None, proven_by=None)

    refused(funded(), "no school to release them", influencer=influencer)


def test_whoever_said_no_to_this_request_is_asked_again_only_with_a_word_why(a_lead):
    request, influencer = funded(), InfluencerFactory()
    services.turn_down(propose(request, influencer=influencer), by=influencer.person)

    with pytest.raises(Refused, match="said “not this time” to this request"):
        propose(request, influencer=influencer)
    again = propose(request, influencer=influencer, why="Their January is free now", by=a_lead)

    assert (again.status, Change.objects.of(again).get().reason) == ("proposed", "Their January is free now")


def test_against_the_order_a_word_is_owed_and_kept(a_lead):
    request, first, second = funded(), InfluencerFactory(ks2=True), InfluencerFactory()
    type(request).objects.filter(pk=request.pk).update(interest_in=first)

    refused(request, f"{first} comes first for this request. Say why you choose {second}", influencer=second)

    deployment = propose(request, influencer=second, why=" They have met. ", by=a_lead)
    assert [change.reason for change in Change.objects.of(deployment)] == ["They have met."]


def test_a_champions_kind_without_a_champions_training_owes_a_word():
    request, influencer = funded(), InfluencerFactory()

    refused(request, "no champion’s training yet. Say why", influencer=influencer, kind="champion")

    assert propose(request, influencer=influencer, kind="champion", why="Trains in March").kind == "champion"
