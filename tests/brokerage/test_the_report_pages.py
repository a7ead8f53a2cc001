import pytest

from brokerage.models import Visit, VisitReport
from brokerage.workflow import ReportStatus, VisitStatus
from core.models import Draft
from tests.brokerage.test_asking_for_support import key_on, text
from tests.factories.brokerage import OtherVisitFactory, ReportFactory, VisitFactory, school_day
from tests.factories.influencers import InfluencerFactory
from tests.factories.schools import SchoolFactory, lead, national_lead

pytestmark = pytest.mark.django_db

ANSWERS = {
    "who_was_there": "Two teachers",
    "what_we_did": "We tried one task.",
    "what_changed": "More questions.",
    "what_next": "Year 3 tries it.",
}


@pytest.fixture
def author(client):
    visit = VisitFactory()
    client.force_login(visit.person)
    return client, visit


def send(client, visit, act, **answers):
    url = visit.get_absolute_url()
    return client.post(url, {"form_key": key_on(client.get(url)), "step": act, **answers}, follow=True)


def test_a_draft_is_kept_and_comes_back(author):
    client, visit = author

    page = text(send(client, visit, "save", what_we_did="We tried"))

    assert "Your draft is kept" in page
    assert "We tried</textarea>" in page
    assert (Draft.objects.get().answers, VisitReport.objects.count()) == ({"what_we_did": ["We tried"]}, 0)


def test_the_script_saves_it_as_it_is_typed(author):
    client, visit = author

    said = client.post(f"{visit.get_absolute_url()}draft/", {"take_back": "The question wall"}).json()

    assert said["said"].startswith("Saved at")
    assert "The question wall</textarea>" in text(client.get(visit.get_absolute_url()))


def test_what_another_device_saved_since_is_put_beside_it(author):
    client, visit = author
    for page, words in (("one", "From the telephone"), ("two", "From the laptop")):
        sent = {"form_key": key_on(client.get(visit.get_absolute_url())), "step": "save", "draft_version": "0"}
        answer = client.post(visit.get_absolute_url(), sent | {"draft_page": page, "what_next": words})

    assert answer.status_code == 409
    assert "From the telephone" in text(answer)
    assert "From the laptop" in text(answer)


def test_it_is_sent_and_who_reads_it_is_named(author):
    client, visit = author

    page = text(send(client, visit, "send", **ANSWERS))

    assert f"{visit.national_lead} reads it" in page
    assert "Send the report" not in page
    assert VisitReport.objects.get().status == "submitted"


def test_pressed_twice_it_is_sent_once(author):
    client, visit = author
    sent = {"form_key": key_on(client.get(visit.get_absolute_url())), "step": "send", **ANSWERS}

    for _ in range(2):
        page = client.post(visit.get_absolute_url(), sent, follow=True)

    assert "Your report has gone to" in text(page)


def test_what_is_missing_is_said_and_nothing_is_lost(author):
    client, visit = author

    page = text(send(client, visit, "send", **ANSWERS | {"what_next": ""}))

    assert "Say what happens next." in page
    assert "We tried one task." in page
    assert VisitReport.objects.count() == 0


def test_before_the_day_it_can_be_written_but_not_sent(client):
    visit = VisitFactory(on=school_day(3))
    client.force_login(visit.person)
    page = text(client.get(visit.get_absolute_url()))
    assert "You can send it from" in page
    assert "Send the report" not in page

    assert "You can send its report from that day on" in text(send(client, visit, "send", **ANSWERS))


def test_a_returned_report_shows_the_comment_above_what_was_written(client):
    report = ReportFactory(status=ReportStatus.RETURNED, comment="How long were you there?")
    client.force_login(report.author)

    page = text(client.get(report.visit.get_absolute_url()))

    assert page.index("How long were you there?") < page.index("We tried the task in one class.")


def test_an_accepted_report_leads_to_the_claim(client):
    report = ReportFactory(status=ReportStatus.SUBMITTED)
    client.force_login(report.visit.national_lead)
    client.post(f"/admin/reports/{report.visit.reference}/accept/")
    client.force_login(report.author)

    page = text(client.get(report.visit.get_absolute_url()))

    assert 'href="/claims/">Claim the day' in page


def test_the_head_reads_it_once_it_is_accepted(client):
    report = ReportFactory(status=ReportStatus.SUBMITTED)
    client.force_login(report.visit.deployment.request.head)
    url = report.visit.get_absolute_url()
    assert "We tried the task" not in text(client.get(url))

    VisitReport.objects.filter(pk=report.pk).update(status=ReportStatus.ACCEPTED)

    page = text(client.get(url))
    assert "We tried the task" in page
    assert "/claims/" not in page
    client.force_login(report.visit.deployment.request.science_leader)
    assert "We tried the task" in text(client.get(url))


def test_nobody_else_writes_it(client):
    visit = VisitFactory()
    client.force_login(visit.national_lead)

    assert client.post(visit.get_absolute_url(), {"step": "send"}).status_code == 403


def test_a_cancelled_visit_says_so(client):
    visit = VisitFactory(status=VisitStatus.CANCELLED)
    client.force_login(visit.person)

    assert "nothing to report" in text(client.get(visit.get_absolute_url()))


def test_the_national_lead_reads_and_returns_it(client):
    report = ReportFactory(status=ReportStatus.SUBMITTED)
    url = f"/admin/reports/{report.visit.reference}/"
    client.force_login(report.visit.national_lead)
    assert "Accept the report" in text(client.get(url))
    assert "Write what you would like them to add or change." in text(client.post(f"{url}return/", {}))

    page = text(client.post(f"{url}return/", {"comment": "How long?"}, follow=True))

    assert "changes it and sends it again" in page


def test_another_lead_is_told_from_when_they_may_read_it(client):
    report = ReportFactory(status=ReportStatus.SUBMITTED)
    client.force_login(lead())

    page = text(client.get(f"/admin/reports/{report.visit.reference}/"))

    assert f"{report.visit.national_lead} reads it first" in page
    assert "Accept the report" not in page


def test_the_list_shows_what_waits(client):
    waiting, done = (ReportFactory(status=status) for status in (ReportStatus.SUBMITTED, ReportStatus.ACCEPTED))
    client.force_login(waiting.visit.national_lead)

    page = text(client.get("/admin/reports/"))
    everything = text(client.get("/admin/reports/?status=all"))

    assert "Waits for you" in page
    assert str(done.visit.school) not in page
    assert str(done.visit.school) in everything


def test_a_day_without_a_request_is_entered_once(client):
    person, its_lead = InfluencerFactory().person, national_lead()
    client.force_login(lead())
    day = {
        "form_key": key_on(client.get("/admin/visits/new/")),
        "kind": "shadowing",
        "person": person.pk,
        "school": str(SchoolFactory().urn),
        "on": school_day(7).isoformat(),
        "part": "morning",
        "purpose": "Watch a colleague",
        "national_lead": its_lead.pk,
    }
    assert "Say what it is for." in text(client.post("/admin/visits/new/", day | {"purpose": ""}))
    assert "has passed" in text(client.post("/admin/visits/new/", day | {"on": "2020-01-06"}))

    for _ in range(2):
        client.post("/admin/visits/new/", day)

    assert [(visit.person, visit.national_lead) for visit in Visit.objects.all()] == [(person, its_lead)]


def test_a_day_without_a_deployment_has_its_report_page(client):
    visit = OtherVisitFactory()
    client.force_login(visit.person)

    assert "Your report has gone to" in text(send(client, visit, "send", **ANSWERS))
