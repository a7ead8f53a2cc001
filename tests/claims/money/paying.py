"""What is done with runs, payments and corrections in the sequences."""

from hypothesis import strategies as some
from hypothesis.stateful import rule

from claims import services
from claims.models import Claim, Correction, FundingSource, Payment, PaymentLine, PaymentRun
from claims.models.files import RunFile
from claims.payment_file import WRITTEN_ON
from tests.claims.money.drawn import anybody, days, which
from tests.claims.money.world import date

IN_AN_OPEN_RUN = {"status": "in_run", "run__status": "open"}


class Paying:
    """Runs are opened, authorised and sent; payments arrive or fail, and are corrected."""

    @rule(by=anybody)
    def open_a_run(self, by):
        self.press(services.open_run, by=by, right=self.world.finance)

    @rule(number=which, by=anybody)
    def take_a_claim_out(self, number, by):
        claim = self.one(Claim.objects.filter(**IN_AN_OPEN_RUN) if number < 8 else Claim.objects.all(), number)
        self.press(services.take_from_run, claim, reason="Later.", by=by, right=self.world.finance)

    @rule(number=which, by=anybody)
    def authorise(self, number, by):
        self.press(services.authorise, self.one_that(PaymentRun, number, "open"), by=by, right=self.world.payers)

    @rule(number=which, by=anybody)
    def send(self, number, by):
        self.press(services.send_run, self.one_that(PaymentRun, number, "authorised"), by=by, right=self.world.finance)

    @rule(number=which, by=anybody)
    def cancel(self, number, by):
        run = self.one_that(PaymentRun, number, "open", "authorised")
        self.press(services.cancel_run, run, reason="Not now.", by=by, right=self.world.finance)

    @rule(number=which, by=anybody)
    def say_that_all_is_paid(self, number, by):
        self.press(services.mark_all_paid, self.one_that(PaymentRun, number, "sent"), by=by, right=self.world.finance)

    @rule(number=which, some_of=some.integers(1, 7), result=some.sampled_from(["paid", "failed"]), by=anybody)
    def bring_finances_answer(self, number, some_of, result, by):
        run = self.one_that(PaymentRun, number, "sent")
        told = [p for n, p in enumerate(run.payments.order_by("pk")) if some_of >> (n % 3) & 1] if run else []
        if number < 8:
            told = [payment for payment in told if payment.status == "authorised"]
        if not told:
            self.go_on(number, by)
            return
        self.hear_by_file(run, told, result, by)

    @rule(number=which, file=some.sampled_from(RunFile), by=anybody)
    def take_the_file(self, number, file, by):
        run = self.one_that(PaymentRun, number, *WRITTEN_ON)
        self.press(services.take_file, run, file=file, by=by, right=self.world.finance)

    @rule(number=which, by=anybody)
    def give_a_purchase_order(self, number, by):
        payment = self.one(Payment.objects.filter(run__status="authorised"), number)
        self.press(services.set_purchase_order, payment, number=f"PO {number}", by=by, right=self.world.finance)

    @rule(where=which, by=anybody)
    def say_whom_to_pay(self, where, by):
        school, name = self.world.schools[where % 3], f"Trust {where}" if where else " "
        self.press(services.set_payee, school, name=name, by=by, right=self.world.finance)

    @rule(number=which, by=anybody)
    def send_the_summary(self, number, by):
        payment = self.one(Payment.objects.filter(status="paid"), number)
        if payment and number:
            self.world.give_a_head(payment.school)
        self.press(services.send_summary, payment, by=by, right=self.world.finance)

    @rule(number=which, by=anybody)
    def say_that_a_payment_arrived(self, number, by):
        self.press(services.mark_paid, self.a_payment(number), by=by, right=self.world.finance)

    @rule(number=which, by=anybody)
    def say_that_a_payment_failed(self, number, by):
        self.press(services.mark_failed, self.a_payment(number), reason="Closed.", by=by, right=self.world.finance)

    def a_payment(self, number):
        return self.one(Payment.objects.filter(run__status="sent") if number < 8 else Payment.objects.all(), number)

    @rule(number=which, by=anybody)
    def take_a_correction_out(self, number, by):
        found = Correction.objects.all()
        correction = self.one(found.filter(**IN_AN_OPEN_RUN) if number < 8 else found, number)
        self.press(services.take_correction_from_run, correction, reason="Later.", by=by, right=self.world.finance)

    @rule(number=which, pounds=some.integers(-150, 150), by=anybody)
    def correct_a_line(self, number, pounds, by):
        line = self.one(PaymentLine.objects.all() if number > 7 else PaymentLine.objects.exclude(paid_at=None), number)
        reason = "It was counted wrongly."
        self.press(
            services.correct_line, line, amount_pence=pounds * 100, reason=reason, by=by, right=self.world.finance[:2]
        )

    @rule(where=which, on=days, pounds=some.integers(-300, 300), by=anybody)
    def correct_a_school(self, where, on, pounds, by):
        about = {"on": date(on), "source": FundingSource.objects.cpd_fund(), "reason": "Left out."}
        school = self.world.schools[where % 3]
        self.press(
            services.correct_school, school, amount_pence=pounds * 100, by=by, right=self.world.finance[:2], **about
        )

    @rule(number=which, by=anybody)
    def agree_to_a_correction(self, number, by):
        correction = self.one_that(Correction, number, "proposed")
        self.press(services.agree_to_correction, correction, by=by, right=self.world.leads)

    @rule(number=which, by=anybody)
    def refuse_a_correction(self, number, by):
        correction = self.one_that(Correction, number, "proposed")
        self.press(services.refuse_correction, correction, reason="It was right.", by=by, right=self.world.leads)
