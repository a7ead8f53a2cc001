"""Whatever is claimed, the lines, the claims, the payments, the run and its file come to the same."""

import csv
import io
from collections import Counter

from django.db.models import Sum
from hypothesis import given, settings
from hypothesis import strategies as some
from hypothesis.extra.django import TestCase

from claims import services
from claims.models import ClaimLine, PaymentLine
from claims.payment_file import payment_file
from core.parts import PartOfDay
from programmes.models import DayRate
from tests.factories.claims import FundedDayFactory, working_day
from tests.factories.schools import PersonFactory, SchoolFactory, finance, lead

PARTS = [PartOfDay.MORNING, PartOfDay.AFTERNOON, PartOfDay.WHOLE_DAY]
DAYS = some.lists(
    some.tuples(some.integers(0, 2), some.integers(0, 2), some.integers(0, 199), some.sampled_from(PARTS)),
    min_size=1,
    max_size=8,
    unique_by=lambda day: (day[0], working_day(day[2])),
)
RATES = some.lists(some.integers(1, 50_000).map(lambda half: half * 2), min_size=1, max_size=3)


def pence(rows):
    return rows.aggregate(pence=Sum("amount_pence"))["pence"]


class TheSumsAgree(TestCase):
    @settings(max_examples=25, deadline=None)
    @given(days=DAYS, rates=RATES)
    def test_lines_claims_payments_run_and_file_agree(self, days, rates):
        DayRate.objects.all().delete()
        for number, rate in enumerate(rates):
            DayRate.objects.create(pence_per_day=rate, from_on=working_day(number * 70))
        people, schools = PersonFactory.create_batch(3), SchoolFactory.create_batch(3)
        owed = Counter()
        for who, where, when, part in days:
            day = FundedDayFactory(person=people[who], school=schools[where], on=working_day(when), part=part)
            in_force = [rate for number, rate in enumerate(rates) if working_day(number * 70) <= day.on][-1]
            owed[schools[where]] += in_force * day.halves // 2

        claims = []
        for person in people:
            mine = list(person.funded_days.all())
            claims += services.submit_claims(person=person, days=mine, by=person) if mine else []
        for claim in claims:
            assert pence(claim.lines) == claim.amount_pence
            services.approve(claim, by=lead())
        run = services.authorise(services.open_run(by=finance()), by=finance())

        assert {payment.school: payment.amount_pence for payment in run.payments.all()} == dict(owed)
        for payment in run.payments.all():
            assert pence(payment.lines) == payment.amount_pence
        total = sum(owed.values())
        in_file = csv.DictReader(io.StringIO(payment_file(run).decode("utf-8-sig")))
        assert sum(round(float(row["amount"]) * 100) for row in in_file) == total
        sums = {pence(ClaimLine.objects), sum(claim.amount_pence for claim in claims), pence(PaymentLine.objects)}
        assert sums == {total}
