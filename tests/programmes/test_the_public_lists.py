import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from programmes.models import Opportunity
from tests.factories.programmes import EventFactory, OpportunityFactory, PlaceFactory, weekday
from tests.factories.schools import PersonFactory

pytestmark = pytest.mark.django_db


def test_the_six_opportunities_are_there_from_the_start(client):
    page = client.get("/opportunities/").content.decode()

    for name in ("CSciTeach", "SLE", "SLP facilitator", "Assessment champion", "TDTS", "PSQM hub leader"):
        assert name in page


FACTS = {
    "PSQM hub leader": ["Apply to PSQM headquarters", "centrally, by the number of schools in your cohort",
                        "regional senior hub leader", "you co-deliver", "on-line access"],
    "SLP facilitator": ["by the length of the day", "observes and accredits", "Materials are provided"],
    "SLE": ["published criteria", "your own application", "governance stays with it", "want the formality"],
    "CSciTeach": ["Association for Science Education"],
    "champion": ["CPD days", "2.5 days"],
}  # fmt: skip


@pytest.mark.parametrize("name", FACTS)
def test_each_opportunity_says_its_facts(client, name):
    page = client.get("/opportunities/").content.decode()

    for fact in FACTS[name]:
        assert fact in page


def test_each_opportunity_engages_enables_or_empowers():
    tags = {opportunity.slug: opportunity.tag for opportunity in Opportunity.objects.all()}

    assert set(tags.values()) == {"engage", "enable", "empower"}
    assert len(tags) == 6


def test_events_to_come_are_listed_the_next_one_first(client):
    EventFactory(title="Later", on=weekday(60))
    EventFactory(title="Sooner", on=weekday(30))
    EventFactory(title="Over", on=weekday(-1))

    page = client.get("/events/").content.decode()

    assert page.index("Sooner") < page.index("Later")
    assert "Over" not in page


def test_what_is_funded_and_what_is_full_is_said(client):
    PlaceFactory(event__capacity=1)

    page = client.get("/events/").content.decode()

    assert "Release is funded: £200.00 a day, paid to your school." in page
    assert "Full" in page


def test_without_events_the_page_says_so(client):
    assert "No dates are set just now." in client.get("/events/").content.decode()


@pytest.mark.parametrize(("address", "factory"), [("/events/", EventFactory), ("/opportunities/", OpportunityFactory)])
def test_the_list_takes_as_many_queries_for_three_as_for_one(client, address, factory):
    counts = []
    for _ in range(2):
        factory()
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts.append(len(queries))
        factory()

    assert counts[0] == counts[1]


def test_nobodys_name_or_address_is_in_them(client):
    place = PlaceFactory(person=PersonFactory(name="Asha Malik"))

    page = client.get("/events/").content.decode()

    assert place.person.name not in page
    assert "@" not in page
    assert "@" not in client.get("/opportunities/").content.decode()


@pytest.mark.parametrize("text", ["Write to asha@school.example", "Ring 01782 555 0199", "+44 1782 555019"])
def test_a_contact_detail_is_refused_in_what_anybody_may_read(text):
    with pytest.raises(ValidationError, match="Leave out e-mail addresses"):
        OpportunityFactory.build(speak_to=text).full_clean()


def test_years_and_sums_are_no_contact_details():
    OpportunityFactory.build(summary="From 2026 to 2027, £1,250.00 for 35 days.").full_clean()
