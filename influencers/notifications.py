"""What is said to whom on the way to becoming an influencer."""

from django.urls import reverse
from django.utils.text import Truncator

from core.words import long_date
from correspondence.services import queue_document, queue_message
from influencers import head_letter
from schools.models import Person, StaffRole

# Names as long as this would not fit a subject.
LONGEST_NAME = 70


def brief(name):
    return Truncator(str(name)).chars(LONGEST_NAME)


def _of(nomination, **more):
    context = {
        "reference": nomination.reference,
        "nominee": brief(nomination.nominee_name),
        "head": brief(nomination.head_name),
        "school_name": brief(nomination.school),
        "by_helper": brief(nomination.helper_name),
        "by_satc": nomination.entered_by_id is not None,
    }
    return {"school": nomination.school, "context": context | more}


def _tell_leads(kind, *, path, school, context):
    for lead in Person.objects.in_role(StaffRole.LEAD):
        queue_message(kind, to=lead, school=school, context=context, path=path)


def confirm_nomination(nomination):
    """The link that proves the head's address; it goes to the head, whoever filled in the form."""
    head = (nomination.head_email, nomination.head_name)
    link = ("confirm_nomination", nomination.reference)
    queue_message("nomination_confirm", to=head, link=link, **_of(nomination))


def thank_helper(nomination):
    helper = (nomination.helper_email, nomination.helper_name)
    queue_message("nomination_helped", to=helper, link=("track_nomination", nomination.reference), **_of(nomination))


def track_nomination(nomination, email):
    """A new link to the sender's own view."""
    name = nomination.head_name if email == nomination.head_email else nomination.helper_name
    link = ("track_nomination", nomination.reference)
    queue_message("nomination_track", to=(email, name), link=link, **_of(nomination))


def nomination_confirmed(nomination):
    _tell_leads("nomination_confirmed", path=nomination.get_desk_url(), **_of(nomination))


def nomination_withdrawn(nomination):
    _tell_leads("nomination_withdrawn", path=nomination.get_desk_url(), **_of(nomination))


def _tell_head(kind, nomination, **more):
    queue_message(kind, to=nomination.head, path=nomination.get_absolute_url(), **_of(nomination, **more))


def visit_arranged(nomination, visit):
    _tell_head("nomination_visit", nomination, visit_date=long_date(visit.on))


def nomination_accepted(nomination):
    _tell_head("nomination_accepted", nomination)


def nomination_deferred(nomination, reason):
    _tell_head("nomination_deferred", nomination, reason=reason)


def nomination_declined(nomination):
    """Kind, and without the reason, which is private."""
    _tell_head("nomination_declined", nomination)


def _tell_nominee(kind, interest, **more):
    path = interest.get_absolute_url()
    queue_message(kind, to=interest.person, path=path, **_of(interest.nomination, **more))


def interest_invited(interest):
    _tell_nominee("interest_invited", interest)


def interest_returned(interest):
    _tell_nominee("interest_returned", interest, comment=interest.comment)


def interest_submitted(interest):
    _tell_leads("interest_submitted", path=interest.get_desk_url(), **_of(interest.nomination))


def interest_withdrawn(interest):
    _tell_leads("interest_withdrawn", path=interest.get_desk_url(), **_of(interest.nomination))


def welcome(interest, influencer, *, booked, left_out):
    """What is agreed: the dates that are booked, those that could not be, and whether the profile is public."""
    _tell_nominee(
        "influencer_welcome",
        interest,
        is_published=influencer.status == "published",
        booked=[f"{event.when}: {event.title}, {event.where}" for event in booked],
        left_out=[f"{event.when}: {event.title}" for event in left_out],
    )


def letter_to_head(interest, influencer, *, head, by):
    """Ask for the letter to the head, and for the message that carries it once it is made."""
    letter = head_letter.context_of(interest, influencer, head=head, by=by)
    return _send_letter("head_letter", influencer, letter, school=interest.school, head=head)


def new_letter_to_head(interest, influencer, last, *, school, head, by):
    """A new version in place of the last letter, and the message that carries it."""
    letter = head_letter.renewal_of(interest, influencer, last, school=school, head=head, by=by)
    return _send_letter("head_letter_renewed", influencer, letter, school=school, head=head)


def _send_letter(kind, influencer, letter, *, school, head):
    name = brief(influencer.person.name)
    document = queue_document(
        "head_letter",
        series=influencer.letter_series,
        title=f"{name}, science influencer",
        school=school,
        readers=[influencer.person],
        context=letter,
    )
    queue_message(
        kind,
        to=head,
        school=school,
        context={"reference": document.reference, "influencer": name, "changes": letter.get("changes", [])},
        document=document,
        path=reverse("correspondence:document", args=[document.reference]),
    )
    return document


def profile_left(influencer, what):
    """Tell the leads that a page has left the directory, since they match by it."""
    context = {"influencer": brief(influencer.person.name), "what": what}
    _tell_leads("profile_left", path=influencer.get_desk_url(), school=influencer.school, context=context)


def profile_taken_out(influencer, reason):
    """Tell its owner that a SATC lead took the page out, and why."""
    _tell_owner("profile_taken_out", influencer, reason=reason)


def profile_back(influencer):
    """Tell its owner that the page is in the directory again, as they asked."""
    _tell_owner("profile_back", influencer)


def _tell_owner(kind, influencer, **context):
    path = reverse("influencers:own_profile")
    queue_message(kind, to=influencer.person, school=influencer.school, context=context, path=path)
