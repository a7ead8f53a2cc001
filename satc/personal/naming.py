"""What people are told that a row is, and what they have to do with it: never the name of a table or a column."""

PLAINLY_THEIRS = {"person", "user", "owner", "email"}
THINGS = {
    "account.EmailAddress": "e-mail address",
    "admin.LogEntry": "entry in the desk’s log",
    "brokerage.Deployment": "support",
    "brokerage.PlanSeat": "part in an action plan",
    "brokerage.ReportAcceptance": "acceptance of a report",
    "core.Change": "step",
    "correspondence.Document": "letter",
    "mfa.Authenticator": "second step of your sign-in",
    "usersessions.UserSession": "browser signed in",
}
WHOSE = {
    "agreer": "agreed to by you",
    "address": "sent to your address",
    "approver": "approved by you",
    "author": "with you as its author",
    "authoriser": "authorised by you",
    "beneficiary": "for a day of yours",
    "by": "taken down as yours",
    "claimant": "claimed by you",
    "head": "with you as the head",
    "head_email": "with your address as the head’s",
    "helper_email": "with your address as the helper’s",
    "merged_into": "joined with you",
    "national_lead": "with you as national lead",
    "nomination": "about you",
    "nominee": "of you",
    "nominee_email": "with your address as the teacher’s",
    "proposer": "proposed by you",
    "readers": "that you may read",
    "requester_email": "sent from your address",
    "science_leader": "with you as science leader",
    "science_leader_email": "with your address as the science leader’s",
    "sent_to": "sent to you",
    "tutor": "with you as tutor",
    "visitor": "with you as visitor",
}


def name_of(model, field):
    """A row of this model, and what whoever stands in this field is to it: "Claim, approved by you"."""
    thing = THINGS.get(model._meta.label, str(model._meta.verbose_name))
    whose = whose_of(field)
    words = f"{thing}, {whose}" if whose else thing
    return words[:1].upper() + words[1:]


def whose_of(field):
    """What somebody in this field is to the row; "" where the row is simply theirs."""
    if field.name in PLAINLY_THEIRS:
        return ""
    if field.name.endswith("_by"):
        return f"{field.verbose_name} you"
    return WHOSE.get(field.name, str(field.verbose_name))
