import claims.services as claims
from brokerage.models import CoachingPool
from claims.models import FundedDay, PaymentLine
from core import financial_years
from satc.demo.days import Days


class Money(Days):
    """Days claimed, approved and paid: claims in every state, and one payment run."""

    def claim(self, name, *, days_ago, before=None):
        """Everything that is ready of somebody's, claimed: with `before`, only days before that date."""
        person = self.influencers[name].person
        days = FundedDay.objects.ready_for(person)
        if before:
            days = days.filter(on__lt=before)
        with self.at(self.ago(days_ago), hour=18):
            return claims.submit_claims(person=person, days=list(days), by=person)

    def pay_for_days(self):
        """Claims in every state and one payment run, paid."""
        self.set_the_budgets()
        finance = self.staff["finance"]
        paid = [*self.claim("Callum Wray", days_ago=14), *self.claim("Maya Tennant", days_ago=14)]
        with self.at(self.ago(13)):
            for claim in paid:
                claims.approve(claim, by=self.lead)
        with self.at(self.ago(12)):
            run = claims.open_run(by=finance)
            run = claims.authorise(run, by=finance)
            run = claims.send_run(run, by=finance)
        with self.at(self.ago(9)):
            claims.mark_all_paid(run, by=finance)

        approved = self.claim("Freya Lindow", days_ago=6)
        withdrawn = self.claim("Sunil Bassi", days_ago=3)
        with self.at(self.ago(3), hour=19):
            for claim in withdrawn:
                claims.withdraw(claim, by=claim.submitted_by)
        submitted = self.claim("Sunil Bassi", days_ago=2)
        returned, rejected = self.claim("Ravi Kohli", days_ago=5), self.claim("Jonah Peel", days_ago=8)
        assert all([approved, submitted, returned, rejected]), "A state that nobody is in would go unseen"  # noqa: S101
        with self.at(self.ago(4)):
            claims.approve(approved[0], by=self.staff["national lead"])
            claims.return_claim(returned[0], comment="Were you there all day, or only in the morning?", by=self.lead)
            claims.reject(rejected[0], reason="Please claim this together with your next visit.", by=self.lead)
        self.correct_what_was_paid(run)

    def set_the_budgets(self):
        """What pays for coaching and for CPD days may spend this much in the year; quotes have none."""
        year = financial_years.year_of(self.today)
        for source, pence in ((CoachingPool.objects.get(), 7_000_00), ("cpd", 9_000_00)):
            claims.set_budget(source, year=year, pence=pence, by=self.staff["finance"])

    def correct_what_was_paid(self, run):
        """One correction that is refused, one that is agreed, one that waits for a second person."""
        refused, agreed = PaymentLine.objects.filter(payment__run=run).order_by("pk")[:2]
        second = self.staff["second finance"]
        with self.at(self.ago(4)):
            wrong = claims.correct_line(refused, amount_pence=-10_000, reason="It was half a day only.", by=self.lead)
            claims.refuse_correction(wrong, reason="The report says that it was the whole day.", by=second)
            right = claims.correct_line(agreed, amount_pence=2_500, reason="Cover went on until 5pm.", by=self.lead)
            claims.agree_to_correction(right, by=second)
        with self.at(self.ago(2)):
            claims.correct_line(agreed, amount_pence=-1_250, reason="The train was paid for already.", by=second)
