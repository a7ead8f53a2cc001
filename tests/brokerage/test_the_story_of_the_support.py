"""One page tells the story of a support: to its parties, on paper, and to funders where the school agreed."""

import io

import pytest
from pypdf import PdfReader

from brokerage import services
from brokerage.models import FeedbackPart, Objective, StoryShare
from brokerage.story import story_of
from core import outbox
from core.exceptions import NotAllowed, Refused
from correspondence.models import Document
from tests.factories.brokerage import DeploymentFactory, FeedbackFactory, PlanFactory, ReportFactory
from tests.factories.schools import PersonFactory, lead, national_lead

pytestmark = pytest.mark.django_db

LONG = "A long sentence that somebody wrote with great care and at length. " * 30


def told(*, may_quote=True, words="Children ask more.", thanks="", is_shown=False):
    """A completed deployment of which the head has said how it was."""
    feedback = FeedbackFactory()
    services.give_feedback(feedback, was_needed="yes", what_changed=words, confidence=4, may_quote=may_quote)
    if thanks:
        services.thank(feedback, words=thanks, is_shown=is_shown)
    return feedback.deployment


def head_answers(deployment, **answers):
    feedback = deployment.feedback.get(part=FeedbackPart.HEAD)
    return services.give_feedback(feedback, was_needed="yes", confidence=4, **answers)


def test_it_says_what_was_asked_who_came_when_and_what_came_of_it():
    plan = PlanFactory(status="agreed", deployment=DeploymentFactory(status="active"))
    report = ReportFactory(status="submitted", visit__deployment=plan.deployment)
    services.accept_report(report, by=report.visit.national_lead)
    deployment = services.complete(plan.deployment, by=report.visit.national_lead)
    ReportFactory(status="submitted", visit__deployment=plan.deployment, what_changed="Not accepted")

    story = story_of(deployment)

    assert (story.school, story.influencer) == (str(deployment.school), str(deployment.person))
    assert (story.asked, story.days, len(story.visits)) == (deployment.request.need, "1 day", 1)
    assert story.changes == [report.what_changed]
    assert [aim.text for aim in story.aims] == ["Enquiry is assessed in every class"]


def test_only_what_may_be_quoted_is():
    assert [quote.words for quote in story_of(told()).quotes] == ["Children ask more."]
    assert story_of(told(may_quote=False)).quotes == []
    assert [quote.words for quote in story_of(told(thanks="You listened.", is_shown=True)).thanks] == ["You listened."]
    assert story_of(told(thanks="You listened.")).thanks == []


def test_contact_details_are_left_out():
    [quote] = story_of(told(words="Ring 01782 496 0123 or write to me@home.example.")).quotes

    assert quote.words == "Ring [left out] or write to [left out]."


@pytest.mark.parametrize("role", ["head", "science_leader", "influencer", "lead", "stranger"])
def test_its_parties_and_staff_read_it(role, client):
    deployment = told()
    people = {
        "head": deployment.request.head,
        "science_leader": deployment.request.science_leader,
        "influencer": deployment.person,
        "lead": lead(),
        "stranger": PersonFactory(),
    }
    client.force_login(people[role])

    assert client.get(f"/deployments/{deployment.reference}/story/").status_code == (404 if role == "stranger" else 200)


def test_there_is_none_before_the_end(client):
    deployment = DeploymentFactory(status="active")
    client.force_login(deployment.person)

    assert client.get(f"/deployments/{deployment.reference}/story/").status_code == 404


def test_on_paper_it_is_one_page_whatever_was_written():
    plan = PlanFactory(status="agreed", deployment=DeploymentFactory(status="completed"))
    for number in range(4):
        Objective.objects.create(plan=plan, text=LONG[:290], position=number)
    for _ in range(9):
        visited = ReportFactory(status="accepted", visit__deployment=plan.deployment, what_changed=LONG)
    visited.visit.deployment.request.need = LONG
    visited.visit.deployment.request.save()
    for part in FeedbackPart:
        feedback = FeedbackFactory(deployment=plan.deployment, part=part)
        answers = {} if feedback.is_influencers else {"was_needed": "yes", "what_changed": LONG, "may_quote": True}
        services.give_feedback(feedback, confidence=5, **answers)
        if not feedback.is_influencers:
            services.thank(feedback, words=LONG, is_shown=True)
    outbox.work_off()

    paper = Document.objects.latest_of(f"support_story:{plan.deployment.pk}")
    assert len(PdfReader(io.BytesIO(paper.file.read())).pages) == 1
    assert set(paper.readers.all()) == {
        plan.deployment.request.head,
        plan.deployment.request.science_leader,
        plan.deployment.person,
    }


def test_the_same_story_is_not_made_twice():
    deployment = told()
    head_answers(deployment, what_changed="Children ask more.", may_quote=True)

    assert Document.objects.filter(kind="support_story").count() == 1


def test_a_lead_shares_it_and_stops(client):
    deployment, by = told(), lead()
    share = services.share_story(deployment, by=by)
    assert services.share_story(deployment, by=by) == share
    page = client.get(share.get_absolute_url())
    assert ("Children ask more." in page.content.decode(), page["X-Robots-Tag"]) == (True, "noindex")

    services.unshare_story(deployment, by=by)

    assert client.get(share.get_absolute_url()).status_code == 404
    assert services.share_story(deployment, by=by).token != share.token


def test_the_school_has_to_agree_and_may_think_again(client):
    deployment = told(may_quote=False)
    with pytest.raises(Refused, match="hasn’t agreed"):
        services.share_story(deployment, by=lead())
    head_answers(deployment, may_quote=True)
    share = services.share_story(deployment, by=lead())

    head_answers(deployment, may_quote=False)

    assert client.get(share.get_absolute_url()).status_code == 404
    assert StoryShare.objects.live().count() == 0


def test_nobody_else_shares_it():
    deployment = told()

    for person in (national_lead(), deployment.person, deployment.request.head):
        with pytest.raises(NotAllowed):
            services.share_story(deployment, by=person)
