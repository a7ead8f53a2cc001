"""Who may do what to a request, a deployment, a visit and a report: each reads only what it is handed."""

from schools.permissions import is_finance, is_lead, is_national_lead, runs_the_programme


def can_broker(person):
    """A SATC lead decides on requests: support level, funding, whom to ask."""
    return is_lead(person)


def can_confirm_request(person, request):
    """Whoever sent it: that they are signed in with its address proves it."""
    return request.requester_email in person.addresses


def can_log_contact(person):
    """A SATC lead or a national lead writes down calls, meetings and notes; they alone read them."""
    return runs_the_programme(person)


def sees_invoices(person):
    """SATC finance, and SATC leads, who look."""
    return is_finance(person) or is_lead(person)


def can_invoice(person):
    """SATC finance raises invoices, marks them as received, and cancels them."""
    return is_finance(person)


def can_withdraw_request(person, request):
    """Whoever sent it, and a SATC lead on their behalf."""
    return is_lead(person) or request.requester_email in person.addresses


def can_answer_proposal(person, deployment):
    """The influencer alone says yes, or not this time."""
    return deployment.person_id == person.pk


def leads(person, deployment):
    """The national lead of this deployment, while they are one."""
    return is_national_lead(person) and deployment.national_lead_id == person.pk


def can_write_plan(person, deployment):
    """The influencer, the deployment's national lead, or a SATC lead; the same three plan its visits."""
    return deployment.person_id == person.pk or leads(person, deployment) or is_lead(person)


def can_answer_plan(person, seats):
    """Whoever holds one of the plan's seats."""
    return any(seat.person_id == person.pk for seat in seats)


def can_rate_confidence(person, deployment):
    """The science leader, whose confidence it is; and whoever writes the plan, as they were told."""
    return deployment.request.science_leader_id == person.pk or can_write_plan(person, deployment)


def can_see_gap_tasks(person, deployment):
    """The influencer who works with the school, and whoever runs the programme."""
    return deployment.person_id == person.pk or runs_the_programme(person)


def can_end(person, deployment):
    """The deployment's national lead, or a SATC lead."""
    return leads(person, deployment) or is_lead(person)


def can_write_down_release(person, deployment):
    """The deployment's national lead, or a SATC lead, after a talk with the influencer's head."""
    return can_end(person, deployment)


def can_share_story(person):
    """A SATC lead shares a story with funders, and stops."""
    return is_lead(person)


def can_plan_other_visits(person):
    """A SATC lead or a national lead enters days that no deployment asked for."""
    return runs_the_programme(person)


def can_cancel_visit(person, visit):
    """Whoever makes the visit, its national lead, or a SATC lead; the same move it."""
    national_lead = is_national_lead(person) and visit.national_lead_id == person.pk
    return visit.person_id == person.pk or national_lead or is_lead(person)


def can_report(person, visit):
    """Only whoever made the visit writes its report."""
    return visit.person_id == person.pk


def can_decide_on_report(person, report):
    """A national lead or SATC lead, and never its author (rule 2)."""
    return runs_the_programme(person) and report.author_id != person.pk


def can_close_report(person, report):
    """The visit's national lead or a SATC lead gives up a report that doesn't come back; never its author."""
    return can_decide_on_report(person, report) and (is_first_reader(person, report) or is_lead(person))


def can_withdraw_acceptance(person, report):
    """The visit's national lead or a SATC lead takes back what was accepted by mistake; never the report's author."""
    return can_close_report(person, report)


def is_first_reader(person, report):
    """The visit's national lead, who need not wait to read a report."""
    return is_national_lead(person) and report.visit.national_lead_id == person.pk
