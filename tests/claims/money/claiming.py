"""What is done with claims in the sequences."""

from hypothesis import strategies as some
from hypothesis.stateful import rule

from claims import services
from claims.models import Claim, FundedDay, SpotCheck
from tests.claims.money.drawn import anybody, which


class Claiming:
    """Claims are sent, decided, taken back and looked at a second time."""

    @rule(who=which, some_of=some.integers(1, 7), by=anybody)
    def claim(self, who, some_of, by):
        person = self.world.influencers[who % 5]
        chosen = [day for n, day in enumerate(FundedDay.objects.ready_for(person)) if some_of >> (n % 3) & 1]
        if not chosen:
            self.go_on(who, by)
            return
        self.press(services.submit_claims, person=person, days=chosen, by=by, right=[person])

    @rule(number=which, by=anybody)
    def claim_any_day(self, number, by):
        day = self.one(FundedDay.objects.all(), number)
        self.press(services.submit_claims, person=day.person, days=[day], by=by, right=[day.person])

    @rule(number=which, by=anybody)
    def approve(self, number, by):
        claim = self.one_that(Claim, number, "submitted")
        self.press(services.approve, claim, by=by, right=self.world.approvers)

    @rule(by=anybody)
    def approve_what_is_usual(self, by):
        waiting = list(Claim.objects.awaiting_approval()) or None
        self.press(services.approve_usual, waiting, by=by, right=self.world.approvers)

    @rule(number=which, by=anybody)
    def send_a_claim_back(self, number, by):
        claim = self.one_that(Claim, number, "submitted")
        self.press(services.return_claim, claim, comment="Which class?", by=by, right=self.world.leads)

    @rule(number=which, by=anybody)
    def send_a_claim_again(self, number, by):
        claim = self.one_that(Claim, number, "returned")
        self.press(services.resubmit, claim, by=by, right=lambda claim: [claim.submitted_by])

    @rule(number=which, by=anybody)
    def reject(self, number, by):
        claim = self.one_that(Claim, number, "submitted")
        self.press(services.reject, claim, reason="It was not agreed.", by=by, right=self.world.leads)

    @rule(number=which, by=anybody)
    def take_a_claim_back(self, number, by):
        claim = self.one_that(Claim, number, "submitted", "returned")
        self.press(services.withdraw, claim, by=by, right=lambda claim: [claim.submitted_by])

    @rule(number=which, by=anybody)
    def claim_for_the_school(self, number, by):
        ready = list(FundedDay.objects.ready_of_schools(self.world.schools[:1] if number < 8 else self.world.schools))
        if not ready:
            self.go_on(number, by)
            return
        self.press(services.submit_for_school, days=ready, by=by, right=[self.world.bursar])

    @rule(number=which, by=anybody)
    def claim_for_somebody_who_is_away(self, number, by):
        day = self.one(FundedDay.objects.ready(), number)
        if day is None:
            self.go_on(number, by)
            return
        why = "They are ill." if number else ""
        self.press(services.submit_claims, person=day.person, days=[day], reason=why, by=by, right=self.world.leads)

    @rule(percent=some.sampled_from([0, 100]), by=anybody)
    def say_how_many_are_looked_at_twice(self, percent, by):
        self.press(services.set_policy, window_months=12, spot_check_percent=percent, by=by, right=self.world.leads)

    @rule(number=which, by=anybody)
    def find_a_claim_in_order(self, number, by):
        claim = self.one(Claim.objects.filter(spot_checks__in=SpotCheck.objects.waiting()), number)
        self.press(services.pass_check, claim, by=by, right=self.seconds)

    @rule(number=which, by=anybody)
    def find_something_to_be_answered(self, number, by):
        claim = self.one(Claim.objects.filter(spot_checks__in=SpotCheck.objects.waiting()), number)
        self.press(services.send_back, claim, comment="Which class?", by=by, right=self.seconds)

    def seconds(self, claim):
        return self.world.others_than(claim.approved_by, claim.person, claim.submitted_by)
