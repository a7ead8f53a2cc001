"""One function for each thing that a person means to do between a school's request and an accepted report.

Rows are locked in one order everywhere: request, deployment, plan or visit, report, pool.
"""

from brokerage.services.deployments import accept_proposal, complete, end_early, propose, turn_down
from brokerage.services.funding import fund
from brokerage.services.plans import answer_plan, revise_plan, save_plan, share_plan
from brokerage.services.reports import accept_report, others_may_read_from, return_report, save_report, submit_report
from brokerage.services.requests import (
    confirm_request,
    decline_request,
    head_for,
    prove_head,
    refer_request,
    resend_confirmation,
    submit_request,
    triage,
    withdraw_request,
)
from brokerage.services.visits import cancel_visit, plan_other_visit, plan_visit

__all__ = [
    "accept_proposal",
    "accept_report",
    "answer_plan",
    "cancel_visit",
    "complete",
    "confirm_request",
    "decline_request",
    "end_early",
    "fund",
    "head_for",
    "others_may_read_from",
    "plan_other_visit",
    "plan_visit",
    "propose",
    "prove_head",
    "refer_request",
    "resend_confirmation",
    "return_report",
    "revise_plan",
    "save_plan",
    "save_report",
    "share_plan",
    "submit_report",
    "submit_request",
    "triage",
    "turn_down",
    "withdraw_request",
]
