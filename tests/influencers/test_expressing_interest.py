import uuid

import pytest

from core.exceptions import NotAllowed, Refused, TransitionRefused
from core.models import Change
from influencers import services
from influencers.workflow import InterestStatus
from programmes.models import Opportunity
from tests.factories.influencers import ExpertiseFactory, InterestFactory, answers
from tests.factories.programmes import EventFactory, weekday
from tests.factories.schools import PersonFactory, lead, national_lead
from tests.messages import delivered, queued

pytestmark = pytest.mark.django_db

OPEN = {InterestStatus.INVITED, InterestStatus.RETURNED}


def submit(interest, **changes):
    return services.submit_interest(interest, **answers(**changes), by=interest.person)


def posted(**changes):
    return {
        "form_key": str(uuid.uuid4()),
        "expertise": [ExpertiseFactory().slug],
        "stages": ["ks1", "ks2"],
        "biography": "I love circuits.",
        "consents": "on",
        **changes,
    }


def test_what_the_nominee_writes_is_kept_and_goes_to_the_leads(a_lead):
    terms, event = [ExpertiseFactory(), ExpertiseFactory()], EventFactory()
    wanted = Opportunity.objects.filter(slug="tdts-champion")

    interest = submit(InterestFactory(), expertise=terms, stages=["eyfs", "ks1"], opportunities=wanted, events=[event])

    assert (interest.status, interest.stages, interest.biography) == ("submitted", ["eyfs", "ks1"], "I love circuits.")
    assert (set(interest.expertise.all()), set(interest.events.all())) == (set(terms), {event})
    assert set(interest.opportunities.all()) == set(wanted)
    assert queued() == [("interest_submitted", a_lead.email)]
    assert f"http://127.0.0.1:8000/admin/interest/{interest.reference}/" in delivered()[0].body


def test_choosing_no_opportunity_and_no_date_is_a_good_answer():
    assert submit(InterestFactory(), opportunities=[], events=[]).status == "submitted"


def test_not_being_listed_needs_no_biography():
    assert submit(InterestFactory(), biography="", consents=False).status == "submitted"


def test_the_submission_is_recorded():
    interest = submit(InterestFactory())

    change = Change.objects.of(interest).last()
    assert (change.action, change.from_status, change.by) == ("submit", "invited", interest.person)


@pytest.mark.parametrize("status", [status for status in InterestStatus if status not in OPEN])
def test_it_is_submitted_only_while_it_waits_for_the_nominee(status):
    interest = InterestFactory(status=status)

    with pytest.raises(TransitionRefused):
        submit(interest)

    interest.refresh_from_db()
    assert interest.status == status


@pytest.mark.parametrize("somebody", [lead, national_lead, PersonFactory])
def test_nobody_answers_for_the_nominee(somebody):
    with pytest.raises(NotAllowed):
        services.submit_interest(InterestFactory(), **answers(), by=somebody())


@pytest.mark.parametrize(
    "changes",
    [
        {"expertise": []},
        {"stages": []},
        {"biography": ""},
        {"biography": "Write to asha@school.example"},
        {"biography": "Ring 01782 555 0199"},
    ],
)
def test_answers_that_make_no_sense_are_refused(changes):
    interest = InterestFactory()

    with pytest.raises(Refused):
        submit(interest, **changes)

    interest.refresh_from_db()
    assert interest.status == "invited"


def test_a_date_that_has_passed_is_refused():
    with pytest.raises(Refused, match="has passed"):
        submit(InterestFactory(), events=[EventFactory(on=weekday(-1))])


def test_signed_out_one_signs_in_first_whatever_the_reference(client):
    for address in (InterestFactory().get_absolute_url(), "/eoi/EOI-NONE9/"):
        assert client.get(address).url == f"/accounts/login/?next={address}"


def test_nobody_else_finds_it(client):
    interest = InterestFactory()
    client.force_login(interest.nomination.head)

    assert client.get(interest.get_absolute_url()).status_code == 404
    assert client.post(interest.get_absolute_url(), posted()).status_code == 404


def test_a_lead_is_led_to_the_desk(client, a_lead):
    interest = InterestFactory()
    client.force_login(a_lead)

    assert client.get(interest.get_absolute_url()).url == f"/admin/interest/{interest.reference}/"
    assert client.post(interest.get_absolute_url(), posted()).status_code == 403


def test_the_nominee_fills_in_the_form_and_reads_who_is_next(client):
    interest, event = InterestFactory(), EventFactory()
    client.force_login(interest.person)

    page = client.post(interest.get_absolute_url(), posted(events=[event.pk]), follow=True).content.decode()

    interest.refresh_from_db()
    assert (interest.status, list(interest.events.all())) == ("submitted", [event])
    assert "The SATC lead reads it next" in page


def test_a_form_sent_twice_submits_once(client):
    interest, fields = InterestFactory(), posted()
    client.force_login(interest.person)

    answered = [client.post(interest.get_absolute_url(), fields).status_code for _ in range(2)]

    assert answered == [302, 302]
    assert Change.objects.of(interest).filter(action="submit").count() == 1


def test_only_events_to_come_that_have_room_are_offered(client):
    EventFactory(title="Full already", capacity=1, taken=1)
    EventFactory(title="Over already", on=weekday(-1))
    EventFactory(title="Come and see")
    interest = InterestFactory()
    client.force_login(interest.person)

    page = client.get(interest.get_absolute_url()).content.decode()

    assert ("Full already" in page, "Over already" in page, "Come and see" in page) == (False, False, True)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"expertise": []}, "Choose at least one strength."),
        ({"expertise": ["nonsense"]}, "Choose from the list."),
        ({"stages": []}, "Choose at least one key stage that you know well."),
        ({"biography": ""}, "Write a few sentences for the directory, or untick the box that lists you."),
        ({"biography": "Ring 01782 555 0199"}, "Leave out e-mail addresses and telephone numbers"),
        ({"biography": "x" * 1501}, "Keep it to 1500 characters. This is 1501."),
        ({"events": ["0"]}, "One of the dates has passed or is full. Choose again."),
        ({"opportunities": ["zero"]}, "Choose from the list."),
    ],
)
def test_bad_answers_get_the_page_again_with_the_reason(client, changes, said):
    interest = InterestFactory()
    client.force_login(interest.person)

    answer = client.post(interest.get_absolute_url(), posted() | changes)

    assert answer.status_code == 200
    assert said in answer.content.decode()
    interest.refresh_from_db()
    assert interest.status == "invited"
