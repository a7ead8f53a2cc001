from django.db import transaction

from claims import permissions
from claims.models import Budget, FundingSource
from core import clock
from core.exceptions import Refused
from core.permissions import require
from core.words import pounds
from core.workflow import record

NONE_SET = "none"


@transaction.atomic
def set_budget(source, *, year, pence, by):
    """Say what a source may spend in a financial year; each time that it is said is recorded.

    `source` is "quote", "cpd" or the coaching pool itself. Spending more is warned of, never refused here.
    """
    require(permissions.can_set_budgets(by), "Only a SATC lead or SATC finance sets budgets.")
    if pence is None or pence < 0:
        raise Refused("Enter what may be spent.")
    found = _source(source)
    FundingSource.objects.select_for_update(of=("self",)).get(pk=found.pk)
    budget = Budget.objects.filter(source=found, year=year).first()
    before = pounds(budget.amount_pence) if budget else NONE_SET
    if budget and budget.amount_pence == pence:
        return budget
    budget = budget or Budget(source=found, year=year)
    budget.amount_pence, budget.set_by, budget.set_at = pence, by, clock.now()
    budget.save()
    record(budget, "set_budget", by=by, before=before, after=pounds(pence))
    return budget


def _source(source):
    if source == "quote":
        return FundingSource.objects.of_quotes()
    if source == "cpd":
        return FundingSource.objects.cpd_fund()
    return FundingSource.objects.of_pool(source)
