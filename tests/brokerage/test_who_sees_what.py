"""Rule 10: what a person may not see is a 404, what they may see but not do is a 403, and signed out means sign in."""

import pytest

from brokerage.models import Deployment, SupportRequest, Visit, VisitReport
from brokerage.workflow import DeploymentStatus, ReportStatus
from tests.factories.brokerage import ReportFactory, SupportRequestFactory
from tests.factories.schools import PersonFactory, PostFactory, finance, head_of, lead, national_lead

pytestmark = pytest.mark.django_db


@pytest.fixture
def support():
    """An active deployment with a report that was sent, and everybody around it."""
    report = ReportFactory(status=ReportStatus.SUBMITTED)
    deployment = report.visit.deployment
    unproven = PostFactory(school=deployment.school, head=True).person
    return {
        "report": report,
        "deployment": deployment,
        "people": {
            "influencer": deployment.person,
            "head": deployment.request.head,
            "science leader": deployment.request.science_leader,
            "unproven head": unproven,
            "its national lead": deployment.national_lead,
            "national lead": national_lead(),
            "lead": lead(),
            "finance": finance(),
            "somebody else": PersonFactory(),
        },
    }


RUN_IT = {"its national lead", "national lead", "lead"}


def test_the_querysets(support):
    report, deployment = support["report"], support["deployment"]
    seen = {
        SupportRequest: RUN_IT | {"head", "science leader"},
        Deployment: RUN_IT | {"influencer", "head", "science leader"},
        Visit: RUN_IT | {"influencer", "head", "science leader"},
        VisitReport: RUN_IT | {"influencer"},
    }
    rows = {SupportRequest: deployment.request, Deployment: deployment, Visit: report.visit, VisitReport: report}
    for model, expected in seen.items():
        assert {
            who for who, person in support["people"].items() if rows[model] in model.objects.visible_to(person)
        } == expected, model


@pytest.mark.parametrize("who", ["head", "science leader"])
def test_the_school_reads_a_report_once_it_is_accepted(support, who):
    report, person = support["report"], support["people"][who]
    VisitReport.objects.filter(pk=report.pk).update(status=ReportStatus.ACCEPTED)

    assert list(VisitReport.objects.visible_to(person)) == [report]


def test_nobody_but_its_author_sees_a_draft(support):
    report = support["report"]
    VisitReport.objects.filter(pk=report.pk).update(status=ReportStatus.DRAFT)

    assert {who for who, person in support["people"].items() if VisitReport.objects.visible_to(person)} == {
        "influencer"
    }


def answers(client, support, method, path):
    """The status that each gets, and the signed-out one's address."""
    found = {}
    for who, person in support["people"].items():
        client.force_login(person)
        found[who] = getattr(client, method)(path).status_code
        client.logout()
    found["signed out"] = getattr(client, method)(path).url.partition("?")[0]
    return found


def expected(support, *, ok=(), forbidden=(), answer=200):
    return {
        **{who: answer if who in ok else 403 if who in forbidden else 404 for who in support["people"]},
        "signed out": "/accounts/login/",
    }


def test_the_pages_for_looking(client, support):
    deployment, visit = support["deployment"], support["report"].visit
    parties = RUN_IT | {"influencer", "head", "science leader"}
    for path, seen_by in (
        (deployment.get_absolute_url(), parties),
        (visit.get_absolute_url(), parties),
        ("/admin/support/", RUN_IT),
        (f"/admin/support/{deployment.request.reference}/", RUN_IT),
        ("/admin/support/new/", {"lead"}),
        ("/admin/reports/", RUN_IT),
        (f"/admin/reports/{visit.reference}/", RUN_IT),
        ("/admin/visits/new/", RUN_IT),
    ):
        assert answers(client, support, "get", path) == expected(support, ok=seen_by), path


def test_the_pages_for_writing(client, support):
    deployment, visit = support["deployment"], support["report"].visit
    parties = RUN_IT | {"influencer", "head", "science leader"}
    writers = {"influencer", "its national lead", "lead"}
    for path, ok, seen_by in (
        (f"/deployments/{deployment.reference}/plan/", writers, parties),
        (f"/deployments/{deployment.reference}/visits/new/", writers, parties),
        (f"/deployments/{deployment.reference}/end/", {"its national lead", "lead"}, parties),
        (f"/visits/{visit.reference}/cancel/", writers, parties),
    ):
        found = answers(client, support, "get", path)
        assert found == expected(support, ok=ok, forbidden=seen_by - ok), path


@pytest.mark.parametrize("act", ["accept", "turn-down"])
def test_only_the_influencer_answers(client, support, act):
    deployment = support["deployment"]
    Deployment.objects.filter(pk=deployment.pk).update(status=DeploymentStatus.PROPOSED)
    others = RUN_IT | {"head", "science leader"}

    found = answers(client, support, "post", f"/deployments/{deployment.reference}/{act}/")

    assert found == expected(support, ok={"influencer"}, forbidden=others, answer=302)


def test_brokering_is_for_leads_and_others_who_see_it_get_a_403(client, support):
    request = SupportRequestFactory(status="triaged")

    found = answers(client, support, "post", f"/admin/support/{request.reference}/prove-head/")

    assert found == expected(support, ok={"lead"}, forbidden={"its national lead", "national lead"}, answer=302)


def test_deciding_on_a_report_is_for_those_who_run_the_programme(client, support):
    path = f"/admin/reports/{support['report'].visit.reference}/accept/"

    assert answers(client, support, "post", path) == expected(support, ok=RUN_IT, answer=302)


def test_no_get_request_changes_anything(client, support):
    deployment, visit = support["deployment"], support["report"].visit
    client.force_login(support["people"]["lead"])
    for path in (
        f"/deployments/{deployment.reference}/accept/",
        f"/deployments/{deployment.reference}/turn-down/",
        f"/deployments/{deployment.reference}/plan/share/",
        f"/deployments/{deployment.reference}/plan/take-back/",
        f"/deployments/{deployment.reference}/plan/answer/",
        f"/deployments/{deployment.reference}/complete/",
        f"/support/{deployment.request.reference}/withdraw/",
        f"/admin/support/{deployment.request.reference}/prove-head/",
        f"/admin/support/{deployment.request.reference}/decline/",
        f"/admin/reports/{visit.reference}/accept/",
        f"/admin/reports/{visit.reference}/return/",
    ):
        assert client.get(path).status_code == 405, path


def test_a_new_head_sees_the_school_and_the_old_one_does_not(support):
    request = SupportRequestFactory(status="confirmed")
    new = head_of(request.school)
    request.head.posts.update(ends_on="2025-01-01")

    assert list(SupportRequest.objects.visible_to(new)) == [request]
    assert list(SupportRequest.objects.visible_to(request.head)) == []
