"""What is said about a visit report: to its author, and to whoever reads it."""

from django.urls import reverse

from brokerage.models import VisitReport
from brokerage.notifications.visits import visit_facts
from correspondence.services import queue_message

CLAIMS = "/claims/"


def report_submitted(report):
    visit = report.visit
    queue_message(
        "report_submitted",
        to=visit.national_lead,
        school=visit.school,
        context=visit_facts(visit),
        path=reverse("brokerage_desk:report", args=[visit.reference]),
    )


def report_returned(report):
    visit = report.visit
    queue_message(
        "report_returned",
        to=report.author,
        school=visit.school,
        context=visit_facts(visit) | {"comment": report.comment},
        path=visit.get_absolute_url(),
    )


def report_accepted(acceptance):
    """Its author hears; where the day was given in goodwill there is nothing to claim."""
    visit, is_payable = acceptance.report.visit, acceptance.makes_a_funded_day
    queue_message(
        "report_accepted" if is_payable else "goodwill_report_accepted",
        to=acceptance.author,
        school=visit.school,
        context=visit_facts(visit),
        path=CLAIMS if is_payable else visit.get_absolute_url(),
    )


def acceptance_withdrawn(acceptance):
    visit = acceptance.report.visit
    queue_message(
        "acceptance_withdrawn",
        to=acceptance.author,
        school=visit.school,
        context=visit_facts(visit) | {"reason": acceptance.withdrawn_because},
        path=visit.get_absolute_url(),
    )


def remind_to_report(visit):
    is_returned = VisitReport.objects.filter(visit=visit).exists()
    queue_message(
        "report_reminder",
        to=visit.person,
        school=visit.school,
        context=visit_facts(visit) | {"is_returned": is_returned},
        path=visit.get_absolute_url(),
    )


def report_closed(report, reason):
    visit = report.visit
    queue_message(
        "report_closed",
        to=report.author,
        school=visit.school,
        context=visit_facts(visit) | {"reason": reason},
        path=visit.get_absolute_url(),
    )
