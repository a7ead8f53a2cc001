import pytest

from core.exceptions import NotAllowed, Refused, TransitionRefused
from core.models import Change
from correspondence.models import Document, Message
from influencers import services
from influencers.models import Influencer
from influencers.workflow import InfluencerStatus, InterestStatus
from programmes.models import Opportunity, Place
from schools.services import prove_post
from tests.factories.influencers import ExpertiseFactory, InfluencerFactory, InterestFactory, answers
from tests.factories.programmes import EventFactory, weekday
from tests.factories.schools import head_of
from tests.messages import queued

pytestmark = pytest.mark.django_db


def submitted(**fields):
    """An expression of interest from a school whose head is proven."""
    interest = InterestFactory(status=InterestStatus.SUBMITTED, **fields)
    head_of(interest.school)
    return interest


def test_the_nominee_becomes_an_influencer_in_their_own_words(a_lead):
    interest = submitted(strengths=[ExpertiseFactory(name="Talk and questioning")])
    interest.opportunities.set(Opportunity.objects.filter(slug="csciteach"))

    influencer = services.accept_interest(interest, by=a_lead)

    assert (influencer.person, influencer.biography, influencer.stages) == (
        interest.person,
        "I love circuits.",
        ["ks2"],
    )
    assert [term.name for term in influencer.expertise.all()] == ["Talk and questioning"]
    assert [item.slug for item in influencer.opportunities.all()] == ["csciteach"]


def test_consent_publishes_the_profile(a_lead):
    interest = submitted()

    influencer = services.accept_interest(interest, by=a_lead)

    assert (influencer.status, influencer.consented_at) == ("published", interest.submitted_at)
    changes = [(change.action, change.by) for change in Change.objects.of(influencer)]
    assert changes == [("accept", a_lead), ("publish", a_lead)]


def test_without_consent_nobody_sees_it(a_lead):
    influencer = services.accept_interest(submitted(consents=False), by=a_lead)

    assert (influencer.status, influencer.consented_at) == ("unpublished", None)
    assert list(Influencer.objects.published()) == []


def test_a_profile_without_consent_cannot_be_published(a_lead):
    influencer = InfluencerFactory(status=InfluencerStatus.UNPUBLISHED)

    with pytest.raises(Refused, match="hasn’t agreed"):
        services.publish(influencer, by=a_lead)


def test_a_published_profile_is_not_published_again(a_lead):
    with pytest.raises(TransitionRefused):
        services.publish(InfluencerFactory(), by=a_lead)


def test_the_dates_asked_for_are_booked(a_lead):
    interest, event = submitted(), EventFactory()
    interest.events.set([event])

    services.accept_interest(interest, by=a_lead)

    place = Place.objects.get()
    assert (place.event, place.person, place.status) == (event, interest.person, "booked")


def test_a_date_that_is_full_or_over_is_left_out_and_said(client, a_lead):
    interest = submitted()
    full, over, free = EventFactory(capacity=1, taken=1), EventFactory(on=weekday(-1)), EventFactory()
    interest.events.set([full, over, free])

    services.accept_interest(interest, by=a_lead)

    assert [place.event for place in Place.objects.all()] == [free]
    client.force_login(a_lead)
    page = client.get(interest.get_desk_url()).content.decode()
    assert page.count("Not booked, because it was full or over") == 2
    welcome = Message.objects.get(kind="influencer_welcome").context
    assert (len(welcome["booked"]), len(welcome["left_out"])) == (1, 2)


def test_the_letter_goes_to_the_proven_head_and_a_welcome_to_the_influencer(a_lead):
    interest = InterestFactory(status=InterestStatus.SUBMITTED)
    head = head_of(interest.school)

    influencer = services.accept_interest(interest, by=a_lead)

    letter = Document.objects.get()
    assert (letter.kind, letter.series) == ("head_letter", f"head_letter:{influencer.pk}")
    assert (letter.school, list(letter.readers.all())) == (interest.school, [interest.person])
    assert queued() == [("head_letter", head.email), ("influencer_welcome", interest.person.email)]
    assert Message.objects.get(kind="head_letter").document == letter


def test_without_a_proven_head_it_is_refused_and_says_whom_to_prove(a_lead):
    interest = InterestFactory(status=InterestStatus.SUBMITTED)

    with pytest.raises(Refused, match=f"Say on the nomination whether {interest.nomination.head} is the headteacher"):
        services.accept_interest(interest, by=a_lead)

    interest.refresh_from_db()
    assert (interest.status, Influencer.objects.count(), queued()) == ("submitted", 0, [])


def test_once_the_head_is_proven_it_is_accepted(a_lead):
    interest = InterestFactory(status=InterestStatus.SUBMITTED)
    services.prove_head(interest.nomination, by=a_lead)

    services.accept_interest(interest, by=a_lead)

    assert queued()[0] == ("head_letter", interest.nomination.head_email)


def test_it_is_recorded(a_lead):
    interest = submitted()

    services.accept_interest(interest, by=a_lead)

    change = Change.objects.of(interest).last()
    assert (change.action, change.from_status, change.to_status, change.by) == (
        "accept",
        "submitted",
        "accepted",
        a_lead,
    )


def test_the_changes_of_a_profile_name_the_school_where_they_work(a_lead):
    interest = submitted()
    prove_post(interest.person.posts.get(), by=a_lead)

    influencer = services.accept_interest(interest, by=a_lead)

    assert {change.school_urn for change in Change.objects.of(influencer)} == {interest.school_id}


@pytest.mark.parametrize("status", [status for status in InterestStatus if status != InterestStatus.SUBMITTED])
def test_only_a_submitted_one_is_accepted(status, a_lead):
    interest = InterestFactory(status=status)
    head_of(interest.school)

    with pytest.raises(TransitionRefused):
        services.accept_interest(interest, by=a_lead)

    interest.refresh_from_db()
    assert (interest.status, Influencer.objects.count()) == (status, 0)


def test_only_a_lead_accepts(not_a_lead):
    with pytest.raises(NotAllowed):
        services.accept_interest(submitted(), by=not_a_lead)


def test_a_lead_does_not_accept_their_own(a_lead):
    with pytest.raises(NotAllowed):
        services.accept_interest(submitted(person=a_lead), by=a_lead)


def test_two_people_of_one_name_have_an_address_each(a_lead):
    slugs = []
    for _ in range(3):
        interest = submitted()
        interest.person.name = "Asha Malik"
        interest.person.save()
        slugs.append(services.accept_interest(interest, by=a_lead).slug)

    assert slugs == ["asha-malik", "asha-malik-2", "asha-malik-3"]


def test_a_name_without_latin_letters_has_an_address_too(a_lead):
    interest = submitted()
    interest.person.name = "王芳"
    interest.person.save()

    assert services.accept_interest(interest, by=a_lead).slug == "influencer"


def test_their_time_and_what_they_lead_elsewhere_go_with_them(client, a_lead):
    interest = InterestFactory()
    time = {"halves_a_term": 3, "weekdays": ["monday", "friday"], "leads_elsewhere": "A hub\nA club"}
    services.submit_interest(interest, **answers(**time), by=interest.person)
    head_of(interest.school)

    influencer = services.accept_interest(interest, by=a_lead)

    assert (influencer.days_a_term, influencer.weekdays, influencer.leads) == (
        "1.5 days", ["monday", "friday"], ["A hub", "A club"]
    )  # fmt: skip
    public = client.get(influencer.get_absolute_url()).content.decode()
    assert ("<li>A hub</li><li>A club</li>" in public, "1.5 days" in public, "Friday" in public) == (True, False, False)
    client.force_login(a_lead)
    desk = client.get(influencer.get_desk_url()).content.decode()
    assert ("1.5 days" in desk, "Monday, Friday" in desk) == (True, True)
