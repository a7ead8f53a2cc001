"""What is said when the support is complete: the story of it, what people thought of it, and thanks."""

from django.urls import reverse

from brokerage.notifications.saying import brief, deployment_facts, deployment_fields
from brokerage.story import series_of, story_of
from core import clock
from correspondence.models import Document
from correspondence.services import queue_document, queue_message

FEEDBACK = "give_feedback"
STORY = "support_story"


def deployment_completed(deployment, head):
    link = {"link": (FEEDBACK, deployment.reference)}
    school = [head, deployment.request.science_leader]
    for person in {person.pk: person for person in (*school, deployment.person) if person}.values():
        about = deployment_facts(deployment) | {"is_influencer": person not in school}
        queue_message("support_completed", to=person, school=deployment.school, context=about, **link)


def write_story(deployment, head):
    """The story's PDF, for the school and the influencer; a new version where it says something new."""
    context, series = story_of(deployment).as_context(), series_of(deployment)
    last = Document.objects.latest_of(series)
    if last and last.context.get("story") == context["story"]:
        return
    queue_document(
        STORY,
        series=series,
        school=deployment.school,
        readers=[person for person in (head, deployment.request.science_leader, deployment.person) if person],
        context=context | {"letter_date": clock.today()},
        title=f"The story of the support for {brief(deployment.school)}",
    )


def feedback_reminder(feedback):
    deployment = feedback.deployment
    queue_message(
        "feedback_reminder",
        to=feedback.person,
        school=deployment.school,
        context=deployment_facts(deployment) | {"is_influencer": feedback.is_influencers, "feedback": feedback.pk},
        link=(FEEDBACK, deployment.reference),
    )


def influencer_thanked(feedback):
    deployment = feedback.deployment
    fields = deployment_fields(deployment, sender=brief(feedback.person)) | {"path": reverse("my")}
    queue_message("influencer_thanked", to=deployment.person, **fields)
