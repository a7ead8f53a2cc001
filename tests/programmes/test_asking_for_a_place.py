import pytest

from core.exceptions import NotAllowed, Refused
from core.models import Change
from programmes import services
from programmes.models import Event, Place
from programmes.workflow import PlaceStatus
from schools.models import Role
from tests.factories.influencers import InfluencerFactory
from tests.factories.programmes import EventFactory, PlaceFactory, weekday
from tests.factories.schools import PersonFactory, PostFactory, SchoolFactory, finance, lead, national_lead
from tests.messages import queued

pytestmark = pytest.mark.django_db


def target_leader(**post):
    school = SchoolFactory(is_target=post.pop("is_target", True))
    return PostFactory(**{"school": school, "role": Role.SCIENCE_LEADER, "proven": True, **post}).person


WHO = {
    "influencer": lambda: InfluencerFactory().person,
    "unpublished influencer": lambda: InfluencerFactory(status="unpublished").person,
    "target leader": target_leader,
    "unproven target leader": lambda: target_leader(proven=False),
    "other leader": lambda: target_leader(is_target=False),
    "target teacher": lambda: target_leader(role=Role.TEACHER),
    "anybody": PersonFactory,
}
MAY = {
    "influencers": {"influencer", "unpublished influencer"},
    "target_leaders": {"target leader"},
    "both": {"influencer", "unpublished influencer", "target leader"},
    "all": set(WHO),
}


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("audience", MAY)
def test_whom_an_event_is_for(audience, who):
    event, person = EventFactory(audience=audience), WHO[who]()

    if who in MAY[audience]:
        assert services.ask_for_place(event, by=person).status == "booked"
    else:
        with pytest.raises(NotAllowed, match="The SATC lead can offer you a place"):
            services.ask_for_place(event, by=person)
        assert not Place.objects.exists()


def test_a_place_is_counted_recorded_and_told():
    event, person = EventFactory(audience="all", capacity=2), PersonFactory()

    place = services.ask_for_place(event, by=person)

    change = Change.objects.of(place).get()
    assert (change.action, change.to_status, change.by) == ("book", "booked", person)
    assert Event.objects.get().taken == 1
    assert queued() == [("place_booked", person.email)]


@pytest.mark.parametrize("status", ["booked", "waiting", "attended", "absent"])
def test_asking_again_keeps_what_is_held(status):
    place = PlaceFactory(status=status, event__audience="all")

    assert services.ask_for_place(place.event, by=place.person) == place
    assert (Place.objects.get().status, queued()) == (status, [])


def test_what_is_over_or_called_off_is_refused():
    by, person = lead(), PersonFactory()
    off = services.call_off(EventFactory(audience="all"), reason="Snow", by=by)

    with pytest.raises(Refused, match="was called off"):
        services.ask_for_place(off, by=person)
    with pytest.raises(Refused, match="can’t be booked any more"):
        services.ask_for_place(EventFactory(audience="all", on=weekday(-1)), by=person)


CLASHES = [
    ("morning", "whole_day", True), ("afternoon", "whole_day", True), ("whole_day", "whole_day", True),
    ("whole_day", "morning", True), ("morning", "morning", True), ("morning", "afternoon", False),
    ("twilight", "whole_day", False), ("twilight", "twilight", True),
]  # fmt: skip


@pytest.mark.parametrize(("part", "other", "clashes"), CLASHES)
def test_two_places_on_one_half_day_are_warned_of(part, other, clashes):
    held = PlaceFactory(event__part=other, event__is_release_funded=False)
    event = EventFactory(part=part, is_release_funded=False, audience="all")

    if clashes:
        with pytest.raises(services.ClashRefused, match=f"You have a place at “{held.event}” at that time"):
            services.ask_for_place(event, by=held.person)
        assert Place.objects.count() == 1
    assert services.ask_for_place(event, by=held.person, knows_of_clash=True).status == "booked"


@pytest.mark.parametrize("status", ["cancelled", "offered", "absent"])
def test_a_place_that_is_not_held_is_not_in_the_way(status):
    held = PlaceFactory(status=status)

    assert services.ask_for_place(EventFactory(audience="all"), by=held.person).status == "booked"


def test_a_lead_offers_a_place_to_anybody_and_they_answer():
    event, person, by = EventFactory(), PersonFactory(), lead()

    place = services.offer_place(event, person, by=by)
    assert (place.status, Event.objects.get().taken) == ("offered", 0)
    assert services.offer_place(event, person, by=by) == place
    accepted = services.ask_for_place(event, by=person)

    assert (accepted.pk, accepted.status, Event.objects.get().taken) == (place.pk, "booked", 1)
    assert [change.action for change in Change.objects.of(place)] == ["offer", "accept"]
    assert [kind for kind, _ in queued()] == ["place_offered", "place_booked"]


def test_an_offer_taken_up_when_it_is_full_waits():
    event = PlaceFactory(event__capacity=1).event
    place = services.offer_place(event, PersonFactory(), by=lead())

    assert services.ask_for_place(event, by=place.person).status == "waiting"


def test_an_offer_may_be_turned_down_without_a_mail():
    place = services.offer_place(EventFactory(), PersonFactory(), by=lead())

    services.cancel_place(place, by=place.person)

    assert (Place.objects.get().status, Event.objects.get().taken) == ("cancelled", 0)
    assert [kind for kind, _ in queued()] == ["place_offered"]


@pytest.mark.parametrize("act", [services.offer_place, services.book])
@pytest.mark.parametrize("somebody", [national_lead, finance, PersonFactory])
def test_only_a_lead_offers_and_books_for_others(act, somebody):
    with pytest.raises(NotAllowed):
        act(EventFactory(audience="all"), PersonFactory(), by=somebody())


@pytest.mark.parametrize("status", [status for status in PlaceStatus if status != PlaceStatus.CANCELLED])
def test_the_count_of_places_follows_the_places(status):
    event = PlaceFactory(status=status, event__capacity=3).event

    event.refresh_from_db()
    assert event.taken == (1 if status in ("booked", "attended", "absent") else 0)
