"""What the app has made and sent; the words are in templates/claims/mail/ and templates/claims/letters/."""

from claims.models import FundedDay
from correspondence import kinds

SUMMARY = "payment_summary"

kinds.document(
    SUMMARY,
    title="Payment summary",
    template="claims/letters/payment_summary.html",
    called="Summary of a payment to a school",
)

for kind, subject, action in [
    ("day_ready", "Your day on {on} can be claimed", "Claim it"),
    ("day_held", "A day of {person}’s needs an answer", "Answer the question"),
    ("day_turned_down", "Your day on {on} will not be funded", "See your days and claims"),
    ("claimed_for_you", "{by} has claimed your days: {claim}", "See the claim"),
    ("claim_submitted", "{claim} from {person} waits for approval", "Decide on the claim"),
    ("spot_check_wanted", "{claim} needs a second look before it is paid", "Look at the claim"),
    ("claim_returned", "{claim} has come back to you with a comment", "Answer and send it again"),
    ("claim_rejected", "{claim} has not been approved", "See the claim"),
    ("claim_changed", "A day is no longer in {claim}", "See the claim"),
    ("claim_approved", "{amount} for your school: {claim} is approved", "See the claim"),
    ("claim_to_pay", "{claim} is approved and can be paid", "Open the payment runs"),
    ("correction_proposed", "{correction} needs you or somebody else to agree to it", "Look at the correction"),
    ("correction_refused", "{correction} has been refused", "See the correction"),
    ("run_to_authorise", "{run} needs you to authorise it", "Look at the payment run"),
    ("books_wrong", "Something in the books is wrong", "See what is wrong"),
    ("payment_made", "We have paid {amount} to {school}", "Read the payment summary"),
]:
    kinds.message(kind, subject=subject, template=f"claims/mail/{kind}.txt", action=action)


def _are_unclaimed(context):
    return FundedDay.objects.ready().filter(pk__in=context["days"]).exists()


kinds.message(
    "days_waiting",
    subject="{in_all} of release can be claimed",
    template="claims/mail/days_waiting.txt",
    action="Claim them",
    is_wanted=_are_unclaimed,
)

kinds.heads_hear(
    "Money for your school",
    ("claim_approved", "When a claim for a day on which you released somebody is approved", "whoever approves it"),
    ("claim_changed", "When a day turns out not to be funded after the claim was approved", "SATC"),
    ("payment_made", "When it is paid: the payment summary", "SATC finance"),
)
