import datetime
import uuid

import pytest

from core import clock
from core.exceptions import NotAllowed, Refused, TransitionRefused
from core.models import Change
from correspondence.models import Message
from influencers import jobs, services
from influencers.models import Expertise, Influencer
from influencers.workflow import InfluencerStatus
from schools.models import Person, StaffRole
from tests.factories.influencers import ExpertiseFactory, InfluencerFactory
from tests.factories.schools import PersonFactory, lead, national_lead

pytestmark = pytest.mark.django_db

A_DAY = datetime.timedelta(days=1)
AN_ACT = {
    "agree_and_publish": {InfluencerStatus.UNPUBLISHED},
    "pause": {InfluencerStatus.PUBLISHED},
    "come_back": {InfluencerStatus.PAUSED},
    "withdraw_consent": {InfluencerStatus.PUBLISHED, InfluencerStatus.PAUSED},
    "step_down": {InfluencerStatus.UNPUBLISHED, InfluencerStatus.PUBLISHED, InfluencerStatus.PAUSED},
}
NOT_FROM = [(name, status) for name, may in AN_ACT.items() for status in InfluencerStatus if status not in may]


def act(name, influencer, *, by, **more):
    if name == "pause":
        more.setdefault("returns_on", clock.today() + 30 * A_DAY)
    return getattr(services, name)(influencer, by=by, **more)


def queued(kind):
    return list(Message.objects.filter(kind=kind))


def in_status(status):
    """An influencer in a status, with what it needs."""
    influencer = InfluencerFactory(status=InfluencerStatus.UNPUBLISHED)
    listed = status in (InfluencerStatus.PUBLISHED, InfluencerStatus.PAUSED)
    influencer.status, influencer.consented_at = status, clock.now() if listed else None
    influencer.returns_on = clock.today() + A_DAY if status == InfluencerStatus.PAUSED else None
    influencer.save()
    return influencer


def content(**changes):
    return {
        "biography": "I love magnets.",
        "offer": "Watch a lesson together",
        "leads_elsewhere": "",
        "halves_a_term": None,
        "weekdays": [],
        "expertise": list(Expertise.objects.filter(slug="physics")),
        "stages": ["ks1"],
        **changes,
    }


@pytest.mark.parametrize("name", AN_ACT)
def test_a_step_that_is_taken_is_recorded_with_who_took_it(name):
    influencer = in_status(next(iter(sorted(AN_ACT[name]))))
    before = influencer.status

    after = act(name, influencer, by=influencer.person)

    change = Change.objects.of(influencer).last()
    assert (change.from_status, change.to_status, change.by) == (before, after.status, influencer.person)
    assert Influencer.objects.get().status == after.status != before


@pytest.mark.parametrize(
    ("name", "status"),
    [(name, status) for name, may in AN_ACT.items() for status in InfluencerStatus if status not in may],
)
def test_a_step_from_any_other_status_is_refused(name, status):
    influencer = in_status(status)

    with pytest.raises(TransitionRefused):
        act(name, influencer, by=influencer.person)

    assert Influencer.objects.get().status == status


@pytest.mark.parametrize("name", ["agree_and_publish", "pause", "come_back"])
def test_nobody_else_keeps_the_page_not_even_a_lead(name):
    influencer = in_status(next(iter(AN_ACT[name])))

    for other in (PersonFactory(), national_lead(), lead()):
        with pytest.raises(NotAllowed):
            act(name, influencer, by=other)


@pytest.mark.parametrize("name", ["withdraw_consent", "step_down"])
def test_a_lead_takes_a_page_out_for_its_owner_who_is_told_why(name):
    influencer = in_status(InfluencerStatus.PUBLISHED)
    for other in (PersonFactory(), national_lead()):
        with pytest.raises(NotAllowed):
            act(name, influencer, by=other, reason="They rang.")
    with pytest.raises(Refused, match="Say why"):
        act(name, influencer, by=lead())

    act(name, influencer, by=lead(), reason="They rang.")

    [message] = queued("profile_taken_out")
    assert (message.to_address, message.context["reason"]) == (influencer.person.email, "They rang.")


def test_consent_is_dated_and_gone_at_once_when_it_is_withdrawn(client):
    influencer = in_status(InfluencerStatus.UNPUBLISHED)
    moment = datetime.datetime(2026, 11, 23, 9, tzinfo=datetime.UTC)
    with clock.moved_to(moment):
        services.agree_and_publish(influencer, by=influencer.person)
    assert Influencer.objects.get().consented_at == moment
    assert client.get(influencer.get_absolute_url()).status_code == 200

    services.withdraw_consent(influencer, by=influencer.person)

    assert Influencer.objects.get().consented_at is None
    assert client.get(influencer.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("lacking", ["biography", "strengths", "stages"])
def test_a_page_that_says_nothing_is_not_published(lacking):
    influencer = in_status(InfluencerStatus.UNPUBLISHED)
    if lacking == "strengths":
        influencer.expertise.clear()
    Influencer.objects.update(**{"biography": {"biography": ""}, "stages": {"ks2": False}}.get(lacking, {}))

    with pytest.raises(Refused):
        services.agree_and_publish(influencer, by=influencer.person)


@pytest.mark.parametrize("days", [-1, 0, 800])
def test_a_pause_ends_on_a_date_to_come_within_two_years(days):
    influencer = in_status(InfluencerStatus.PUBLISHED)

    with pytest.raises(Refused, match="after today"):
        services.pause(influencer, returns_on=clock.today() + days * A_DAY, by=influencer.person)


def test_a_paused_page_is_away_until_the_first_school_day_from_its_date(client):
    influencer = in_status(InfluencerStatus.PUBLISHED)
    friday = datetime.date(2026, 11, 27)
    with clock.moved_to(friday):
        services.pause(influencer, returns_on=friday + A_DAY, by=influencer.person)
        jobs.end_pauses()
        assert client.get(influencer.get_absolute_url()).status_code == 404
    with clock.moved_to(friday + A_DAY):
        jobs.end_pauses()
    assert (Influencer.objects.get().status, queued("profile_back")) == (InfluencerStatus.PAUSED, [])

    with clock.moved_to(friday + 3 * A_DAY):
        jobs.end_pauses()
        jobs.end_pauses()

    assert client.get(influencer.get_absolute_url()).status_code == 200
    assert Influencer.objects.get().returns_on is None
    assert [message.to_address for message in queued("profile_back")] == [influencer.person.email]
    assert Change.objects.of(influencer).last().by is None


@pytest.mark.parametrize("name", ["pause", "withdraw_consent", "step_down"])
def test_the_leads_hear_that_a_page_has_left_the_directory(name):
    influencer = in_status(InfluencerStatus.PUBLISHED)
    lead()

    act(name, influencer, by=influencer.person)

    leads = Person.objects.in_role(StaffRole.LEAD)
    assert {message.to_address for message in queued("profile_left")} == {somebody.email for somebody in leads}


def test_a_change_is_recorded_with_what_is_different_and_not_the_words_of_the_biography():
    influencer = InfluencerFactory(strengths=[ExpertiseFactory(name="Talk")], biography="I love circuits.")

    services.change_profile(influencer, **content(), by=influencer.person)

    change = Change.objects.of(influencer).get()
    assert change.reason == (
        "Biography rewritten. What a school could ask for rewritten. Strengths added: Physics topics. "
        "Strengths left out: Talk. Key stages added: Key stage 1. Key stages left out: Key stage 2."
    )
    assert (change.by, change.from_status, change.to_status) == (influencer.person, "published", "published")
    changed = Influencer.objects.get()
    assert (changed.biography, changed.biography_before) == ("I love magnets.", "I love circuits.")
    assert " magnet " in changed.search_text


def test_what_is_saved_as_it_was_is_no_change():
    influencer = InfluencerFactory()
    services.change_profile(influencer, **content(), by=influencer.person)

    services.change_profile(influencer, **content(), by=influencer.person)

    assert Change.objects.of(influencer).count() == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"biography": " "},
        {"biography": "Write to me: a@b.example"},
        {"offer": "Ring 01782 555 019 1"},
        {"expertise": []},
        {"stages": []},
    ],
)
def test_a_listed_page_is_not_emptied_and_holds_no_address(changes):
    influencer = InfluencerFactory(biography="As it was.")

    with pytest.raises(Refused):
        services.change_profile(influencer, **content(**changes), by=influencer.person)

    assert Influencer.objects.get().biography == "As it was."
    assert Change.objects.of(influencer).count() == 0


def test_only_its_owner_changes_a_page_and_not_after_stepping_down():
    influencer = InfluencerFactory()
    for other in (PersonFactory(), lead()):
        with pytest.raises(NotAllowed):
            services.change_profile(influencer, **content(), by=other)
    services.step_down(influencer, by=influencer.person)

    with pytest.raises(Refused, match="stepped down"):
        services.change_profile(influencer, **content(), by=influencer.person)


def test_the_form_shows_how_it_will_look_and_saves_once(client):
    influencer = InfluencerFactory(biography="As it was.")
    client.force_login(influencer.person)
    data = content(expertise=["physics"], halves_a_term="", form_key=str(uuid.uuid4()))

    preview = client.post("/my/profile/change/", data)
    assert "I love magnets." in preview.content.decode()
    assert Influencer.objects.get().biography == "As it was."
    for _ in range(2):
        assert client.post("/my/profile/change/", {**data, "step": "send"}).url == "/my/profile/"

    assert Influencer.objects.get().biography == "I love magnets."
    assert Change.objects.of(influencer).count() == 1


def test_the_owner_does_everything_from_their_page(client):
    influencer = in_status(InfluencerStatus.UNPUBLISHED)
    client.force_login(influencer.person)

    def status_after(path, **data):
        client.post(f"/my/profile/{path}/", {"form_key": str(uuid.uuid4()), **data})
        return Influencer.objects.get().status

    assert status_after("publish") == InfluencerStatus.UNPUBLISHED, "without the tick"
    assert status_after("publish", agrees="on") == InfluencerStatus.PUBLISHED
    assert status_after("pause", returns_on=clock.today() - A_DAY) == InfluencerStatus.PUBLISHED
    assert status_after("pause", returns_on=clock.today() + A_DAY) == InfluencerStatus.PAUSED
    assert status_after("come-back") == InfluencerStatus.PUBLISHED
    assert status_after("withdraw") == InfluencerStatus.UNPUBLISHED
    assert status_after("step-down") == InfluencerStatus.STEPPED_DOWN
    assert client.get("/my/profile/").status_code == 200


@pytest.mark.parametrize("status", InfluencerStatus)
def test_the_own_page_offers_only_what_may_be_done(client, status):
    influencer = in_status(status)
    client.force_login(influencer.person)

    page = client.get("/my/profile/").content.decode()

    offered = {
        "agree_and_publish": "Publish your page",
        "pause": "/my/profile/pause/",
        "come_back": "Come back now",
        "withdraw_consent": "Take it out now",
        "step_down": "/my/profile/step-down/",
    }
    assert {name for name, words in offered.items() if words in page} == {
        name for name, may in AN_ACT.items() if status in may
    }
