import re

import pytest

from brokerage.models import Deployment, SupportRequest
from tests.brokerage.test_asking_for_support import key_on, text
from tests.factories.brokerage import DeploymentFactory, QuoteFactory, SupportRequestFactory, phase_one
from tests.factories.influencers import InfluencerFactory
from tests.factories.schools import SchoolFactory, lead, national_lead

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    client.force_login(lead())
    return client


def page_of(request):
    return f"/admin/support/{request.reference}/"


def keys(page, act):
    return {f"{act}-form_key": re.search(rf'name="{act}-form_key" value="([^"]+)"', page.content.decode()).group(1)}


def test_each_page_asks_for_the_single_next_act(desk):
    InfluencerFactory()
    for request, act in (
        (SupportRequestFactory(status="confirmed", proven=False), "Is this the head?"),
        (SupportRequestFactory(status="confirmed"), "Set the support level"),
        (SupportRequestFactory(status="triaged"), "Reserve coaching days"),
        (SupportRequestFactory(status="funded"), "Choose an influencer"),
        (SupportRequestFactory(), "has to confirm the request by the link"),
        (SupportRequestFactory(status="triaged", route="quote"), "Make the quote"),
        (SupportRequestFactory(status="triaged", route="both"), "Reserve coaching days"),
        (SupportRequestFactory(status="triaged", route="goodwill"), "Give days in goodwill"),
        (QuoteFactory().request, "quote of £600.00"),
        (QuoteFactory(status="declined").request, "The head declined the quote"),
        (QuoteFactory(status="expired").request, "The quote has run out"),
        (QuoteFactory(status="accepted").request, "Choose an influencer"),
        (SupportRequestFactory(status="declined"), "Nothing more has to be done"),
    ):  # fmt: skip
        page = text(desk.get(page_of(request)))
        assert act in page
        assert page.count("btn-primary") <= 1


def test_the_whole_way_from_the_head_to_the_influencer(desk):
    request, its_lead = SupportRequestFactory(status="confirmed", proven=False), national_lead()
    request.school.support_level = "universal"
    request.school.save()
    wanted, url = InfluencerFactory(), page_of(request)

    desk.post(f"{url}prove-head/")
    level = {"triage-level": "intensive", "triage-route": "funded", "triage-reason": "Two new teachers"}
    page = desk.post(f"{url}triage/", keys(desk.get(url), "triage") | level, follow=True)
    assert "35 days" in text(page)
    days = {"fund-pool": phase_one().pk, "fund-halves": "5"}
    page = desk.post(f"{url}fund/", keys(page, "fund") | days, follow=True)
    assert "2.5 days to ask for: reserved for this request" in text(page)
    asked = {
        "propose-influencer": wanted.pk,
        "propose-national_lead": its_lead.pk,
        "propose-kind": "champion",
        "propose-halves": "5",
        "propose-why": "They begin their training in March",
    }
    page = desk.post(f"{url}propose/", keys(page, "propose") | asked, follow=True)

    deployment = Deployment.objects.get()
    assert (deployment.person, deployment.national_lead, deployment.halves) == (wanted.person, its_lead, 5)
    assert f"Next, {wanted}: say whether you can support this school" in text(page)


def test_pressed_twice_it_is_reserved_once(desk):
    request = SupportRequestFactory(status="triaged")
    sent = keys(desk.get(page_of(request)), "fund") | {"fund-pool": phase_one().pk, "fund-halves": "5"}

    for _ in range(2):
        page = desk.post(f"{page_of(request)}fund/", sent, follow=True)
        assert "The days are reserved" in text(page)

    assert phase_one().reserved_halves == 5


@pytest.mark.parametrize(
    ("act", "status", "message"),
    [
        ("triage", "confirmed", "Choose the support level."),
        ("fund", "triaged", "Choose how many days."),
        ("propose", "funded", "Choose an influencer."),
        ("refer", "triaged", "Say who can help better, and why, or choose a prepared answer."),
        ("decline", "triaged", "Give the reason."),
    ],
)
def test_what_is_missing_is_said_on_the_same_page(desk, act, status, message):
    InfluencerFactory()
    request = SupportRequestFactory(status=status)

    page = text(desk.post(f"{page_of(request)}{act}/", {}))

    assert "There is a problem" in page
    assert message in page
    request.refresh_from_db()
    assert request.status == status


def test_a_refusal_is_said_on_the_same_page(desk):
    pool = phase_one()
    request = SupportRequestFactory(status="triaged")
    type(pool).objects.filter(pk=pool.pk).update(reserved_halves=68)
    sent = keys(desk.get(page_of(request)), "fund") | {"fund-pool": pool.pk, "fund-halves": "5"}

    assert "Phase one has 1 day left, and you asked for 2.5 days." in text(desk.post(f"{page_of(request)}fund/", sent))


def test_colleagues_are_set_apart_and_whom_the_school_asked_for_comes_first(desk):
    InfluencerFactory(person__name="Aaron First")
    wanted = InfluencerFactory(person__name="Zoe Wanted")
    request = SupportRequestFactory(status="funded", interest_in=wanted)
    InfluencerFactory(person__name="Casey Colleague", at_school=request.school)

    page = text(desk.get(page_of(request)))

    assert "<strong>Casey Colleague</strong>" not in page
    assert "Casey Colleague: works at this school" in page
    assert page.index("<strong>Zoe Wanted</strong>") < page.index("<strong>Aaron First</strong>")


def test_a_national_lead_reads_the_story_and_is_offered_nothing_to_do(client):
    request = SupportRequestFactory(status="triaged")
    client.force_login(national_lead())

    page = text(client.get(page_of(request)))

    assert "This waits for a SATC lead" in page
    assert "Reserve the days" not in page


def test_an_unknown_act_is_a_404(desk):
    assert desk.post(f"{page_of(SupportRequestFactory())}wizardry/").status_code == 404


def test_a_request_written_down_for_somebody(desk):
    sent = {
        "form_key": key_on(desk.get("/admin/support/new/")),
        "school": str(SchoolFactory().urn),
        "requester_name": "Sam Reed",
        "requester_email": "sam@school.example",
        "requester_role": "headteacher",
        "other_name": "Ann Low",
        "other_email": "ann@school.example",
        "need": "Help with enquiry",
    }

    page = desk.post("/admin/support/new/", sent, follow=True)

    request = SupportRequest.objects.get()
    assert (request.status, request.entered_by.is_lead) == ("submitted", True)
    assert "They confirm it by the link" in text(page)


def test_the_queue_shows_what_waits_the_oldest_first(desk):
    first, second = (SupportRequestFactory(status=status) for status in ("confirmed", "funded"))
    matched = DeploymentFactory().request

    page = text(desk.get("/admin/support/"))

    assert page.index(first.reference) < page.index(second.reference)
    assert matched.reference not in page


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("status=all", {"confirmed", "declined"}),
        ("status=declined", {"declined"}),
        ("status=wizardry", {"confirmed"}),
        ("status=all&level=targeted", set()),
        ("page=99&level=intensive", {"confirmed"}),
    ],
)
def test_the_queue_can_show_something_else(desk, query, shown):
    requests = {status: SupportRequestFactory(status=status) for status in ("confirmed", "declined")}

    page = text(desk.get(f"/admin/support/?{query}"))

    assert {status for status, request in requests.items() if request.reference in page} == shown
