"""Every row of the money, read at one moment: what `claims.books.checks` looks through."""

from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import Max, Sum
from django.db.models.functions import Coalesce

from brokerage.models import CoachingPool
from claims.kinds import SUMMARY
from claims.models import (
    Claim,
    ClaimLine,
    Correction,
    CorrectionLine,
    FundedDay,
    Payment,
    PaymentLine,
    PaymentRun,
    SpotCheck,
)
from core.models import Change
from correspondence.models import Document
from schools.models import Person

OF_A_LINE = ("is_live", "halves", "pence_per_day", "amount_pence")
OF_A_DAY = (
    "person_id",
    "on",
    "morning",
    "afternoon",
    "school_id",
    "status",
    "morning_source_id",
    "afternoon_source_id",
    "attendance__taken_back_at",
    "acceptance_id",
    "acceptance__withdrawn_at",
    "acceptance__author_id",
    "acceptance__accepted_by_id",
)
OF_A_CLAIM = (
    "reference",
    "school_id",
    "person_id",
    "submitted_by_id",
    "approved_by_id",
    "status",
    "run_id",
    "amount_pence",
)
OF_A_PAYMENT_LINE = (
    "payment_id",
    "claim_line_id",
    "on",
    "morning",
    "afternoon",
    "source_id",
    "beneficiary_id",
    "claimant_id",
    "approver_id",
    "authoriser_id",
    "paid_at",
)
OF_A_CORRECTION = (
    "reference",
    "school_id",
    "line_id",
    "person_id",
    "is_reversal",
    "source_id",
    "amount_pence",
    "status",
    "proposed_by_id",
    "agreed_by_id",
    "run_id",
)
OF_A_CORRECTION_LINE = (
    "payment_id",
    "correction_id",
    "is_live",
    "source_id",
    "amount_pence",
    "beneficiary_id",
    "proposer_id",
    "agreer_id",
    "authoriser_id",
    "paid_at",
)
WITH_A_FLOW = (FundedDay, Claim, PaymentRun, Payment, Correction)


@contextmanager
def at_one_moment():
    """What is read in it is as it was at its beginning, whatever others write meanwhile.

    Inside another transaction it is as that one sees it.
    """
    is_first = not connection.in_atomic_block
    with transaction.atomic():
        if is_first and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


@dataclass(frozen=True)
class Books:
    """The rows, by key where they are looked up, and what holds them together."""

    days: dict
    claims: dict
    claim_lines: dict
    runs: dict
    payments: dict
    payment_lines: list
    corrections: dict
    correction_lines: list
    spot_checks: list
    pools: list
    summaries: dict
    joined: dict
    last_changes: dict

    def one(self, person):
        """The record that this one of a person was joined into, or itself (ADR 0011)."""
        while person in self.joined:
            person = self.joined[person]
        return person

    @cached_property
    def lines_of_claim(self):
        return _grouped(self.claim_lines.values(), "claim_id")

    @cached_property
    def lines_of_day(self):
        return _grouped(self.claim_lines.values(), "day_id")

    @cached_property
    def lines_of_payment(self):
        return _grouped(self.payment_lines, "payment_id")

    @cached_property
    def corrections_of_payment(self):
        return _grouped(self.correction_lines, "payment_id")

    @cached_property
    def payments_of_line(self):
        """By claimed day: the payment lines that are live."""
        return _grouped((line for line in self.payment_lines if line.is_live), "claim_line_id")

    @cached_property
    def payments_of_correction(self):
        return _grouped((line for line in self.correction_lines if line.is_live), "correction_id")

    @cached_property
    def corrections_of_line(self):
        """By payment line: the corrections of it that stand or may come to."""
        standing = (each for each in self.corrections.values() if each.line_id and each.status != "refused")
        return _grouped(standing, "line_id")


def read_books():
    """Everything, in one query for each table."""
    with at_one_moment():
        return Books(
            days=_by_key(FundedDay, *OF_A_DAY),
            claims=_by_key(Claim, *OF_A_CLAIM),
            claim_lines=_by_key(ClaimLine, "claim_id", "day_id", *OF_A_LINE),
            runs=_by_key(PaymentRun, "reference", "status", "authorised_by_id"),
            payments=_by_key(Payment, "reference", "run_id", "school_id", "status", "amount_pence", "paid_at"),
            payment_lines=_rows(PaymentLine, *OF_A_PAYMENT_LINE, *OF_A_LINE),
            corrections=_by_key(Correction, *OF_A_CORRECTION),
            correction_lines=_rows(CorrectionLine, *OF_A_CORRECTION_LINE),
            spot_checks=_rows(SpotCheck, "claim_id", "is_live", "is_drawn", "passed_by_id"),
            pools=_pools(),
            summaries=_summaries(),
            joined=dict(Person.objects.exclude(merged_into=None).values_list("pk", "merged_into_id")),
            last_changes=_last_changes(),
        )


def _rows(model, *fields):
    return list(model._base_manager.order_by("pk").values_list("pk", *fields, named=True))


def _by_key(model, *fields):
    return {row.pk: row for row in _rows(model, *fields)}


def _pools():
    """Each pool with what its entries come to."""
    reserved, used = (Coalesce(Sum(f"entries__{name}_change"), 0) for name in ("reserved", "used"))
    pools = CoachingPool.objects.annotate(entered_reserved=reserved, entered_used=used)
    fields = ("name", "reserved_halves", "used_halves", "total_halves", "entered_reserved", "entered_used")
    return list(pools.order_by("pk").values_list(*fields, named=True))


def _summaries():
    """What each payment summary says, by its series: every version that was ever made."""
    documents = Document.objects.filter(kind=SUMMARY).order_by("pk").values_list("series", "reference", "context")
    found = defaultdict(list)
    for series, reference, context in documents:
        found[series].append((reference, context))
    return found


def _last_changes():
    """The state that the newest change of each thing left it in, by its model and key."""
    kinds = {kind.pk: model for model, kind in ContentType.objects.get_for_models(*WITH_A_FLOW).items()}
    newest = Change.objects.filter(subject_type__in=kinds).order_by().values("subject_type", "subject_id")
    newest = newest.annotate(newest=Max("pk")).values("newest")
    changes = Change.objects.filter(pk__in=newest).values_list("subject_type", "subject_id", "to_status")
    return {(kinds[kind], key): status for kind, key, status in changes}


def _grouped(rows, field):
    found = defaultdict(list)
    for row in rows:
        found[getattr(row, field)].append(row)
    return found
