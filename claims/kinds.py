"""What the app has made and sent; the words are in templates/claims/mail/ and templates/claims/letters/."""

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
    ("day_held", "A day of {person}'s needs an answer", "Answer the question"),
    ("day_turned_down", "Your day on {on} will not be funded", "See your days and claims"),
    ("claim_submitted", "{claim} from {person} waits for approval", "Decide on the claim"),
    ("claim_returned", "{claim} has come back to you with a comment", "Answer and send it again"),
    ("claim_rejected", "{claim} has not been approved", "See the claim"),
    ("claim_approved", "{amount} for your school: {claim} is approved", "See the claim"),
    ("claim_to_pay", "{claim} is approved and can be paid", "Open the payment runs"),
    ("run_to_authorise", "{run} needs you to authorise it", "Look at the payment run"),
    ("payment_made", "{amount} has been paid to your school", "Read the payment summary"),
]:
    kinds.message(kind, subject=subject, template=f"claims/mail/{kind}.txt", action=action)
