from django.db import transaction
from django.utils import timezone

from brokerage import notifications, permissions
from brokerage.models import ActionPlan, ReportAcceptance, VisitReport
from brokerage.querysets import WORKING_DAYS_FOR_THE_FIRST_READER
from brokerage.services.deployments import settle
from brokerage.services.funding import charge, take_charge_back
from brokerage.services.locks import lock_report, lock_visit
from brokerage.signals import acceptance_withdrawn, report_accepted
from brokerage.workflow import DeploymentStatus, VisitStatus
from core import clock, drafts
from core.exceptions import Refused, TransitionRefused
from core.permissions import require
from core.words import long_date
from core.workflow import begin, can_move, move
from core.working_days import after_working_days

DRAFT = "visit report"
# The first three have to be answered.
QUESTIONS = ("who_was_there", "what_we_did", "what_next", "what_changed", "in_the_way", "take_back")
NEEDED = QUESTIONS[:3]
AUTHOR = "Only whoever made the visit writes its report."
WITHDRAWERS = "Only the visit’s national lead or a SATC lead takes back that a report was accepted."
READERS = "Only a national lead or a SATC lead decides on a report, and never its author."


@transaction.atomic
def save_draft(visit, typed, *, by):
    """Keep what the author has typed so far, as `core.drafts` does, while the report is theirs to write."""
    require(permissions.can_report(by, visit), AUTHOR)
    visit = lock_visit(visit)
    _check_writable(visit, VisitReport.objects.filter(visit=visit).first())
    return drafts.save(by, DRAFT, visit.reference, typed)


def _check_writable(visit, report):
    if visit.status == VisitStatus.CANCELLED:
        raise Refused("This visit was cancelled, so there is nothing to report on.")
    if report and not can_move(report, "submit"):
        raise TransitionRefused(report.flow.refusal("submit", report.status))


@transaction.atomic
def submit_report(visit, *, by, objectives=(), actions_done=(), typed=None, **answers):
    """Send the report of a visit that has come; the visit took place, and its national lead is asked to read it.

    `answers` are those to `QUESTIONS`; what the objectives and actions are of is the plan that was agreed. `typed` is
    the draft that is sent with this: refused (`drafts.SavedElsewhere`) if another device saved one since.
    """
    require(permissions.can_report(by, visit), AUTHOR)
    visit = lock_visit(visit)
    report = VisitReport.objects.select_for_update(of=("self",)).filter(visit=visit).first()
    _check_writable(visit, report)
    answers = {name: answers.get(name, "").strip() for name in QUESTIONS}
    _check_answers(visit, answers, [*objectives, *actions_done])
    if report is None:
        report = VisitReport.objects.create(visit=visit, author=by)
        begin(report, "start", by=by)
    for name, text in answers.items():
        setattr(report, name, text)
    move(report, "submit", by=by)
    report.submitted_at = clock.now()
    report.save(update_fields=[*answers, "status", "submitted_at"])
    report.objectives.set(objectives)
    report.actions_done.set(actions_done)
    if visit.status == VisitStatus.PLANNED:
        move(visit, "take_place", by=by)
        visit.save(update_fields=["status"])
    drafts.send(by, DRAFT, visit.reference, typed)
    notifications.report_submitted(report)
    return report


def _check_answers(visit, answers, ticked):
    if visit.on > clock.today():
        raise Refused(f"This visit is on {long_date(visit.on)}. You can send its report from that day on.")
    if not all(answers[name] for name in NEEDED):
        raise Refused("Say who was there, what you did and what happens next; a sentence each is enough.")
    plan = ActionPlan.objects.agreed_for(visit.deployment) if visit.deployment else None
    objectives = list(plan.objectives.all()) if plan else []
    rows = [*objectives, *(action for objective in objectives for action in objective.actions.all())]
    if not set(ticked) <= set(rows):
        raise Refused("The action plan has changed since. Look at what you ticked, and send it again.")


@transaction.atomic
def accept_report(report, *, by):
    """Accept a report that somebody else wrote. Its half-days are charged, and the day becomes payable (rule 2)."""
    require(permissions.can_decide_on_report(by, report), READERS)
    report = lock_report(report)
    move(report, "accept", by=by)
    _check_turn(report, by)
    report.save(update_fields=["status"])
    visit = report.visit
    charged = charge(visit.deployment.request, visit.halves, by=by) if visit.deployment else {}
    acceptance = ReportAcceptance.objects.create(
        report=report, author=report.author, accepted_by=by, halves=visit.halves, **charged
    )
    report_accepted.send(sender=ReportAcceptance, acceptance=acceptance)
    notifications.report_accepted(acceptance)
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


@transaction.atomic
def withdraw_acceptance(report, *, reason, by):
    """Take back what was accepted by mistake: the report is its author's again, and its day is not payable.

    What it was charged to the pool is reserved again. The day goes with it, or, once it is paid, is corrected.
    """
    require(permissions.can_withdraw_acceptance(by, report), WITHDRAWERS)
    if not reason.strip():
        raise Refused("Give the reason.")
    report = lock_report(report)
    move(report, "withdraw_acceptance", by=by, reason=reason)
    acceptance = report.acceptance
    acceptance.report = report
    acceptance.withdrawn_by, acceptance.withdrawn_at, acceptance.withdrawn_because = by, clock.now(), reason.strip()
    acceptance.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_because"])
    report.comment = reason.strip()
    report.save(update_fields=["status", "comment"])
    take_charge_back(acceptance, by=by)
    acceptance_withdrawn.send(sender=ReportAcceptance, acceptance=acceptance)
    notifications.acceptance_withdrawn(acceptance)
    return report


@transaction.atomic
def close_report(report, *, reason, by):
    """Give up a returned report that doesn't come back: its day isn't paid, and nothing stays reserved for it."""
    require(permissions.can_close_report(by, report), "Only its national lead or a SATC lead closes a report.")
    if not reason.strip():
        raise Refused("Give the reason.")
    report = lock_report(report)
    move(report, "close", by=by, reason=reason)
    report.save(update_fields=["status"])
    drafts.drop(DRAFT, report.visit.reference)
    deployment = report.visit.deployment
    if deployment and deployment.status in (DeploymentStatus.COMPLETED, DeploymentStatus.ENDED_EARLY):
        settle(deployment, by=by)
    notifications.report_closed(report, reason)
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
