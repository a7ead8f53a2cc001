"""What comes next with what is there: how the sequences of `test_every_sequence` get deep into the money."""

from claims import services
from claims.models import Claim, Correction, FundedDay, Payment, PaymentRun, SpotCheck
from core import clock
from schools.models import School


class Steps:
    """The next sensible step of something, pressed through `press` by somebody who may, or by whoever it is."""

    def go_on(self, number, by):
        """One of the steps that something in the books waits for, by its place among them; else nothing is left."""
        waits = [step for is_there, step in self.every_next_step() if is_there]
        if waits:
            waits[number % len(waits)](number, by)

    def every_next_step(self):
        """Whether something waits for it, and what may be done; what moves the money comes twice."""
        books = self.books
        days, claims, runs = ({row.status for row in rows.values()} for rows in (books.days, books.claims, books.runs))
        claimed = {line.day_id for line in books.claim_lines.values() if line.is_live}
        drawn = {check.claim_id for check in books.spot_checks if check.is_live and check.is_drawn}
        waits = {check.claim_id for check in books.spot_checks if check.is_live and not check.passed_by_id} & drawn
        approved = {row.pk for row in books.claims.values() if row.status == "approved"}
        for status, step in (("open", self.authorise_it), ("authorised", self.send_it), ("sent", self.hear_of_it)):
            yield status in runs, step
            yield status in runs, step
        yield "open" in runs, self.take_one_out
        yield "authorised" in runs, self.order_it
        yield approved - waits, self.open_one
        yield "submitted" in claims, self.approve_it
        yield "submitted" in claims, self.approve_all
        yield "submitted" in claims, self.hold_it_up
        yield "returned" in claims, self.answer_it
        yield waits, self.look_again
        yield "proposed" in {row.status for row in books.corrections.values()}, self.agree_to_it
        yield {day.pk for day in books.days.values() if day.status == "live"} - claimed, self.claim_it
        yield "held" in days, self.answer_for_it

    def first(self, model, status, number):
        return self.one(model.objects.filter(status=status), number)

    def authorise_it(self, number, by):
        run = self.first(PaymentRun, "open", number)
        self.press(services.authorise, run, by=by, right=self.world.payers)

    def take_one_out(self, number, by):
        """A correction that is in an open run, or else a claim."""
        about = {"reason": "Later.", "by": by, "right": self.world.finance}
        if correction := self.one(Correction.objects.filter(run__status="open"), number):
            self.press(services.take_correction_from_run, correction, **about)
        else:
            claim = self.one(Claim.objects.filter(run__status="open"), number)
            self.press(services.take_from_run, claim, **about)

    def order_it(self, number, by):
        payment = self.one(Payment.objects.filter(run__status="authorised"), number)
        self.press(services.set_purchase_order, payment, number=f"PO {number}", by=by, right=self.world.finance)

    def send_it(self, number, by):
        run = self.first(PaymentRun, "authorised", number)
        self.press(services.send_run, run, by=by, right=self.world.finance)

    def hear_of_it(self, number, by):
        """All of it has arrived, or one payment has, or has failed; by hand, or in finance's file."""
        run = self.first(PaymentRun, "sent", number)
        payment = Payment.objects.filter(run=run, status="authorised").order_by("pk").first()
        how = (number + by // 10) % 5
        if how == 0:
            self.press(services.mark_all_paid, run, by=by, right=self.world.finance)
        elif how == 1:
            self.press(services.mark_paid, payment, by=by, right=self.world.finance)
        elif how == 2:
            self.press(services.mark_failed, payment, reason="Closed.", by=by, right=self.world.finance)
        else:
            self.hear_by_file(run, [payment], "paid" if how == 3 else "failed", by)

    def hear_by_file(self, run, payments, result, by):
        rows = [f"{payment.reference},{result},{clock.today():%d/%m/%Y},,Closed" for payment in payments]
        content = "\r\n".join(["payment,result,date,finance reference,reason", *rows]).encode()
        self.press(services.confirm, run, content=content, filename="answer.csv", by=by, right=self.world.finance)

    def open_one(self, number, by):
        self.press(services.open_run, by=by, right=self.world.finance)

    def approve_it(self, number, by):
        claim = self.first(Claim, "submitted", number)
        self.press(services.approve, claim, by=by, right=self.world.approvers)

    def approve_all(self, number, by):
        waiting = list(Claim.objects.awaiting_approval())
        self.press(services.approve_usual, waiting, by=by, right=[self.world.national])

    def hold_it_up(self, number, by):
        claim = self.first(Claim, "submitted", number)
        if claim is not None and (number + by // 10) % 2:
            self.press(services.withdraw, claim, by=by, right=[claim.submitted_by])
        else:
            self.press(services.return_claim, claim, comment="Which class?", by=by, right=self.world.approvers)

    def answer_it(self, number, by):
        claim = self.first(Claim, "returned", number)
        self.press(services.resubmit, claim, by=by, right=[claim.submitted_by])

    def look_again(self, number, by):
        claim = self.one(Claim.objects.filter(spot_checks__in=SpotCheck.objects.waiting()), number)
        if (number + by // 10) % 2:
            self.press(services.send_back, claim, comment="Which class?", by=by, right=self.seconds)
        else:
            self.press(services.pass_check, claim, by=by, right=self.seconds)

    def agree_to_it(self, number, by):
        correction = self.first(Correction, "proposed", number)
        right = self.world.others_than(correction.proposed_by, correction.person, of=self.world.leads)
        self.press(services.agree_to_correction, correction, by=by, right=right or self.world.finance[2:])

    def claim_it(self, number, by):
        day = self.one(FundedDay.objects.ready(), number)
        if of_school := list(FundedDay.objects.ready_of_schools(self.world.schools[:1])):
            self.press(services.submit_for_school, days=of_school, by=by, right=[self.world.bursar])
            return
        ready = list(FundedDay.objects.ready_for(day.person))
        self.press(services.submit_claims, person=day.person, days=ready, by=by, right=[day.person])

    def answer_for_it(self, number, by):
        day = self.first(FundedDay, "held", number)
        school = School.objects.where_works(day.person, day.on).order_by("pk").first() if day else None
        self.press(services.answer_held_day, day, school=school, by=by, right=self.world.leads)
