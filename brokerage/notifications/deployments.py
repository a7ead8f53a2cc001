"""What is said about a deployment: to the influencer, the schools that give and get the support, and the leads."""

from brokerage.notifications.letters import send_letters
from brokerage.notifications.saying import deployment_fields, desk_url, tell_each, tell_leads
from brokerage.proposal import terms_of
from core.words import days
from correspondence.services import queue_message


def deployment_proposed(deployment):
    terms = terms_of(deployment)
    about = {"need": deployment.request.need, "way": terms.way_in_words, "money": terms.money_in_words}
    queue_message("deployment_proposed", to=deployment.person, **deployment_fields(deployment, **about))


def remind_of_proposal(deployment):
    queue_message("proposal_reminder", to=deployment.person, **deployment_fields(deployment))


def deployment_lapsed(deployment):
    queue_message("proposal_lapsed", to=deployment.person, **deployment_fields(deployment))
    tell_leads("proposal_unanswered", **deployment_fields(deployment) | {"path": desk_url(deployment.request)})


def deployment_handed_over(deployment, reason, head):
    """The influencer who hands over, the national lead, and the school where there is a plan."""
    people = [deployment.person, deployment.national_lead]
    if deployment.plan:
        people += [head, deployment.request.science_leader]
    tell_each(people, "support_handed_over", **deployment_fields(deployment, reason=reason))


def days_changed(deployment, before, reason, head, release):
    fields = deployment_fields(deployment, before=days(before), reason=reason)
    letter = send_letters(deployment, head, release)
    if head:
        queue_message("days_changed", to=head, document=letter, **fields)
    people = [deployment.person, deployment.national_lead, deployment.request.science_leader]
    tell_each([person for person in people if person != head], "days_changed", **fields)


def deployment_called_off(deployment):
    queue_message("deployment_called_off", to=deployment.person, **deployment_fields(deployment))


def deployment_accepted(deployment, head, release):
    letter = send_letters(deployment, head, release)
    if head:
        queue_message("support_agreed", to=head, document=letter, **deployment_fields(deployment))
    if deployment.request.science_leader != head:
        tell_each([deployment.request.science_leader], "support_agreed", **deployment_fields(deployment))
    queue_message("proposal_accepted", to=deployment.national_lead, **deployment_fields(deployment))


def deployment_turned_down(deployment):
    fields = deployment_fields(deployment) | {"path": desk_url(deployment.request)}
    tell_leads("proposal_turned_down", **fields)


def deployment_ended_early(deployment, reason, head):
    people = [deployment.person]
    if deployment.plan:
        people += [head, deployment.request.science_leader]
    tell_each(people, "support_ended_early", **deployment_fields(deployment, reason=reason))
