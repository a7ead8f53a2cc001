"""What is said to whom on the way to becoming an influencer."""

import datetime

from django.urls import reverse
from django.utils.text import Truncator

from core.calendars import Entry
from core.words import LONDON, long_date
from correspondence.services import queue_document, queue_message
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
        "goes_with_another": nomination.first_id is not None,
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


def remind_to_confirm(nomination):
    """A new link, once, for a head who hasn't pressed the button."""
    head = (nomination.head_email, nomination.head_name)
    link = ("confirm_nomination", nomination.reference)
    queue_message("nomination_reminder", to=head, link=link, **_of(nomination))


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


def nomination_again(nomination):
    """The head has sent the same nomination again: where the first one stands."""
    head = (nomination.head_email, nomination.head_name)
    status = nomination.get_status_display().lower()
    queue_message(
        "nomination_again",
        to=head,
        link=("track_nomination", nomination.reference),
        **_of(nomination, status=status, sent_on=long_date(nomination.submitted_at)),
    )


def nomination_joined(nomination, *, is_influencer):
    """Tell the head, kindly and without who else, that they aren't the only one; and the leads, with all of it."""
    _tell_head("nomination_joined", nomination, is_influencer=is_influencer)
    first = nomination.first.reference if nomination.first else ""
    _tell_leads(
        "nomination_joined_lead",
        path=nomination.get_desk_url(),
        **_of(nomination, is_influencer=is_influencer, first=first),
    )


def nomination_back(nomination):
    """The date has come to which a nomination was deferred."""
    _tell_leads("nomination_back", path=nomination.get_desk_url(), **_of(nomination))


def visit_confirmed(nomination, visit, *, before=""):
    """Head, nominee and visitor get the date, or the new one, as a file for their calendars."""
    for person in (nomination.head, nomination.nominee, visit.visitor):
        _tell_of_visit("nomination_visit", person, nomination, visit, before=before)


def visit_cancelled(nomination, visit, *, whom, why):
    """Those who have the visit in their calendars get a file that takes it out."""
    for person in whom:
        _tell_of_visit("nomination_visit_cancelled", person, nomination, visit, why=why)


def _tell_of_visit(kind, person, nomination, visit, **more):
    reader = "visitor" if person == visit.visitor else "head" if person == nomination.head else "nominee"
    path = {"head": nomination.get_absolute_url(), "nominee": "", "visitor": nomination.get_desk_url()}[reader]
    news = {"visit_date": long_date(visit.on), "when": visit.when, "visitor": brief(visit.visitor or "The SATC lead")}
    news |= {"reader": reader, "news": "moved" if more.get("before") else "confirmed"}
    is_off = kind == "nomination_visit_cancelled"
    queue_message(
        kind, to=person, path=path, invitation=_invitation(nomination, visit, is_off=is_off),
        **_of(nomination, **news, **more),
    )  # fmt: skip


def _invitation(nomination, visit, *, is_off):
    """The visit for calendars; None for one that has no time of day."""
    if visit.starts_at is None:
        return None
    return Entry(
        key=f"{nomination.reference}-{visit.pk}",
        sequence=visit.revision,
        begins=datetime.datetime.combine(visit.on, visit.starts_at, LONDON),
        ends=datetime.datetime.combine(visit.on, visit.ends_at, LONDON),
        summary=f"SATC visits {brief(nomination.school)}",
        description=f"{visit.visitor} from SATC meets {nomination.head_name} and {nomination.nominee_name}.",
        where=", ".join(nomination.school.address_lines),
        status="CANCELLED" if is_off else "CONFIRMED",
    )


def nomination_accepted(nomination):
    _tell_head("nomination_accepted", nomination)


def nomination_deferred(nomination, reason=""):
    """The reason was talked over with the first head, so only that one reads it."""
    _tell_head("nomination_deferred", nomination, reason=reason, back_on=long_date(nomination.back_on))


def nomination_declined(nomination):
    """Kind, and without the reason, which is private."""
    _tell_head("nomination_declined", nomination)


def _tell_nominee(kind, interest, **more):
    path = interest.get_absolute_url()
    queue_message(kind, to=interest.person, path=path, **_of(interest.nomination, **more))


def interest_invited(interest):
    _tell_nominee("interest_invited", interest)


def remind_to_answer(interest):
    _tell_nominee("interest_reminder", interest)


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


def letter_title(person):
    return f"{brief(person.name)}, science influencer"


def letter_to_head(influencer, letter, *, school, head):
    """Ask for the letter to the head, and for the message that carries it once it is made."""
    is_renewed = letter.get("replaces") and not letter["is_new_head"]
    document = queue_document(
        "head_letter",
        series=influencer.letter_series,
        title=letter_title(influencer.person),
        school=school,
        readers=[influencer.person],
        context=letter,
    )
    queue_message(
        "head_letter_renewed" if is_renewed else "head_letter",
        to=head,
        school=school,
        context={
            "reference": document.reference,
            "influencer": brief(influencer.person.name),
            "changes": letter.get("changes", []),
        },
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


def profile_returned(influencer):
    """Tell who stepped down that they are welcome back, and ask whether their page may be public again."""
    _tell_owner("profile_returned", influencer)


def profile_back(influencer):
    """Tell its owner that the page is in the directory again, as they asked."""
    _tell_owner("profile_back", influencer)


def brought_in(influencer):
    """Ask somebody who was an influencer before the portal knew them to look at their page, and to say yes to it."""
    _tell_owner("influencer_brought_in", influencer, school_name=brief(influencer.school or ""))


def _tell_owner(kind, influencer, **context):
    path = reverse("influencers:own_profile")
    queue_message(kind, to=influencer.person, school=influencer.school, context=context, path=path)
