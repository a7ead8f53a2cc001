"""The messages and documents that this app sends."""

from correspondence import kinds


def register():
    kinds.document(
        "head_letter",
        title="Your science influencer: dates, expectations and money",
        template="influencers/letters/head_letter.html",
        called="Letter to a headteacher about a science influencer",
    )
    for kind, subject, action in MESSAGES:
        kinds.message(kind, subject=subject, template=f"influencers/mail/{kind}.txt", action=action)


# Kind, subject, label of the button.
MESSAGES = [
    ("nomination_confirm", "Please confirm your nomination of {nominee}", "Confirm the nomination"),
    ("nomination_helped", "Your nomination of {nominee} is with the headteacher", "See how it is getting on"),
    ("nomination_track", "Your nomination of {nominee}", "See how it is getting on"),
    ("nomination_confirmed", "New nomination: {nominee} at {school_name}", "Arrange a visit"),
    ("nomination_withdrawn", "Withdrawn: the nomination of {nominee} at {school_name}", "Open the nomination"),
    ("nomination_visit", "We are coming to see you on {visit_date}", "See your nomination"),
    ("nomination_accepted", "{nominee} is invited to be a science influencer", "See your nomination"),
    ("nomination_deferred", "Your nomination of {nominee}: not just now", "See your nomination"),
    ("nomination_declined", "Your nomination of {nominee}", "See your nomination"),
    ("interest_invited", "{head} has nominated you. What would you like to do?", "Tell us what you would like"),
    ("interest_submitted", "{nominee} has told us what they would like to do", "Read it"),
    ("interest_returned", "A question about what you would like to do", "Answer it"),
    ("interest_withdrawn", "{nominee} would rather not go on", "Open it"),
    ("influencer_welcome", "Welcome: you are a science influencer", "See what is agreed"),
    ("head_letter", "{influencer} is a science influencer: dates, expectations and money", "Open the letter"),
    ("head_letter_renewed", "{influencer}: the dates have changed", "Open the new letter"),
    ("profile_left", "{influencer} {what}", "See their page"),
    ("profile_taken_out", "Your page is not in the directory any more", "See your page"),
    ("profile_back", "Your page is in the directory again", "See your page"),
]
