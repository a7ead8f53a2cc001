"""One timeline for each school: letters, messages, calls and meetings, visits, decisions; in words, newest first."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.workflow import TOLD, record
from correspondence.services import queue_message
from schools.timeline import WORDS
from tests.factories.brokerage import LoggedContactFactory, OtherVisitFactory
from tests.factories.correspondence import queue_letter
from tests.factories.schools import PersonFactory, SchoolFactory, finance, lead, national_lead

pytestmark = pytest.mark.django_db

KINDS = ("letters", "messages", "contacts", "visits", "decisions")


def happen(school, number=1):
    """One of each kind at the school."""
    for _ in range(number):
        person = PersonFactory()
        queue_letter(series=person.email, school=school)
        queue_message("claim_rejected", to=person, school=school, context={"claim": "CLM-22222"})
        LoggedContactFactory(school=school, request=None, text="They would rather wait.")
        OtherVisitFactory(school=school)
        record(school, "support_level_targeted", by=lead(), reason="A new leader.")


def page(client, school, query=""):
    return client.get(f"/admin/school/{school.pk}/timeline/{query}")


@pytest.fixture
def school(client):
    client.force_login(national_lead())
    school = SchoolFactory()
    happen(school)
    happen(SchoolFactory())
    return school


def test_it_tells_of_everything_that_happened_there_and_of_nothing_elsewhere(school, client):
    events = page(client, school).context["events"]

    assert sorted(event.label for event in events) == ["Call or meeting", "Decision", "Letter", "Message", "Visit"]
    assert events == sorted(events, key=lambda event: event.at, reverse=True)


@pytest.mark.parametrize("kind", KINDS)
def test_one_kind_alone(kind, school, client):
    answer = page(client, school, f"?kind={kind}")

    assert (len(answer.context["events"]), answer.context["kind"]) == (1, kind)


def test_who_was_told_what(school, client):
    [event] = page(client, school, "?kind=messages").context["events"]

    assert event.summary.endswith(": “CLM-22222 has not been approved”")


def test_a_call_says_what_was_said_and_who_wrote_it_down(school, client):
    [event] = page(client, school, "?kind=contacts").context["events"]

    assert (event.detail, bool(event.by)) == ("They would rather wait.", True)


def test_it_goes_on_to_older_pages(school, client):
    happen(school, 7)

    first, second = page(client, school), page(client, school, "?page=2")

    assert (len(first.context["events"]), len(second.context["events"])) == (30, 10)
    assert (first.context["older"], second.context["older"]) == (2, 0)
    assert [page(client, school, f"?page={typed}").status_code for typed in ("x", "-1", "0", "9999999")] == [200] * 4


def test_its_length_costs_nothing(school, client):
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            page(client, school)
        counts.append(len(asked))
        happen(school, 3)

    assert counts[0] == counts[1] <= 10


def test_it_is_not_for_finance(school, client):
    client.force_login(finance())

    assert page(client, school).status_code == 404


@pytest.mark.parametrize(
    ("action", "words"),
    [
        ("join_network", "Joined a network"),
        ("support_level_targeted", "Support level set to targeted"),
        ("close", "The school has closed"),
    ],
)
def test_what_is_no_step_of_a_flow_is_told_in_words(action, words, client):
    client.force_login(national_lead())
    school = SchoolFactory()
    record(school, action, by=lead())

    [event] = page(client, school, "?kind=decisions").context["events"]

    assert event.summary == words


def test_every_act_on_a_post_has_words():
    assert [act for act in WORDS if act != "take_back_post" and act not in TOLD] == []
