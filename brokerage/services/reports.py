from django.db import transaction
from django.utils import timezone

from brokerage import notifications, permissions
from brokerage.models import ReportAcceptance, VisitReport
from brokerage.querysets import WORKING_DAYS_FOR_THE_FIRST_READER
from brokerage.services.funding import use
from brokerage.services.locks import lock_report, lock_visit
from brokerage.signals import report_accepted
from brokerage.workflow import ReportStatus, VisitStatus
from core import clock
from core.exceptions import Refused, TransitionRefused
from core.permissions import require
from core.words import long_date
from core.workflow import begin, move
from core.working_days import after_working_days

QUESTIONS = ("who_was_there", "what_we_did", "what_changed", "what_next")
READERS = "Only a national lead or a SATC lead decides on a report, and never its author."


@transaction.atomic
def save_report(visit, *, by, **texts):
    """Keep what has been written so far, as a draft. `texts` are any of the four answers."""
    require(permissions.can_report(by, visit), "Only whoever made the visit writes its report.")
    visit = lock_visit(visit)
    if visit.status == VisitStatus.CANCELLED:
        raise Refused("This visit was cancelled, so there is nothing to report on.")
    return _write(visit, texts, by=by)


def _write(visit, texts, *, by):
    report = VisitReport.objects.select_for_update(of=("self",)).filter(visit=visit).first()
    if report is None:
        report = VisitReport.objects.create(visit=visit, author=by)
        begin(report, "start", by=by)
    if report.status not in (ReportStatus.DRAFT, ReportStatus.RETURNED):
        raise TransitionRefused(report.flow.refusal("submit", report.status))
    given = {name: texts[name].strip() for name in QUESTIONS if name in texts}
    for name, text in given.items():
        setattr(report, name, text)
    report.save(update_fields=list(given))
    report.visit = visit
    return report


@transaction.atomic
def submit_report(visit, *, by, what_we_did, what_changed, what_next, who_was_there):
    """Send the report of a visit that has come; the visit took place, and its national lead is asked to read it."""
    texts = {
        "what_we_did": what_we_did,
        "what_changed": what_changed,
        "what_next": what_next,
        "who_was_there": who_was_there,
    }
    report = save_report(visit, by=by, **texts)
    visit = report.visit
    if visit.on > clock.today():
        raise Refused(f"This visit is on {long_date(visit.on)}. You can send its report from that day on.")
    if not all(text.strip() for text in texts.values()):
        raise Refused("Answer all four questions; a sentence each is enough.")
    move(report, "submit", by=by)
    report.submitted_at = clock.now()
    report.save(update_fields=["status", "submitted_at"])
    if visit.status == VisitStatus.PLANNED:
        move(visit, "take_place", by=by)
        visit.save(update_fields=["status"])
    notifications.report_submitted(report)
    return report


@transaction.atomic
def accept_report(report, *, by):
    """Accept a report that somebody else wrote. Its half-days turn into use, and the day becomes payable (rule 2)."""
    require(permissions.can_decide_on_report(by, report), READERS)
    report = lock_report(report)
    move(report, "accept", by=by)
    _check_turn(report, by)
    report.save(update_fields=["status"])
    acceptance = ReportAcceptance.objects.create(report=report, author=report.author, accepted_by=by)
    if report.visit.deployment:
        use(report.visit.deployment.request, report.visit.halves, by=by)
    report_accepted.send(sender=ReportAcceptance, acceptance=acceptance)
    notifications.report_accepted(report)
    return acceptance


@transaction.atomic
def return_report(report, *, comment, by):
    """Send a report back to its author with a comment."""
    require(permissions.can_decide_on_report(by, report), READERS)
    if not comment.strip():
        raise Refused("Say what is missing or unclear.")
    report = lock_report(report)
    move(report, "return", by=by, reason=comment)
    _check_turn(report, by)
    report.comment = comment.strip()
    report.save(update_fields=["status", "comment"])
    notifications.report_returned(report)
    return report


def others_may_read_from(report):
    """The date from which others than the visit's national lead may decide on a sent report."""
    return after_working_days(timezone.localdate(report.submitted_at), WORKING_DAYS_FOR_THE_FIRST_READER)


def _check_turn(report, by):
    """The visit's own national lead reads first; after five working days the other, or a SATC lead."""
    if permissions.is_first_reader(by, report):
        return
    opens = others_may_read_from(report)
    if clock.today() < opens:
        raise Refused(f"{report.visit.national_lead} reads this report first. From {long_date(opens)} on, you may.")
