"""Rules 1 to 5 of design.md, looked at in the books as they are now: what holds after each step of the sequences."""

from claims.books.checks import rules_now
from programmes.models import DayRate


class Rules:
    """What the books said before, in `frozen` and `paid`, and what they say now, in `books`."""

    def begin_the_books(self, books):
        self.frozen, self.paid, self.books = {}, {}, books

    def everything_holds(self, books):
        self.books = books
        self.no_half_day_is_paid_twice()
        self.nothing_is_payable_without_its_grounds()
        self.what_was_claimed_stays_as_it_was_claimed()
        self.three_people_stand_behind_each_payment()
        self.what_is_paid_is_never_edited()
        assert [wrong for rule in rules_now(self.books) for wrong in rule.wrongs] == []

    def no_half_day_is_paid_twice(self):
        """Rule 1, of live days and of live payment lines."""
        live = [(day.person_id, day) for day in self.books.days.values() if day.status == "live"]
        paid = [(line.beneficiary_id, line) for line in self.books.payment_lines if line.is_live]
        for found in (live, paid):
            taken = [
                (who, row.on, half) for who, row in found for half in ("morning", "afternoon") if getattr(row, half)
            ]
            assert len(taken) == len(set(taken))

    def nothing_is_payable_without_its_grounds(self):
        """Rule 2: an acceptance by another than the author that stands, or an attendance that does."""
        for day in self.books.days.values():
            assert day.acceptance_id is None or day.acceptance__author_id != day.acceptance__accepted_by_id
            if day.status == "live" and not self.is_paid(day):
                assert day.acceptance__withdrawn_at is None
                assert day.attendance__taken_back_at is None

    def is_paid(self, day):
        claimed = [line.pk for line in self.books.lines_of_day[day.pk]]
        return any(line.paid_at for line in self.books.payment_lines if line.claim_line_id in claimed)

    def what_was_claimed_stays_as_it_was_claimed(self):
        """Rule 3: the school, the rate and the amount of a claimed day, from the moment on which it was claimed."""
        now = {
            pk: (self.books.claims[line.claim_id].school_id, line.day_id, line.pence_per_day, line.amount_pence)
            for pk, line in self.books.claim_lines.items()
        }
        for pk, line in self.frozen.items():
            assert now[pk] == line
        for pk in now.keys() - self.frozen.keys():
            day = self.books.days[now[pk][1]]
            in_force = DayRate.objects.filter(from_on__lte=day.on).order_by("-from_on").first()
            assert (now[pk][0], now[pk][2]) == (day.school_id, in_force.pence_per_day)
        self.frozen = now

    def three_people_stand_behind_each_payment(self):
        """Rule 4."""
        for line in self.books.payment_lines:
            assert len({line.claimant_id, line.approver_id, line.authoriser_id}) == 3
            assert line.beneficiary_id not in (line.approver_id, line.authoriser_id)
        for line in self.books.correction_lines:
            assert len({line.proposer_id, line.agreer_id, line.authoriser_id}) == 3

    def what_is_paid_is_never_edited(self):
        """Rule 5, to the last column that the books have."""
        now = {("payment", row.pk): row for row in self.books.payments.values() if row.status == "paid"}
        now |= {("line", row.pk): row for row in self.books.payment_lines if row.paid_at}
        now |= {("correction", row.pk): row for row in self.books.correction_lines if row.paid_at}
        for key, row in self.paid.items():
            assert now[key] == row
        self.paid = now
