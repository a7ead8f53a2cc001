"""Rows taken for one transaction, always in one order.

Request, deployment, plan or visit, report, quote, invoice, pool, person.
"""

from brokerage.models import (
    ActionPlan,
    CoachingPool,
    Deployment,
    Invoice,
    Quote,
    SupportRequest,
    Visit,
    VisitReport,
)
from schools.models import Person


def _locked(model, pk):
    return model.objects.select_for_update(of=("self",)).get(pk=pk)


def lock_request(request):
    return _locked(SupportRequest, request.pk)


def lock_deployment(deployment):
    """The deployment, after the request that it answers."""
    request = _locked(SupportRequest, deployment.request_id)
    deployment = _locked(Deployment, deployment.pk)
    deployment.request = request
    return deployment


def lock_plan(plan):
    """The plan, after its deployment."""
    deployment = lock_deployment(plan.deployment)
    plan = _locked(ActionPlan, plan.pk)
    plan.deployment = deployment
    return plan


def lock_visit(visit):
    """The visit, after the deployment that it belongs to, if any."""
    deployment = lock_deployment(visit.deployment) if visit.deployment_id else None
    visit = _locked(Visit, visit.pk)
    visit.deployment = deployment
    return visit


def lock_report(report):
    """The report, after its visit."""
    visit = lock_visit(report.visit)
    report = _locked(VisitReport, report.pk)
    report.visit = visit
    return report


def lock_quote(quote):
    """The quote, after its request."""
    request = _locked(SupportRequest, quote.request_id)
    quote = _locked(Quote, quote.pk)
    quote.request = request
    return quote


def lock_invoice(invoice):
    return _locked(Invoice, invoice.pk)


def lock_pool(pk):
    return _locked(CoachingPool, pk)


def lock_person(person):
    """The person whose days are looked at, so that nobody plans another meanwhile."""
    return Person.objects.select_for_update(no_key=True).get(pk=person.pk)
