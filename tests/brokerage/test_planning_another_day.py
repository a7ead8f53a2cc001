import pytest

from brokerage import services
from brokerage.forms.visits import OtherVisitForm
from brokerage.models import Visit, VisitKind
from core.exceptions import NotAllowed, Refused
from core.models import Change
from core.parts import PartOfDay
from correspondence.models import Message
from tests.factories.brokerage import school_day
from tests.factories.influencers import InfluencerFactory
from tests.factories.schools import PersonFactory, SchoolFactory, finance, head_of, lead, national_lead
from tests.messages import queued

pytestmark = pytest.mark.django_db


def plan(**fields):
    people = {"person": lambda: InfluencerFactory().person, "national_lead": national_lead, "by": lead}
    made = {name: fields.pop(name, None) or make() for name, make in people.items()}
    day = {
        "school": fields.pop("school", None) or SchoolFactory(),
        "kind": VisitKind.SHADOWING,
        "on": school_day(7),
        "part": PartOfDay.MORNING,
        "purpose": "Watch a colleague teach",
    }
    return services.plan_other_visit(**made, **day | fields)


@pytest.mark.parametrize("kind", [kind for kind in VisitKind if kind != VisitKind.COACHING])
def test_the_influencer_is_told_of_the_day(kind, a_lead):
    visit = plan(kind=kind, by=a_lead)

    assert (visit.status, visit.deployment) == ("planned", None)
    assert queued() == [("other_visit_planned", visit.person.email)]
    assert [(change.action, change.by) for change in Change.objects.of(visit)] == [("plan", a_lead)]


def test_the_head_of_the_school_has_it_for_their_calendar_too():
    school = SchoolFactory()
    head = head_of(school)
    visit = plan(school=school)
    services.move_visit(visit, on=school_day(9), part="morning", by=visit.person)
    services.cancel_visit(visit, reason="A strike", by=visit.person)

    theirs = [message for message in Message.objects.order_by("pk") if message.person == head]
    assert [message.kind for message in theirs] == ["day_at_your_school", "visit_moved", "visit_cancelled"]
    assert [message.context["invitation"]["status"] for message in theirs] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert len({message.context["invitation"]["key"] for message in theirs}) == 1


def test_a_national_lead_may_enter_it():
    assert plan(by=national_lead()).status == "planned"


@pytest.mark.parametrize("who", [finance, PersonFactory])
def test_nobody_else_enters_it(who):
    with pytest.raises(NotAllowed):
        plan(by=who())


def test_what_makes_no_sense_is_refused_in_words():
    both = national_lead()
    InfluencerFactory(person=both)
    stepped_down = InfluencerFactory(status="stepped_down").person
    for wrong, reason in (
        ({"kind": VisitKind.COACHING}, "on the deployment’s page"),
        ({"person": PersonFactory()}, "is not an influencer"),
        ({"person": stepped_down}, "is not an influencer"),
        ({"school": SchoolFactory(closed=True)}, "is not open"),
        ({"national_lead": PersonFactory()}, "is not a national lead"),
        ({"national_lead": both, "person": both}, "can’t read their own report"),
        ({"purpose": " "}, "Say what the day is for"),
        ({"part": PartOfDay.TWILIGHT}, "Choose a morning"),
    ):
        with pytest.raises(Refused, match=reason):
            plan(**wrong)

    assert Visit.objects.count() == 0


def test_whoever_has_stepped_down_is_not_offered():
    InfluencerFactory(status="stepped_down")
    unlisted = InfluencerFactory(status="unpublished").person

    assert list(OtherVisitForm().fields["person"].queryset) == [unlisted]
