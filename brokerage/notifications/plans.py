"""What is said about an action plan, and the PDF of the agreed one."""

from django.urls import reverse

from brokerage import plan_letter
from brokerage.notifications.saying import brief, deployment_fields, tell_each
from correspondence.models import Document
from correspondence.services import queue_document, queue_message

PLAN = "#plan"
PLAN_LETTER = "action_plan"


def plan_shared(plan):
    fields = deployment_fields(plan.deployment, at=PLAN)
    tell_each([seat.person for seat in plan.seats.filter(answer="").select_related("person")], "plan_shared", **fields)


def plan_commented(plan, by, comment):
    deployment = plan.deployment
    fields = deployment_fields(deployment, at=PLAN, who=brief(by), comment=comment)
    tell_each([deployment.person, deployment.national_lead], "plan_commented", **fields)


def plan_agreed(plan, head):
    """The plan goes to the influencer, their national lead and the science leader as a PDF, which the head has too."""
    deployment = plan.deployment
    leader = deployment.request.science_leader
    letter = queue_document(
        PLAN_LETTER,
        series=_plan_series(deployment),
        school=deployment.school,
        readers=[person for person in (head, leader, deployment.person, deployment.national_lead) if person],
        context=plan_letter.context(plan, head),
        title=plan_letter.title(deployment),
    )
    fields = deployment_fields(deployment) | {"document": letter}
    plan_visit = reverse("brokerage:plan_visit", args=[deployment.reference])
    queue_message("plan_agreed", to=deployment.person, **fields | {"path": plan_visit})
    tell_each([deployment.national_lead, leader], "support_started", **fields)


def _plan_series(deployment):
    return f"{PLAN_LETTER}:{deployment.pk}"


def letter_of_plan(deployment):
    """The newest PDF of the agreed plan, or None before that."""
    return Document.objects.latest_of(_plan_series(deployment))
